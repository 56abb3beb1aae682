/* group/regroup.c - sorts a new article together with the stories beside it.
**
** The neighbourhood is the new article and the stories of those candidates it
** may be one with, at most six.  Stories of up to 40 articles are taken apart
** and put together anew, so that a later article can mend an earlier decision;
** larger ones are one piece that can only grow, and 24 of their newest articles
** stand for them.  The pieces of a story that a person joined become one again.
** What this gets wrong: an article is only moved when a neighbour of its own
** arrives; what nobody looks at again stays as it is.
*/
#include "base/vec.h"
#include "group/cluster.h"
#include "group/story_int.h"

#include <assert.h>
#include <stdlib.h>

enum {
    STORIES = 6,            /* neighbouring stories sorted with an article: 2 to 6 group alike */
    OPEN = 40,              /* articles taken apart at once */
    SAMPLE = 24,            /* newest articles that stand for a larger story */
    JOINED_BEST = 3,        /* a large story that a person joined takes what is like either half */
    ROWS = 1 + OPEN + STORIES * (SAMPLE + TW_GROUP_COMPARED),
    TABLE = 1024            /* places for ROWS articles */
};
static const float NEIGHBOUR = -2.5f;   /* least odds for a story to be looked at: -1.5 to -3.5 group alike */

static_assert(1 + OPEN + STORIES <= TW_CLUSTER_UNITS, "units fit");
static_assert(ROWS * 2 <= TABLE, "rows fit");

struct neighbours {
    uint32_t story[TW_GROUP_COMPARED];
    float odds[TW_GROUP_COMPARED];      /* the best link into it */
    size_t n;
};

/* What is sorted.  A row is an article and the story it is in; 0 for the new one. */
struct sorting {
    struct tw_arrival *a;
    struct neighbours nb;
    uint32_t article[ROWS], story[ROWS];
    size_t rows;
    struct tw_unit unit[TW_CLUSTER_UNITS];
    uint32_t whole[TW_CLUSTER_UNITS];   /* the large story that the unit stands for, or 0 */
    uint32_t number[TW_CLUSTER_UNITS];  /* the story each unit becomes */
    size_t units;
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

static struct neighbours find_neighbours(const struct tw_arrival *a)
{
    struct neighbours nb = {.n = 0};

    for (size_t i = 0; i < a->links; i++)
        if (a->link[i].odds >= NEIGHBOUR)
            add_neighbour(&nb, tw_group_record(a->g, a->link[i].article)->story, a->link[i].odds);
    if (nb.n > STORIES) nb.n = STORIES;
    return nb;
}

static uint16_t add_row(struct sorting *s, uint32_t article, uint32_t story)
{
    assert(s->rows < ROWS);
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

static void add_unit(struct sorting *s, const uint16_t *row, size_t n, struct pins pins, uint32_t whole)
{
    struct tw_unit *u = &s->unit[s->units];

    assert(s->units < TW_CLUSTER_UNITS && n > 0);
    *u = (struct tw_unit){tw_arena_dup(s->a->mem, row, n * sizeof *row), (uint32_t)n, pins.v, (uint32_t)pins.n,
                          pins.joined ? JOINED_BEST : TW_CLUSTER_BEST};
    s->whole[s->units++] = whole;
}

/* The open unit of that pin, or NULL. */
static struct tw_unit *pinned(struct sorting *s, uint32_t pin)
{
    for (size_t k = 0; pin && k < s->units; k++)
        if (s->unit[k].pins && s->unit[k].pin[0] == pin && !s->whole[k]) return &s->unit[k];
    return NULL;
}

/* Adds the articles of a story one by one; those a person put together as one. */
static void open_story(struct sorting *s, uint32_t story, const uint32_t *article, size_t n)
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
static struct pins pins_of(const struct sorting *s, uint32_t story)
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
static void close_story(struct sorting *s, uint32_t story, const uint32_t *article, size_t members)
{
    const struct tw_arrival *a = s->a;
    uint16_t row[SAMPLE + TW_GROUP_COMPARED];
    size_t n = 0, sample = members < SAMPLE ? members : SAMPLE;

    for (; n < sample; n++) row[n] = add_row(s, article[n], story);
    for (size_t i = 0; i < a->links; i++) {
        uint32_t other = a->link[i].article;
        bool has = tw_group_record(a->g, other)->story != story || other >= article[sample - 1];

        if (!has) row[n++] = add_row(s, other, story);
    }
    add_unit(s, row, n, pins_of(s, story), story);
}

static void set_out(struct sorting *s)
{
    uint16_t row = add_row(s, s->a->number, 0);
    size_t open = 0;

    add_unit(s, &row, 1, (struct pins){0}, 0);
    for (size_t i = 0; i < s->nb.n; i++) {
        size_t n;
        uint32_t *article = tw_group_members(s->a->g, s->a->mem, s->nb.story[i], OPEN + 1, &n);

        if (open + n <= OPEN) {
            open_story(s, s->nb.story[i], article, n);
            open += n;
        } else {
            close_story(s, s->nb.story[i], article, n);
        }
    }
}

/* The odds between all rows, from the links of each article to older ones. */
static float *odds_matrix(const struct sorting *s)
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
        const struct tw_link *l = (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

        for (uint32_t k = 0; k < r->links; k++) {
            size_t at = l[k].article % TABLE;

            while (table[at] && s->article[table[at] - 1] != l[k].article) at = (at + 1) % TABLE;
            if (table[at]) odds[i * s->rows + table[at] - 1] = odds[(table[at] - 1) * s->rows + i] = l[k].odds;
        }
    }
    return odds;
}

static bool are_apart(void *context, uint32_t pin_a, uint32_t pin_b)
{
    const struct tw_group *g = context;
    const struct tw_apart *v = g->apart.v;

    for (size_t i = 0; i < g->apart.n; i++)
        if ((v[i].a == pin_a && v[i].b == pin_b) || (v[i].a == pin_b && v[i].b == pin_a)) return true;
    return false;
}

/* Rows of that story in a unit. */
static size_t part_of(const struct sorting *s, const struct tw_unit *u, uint32_t story)
{
    size_t n = 0;

    for (uint32_t i = 0; i < u->n; i++) n += s->story[u->article[i]] == story;
    return n;
}

static bool units_are_apart(const struct sorting *s, const struct tw_unit *a, const struct tw_unit *b)
{
    struct tw_group *g = s->a->g;

    for (uint32_t i = 0; i < a->n && g->apart.n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (are_apart(g, tw_group_record(g, s->article[a->article[i]])->pin,
                          tw_group_record(g, s->article[b->article[k]])->pin)) return true;
    return false;
}

/* Puts together again what the odds parted in a story that a person joined. */
static void unite(struct sorting *s, uint32_t story)
{
    struct tw_unit *first = NULL;

    for (size_t i = 0; i < s->units; i++) {
        struct tw_unit *u = &s->unit[i];
        uint16_t *both;

        if (!u->n || !part_of(s, u, story)) continue;
        if (!first) first = u;
        if (u == first || units_are_apart(s, first, u)) continue;
        both = tw_arena_alloc(s->a->mem, ((size_t)first->n + u->n) * sizeof *both);
        memcpy(both, first->article, first->n * sizeof *both);
        memcpy(both + first->n, u->article, u->n * sizeof *both);
        first->article = both;
        first->n += u->n;
        u->n = 0;
    }
}

/* The unit that has most of a story whose number is still free; false when none has. */
static bool best_claim(const struct sorting *s, const bool *taken, size_t *unit, size_t *story)
{
    size_t most = 0;

    for (size_t k = 0; k < s->nb.n; k++)
        for (size_t i = 0; i < s->units && !taken[k]; i++) {
            size_t n = s->unit[i].n && !s->number[i] ? part_of(s, &s->unit[i], s->nb.story[k]) : 0;

            if (n < most || n == 0 || (n == most && s->nb.story[k] >= s->nb.story[*story])) continue;
            most = n;
            *unit = i;
            *story = k;
        }
    return most > 0;
}

/* The unit without a number that has the oldest article; s->units when none. */
static size_t oldest_nameless(const struct sorting *s)
{
    uint32_t least = TW_NO_ARTICLE;
    size_t first = s->units;

    for (size_t i = 0; i < s->units; i++)
        for (uint32_t k = 0; k < s->unit[i].n && !s->number[i]; k++)
            if (s->article[s->unit[i].article[k]] < least) {
                least = s->article[s->unit[i].article[k]];
                first = i;
            }
    return first;
}

/* Gives each unit the number of the story it has most of; a number goes to one
** unit only, the rest get new ones. */
static void number_units(struct sorting *s)
{
    bool taken[TW_GROUP_COMPARED] = {false};
    size_t unit = 0, story = 0;

    memset(s->number, 0, sizeof s->number);
    while (best_claim(s, taken, &unit, &story)) {
        taken[story] = true;
        s->number[unit] = s->nb.story[story];
    }
    while ((unit = oldest_nameless(s)) < s->units) s->number[unit] = tw_group_new_story(s->a->g);
}

struct articles { uint32_t *v; size_t n, cap; };

/* All articles a unit stands for. */
static struct articles all_of(const struct sorting *s, const struct tw_unit *u)
{
    struct articles out = {0};
    struct tw_arena *mem = s->a->mem;

    for (size_t k = 0; k < s->units; k++) {
        size_t n;
        uint32_t *member;

        if (!s->whole[k] || !part_of(s, u, s->whole[k])) continue;
        member = tw_group_members(s->a->g, mem, s->whole[k], SIZE_MAX, &n);
        for (size_t i = 0; i < n; i++) TW_PUSH(mem, out.v, out.n, out.cap, member[i]);
    }
    for (uint32_t i = 0; i < u->n; i++) {
        bool in_whole = false;

        for (size_t k = 0; k < s->units; k++) in_whole |= s->whole[k] && s->whole[k] == s->story[u->article[i]];
        if (!in_whole) TW_PUSH(mem, out.v, out.n, out.cap, s->article[u->article[i]]);
    }
    return out;
}

/* Writes history: what became of the story the article was in. */
static void tell(const struct sorting *s, uint32_t article, uint32_t from, uint32_t to)
{
    struct tw_group *g = s->a->g;
    bool is_new = true, ended = tw_group_row(g, from)->newest == TW_NO_ARTICLE;

    for (size_t i = 0; i < s->nb.n; i++) is_new &= s->nb.story[i] != to;
    if (ended) tw_group_row(g, from)->into = to;
    tw_group_happened(g, ended ? TW_HAPPENED_MERGE : is_new ? TW_HAPPENED_SPLIT : TW_HAPPENED_MOVE, to, from, article);
}

struct move { uint32_t article, from, to; };
struct moves { struct move *v; size_t n, cap; };

static int by_article(const void *a, const void *b)
{
    const struct move *x = a, *y = b;

    return (x->article > y->article) - (x->article < y->article);
}

/* Puts every unit's articles into its story; who moved. */
static struct moves place_units(const struct sorting *s)
{
    struct tw_group *g = s->a->g;
    struct articles of[TW_CLUSTER_UNITS];
    struct moves m = {0};

    for (size_t i = 0; i < s->units; i++) {
        if (!s->unit[i].n) continue;
        of[i] = all_of(s, &s->unit[i]);
        for (size_t k = 0; k < of[i].n; k++) {
            uint32_t article = of[i].v[k], from = tw_group_record(g, article)->story;

            if (article != s->a->number && from != s->number[i])
                TW_PUSH(s->a->mem, m.v, m.n, m.cap, ((struct move){article, from, s->number[i]}));
        }
    }
    for (size_t i = 0; i < s->nb.n; i++) tw_group_set_story(g, s->nb.story[i], NULL, 0);
    for (size_t i = 0; i < s->units; i++)
        if (s->unit[i].n) tw_group_set_story(g, s->number[i], of[i].v, of[i].n);
    return m;
}

static struct tw_placements told(const struct sorting *s, struct moves *m)
{
    struct tw_placements out = {.v = tw_arena_alloc(s->a->mem, m->n * sizeof *out.v)};

    if (m->n) qsort(m->v, m->n, sizeof *m->v, by_article);
    for (size_t i = 0; i < m->n; i++) {
        struct tw_slice id = tw_group_id(s->a->g, tw_group_record(s->a->g, m->v[i].article));

        out.v[out.n++] = (struct tw_placement){m->v[i].article, tw_slice_dup(s->a->mem, id), m->v[i].to, m->v[i].from};
        tell(s, m->v[i].article, m->v[i].from, m->v[i].to);
    }
    return out;
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
            uint32_t of = s->story[u->article[k]];

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

struct tw_placements tw_group_regroup(struct tw_arrival *a)
{
    struct tw_group *g = a->g;
    struct sorting *s = TW_NEW(a->mem, struct sorting);
    struct tw_cluster_task task = {.threshold = g->o.threshold, .apart = are_apart, .context = g};
    struct moves m;
    uint32_t story;

    s->a = a;
    s->nb = find_neighbours(a);
    if (s->nb.n == 0) {
        tw_group_extend(g, tw_group_new_story(g), a->number);
        return (struct tw_placements){0};
    }
    set_out(s);
    task.unit = s->unit;
    task.units = s->units;
    task.articles = s->rows;
    task.odds = odds_matrix(s);
    tw_cluster(a->mem, &task);
    for (size_t i = 0; i < s->nb.n; i++)
        if (tw_group_row(g, s->nb.story[i])->by_hand & TW_BY_HAND_JOINED) unite(s, s->nb.story[i]);
    if (only_joins(s, &story)) {
        tw_group_extend(g, story ? story : tw_group_new_story(g), a->number);
        return (struct tw_placements){0};
    }
    number_units(s);
    m = place_units(s);
    return told(s, &m);
}
