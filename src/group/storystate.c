/* group/storystate.c - the state of grouping into a file and back.
**
** Columns are written as they lie; hash tables follow from them and are made
** again.  What comes back is checked as if anyone could have written it: every
** number must point to something before it is used.
*/
#include "group/story_int.h"

struct numbers {
    uint64_t first, recent, vector, text, link;
    uint32_t first_story, pins;
    struct tw_clock clock;
};

void tw_group_save(const struct tw_group *g, struct tw_state_out *out)
{
    struct numbers n = {g->first, g->recent, g->vector.dropped, g->text.dropped, g->link.dropped,
                        g->first_story, g->pins, g->clock};

    tw_state_put(out, &n, sizeof n);
    tw_state_put_column(out, &g->record);
    tw_state_put_column(out, &g->story);
    tw_state_put_column(out, &g->apart);
    tw_state_put_column(out, &g->history);
    tw_state_put_column(out, &g->vector.column);
    tw_state_put_column(out, &g->text.column);
    tw_state_put_column(out, &g->link.column);
    tw_state_put_column(out, &g->index.posting);
    tw_state_put_column(out, &g->counts.slot);
    tw_state_put_column(out, &g->counts.language);
    tw_state_put_column(out, &g->vocabulary.slot);
    tw_state_put_column(out, &g->vocabulary.text);
}

/* Tables whose places must be made again. */
struct tables { struct tw_column counted, spelling, text; };

static enum tw_status read_columns(struct tw_group *g, struct tw_state_in *in, struct tables *t)
{
    struct tw_column *column[] = {&g->record, &g->story, &g->apart, &g->history, &g->vector.column,
                                  &g->text.column,
                                  &g->link.column, &g->index.posting, &t->counted,
                                      &g->counts.language,
                                  &t->spelling, &t->text};

    for (size_t i = 0; i < sizeof column / sizeof *column; i++) {
        enum tw_status st = tw_state_get_column(in, column[i]);

        if (st != TW_OK) return st;
    }
    return TW_OK;
}

static bool marks_are_sound(const struct tw_vector *v)
{
    struct tw_marks m = tw_vector_marks(v, TW_BAG_LATIN);

    return memcmp(&m, &v->marks, sizeof m) == 0;
}

/* The vector at that offset fits into its column and speaks the truth. */
static bool vector_is_sound(const struct tw_group *g, uint64_t at, uint64_t end)
{
    const struct tw_vector *v;

    if (at % 8 || at < g->vector.dropped || end > g->vector.dropped + g->vector.column.n || end < at
        || end - at < sizeof *v) return false;
    v = (const struct tw_vector *)(const void *)((const char *)g->vector.column.v
                                                 + (at - g->vector.dropped));
    return v->terms <= TW_VECTOR_TERMS && v->prints <= TW_VECTOR_PRINTS && v->years <= TW_BAG_YEARS
        && end - at == tw_vector_size(v->terms, v->prints) && marks_are_sound(v);
}

static bool links_are_sound(const struct tw_group *g, const struct tw_record *r, uint64_t number)
{
    const struct tw_link *l =
        (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

    for (uint32_t i = 0; i < r->links; i++)
        if (l[i].article >= number || !(l[i].odds > -1e6f && l[i].odds < 1e6f)) return false;
    return true;
}

static bool record_is_sound(const struct tw_group *g, size_t i)
{
    const struct tw_record *r = (const struct tw_record *)g->record.v + i;
    bool last = i + 1 == g->record.n;
    uint64_t vector_end = last ? g->vector.dropped + g->vector.column.n : r[1].vector;
    uint64_t text_end = last ? g->text.dropped + g->text.column.n : r[1].text;
    uint64_t link_end = last ? g->link.dropped + g->link.column.n : r[1].link;

    return vector_is_sound(g, r->vector, vector_end)
        && r->text >= g->text.dropped && text_end <= g->text.dropped + g->text.column.n
        && text_end >= r->text && text_end - r->text == (uint64_t)r->id_len + r->title_len
        && r->link >= g->link.dropped && link_end <= g->link.dropped + g->link.column.n
        && link_end >= r->link && link_end - r->link == r->links
        && (r->story == 0 || tw_group_row(g, r->story)) && r->pin <= g->pins
        && (r->next == TW_NO_ARTICLE || r->next < g->first + i)
        && links_are_sound(g, r, g->first + i);
}

/* Every article in the story's chain says that it is in this story; so no chain
** holds an article of another one. */
static bool chain_is_sound(const struct tw_group *g, uint32_t story)
{
    const struct tw_story_row *row = tw_group_row(g, story);

    if (row->newest != TW_NO_ARTICLE && row->newest >= tw_group_end(g)) return false;
    for (uint32_t at = tw_group_newest(g, row); at != TW_NO_ARTICLE; at = tw_group_next(g, at))
        if (tw_group_record(g, at)->story != story) return false;
    return true;
}

static bool is_sound(const struct tw_group *g)
{
    uint64_t end = tw_group_end(g);

    if (end >= TW_NO_ARTICLE || g->recent < g->first || g->recent > end || g->first_story == 0)
        return false;
    if ((uint64_t)g->first_story + g->story.n > UINT32_MAX) return false;
    for (size_t i = 0; i < g->record.n; i++)
        if (!record_is_sound(g, i)) return false;
    for (size_t i = 0; i < g->story.n; i++)
        if (!chain_is_sound(g, g->first_story + (uint32_t)i)) return false;
    return tw_chains_sound(&g->index, end);
}

enum tw_status tw_group_load(struct tw_state_in *in, const struct tw_group_options *o,
                             struct tw_group **out)
{
    struct tw_group *g = tw_group_new(o);
    struct tables t = {{.size = sizeof(struct tw_counted)}, {.size = sizeof(struct tw_spelling)},
                       {.size = 1}};
    struct numbers n;
    enum tw_status st;

    if ((st = tw_state_get(in, &n, sizeof n)) == TW_OK) {
        g->first = n.first;
        g->recent = n.recent;
        g->vector.dropped = n.vector;
        g->text.dropped = n.text;
        g->link.dropped = n.link;
        g->first_story = n.first_story;
        g->pins = n.pins;
        g->clock = n.clock;
        st = read_columns(g, in, &t);
    }
    if (st == TW_OK && (!is_sound(g) || !tw_vocabulary_restore(&g->vocabulary, &t.spelling,
                                                               &t.text)))
        st = TW_BROKEN;
    if (st == TW_OK) {
        tw_termcount_restore(&g->counts, &t.counted);
        tw_chains_rebuild(&g->index);
        *out = g;
    } else {
        tw_group_free(g);
    }
    tw_column_free(&t.counted);
    tw_column_free(&t.spelling);
    tw_column_free(&t.text);
    return st;
}
