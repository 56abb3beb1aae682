/* group/story.c - the life of an article in the stream: bag, vector, candidates, odds, sorting, placing.
**
** The neighbourhood that is sorted again is the new article and the stories of
** the candidates it may be one with, at most six of them.  Stories of up to 40
** articles are taken apart and put together anew, so that a later article can
** mend an earlier decision; larger ones are one piece that can only grow.
** What this gets wrong: an article is only moved while a neighbour of its own
** arrives; what nobody looks at again stays as it is.
*/
#include "group/story.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "group/cluster.h"
#include "group/nearest.h"
#include "group/priors.h"
#include "group/story_int.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum {
    PROPOSED = 40,          /* candidates by partial cosine, */
    COMPARED = 20,          /* and by the whole cosine: 12, 20, 40 group alike (yardstick `stories`, dev half) */
    STORIES = 6,            /* neighbouring stories sorted with an article */
    OPEN = 40,              /* articles taken apart at once */
    SAMPLE = 24,            /* newest articles that stand for a larger story */
    TITLE = 240,            /* bytes of a title kept */
    FORGET_EVERY = 4096,
    RECENT = 72 * 3600      /* seconds */
};
static const int64_t WINDOW = 30 * 86400;
static const float FADES = 300 * 3600.f;    /* a candidate counts 1/e after so many seconds; 120 h loses the
                                               late follow-ups (F1 .936 of .945), 600 h gains nothing */
static const float NEIGHBOUR = -2.5f;       /* least odds for a story to be looked at: -1.5 to -3.5 group alike */
static const float KEPT = TW_CLUSTER_UNKNOWN;   /* odds below are as good as unknown */

static void heap_free(struct tw_heap *h)
{
    tw_column_free(&h->column);
}

/* Appends n items; their absolute offset. */
static uint64_t heap_put(struct tw_heap *h, const void *p, size_t n)
{
    uint64_t at = h->dropped + h->column.n;

    if (n) memcpy(tw_column_room(&h->column, n), p, n * h->column.size);
    return at;
}

static void heap_drop(struct tw_heap *h, uint64_t to)
{
    tw_column_drop(&h->column, (size_t)(to - h->dropped));
    h->dropped = to;
}

struct tw_group *tw_group_new(const struct tw_group_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_group *g = TW_NEW(mem, struct tw_group);

    g->mem = mem;
    if (o) g->o = *o;
    if (g->o.window <= 0) g->o.window = WINDOW;
    if (!g->o.model) g->o.model = &tw_merge_weights;
    if (g->o.threshold == 0) g->o.threshold = TW_GROUP_THRESHOLD;
    g->bagger = tw_bagger_new();
    tw_termcount_start(&g->counts);
    tw_priors_count(&g->counts);
    tw_chains_start(&g->index);
    g->record.size = sizeof(struct tw_record);
    g->story.size = sizeof(struct tw_story_row);
    g->apart.size = sizeof(struct tw_apart);
    g->history.size = sizeof(struct tw_happening);
    g->vector.column.size = 1;
    g->text.column.size = 1;
    g->link.column.size = sizeof(struct tw_link);
    g->first_story = 1;
    return g;
}

void tw_group_free(struct tw_group *g)
{
    if (!g) return;
    tw_bagger_free(g->bagger);
    tw_termcount_free(&g->counts);
    tw_chains_free(&g->index);
    tw_column_free(&g->record);
    tw_column_free(&g->story);
    tw_column_free(&g->apart);
    tw_column_free(&g->history);
    heap_free(&g->vector);
    heap_free(&g->text);
    heap_free(&g->link);
    tw_arena_free(g->mem);
}

uint64_t tw_group_count(const struct tw_group *g)
{
    return tw_group_end(g);
}

uint64_t tw_group_kept(const struct tw_group *g)
{
    return g->record.n;
}

size_t tw_group_bytes(const struct tw_group *g)
{
    return tw_column_bytes(&g->record) + tw_column_bytes(&g->story) + tw_column_bytes(&g->history)
         + tw_column_bytes(&g->vector.column) + tw_column_bytes(&g->text.column) + tw_column_bytes(&g->link.column)
         + tw_chains_bytes(&g->index) + tw_termcount_bytes(&g->counts);
}

float tw_group_odds(const struct tw_group *g, uint32_t a, uint32_t b)
{
    uint32_t newer = a > b ? a : b, older = a > b ? b : a;
    const struct tw_record *r = tw_group_record(g, newer);
    const struct tw_link *l = (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

    for (uint32_t i = 0; i < r->links; i++)
        if (l[i].article == older) return l[i].odds;
    return TW_CLUSTER_UNKNOWN;
}

uint32_t tw_group_new_story(struct tw_group *g)
{
    struct tw_story_row *row = tw_column_push(&g->story);

    row->newest = TW_NO_ARTICLE;
    return g->first_story + (uint32_t)g->story.n - 1;
}

void tw_group_happened(struct tw_group *g, uint32_t kind, uint32_t story, uint32_t other, uint32_t article)
{
    struct tw_happening *h = tw_column_push(&g->history);

    *h = (struct tw_happening){g->clock.now, kind, story, other, article};
}

static int newest_first(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x < y) - (x > y);
}

/* Widens the story's time to the article's. */
static void stretch(struct tw_story_row *row, int64_t time)
{
    if (!time) return;
    if (!row->first || time < row->first) row->first = time;
    if (time > row->last) row->last = time;
}

void tw_group_set_story(struct tw_group *g, uint32_t story, uint32_t *article, size_t n)
{
    struct tw_story_row *row = tw_group_row(g, story);
    uint32_t next = TW_NO_ARTICLE;

    assert(row);
    if (n) qsort(article, n, sizeof *article, newest_first);
    row->newest = n ? article[0] : TW_NO_ARTICLE;
    row->articles = (uint32_t)n;
    if (n) row->first = row->last = 0;
    for (size_t i = n; i-- > 0; next = article[i]) {
        struct tw_record *r = tw_group_record(g, article[i]);

        r->story = story;
        r->next = next;
        stretch(row, tw_group_vector(g, r)->time);
    }
}

/* Puts the newest article in front of a story. */
static void extend(struct tw_group *g, uint32_t story, uint32_t article)
{
    struct tw_story_row *row = tw_group_row(g, story);
    struct tw_record *r = tw_group_record(g, article);

    assert(row);
    r->story = story;
    r->next = row->newest;
    row->newest = article;
    row->articles++;
    stretch(row, tw_group_vector(g, r)->time);
}

uint32_t *tw_group_members(const struct tw_group *g, struct tw_arena *mem, uint32_t story, size_t most, size_t *n)
{
    const struct tw_story_row *row = tw_group_row(g, story);
    uint32_t *v = NULL, at = row ? tw_group_newest(g, row) : TW_NO_ARTICLE;
    size_t cap = 0;

    *n = 0;
    for (; at != TW_NO_ARTICLE && *n < most; at = tw_group_next(g, at)) TW_PUSH(mem, v, *n, cap, at);
    return v;
}

/* The oldest article that may still be joined. */
static uint32_t oldest(const struct tw_group *g)
{
    const struct tw_record *r = g->record.v;
    size_t low = 0, high = g->record.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r[middle].clock < g->clock.now - g->o.window) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)(g->first + low);
}

/* What a person decided outlives the articles it was decided on: when the last
** pinned article of a story goes, its oldest that stays takes the pin. */
static void hand_on_pin(struct tw_group *g, const struct tw_record *leaving, uint64_t first)
{
    const struct tw_story_row *row = tw_group_row(g, leaving->story);
    uint32_t last = TW_NO_ARTICLE;

    if (!row) return;
    for (uint32_t at = row->newest; at != TW_NO_ARTICLE && at >= first; at = tw_group_record(g, at)->next) {
        if (tw_group_record(g, at)->pin == leaving->pin) return;
        last = at;
    }
    if (last != TW_NO_ARTICLE && !tw_group_record(g, last)->pin) tw_group_record(g, last)->pin = leaving->pin;
}

static void forget_stories(struct tw_group *g)
{
    const struct tw_story_row *row = g->story.v;
    size_t n = 0;

    while (n + 1 < g->story.n && (row[n].newest == TW_NO_ARTICLE || row[n].newest < g->first)) n++;
    tw_column_drop(&g->story, n);
    g->first_story += (uint32_t)n;
}

static void forget_history(struct tw_group *g)
{
    const struct tw_happening *h = g->history.v;
    size_t n = 0;

    while (n < g->history.n && h[n].clock < g->clock.now - g->o.window) n++;
    tw_column_drop(&g->history, n);
}

/* Gives back what has left the window. */
static void forget(struct tw_group *g)
{
    uint64_t first = oldest(g);
    const struct tw_record *r;

    if (first == tw_group_end(g)) first--;      /* so that offsets stay known */
    if (first > g->recent) first = g->recent;   /* words still to be counted out */
    if (first == g->first) return;
    for (uint64_t i = g->first; i < first; i++)
        if (tw_group_record(g, i)->pin) hand_on_pin(g, tw_group_record(g, i), first);
    r = tw_group_record(g, first);
    heap_drop(&g->vector, r->vector);
    heap_drop(&g->text, r->text);
    heap_drop(&g->link, r->link);
    tw_column_drop(&g->record, (size_t)(first - g->first));
    g->first = first;
    forget_stories(g);
    forget_history(g);
    tw_chains_expire(&g->index, (uint32_t)first);
    tw_termcount_expire(&g->counts, (uint32_t)first);
}

/* The clock lags behind the newest articles until others confirm their times;
** then those that waited get theirs.  Times along the records never fall. */
static void confirm_times(struct tw_group *g)
{
    enum { WAITING = 4 };
    uint64_t end = tw_group_end(g), from = g->record.n > WAITING ? end - WAITING : g->first;

    for (uint64_t i = from; i < end; i++) {
        struct tw_record *r = tw_group_record(g, i);
        int64_t time = tw_group_vector(g, r)->time, clock = time < g->clock.now ? time : g->clock.now;

        if (clock > r->clock) r->clock = clock;
        if (i > g->first && r[-1].clock > r->clock) r->clock = r[-1].clock;
    }
}

/* Counts out the words of articles that are recent no more. */
static void age(struct tw_group *g)
{
    while (g->recent < tw_group_end(g)) {
        const struct tw_record *r = tw_group_record(g, g->recent);
        const struct tw_vector *v = tw_group_vector(g, r);
        const struct tw_vector_term *t = tw_vector_terms(v);

        if (r->clock >= g->clock.now - RECENT) break;
        for (size_t i = 0; i < v->terms; i++)
            if (!(t[i].field & TW_BAG_PAIR)) tw_termcount_leave_term(&g->counts, v->lang, t[i].hash);
        tw_termcount_leave(&g->counts, v->lang);
        g->recent++;
    }
}

/* An article on its way in. */
struct arrival {
    struct tw_group *g;
    struct tw_arena *mem;
    const struct tw_vector *vector;
    uint32_t number;
    struct tw_link link[COMPARED];
    size_t links;
};

struct ranked { uint32_t article; float score; };

static int by_score(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->score != y->score) return (x->score < y->score) - (x->score > y->score);
    return (x->article < y->article) - (x->article > y->article);
}

static float faded(float cosine, const struct tw_vector *x, const struct tw_vector *y)
{
    float apart = x->time && y->time ? fabsf((float)(x->time - y->time)) : 0;

    return cosine * expf(-apart / FADES);
}

/* The candidates by their whole cosine, best first. */
static size_t rank(struct arrival *a, const struct tw_likeness *l, const struct tw_nears *near, struct ranked *out)
{
    struct tw_group *g = a->g;

    for (size_t i = 0; i < near->n; i++) __builtin_prefetch(tw_group_vector(g, tw_group_record(g, near->v[i].article)));
    for (size_t i = 0; i < near->n; i++) {
        const struct tw_vector *y = tw_group_vector(g, tw_group_record(g, near->v[i].article));

        out[i] = (struct ranked){near->v[i].article, faded(tw_likeness_cosine(l, y), a->vector, y)};
    }
    qsort(out, near->n, sizeof *out, by_score);
    return near->n < COMPARED ? near->n : COMPARED;
}

/* Finds the likeliest earlier articles and the odds for each. */
static void compare(struct arrival *a)
{
    struct tw_group *g = a->g;
    /* Without a date of its own it may belong to anything still known. */
    uint32_t from = a->vector->time ? oldest(g) : (uint32_t)g->first;
    struct tw_nears near = tw_nearest_find(&g->index, a->mem, a->vector, from, PROPOSED);
    struct tw_likeness *l = tw_arena_alloc(a->mem, sizeof *l);
    struct ranked ranked[PROPOSED];
    size_t n;

    if (near.n == 0) return;
    tw_likeness_prepare(l, a->vector);
    n = rank(a, l, &near, ranked);
    for (size_t i = 0; i < n; i++) {
        const struct tw_vector *y = tw_group_vector(g, tw_group_record(g, ranked[i].article));
        float f[TW_FEATURES], odds;

        tw_likeness_features(l, y, f);
        odds = g->o.odds ? g->o.odds(g->o.context, a->number, ranked[i].article, f) : tw_merge_odds(g->o.model, f);
        if (odds > KEPT) a->link[a->links++] = (struct tw_link){ranked[i].article, odds};
    }
}

static uint32_t outlet_of(const struct tw_article *a)
{
    struct tw_slice name = a->outlet_domain.n ? a->outlet_domain : a->outlet_name;

    return name.n ? (uint32_t)(tw_hash(name) >> 32) | 1 : 0;
}

static struct tw_slice short_title(struct tw_slice title)
{
    size_t n = title.n;

    if (n <= TITLE) return title;
    n = TITLE;
    while (n > 0 && ((unsigned char)title.p[n] & 0xC0) == 0x80) n--;
    return (struct tw_slice){title.p, n};
}

/* Appends the record; it belongs to no story yet. */
static void remember(struct arrival *a, const struct tw_article *article)
{
    struct tw_group *g = a->g;
    struct tw_slice title = short_title(article->title);
    struct tw_record r = {.clock = g->clock.now, .next = TW_NO_ARTICLE, .outlet = outlet_of(article)};

    r.vector = heap_put(&g->vector, a->vector, tw_vector_size(a->vector->terms, a->vector->prints));
    r.text = heap_put(&g->text, article->id.p, article->id.n);
    heap_put(&g->text, title.p, title.n);
    r.id_len = (uint32_t)article->id.n;
    r.title_len = (uint32_t)title.n;
    r.link = heap_put(&g->link, a->link, a->links);
    r.links = (uint32_t)a->links;
    *(struct tw_record *)tw_column_push(&g->record) = r;
    tw_nearest_add(&g->index, a->vector, a->number);
}

/* The stories sorted with an article. */
struct neighbours {
    uint32_t story[COMPARED];
    float odds[COMPARED];       /* the best link into it */
    size_t n;
};

static void add_neighbour(struct neighbours *nb, uint32_t story, float odds)
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

static struct neighbours find_neighbours(const struct arrival *a)
{
    struct neighbours nb = {.n = 0};

    for (size_t i = 0; i < a->links; i++)
        if (a->link[i].odds >= NEIGHBOUR)
            add_neighbour(&nb, tw_group_record(a->g, a->link[i].article)->story, a->link[i].odds);
    if (nb.n > STORIES) nb.n = STORIES;
    return nb;
}

/* What is sorted: units, and which of them is a whole story too large to open. */
struct sorting {
    struct arrival *a;
    struct neighbours nb;
    struct tw_unit unit[TW_CLUSTER_UNITS];
    uint32_t whole[TW_CLUSTER_UNITS];   /* the story that the unit stands for, 0: just its articles */
    size_t units;
};

static void add_unit(struct sorting *s, const uint32_t *article, size_t n, uint32_t pin, uint32_t whole)
{
    struct tw_unit *u = &s->unit[s->units];

    assert(s->units < TW_CLUSTER_UNITS && n > 0);
    u->article = tw_arena_dup(s->a->mem, article, n * sizeof *article);
    u->n = (uint32_t)n;
    u->pin = pin;
    s->whole[s->units++] = whole;
}

/* Adds the articles of a story one by one; those a person put together as one. */
static void open_story(struct sorting *s, const uint32_t *article, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t pin = tw_group_record(s->a->g, article[i])->pin;
        struct tw_unit *with = NULL;

        for (size_t k = 0; pin && k < s->units; k++)
            if (s->unit[k].pin == pin && !s->whole[k]) with = &s->unit[k];
        if (with) {
            uint32_t *both = tw_arena_alloc(s->a->mem, (with->n + 1) * sizeof *both);

            memcpy(both, with->article, with->n * sizeof *both);
            both[with->n++] = article[i];
            with->article = both;
        } else {
            add_unit(s, &article[i], 1, pin, 0);
        }
    }
}

/* Adds a large story as one unit: its newest articles and those linked with the
** new one stand for it. */
static void close_story(struct sorting *s, uint32_t story)
{
    const struct arrival *a = s->a;
    uint32_t some[SAMPLE + COMPARED], pin = 0;
    size_t n = 0;
    const struct tw_story_row *row = tw_group_row(a->g, story);

    for (uint32_t at = tw_group_newest(a->g, row); at != TW_NO_ARTICLE && n < SAMPLE; at = tw_group_next(a->g, at)) {
        some[n++] = at;
        if (!pin) pin = tw_group_record(a->g, at)->pin;
    }
    for (size_t i = 0; i < a->links; i++) {
        uint32_t other = a->link[i].article;
        bool has = tw_group_record(a->g, other)->story != story;

        for (size_t k = 0; k < n && !has; k++) has = some[k] == other;
        if (!has) some[n++] = other;
    }
    add_unit(s, some, n, pin, story);
}

static void set_out(struct sorting *s)
{
    size_t open = 0;

    add_unit(s, &s->a->number, 1, 0, 0);
    for (size_t i = 0; i < s->nb.n; i++) {
        size_t n;
        uint32_t *article = tw_group_members(s->a->g, s->a->mem, s->nb.story[i], OPEN + 1, &n);

        if (n == 0) continue;
        if (open + n <= OPEN) {
            open_story(s, article, n);
            open += n;
        } else {
            close_story(s, s->nb.story[i]);
        }
    }
}

static float odds_of(void *context, uint32_t a, uint32_t b)
{
    return tw_group_odds(context, a, b);
}

static bool are_apart(void *context, uint32_t pin_a, uint32_t pin_b)
{
    const struct tw_group *g = context;
    const struct tw_apart *v = g->apart.v;

    for (size_t i = 0; i < g->apart.n; i++)
        if ((v[i].a == pin_a && v[i].b == pin_b) || (v[i].a == pin_b && v[i].b == pin_a)) return true;
    return false;
}

/* How much of a neighbouring story is in a unit. */
static size_t part_of(const struct sorting *s, const struct tw_unit *u, uint32_t story)
{
    size_t n = 0;

    for (uint32_t i = 0; i < u->n; i++)
        n += u->article[i] != s->a->number && tw_group_record(s->a->g, u->article[i])->story == story;
    return n;
}

/* Gives each unit the number of the story it has most of; a number goes to one
** unit only, the rest get new ones, the oldest article's unit first. */
static void number_units(struct sorting *s, uint32_t *number)
{
    bool taken[COMPARED] = {false};

    memset(number, 0, s->units * sizeof *number);
    for (;;) {
        size_t most = 0, unit = 0, story = 0;

        for (size_t k = 0; k < s->nb.n; k++)
            for (size_t i = 0; i < s->units && !taken[k]; i++) {
                size_t n = s->unit[i].n && !number[i] ? part_of(s, &s->unit[i], s->nb.story[k]) : 0;

                if (n > most || (n == most && n && s->nb.story[k] < s->nb.story[story])) {
                    most = n;
                    unit = i;
                    story = k;
                }
            }
        if (most == 0) break;
        taken[story] = true;
        number[unit] = s->nb.story[story];
    }
    for (;;) {
        size_t first = s->units;
        uint32_t least = TW_NO_ARTICLE;

        for (size_t i = 0; i < s->units; i++)
            for (uint32_t k = 0; k < s->unit[i].n && !number[i]; k++)
                if (s->unit[i].article[k] < least) {
                    least = s->unit[i].article[k];
                    first = i;
                }
        if (first == s->units) break;
        number[first] = tw_group_new_story(s->a->g);
    }
}

/* All articles a unit stands for. */
static uint32_t *all_of(struct sorting *s, const struct tw_unit *u, const uint32_t *whole, size_t wholes, size_t *n)
{
    struct tw_group *g = s->a->g;
    uint32_t *v = NULL;
    size_t cap = 0;

    *n = 0;
    for (uint32_t i = 0; i < u->n; i++) {
        bool sampled = false;

        for (size_t k = 0; k < wholes; k++)
            sampled |= u->article[i] != s->a->number && tw_group_record(g, u->article[i])->story == whole[k];
        if (!sampled) TW_PUSH(s->a->mem, v, *n, cap, u->article[i]);
    }
    for (size_t k = 0; k < wholes; k++) {
        size_t more;
        uint32_t *m = tw_group_members(g, s->a->mem, whole[k], SIZE_MAX, &more);

        for (size_t i = 0; i < more; i++) TW_PUSH(s->a->mem, v, *n, cap, m[i]);
    }
    return v;
}

struct moved { struct tw_placements list; size_t cap; };

static void note_move(struct arrival *a, struct moved *m, uint32_t article, uint32_t story)
{
    struct tw_slice id = tw_slice_dup(a->mem, tw_group_id(a->g, tw_group_record(a->g, article)));

    TW_PUSH(a->mem, m->list.v, m->list.n, m->cap, ((struct tw_placement){article, id, story}));
}

/* Writes history: what became of the stories that were sorted. */
static void tell(struct sorting *s, uint32_t article, uint32_t from, uint32_t to)
{
    struct tw_group *g = s->a->g;
    bool new = true, ended = true;

    for (size_t i = 0; i < s->nb.n; i++) new &= s->nb.story[i] != to;
    ended = tw_group_row(g, from)->newest == TW_NO_ARTICLE;
    tw_group_happened(g, ended ? TW_HAPPENED_MERGE : new ? TW_HAPPENED_SPLIT : TW_HAPPENED_MOVE, to, from, article);
    if (ended) tw_group_row(g, from)->into = to;
}

struct sorted { uint32_t *article; size_t n; };

/* Puts every unit's articles into its story, and lists who moved. */
static void place_units(struct sorting *s, const uint32_t *number, struct moved *m)
{
    struct tw_group *g = s->a->g;
    struct sorted list[TW_CLUSTER_UNITS];
    uint32_t *from;

    for (size_t i = 0; i < s->units; i++) {
        uint32_t whole[COMPARED];
        size_t wholes = 0;

        if (!s->unit[i].n) continue;
        for (size_t k = 0; k < s->units; k++)
            if (s->whole[k] && part_of(s, &s->unit[i], s->whole[k])) whole[wholes++] = s->whole[k];
        list[i].article = all_of(s, &s->unit[i], whole, wholes, &list[i].n);
    }
    for (size_t i = 0; i < s->nb.n; i++) tw_group_set_story(g, s->nb.story[i], NULL, 0);
    for (size_t i = 0; i < s->units; i++) {
        if (!s->unit[i].n) continue;
        from = tw_arena_alloc(s->a->mem, list[i].n * sizeof *from);
        qsort(list[i].article, list[i].n, sizeof *list[i].article, newest_first);
        for (size_t k = 0; k < list[i].n; k++) from[k] = tw_group_record(g, list[i].article[k])->story;
        tw_group_set_story(g, number[i], list[i].article, list[i].n);
        for (size_t k = 0; k < list[i].n; k++)
            if (from[k] != number[i] && list[i].article[k] != s->a->number) {
                note_move(s->a, m, list[i].article[k], number[i]);
                m->list.v[m->list.n - 1].article = (uint64_t)from[k] << 32 | list[i].article[k];
            }
    }
    for (size_t i = 0; i < m->list.n; i++) {
        uint64_t both = m->list.v[i].article;

        m->list.v[i].article = (uint32_t)both;
        tell(s, (uint32_t)both, (uint32_t)(both >> 32), m->list.v[i].story);
    }
}

/* True when the sorting left everything as it was but for the new article, in
** *story (0: alone). */
static bool only_joins(const struct sorting *s, uint32_t *story)
{
    *story = 0;
    for (size_t i = 0; i < s->units; i++) {
        const struct tw_unit *u = &s->unit[i];
        uint32_t old = 0;
        bool has_new = false;

        for (uint32_t k = 0; k < u->n; k++) {
            uint32_t of = u->article[k] == s->a->number ? 0 : tw_group_record(s->a->g, u->article[k])->story;

            has_new |= of == 0;
            if (of && old && of != old) return false;
            if (of) old = of;
        }
        for (size_t k = 0; k < i && old; k++)
            if (s->unit[k].n && part_of(s, &s->unit[k], old)) return false;
        if (has_new) *story = old;
    }
    return true;
}

static void place(struct arrival *a, struct moved *m)
{
    struct sorting s = {.a = a, .nb = find_neighbours(a)};
    struct tw_cluster_task task = {.threshold = a->g->o.threshold, .odds = odds_of, .apart = are_apart, .context = a->g};
    uint32_t number[TW_CLUSTER_UNITS], story;

    if (s.nb.n == 0) {
        extend(a->g, tw_group_new_story(a->g), a->number);
        return;
    }
    set_out(&s);
    task.unit = s.unit;
    task.units = s.units;
    tw_cluster(a->mem, &task);
    if (only_joins(&s, &story)) {
        extend(a->g, story ? story : tw_group_new_story(a->g), a->number);
        return;
    }
    number_units(&s, number);
    place_units(&s, number, m);
}

static int by_article(const void *a, const void *b)
{
    const struct tw_placement *x = a, *y = b;

    return (x->article > y->article) - (x->article < y->article);
}

static void answer(struct arrival *a, struct moved *m, const struct tw_article *article, struct tw_placements *out)
{
    uint32_t story = tw_group_record(a->g, a->number)->story;

    if (m->list.n) qsort(m->list.v, m->list.n, sizeof *m->list.v, by_article);
    out->n = m->list.n + 1;
    out->v = tw_arena_alloc(a->mem, out->n * sizeof *out->v);
    out->v[0] = (struct tw_placement){a->number, tw_slice_dup(a->mem, article->id), story};
    if (m->list.n) memcpy(out->v + 1, m->list.v, m->list.n * sizeof *out->v);
}

enum tw_status tw_group_add(struct tw_group *g, struct tw_arena *mem, const struct tw_article *article,
                            struct tw_placements *out)
{
    struct arrival a = {.g = g, .mem = mem, .number = (uint32_t)tw_group_end(g)};
    int64_t time = tw_article_time(article);
    struct tw_bag bag;
    struct moved m = {.cap = 0};

    if (tw_group_end(g) >= TW_NO_ARTICLE - 1) return TW_TOOBIG;
    tw_clock_tick(&g->clock, time);
    confirm_times(g);
    age(g);
    bag = tw_bag_read(g->bagger, mem, article);
    a.vector = tw_vector_make(mem, &bag, time, tw_termcount_language(article->lang), &g->counts, a.number);
    compare(&a);
    remember(&a, article);
    place(&a, &m);
    answer(&a, &m, article, out);
    if (a.number % FORGET_EVERY == FORGET_EVERY - 1) forget(g);
    return TW_OK;
}
