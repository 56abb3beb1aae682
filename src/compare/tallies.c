/* compare/tallies.c - figures grouped by likeness.
**
** What it gets wrong: two quantities of one unit told in nearly the same words.
*/
#include "compare/tallies.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

/* figures scored with each other; groups left; members compared */
enum { MOST = 1500, REST = 300, SAMPLE = 6 };

/* For being the only ones left of their unit.  Figures of eval/stories: .707 at 0.08, .724 from
** 0.16 on; at 0.2 others are joined wrongly. */
static const float LEFT = 0.16F;

struct work {
    struct tw_arena *mem;
    struct tw_tallying *t;
    struct tw_tallied_list list;
    struct place { unsigned account; uint32_t group; } *place;      /* of each figure: what is asked most */
    struct tw_clumps clumps;
    uint64_t **has; size_t words;       /* per group that is left: its accounts, as bits */
    struct tw_pairs misfits;            /* of roots: their members when they did not fit */
};

/* The likeness of two figures, found once but for their places. */
static float likeness_of(const struct work *w, uint32_t i, uint32_t k)
{
    const struct tw_tallied *a = &w->list.v[i < k ? i : k], *b = &w->list.v[i < k ? k : i];
    bool added;
    double *apart = tw_pairs_at(&w->t->scores, i < k ? i : k, i < k ? k : i, &added);

    if (added) *apart = (double)tw_likeness_apart(a, b);
    return tw_likeness_placed(a, b, (float)*apart);
}

static bool fit(const struct work *w, const struct tw_clump *x, const struct tw_clump *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_tallied *a = &w->list.v[x->v[i]], *b = &w->list.v[y->v[k]];
            float likeness = likeness_of(w, x->v[i], y->v[k]);

            if (a->account == b->account && a->twin != b->twin && likeness < TW_LIKENESS_LEAST)
                return false;
            sum += likeness;
            pairs++;
        }
    }
    return sum >= 0.8F * TW_LIKENESS_LEAST * (float)pairs;
}

/* Each figure with its twins. */
static void open(struct work *w, struct tw_bars *bars)
{
    uint32_t n = (uint32_t)w->list.n, *root = TW_NEW_N(w->mem, uint32_t, n);

    w->place = TW_NEW_N(w->mem, struct place, n);
    for (uint32_t i = 0; i < n; i++)
        w->place[i] = (struct place){w->list.v[i].account, w->list.v[i].group};
    for (uint32_t i = 0; i < n; i++) root[i] = w->t->twin[i];
    w->clumps = tw_clumps_start(w->mem, bars, root, n);
}

static void try_edge(struct work *w, const struct tw_edge *e)
{
    uint32_t a = tw_clump_root(&w->clumps, e->a), b = tw_clump_root(&w->clumps, e->b);
    double members, *misfit;
    bool is_new;

    if (a == b || tw_bars_between(w->clumps.bars, w->clumps.parent, a, b)) return;
    if (w->place[e->a].account == w->place[e->b].account
        && tw_tallied_answers(&w->list.v[e->a], &w->list.v[e->b])) {
        tw_clump_merge(&w->clumps, a, b);
        return;
    }
    members = (double)(w->clumps.of[a].n + w->clumps.of[b].n);
    misfit = tw_pairs_at(&w->misfits, a < b ? a : b, a < b ? b : a, &is_new);
    if (!is_new && *misfit >= members) return;      /* as they are they do not fit */
    if (fit(w, &w->clumps.of[a], &w->clumps.of[b])) tw_clump_merge(&w->clumps, a, b);
    else *misfit = members;
}

static bool are_in_one_group(const struct work *w, const struct tw_edge *e)
{
    return w->place[e->a].group != UINT32_MAX && w->place[e->a].group == w->place[e->b].group;
}

/* The edges between figures of one group of utterances, which are worth more. */
static struct tw_edges raised_edges(const struct work *w)
{
    struct tw_edges out = {0};

    for (size_t i = 0; i < w->t->edges.n; i++) {
        struct tw_edge e = w->t->edges.v[i];

        if (!are_in_one_group(w, &e)) continue;
        e.score = tw_likeness_placed(&w->list.v[e.a], &w->list.v[e.b], e.score);
        if (e.score >= TW_LIKENESS_LEAST) TW_PUSH(w->mem, out.v, out.n, out.cap, e);
    }
    TW_SORT(out.v, out.n, tw_edge_order);
    return out;
}

/* Both lists of edges in one order, best first. */
static void group_figures(struct work *w, struct tw_bars *bars)
{
    const struct tw_edges *plain = &w->t->edges;
    struct tw_edges raised;
    size_t r = 0;

    open(w, bars);
    tw_edges_sort(&w->t->edges, w->mem);
    raised = raised_edges(w);
    for (size_t i = 0; i < plain->n && plain->v[i].score >= TW_LIKENESS_LEAST; i++) {
        if (are_in_one_group(w, &plain->v[i])) continue;
        while (r < raised.n && tw_edge_order(&raised.v[r], &plain->v[i]) < 0)
            try_edge(w, &raised.v[r++]);
        try_edge(w, &plain->v[i]);
    }
    while (r < raised.n) try_edge(w, &raised.v[r++]);
}

/* The accounts of a group as bits. */
static uint64_t *accounts_of(const struct work *w, const struct tw_clump *x)
{
    uint64_t *bits = TW_NEW_N(w->mem, uint64_t, w->words);

    for (uint32_t i = 0; i < x->n; i++)
        bits[w->place[x->v[i]].account / 64] |= UINT64_C(1) << w->place[x->v[i]].account % 64;
    return bits;
}

static bool have_no_account_in_common(const struct work *w, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < w->words; i++) if (w->has[a][i] & w->has[b][i]) return false;
    return true;
}

static float mean_likeness(const struct work *w, const struct tw_clump *x, const struct tw_clump *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++)
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++, pairs++)
            sum += likeness_of(w, x->v[i], y->v[k]);
    return pairs ? sum / (float)pairs : 0;
}

static bool same_unit(const struct tw_tallied *a, const struct tw_tallied *b)
{
    if (a->kind != b->kind || a->unit != b->unit || a->is_subset != b->is_subset
        || a->year != b->year)
        return false;
    if (a->kind == TW_TALLY_PEOPLE) return tw_bag_shared(&a->of, &b->of, NULL) > 0.5F;
    return a->kind == TW_TALLY_OTHER || a->kind == TW_TALLY_HARM;
}

/* A partner for one of the groups that the other one does not know. */
static bool is_alternative(const struct work *w, uint32_t z, uint32_t a, uint32_t b)
{
    return !have_no_account_in_common(w, z, a) && have_no_account_in_common(w, z, b);
}

/* No account of either group counts anything else in that unit, but what both
** of them have and is settled. */
static bool are_last_of_unit(const struct work *w, const uint32_t *root, uint32_t n, uint32_t a,
                             uint32_t b)
{
    const struct tw_tallied *first = &w->list.v[w->clumps.of[a].v[0]];

    if (!same_unit(first, &w->list.v[w->clumps.of[b].v[0]])) return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t z = root[i];

        if (z == a || z == b || !same_unit(first, &w->list.v[w->clumps.of[z].v[0]])) continue;
        if (is_alternative(w, z, a, b) || is_alternative(w, z, b, a)) return false;
    }
    return true;
}

static float rest_least(const struct work *w, uint32_t a, uint32_t b)
{
    return w->list.v[a].is_measure
           || w->list.v[b].is_measure ? TW_LIKENESS_REST : TW_LIKENESS_COUNTS;
}

/* What is left over: groups of different accounts that are like enough when
** nothing likelier is there, best first. */
static void group_rest(struct work *w)
{
    uint32_t *root = TW_NEW_N(w->mem, uint32_t, REST), n = 0;
    struct tw_edges edges = {0};

    for (uint32_t a = 0; a < w->list.n && n < REST; a++)
        if (w->clumps.parent[a] == a) root[n++] = a;
    /* figures stand by account */
    w->words = w->list.n > 0 ? w->place[w->list.n - 1].account / 64 + 1 : 0;
    w->has = TW_NEW_N(w->mem, uint64_t *, w->list.n);
    for (uint32_t i = 0; i < n; i++) w->has[root[i]] = accounts_of(w, &w->clumps.of[root[i]]);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = i + 1; k < n; k++) {
            uint32_t a = root[i], b = root[k];
            float score, least = rest_least(w, a, b);

            if (!have_no_account_in_common(w, a, b)) continue;
            score = mean_likeness(w, &w->clumps.of[a], &w->clumps.of[b]);
            if (score < least - LEFT) continue;
            if (are_last_of_unit(w, root, n, a, b)) score += LEFT;
            if (score >= least)
                TW_PUSH(w->mem, edges.v, edges.n, edges.cap, (struct tw_edge){score, a, b});
        }
    }
    TW_SORT(edges.v, edges.n, tw_edge_order);
    for (size_t e = 0; e < edges.n; e++) {
        uint32_t a = tw_clump_root(&w->clumps, edges.v[e].a),
            b = tw_clump_root(&w->clumps, edges.v[e].b);

        if (a == b || tw_bars_between(w->clumps.bars, w->clumps.parent, a, b)
            || !have_no_account_in_common(w, a, b))
            continue;
        if (mean_likeness(w, &w->clumps.of[a], &w->clumps.of[b]) < rest_least(w, a, b) - LEFT)
            continue;
        tw_clump_merge(&w->clumps, a, b);
        for (size_t i = 0; i < w->words; i++) w->has[a < b ? a : b][i] |= w->has[a < b ? b : a][i];
    }
}

/* Figures of two accounts, of which one says what it counts. */
static bool is_shown(const struct tw_tallied_list *list, const struct tw_clump *x)
{
    bool two = false, counts = false;

    for (uint32_t i = 0; i < x->n; i++) {
        two |= list->v[x->v[i]].account != list->v[x->v[0]].account;
        counts |= list->v[x->v[i]].figure->unit.n > 0;
    }
    return two && counts;
}

struct tw_tallied_groups tw_tallies_find(struct tw_arena *mem, struct tw_tallying *t,
                                         struct tw_bars *bars)
{
    struct work w = {.mem = mem, .t = t, .list = t->list, .misfits.mem = mem};
    struct tw_tallied_groups out = {0};

    assert(t->n == t->list.n);
    group_figures(&w, bars);
    group_rest(&w);
    for (uint32_t g = 0; g < w.list.n; g++)
        if (w.clumps.parent[g] == g && is_shown(&w.list, &w.clumps.of[g]))
            TW_PUSH(mem, out.v, out.n, out.cap, w.clumps.of[g]);
    return out;
}

struct tw_tallying tw_tallying_in(struct tw_arena *mem)
{
    return (struct tw_tallying){.mem = mem, .worded.mem = mem, .scores.mem = mem};
}

/* Equal figures in equal sentences are twins of the first. */
static uint32_t twin_of(struct tw_tallying *t, uint32_t i)
{
    const struct tw_tallied *c = &t->list.v[i];
    bool added;
    double *place = tw_pairs_at(&t->worded, (uint32_t)(c->twin >> 32), (uint32_t)c->twin, &added);

    if (added) *place = (double)i;
    return t->list.v[(uint32_t)*place].account != c->account ? (uint32_t)*place : i;
}

/* Scores figure i with those before it. */
static void look_at(struct tw_tallying *t, uint32_t i)
{
    for (size_t k = 0; k < t->singles; k++) {
        float score = tw_likeness_apart(&t->list.v[t->single[k]], &t->list.v[i]);

        if (score >= TW_LIKENESS_LEAST - TW_LIKENESS_GROUP)
            TW_PUSH(t->mem, t->edges.v, t->edges.n, t->edges.cap,
                    (struct tw_edge){score, t->single[k], i});
    }
    TW_PUSH(t->mem, t->single, t->singles, t->single_cap, i);
}

void tw_tallying_add(struct tw_tallying *t)
{
    for (; t->n < t->list.n; t->n++) {
        uint32_t i = (uint32_t)t->n;
        size_t n = t->n;

        TW_PUSH(t->mem, t->twin, n, t->twin_cap, twin_of(t, i));
        if (t->twin[i] == i && t->singles < MOST) look_at(t, i);
    }
}
