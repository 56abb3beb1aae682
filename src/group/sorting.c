/* group/sorting.c - see sorting.h.  Articles that a person put together are one piece; the
** pieces of a story that a person joined are taken together more readily.
*/
#include "group/sorting.h"

#include "base/vec.h"

#include <assert.h>

enum {
    JOINED_BEST = 3,        /* a large story that a person joined takes what is like either half */
    TABLE = 1024            /* places for the rows */
};
/* least odds for a story to be looked at: -1.5 to -3.5 group alike */
static const float NEIGHBOUR = -2.5f;

static_assert(1 + TW_SORT_OPEN + TW_SORT_STORIES <= TW_CLUSTER_UNITS, "units fit");
static_assert(TW_SORT_ROWS * 2 <= TABLE, "rows fit");

static void add_neighbour(struct tw_neighbours *nb, uint32_t story, float odds)
{
    size_t i = 0;

    while (i < nb->n && nb->story[i] != story) i++;
    if (i == nb->n) {
        nb->story[nb->n] = story;
        nb->odds[nb->n++] = odds;
    }
    if (odds > nb->odds[i]) nb->odds[i] = odds;
    for (; i > 0 && nb->odds[i] > nb->odds[i - 1]; i--) {
        float o = nb->odds[i];
        uint32_t s = nb->story[i];

        nb->odds[i] = nb->odds[i - 1];
        nb->story[i] = nb->story[i - 1];
        nb->odds[i - 1] = o;
        nb->story[i - 1] = s;
    }
}

static struct tw_neighbours find_neighbours(const struct tw_arrival *a)
{
    struct tw_neighbours nb = {.n = 0};

    for (size_t i = 0; i < a->links; i++)
        if (a->link[i].odds >= NEIGHBOUR)
            add_neighbour(&nb, tw_group_record(a->g, a->link[i].article)->story, a->link[i].odds);
    if (nb.n > TW_SORT_STORIES) nb.n = TW_SORT_STORIES;
    return nb;
}

static uint16_t add_row(struct tw_sorting *s, uint32_t article, uint32_t story)
{
    assert(s->rows < TW_SORT_ROWS);
    s->article[s->rows] = article;
    s->story[s->rows] = story;
    return (uint16_t)s->rows++;
}

/* What a person decided about a unit. */
struct pins { uint32_t *v; size_t n, cap; bool joined; };

static void add_pin(struct tw_arena *mem, struct pins *pins, uint32_t pin)
{
    for (size_t i = 0; i < pins->n; i++)
        if (pins->v[i] == pin) return;
    if (pin) TW_PUSH(mem, pins->v, pins->n, pins->cap, pin);
}

static void add_unit(struct tw_sorting *s, const uint16_t *row, size_t n, struct pins pins,
                     uint32_t whole)
{
    struct tw_unit *u = &s->unit[s->units];

    assert(s->units < TW_CLUSTER_UNITS && n > 0);
    *u = (struct tw_unit){tw_arena_dup(s->a->mem, row, n * sizeof *row), (uint32_t)n, pins.v,
                          (uint32_t)pins.n, pins.joined ? JOINED_BEST : TW_CLUSTER_BEST};
    s->whole[s->units++] = whole;
}

/* The open unit of that pin, or NULL. */
static struct tw_unit *pinned(struct tw_sorting *s, uint32_t pin)
{
    for (size_t k = 0; pin && k < s->units; k++)
        if (s->unit[k].pins && s->unit[k].pin[0] == pin && !s->whole[k]) return &s->unit[k];
    return NULL;
}

/* Adds the articles of a story one by one; those a person put together as one. */
static void open_story(struct tw_sorting *s, uint32_t story, const uint32_t *article, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t pin = tw_group_record(s->a->g, article[i])->pin;
        struct tw_unit *with = pinned(s, pin);
        uint16_t row = add_row(s, article[i], story), *both;

        if (!with) {
            struct pins own = {0};

            add_pin(s->a->mem, &own, pin);
            add_unit(s, &row, 1, own, 0);
            continue;
        }
        both = tw_arena_alloc(s->a->mem, (with->n + 1) * sizeof *both);
        memcpy(both, with->article, with->n * sizeof *both);
        both[with->n++] = row;
        with->article = both;
    }
}

/* All pins in a large story. */
static struct pins pins_of(const struct tw_sorting *s, uint32_t story)
{
    const struct tw_group *g = s->a->g;
    const struct tw_story_row *row = tw_group_row(g, story);
    struct pins pins = {.joined = row->by_hand & TW_BY_HAND_JOINED};

    if (!row->by_hand) return pins;
    for (uint32_t at = tw_group_newest(g, row); at != TW_NO_ARTICLE; at = tw_group_next(g, at))
        add_pin(s->a->mem, &pins, tw_group_record(g, at)->pin);
    return pins;
}

/* Adds a large story as one unit: its newest articles and those linked with the
** new one stand for it. */
static void close_story(struct tw_sorting *s, uint32_t story, const uint32_t *article,
                        size_t members)
{
    const struct tw_arrival *a = s->a;
    uint16_t row[TW_SORT_SAMPLE + TW_GROUP_COMPARED];
    size_t n = 0, sample = members < TW_SORT_SAMPLE ? members : TW_SORT_SAMPLE;

    for (; n < sample; n++) row[n] = add_row(s, article[n], story);
    for (size_t i = 0; i < a->links; i++) {
        uint32_t other = a->link[i].article;
        bool has = tw_group_record(a->g, other)->story != story || other >= article[sample - 1];

        if (!has) row[n++] = add_row(s, other, story);
    }
    add_unit(s, row, n, pins_of(s, story), story);
}

void tw_sorting_set_out(struct tw_sorting *s)
{
    uint16_t row = add_row(s, s->a->number, 0);
    size_t open = 0;

    add_unit(s, &row, 1, (struct pins){0}, 0);
    for (size_t i = 0; i < s->nb.n; i++) {
        size_t n;
        uint32_t *article = tw_group_members(s->a->g, s->a->mem, s->nb.story[i], TW_SORT_OPEN + 1,
                                             &n);

        if (open + n <= TW_SORT_OPEN) {
            open_story(s, s->nb.story[i], article, n);
            open += n;
        } else {
            close_story(s, s->nb.story[i], article, n);
        }
    }
}

float *tw_sorting_odds(const struct tw_sorting *s)
{
    const struct tw_group *g = s->a->g;
    float *odds = tw_arena_alloc(s->a->mem, s->rows * s->rows * sizeof *odds);
    uint16_t table[TABLE] = {0};

    for (size_t i = 0; i < s->rows * s->rows; i++) odds[i] = TW_CLUSTER_UNKNOWN;
    for (size_t i = 0; i < s->rows; i++) {
        size_t at = s->article[i] % TABLE;

        while (table[at]) at = (at + 1) % TABLE;
        table[at] = (uint16_t)(i + 1);
    }
    for (size_t i = 0; i < s->rows; i++) {
        const struct tw_record *r = tw_group_record(g, s->article[i]);
        const struct tw_link *l =
            (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

        for (uint32_t k = 0; k < r->links; k++) {
            size_t at = l[k].article % TABLE;

            while (table[at] && s->article[table[at] - 1] != l[k].article) at = (at + 1) % TABLE;
            if (table[at])
                odds[i * s->rows + table[at] - 1] = odds[(table[at] - 1) * s->rows + i] = l[k].odds;
        }
    }
    return odds;
}

struct tw_sorting *tw_sorting_of(struct tw_arrival *a)
{
    struct tw_sorting *s = TW_NEW(a->mem, struct tw_sorting);

    s->a = a;
    s->nb = find_neighbours(a);
    return s;
}
