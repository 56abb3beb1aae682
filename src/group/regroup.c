/* group/regroup.c - sorts a new article together with the stories beside it.
**
** The stories (sorting.h) are taken apart and put together anew, so that a later
** article can mend an earlier decision; a large one can only grow.  The pieces
** of a story that a person joined become one again.
** What this gets wrong: an article is only moved when a neighbour of its own
** arrives; what nobody looks at again stays as it is.
*/
#include "base/vec.h"
#include "group/sorting.h"

#include <stdlib.h>

static bool are_apart(void *context, uint32_t pin_a, uint32_t pin_b)
{
    const struct tw_group *g = context;
    const struct tw_apart *v = g->apart.v;

    for (size_t i = 0; i < g->apart.n; i++)
        if ((v[i].a == pin_a && v[i].b == pin_b) || (v[i].a == pin_b && v[i].b == pin_a))
            return true;
    return false;
}

/* Rows of that story in a unit. */
static size_t part_of(const struct tw_sorting *s, const struct tw_unit *u, uint32_t story)
{
    size_t n = 0;

    for (uint32_t i = 0; i < u->n; i++) n += s->story[u->article[i]] == story;
    return n;
}

static bool units_are_apart(const struct tw_sorting *s, const struct tw_unit *a,
                            const struct tw_unit *b)
{
    struct tw_group *g = s->a->g;

    for (uint32_t i = 0; i < a->n && g->apart.n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (are_apart(g, tw_group_record(g, s->article[a->article[i]])->pin,
                          tw_group_record(g, s->article[b->article[k]])->pin)) return true;
    return false;
}

/* Puts together again what the odds parted in a story that a person joined. */
static void unite(struct tw_sorting *s, uint32_t story)
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
static bool best_claim(const struct tw_sorting *s, const bool *taken, size_t *unit, size_t *story)
{
    size_t most = 0;

    for (size_t k = 0; k < s->nb.n; k++)
        for (size_t i = 0; i < s->units && !taken[k]; i++) {
            size_t n = s->unit[i].n && !s->number[i] ? part_of(s, &s->unit[i], s->nb.story[k]) : 0;

            if (n < most || n == 0 || (n == most && s->nb.story[k] >= s->nb.story[*story]))
                continue;
            most = n;
            *unit = i;
            *story = k;
        }
    return most > 0;
}

/* The unit without a number that has the oldest article; s->units when none. */
static size_t oldest_nameless(const struct tw_sorting *s)
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
static void number_units(struct tw_sorting *s)
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
static struct articles all_of(const struct tw_sorting *s, const struct tw_unit *u)
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

        for (size_t k = 0; k < s->units; k++)
            in_whole |= s->whole[k] && s->whole[k] == s->story[u->article[i]];
        if (!in_whole) TW_PUSH(mem, out.v, out.n, out.cap, s->article[u->article[i]]);
    }
    return out;
}

/* Writes history: what became of the story the article was in. */
static void tell(const struct tw_sorting *s, uint32_t article, uint32_t from, uint32_t to)
{
    struct tw_group *g = s->a->g;
    bool is_new = true, ended = tw_group_row(g, from)->newest == TW_NO_ARTICLE;

    for (size_t i = 0; i < s->nb.n; i++) is_new &= s->nb.story[i] != to;
    if (ended) tw_group_row(g, from)->into = to;
    tw_group_happened(g, ended ? TW_HAPPENED_MERGE : is_new ? TW_HAPPENED_SPLIT : TW_HAPPENED_MOVE,
                      to, from, article);
}

struct move { uint32_t article, from, to; };
struct moves { struct move *v; size_t n, cap; };

static int by_article(const void *a, const void *b)
{
    const struct move *x = a, *y = b;

    return (x->article > y->article) - (x->article < y->article);
}

/* Puts every unit's articles into its story; who moved. */
static struct moves place_units(const struct tw_sorting *s)
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

static struct tw_placements told(const struct tw_sorting *s, struct moves *m)
{
    struct tw_placements out = {.v = tw_arena_alloc(s->a->mem, m->n * sizeof *out.v)};

    if (m->n) qsort(m->v, m->n, sizeof *m->v, by_article);
    for (size_t i = 0; i < m->n; i++) {
        struct tw_slice id = tw_group_id(s->a->g, tw_group_record(s->a->g, m->v[i].article));

        out.v[out.n++] = (struct tw_placement){m->v[i].article, tw_slice_dup(s->a->mem, id),
                                               m->v[i].to, m->v[i].from};
        tell(s, m->v[i].article, m->v[i].from, m->v[i].to);
    }
    return out;
}

/* True when the sorting left everything as it was but for the new article, in
** *story (0: alone). */
static bool only_joins(const struct tw_sorting *s, uint32_t *story)
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
    struct tw_sorting *s = tw_sorting_of(a);
    struct tw_cluster_task task = {.threshold = g->o.threshold, .apart = are_apart, .context = g};
    struct moves m;
    uint32_t story;

    if (s->nb.n == 0) {
        tw_group_extend(g, tw_group_new_story(g), a->number);
        return (struct tw_placements){0};
    }
    tw_sorting_set_out(s);
    task.unit = s->unit;
    task.units = s->units;
    task.articles = s->rows;
    task.odds = tw_sorting_odds(s);
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
