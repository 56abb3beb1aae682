/* compare/tallies.c - figures grouped by likeness.
**
** What it gets wrong: two quantities of one unit told in nearly the same words.
*/
#include "compare/tallies.h"

#include "base/map.h"
#include "base/vec.h"

#include <stdlib.h>

enum { MOST = 1500, REST = 300, SAMPLE = 6 };   /* figures scored with each other; groups left; members compared */

static const float LEFT = 0.08F;       /* for being the only ones left of their unit */

struct edge { float score; uint32_t a, b; };
struct work {
    struct tw_side *side;
    struct tw_tallied_list list;
    struct edge *edge; size_t edges, edge_cap;
    uint32_t *parent;
    struct tw_tally *group;
};

static uint32_t root_of(struct work *w, uint32_t i)
{
    while (w->parent[i] != i) i = w->parent[i] = w->parent[w->parent[i]];
    return i;
}

static void merge(struct work *w, uint32_t a, uint32_t b)
{
    struct tw_tally *x = &w->group[a < b ? a : b], *y = &w->group[a < b ? b : a];
    uint32_t *all = tw_arena_alloc(w->side->mem, (x->n + y->n) * sizeof *all);

    memcpy(all, x->v, x->n * sizeof *all);
    memcpy(all + x->n, y->v, y->n * sizeof *all);
    w->parent[a < b ? b : a] = a < b ? a : b;
    *x = (struct tw_tally){all, x->n + y->n};
    *y = (struct tw_tally){0};
}

static bool fit(const struct work *w, const struct tw_tally *x, const struct tw_tally *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_tallied *a = &w->list.v[x->v[i]], *b = &w->list.v[y->v[k]];

            if (a->account == b->account && a->twin != b->twin && tw_likeness(a, b) < TW_LIKENESS_LEAST) return false;
            sum += tw_likeness(a, b);
            pairs++;
        }
    }
    return sum >= 0.8F * TW_LIKENESS_LEAST * (float)pairs;
}

static int by_score(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;

    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static void open(struct work *w)
{
    struct tw_arena *mem = w->side->mem;

    w->parent = TW_NEW_N(mem, uint32_t, w->list.n);
    w->group = TW_NEW_N(mem, struct tw_tally, w->list.n);
    for (uint32_t i = 0; i < w->list.n; i++) {
        uint32_t *self = TW_NEW(mem, uint32_t);

        *self = w->parent[i] = i;
        w->group[i] = (struct tw_tally){self, 1};
    }
}

/* Equal figures in equal sentences, once each: the rest are twins of these. */
static size_t join_twins(struct work *w, uint32_t *single)
{
    struct tw_map twins = tw_map_in(w->side->mem);
    size_t n = 0;

    for (uint32_t i = 0; i < w->list.n; i++) {
        const struct tw_tallied *c = &w->list.v[i];
        bool added;
        struct tw_map_item *it = tw_map_add(&twins, (struct tw_slice){(const char *)&c->twin, sizeof c->twin}, &added);

        if (added) it->value = i;
        if (!added && w->list.v[it->value].account != c->account) merge(w, root_of(w, (uint32_t)it->value), i);
        else if (n < MOST) single[n++] = i;
    }
    return n;
}

static bool is_answer(const struct work *w, const struct edge *e)
{
    return tw_tallied_answers(&w->list.v[e->a], &w->list.v[e->b]);
}

static void group_figures(struct work *w)
{
    uint32_t *single = TW_NEW_N(w->side->mem, uint32_t, w->list.n);
    size_t n;

    open(w);
    n = join_twins(w, single);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            float score = tw_likeness(&w->list.v[single[i]], &w->list.v[single[k]]);

            if (score >= TW_LIKENESS_LEAST)
                TW_PUSH(w->side->mem, w->edge, w->edges, w->edge_cap, (struct edge){score, single[i], single[k]});
        }
    }
    TW_SORT(w->edge, w->edges, by_score);
    for (size_t e = 0; e < w->edges; e++) {
        uint32_t a = root_of(w, w->edge[e].a), b = root_of(w, w->edge[e].b);

        if (a != b && (is_answer(w, &w->edge[e]) || fit(w, &w->group[a], &w->group[b]))) merge(w, a, b);
    }
}

static bool have_no_account_in_common(const struct work *w, const struct tw_tally *x, const struct tw_tally *y)
{
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < y->n; k++) if (w->list.v[x->v[i]].account == w->list.v[y->v[k]].account) return false;
    return true;
}

static float mean_likeness(const struct work *w, const struct tw_tally *x, const struct tw_tally *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++)
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++, pairs++)
            sum += tw_likeness(&w->list.v[x->v[i]], &w->list.v[y->v[k]]);
    return pairs ? sum / (float)pairs : 0;
}

static bool same_unit(const struct tw_tallied *a, const struct tw_tallied *b)
{
    if (a->kind != b->kind || a->unit != b->unit || a->is_subset != b->is_subset || a->year != b->year) return false;
    if (a->kind == TW_TALLY_PEOPLE) return tw_bag_shared(&a->of, &b->of, NULL) > 0.5F;
    return a->kind == TW_TALLY_OTHER || a->kind == TW_TALLY_HARM;
}

/* A partner for one of the groups that the other one does not know. */
static bool is_alternative(const struct work *w, const struct tw_tally *z, const struct tw_tally *a, const struct tw_tally *b)
{
    return !have_no_account_in_common(w, z, a) && have_no_account_in_common(w, z, b);
}

/* No account of either group counts anything else in that unit, but what both
** of them have and is settled. */
static bool are_last_of_unit(const struct work *w, const uint32_t *root, uint32_t n, uint32_t a, uint32_t b)
{
    const struct tw_tally *x = &w->group[a], *y = &w->group[b];
    const struct tw_tallied *first = &w->list.v[x->v[0]];

    if (!same_unit(first, &w->list.v[y->v[0]])) return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct tw_tally *z = &w->group[root[i]];

        if (z == x || z == y || z->n == 0 || !same_unit(first, &w->list.v[z->v[0]])) continue;
        if (is_alternative(w, z, x, y) || is_alternative(w, z, y, x)) return false;
    }
    return true;
}

/* What is left over: groups of different accounts that are like enough when
** nothing likelier is there, best first. */
static void group_rest(struct work *w)
{
    uint32_t *root = TW_NEW_N(w->side->mem, uint32_t, REST), n = 0;

    w->edges = 0;
    for (uint32_t a = 0; a < w->list.n && n < REST; a++) if (w->parent[a] == a) root[n++] = a;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = i + 1; k < n; k++) {
            uint32_t a = root[i], b = root[k];
            float score;

            if (!have_no_account_in_common(w, &w->group[a], &w->group[b])) continue;
            score = mean_likeness(w, &w->group[a], &w->group[b]);
            if (score < TW_LIKENESS_REST - LEFT) continue;
            if (are_last_of_unit(w, root, n, a, b)) score += LEFT;
            if (score >= TW_LIKENESS_REST)
                TW_PUSH(w->side->mem, w->edge, w->edges, w->edge_cap, (struct edge){score, a, b});
        }
    }
    TW_SORT(w->edge, w->edges, by_score);
    for (size_t e = 0; e < w->edges; e++) {
        uint32_t a = root_of(w, w->edge[e].a), b = root_of(w, w->edge[e].b);

        if (a != b && have_no_account_in_common(w, &w->group[a], &w->group[b])
            && mean_likeness(w, &w->group[a], &w->group[b]) >= TW_LIKENESS_REST - LEFT) merge(w, a, b);
    }
}

/* Figures of two accounts, of which one says what it counts. */
static bool is_shown(const struct tw_tallied_list *list, const struct tw_tally *x)
{
    bool two = false, counts = false;

    for (uint32_t i = 0; i < x->n; i++) {
        two |= list->v[x->v[i]].account != list->v[x->v[0]].account;
        counts |= list->v[x->v[i]].figure->unit.n > 0;
    }
    return two && counts;
}

void tw_tallies_find(struct tw_side *s, struct tw_tallies *out)
{
    struct work w = {.side = s};
    size_t cap = 0;

    *out = (struct tw_tallies){0};
    tw_tallied_read(s, &w.list);
    group_figures(&w);
    group_rest(&w);
    out->list = w.list;
    for (uint32_t g = 0; g < w.list.n; g++)
        if (w.parent[g] == g && is_shown(&w.list, &w.group[g])) TW_PUSH(s->mem, out->groups.v, out->groups.n, cap, w.group[g]);
}
