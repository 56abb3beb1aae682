/* compare/match.c - utterances grouped by what they say.
**
** Groups are merged in the order of the pairs' scores when the average score
** between them is high enough and no account would have two different
** utterances in one group.
*/
#include "compare/match.h"

enum { SAMPLE = 6 };                    /* members compared when groups merge */

static const float AGAIN = 0.65F;       /* score from which a repetition joins another group */

struct work {
    struct tw_arena *mem;
    struct tw_matching *m;
    const struct tw_utterances *u;
    struct tw_clumps clumps;
    uint8_t *refused;                   /* per utterance */
    struct tw_pairs misfits;            /* of roots: their members when they did not fit */
};

static float least(float a, float b)
{
    return a < b ? a : b;
}

/* Two utterances of one account in one group: only the halves of a quotation
** that the other account has in one piece, or a repetition. */
static bool may_share_account(const struct tw_utterance *a, const struct tw_utterance *b)
{
    if (a->twin == b->twin) return true;
    return a->quoted && b->quoted
        && (a->attribution == b->attribution || a->attribution + 1 == b->attribution)
        && tw_bag_shared(&a->bag, &b->bag, NULL) < 0.34F * least(a->bag.weight, b->bag.weight);
}

/* The score of two utterances, found once; the earlier one is the first. */
static float score_of(const struct work *w, uint32_t i, uint32_t k)
{
    uint32_t a = i < k ? i : k, b = i < k ? k : i;
    bool added;
    double *score = tw_pairs_at(&w->m->scores, a, b, &added);

    if (added) *score = (double)tw_match_score(&w->u->v[a], &w->u->v[b]);
    return (float)*score;
}

/* Whether an account would have two utterances in one group. */
static bool is_taken(const struct work *w, const struct tw_clump *x, const struct tw_clump *y)
{
    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_utterance *a = &w->u->v[x->v[i]], *b = &w->u->v[y->v[k]];

            if (a->account == b->account && !may_share_account(a, b)) return true;
        }
    }
    return false;
}

/* Whether the groups go together on average. */
static bool fit(const struct work *w, const struct tw_clump *x, const struct tw_clump *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_utterance *a = &w->u->v[x->v[i]], *b = &w->u->v[y->v[k]];

            if (a->account == b->account || (tw_is_told(a) && x->n > 1)
                || (tw_is_told(b) && y->n > 1))
                continue;
            sum += score_of(w, x->v[i], y->v[k]);
            pairs++;
        }
    }
    return pairs == 0 || sum >= 0.72F * TW_MATCH_LEAST * (float)pairs;
}

/* Each with its twins. */
static void open(struct work *w, struct tw_bars *bars)
{
    uint32_t n = (uint32_t)w->u->n, *root = TW_NEW_N(w->mem, uint32_t, n);

    w->refused = TW_NEW_N(w->mem, uint8_t, n);
    for (uint32_t i = 0; i < n; i++) root[i] = i < w->m->n ? w->m->twin[i] : i;
    w->clumps = tw_clumps_start(w->mem, bars, root, n);
}

/* An utterance whose likest group has one of its account already says that one
** again; it joins another group only when it is much like it. */
static void join(struct work *w, const struct tw_edge *e)
{
    uint32_t a = tw_clump_root(&w->clumps, e->a), b = tw_clump_root(&w->clumps, e->b);
    bool is_new, taken;
    double members, *misfit;

    if (a == b || tw_bars_between(w->clumps.bars, w->clumps.parent, a, b)) return;
    if ((w->refused[e->a] || w->refused[e->b]) && e->score < AGAIN) return;
    members = (double)(w->clumps.of[a].n + w->clumps.of[b].n);
    misfit = tw_pairs_at(&w->misfits, a < b ? a : b, a < b ? b : a, &is_new);
    if (!is_new && *misfit >= members) return;      /* as they are they do not fit */
    taken = is_taken(w, &w->clumps.of[a], &w->clumps.of[b]);
    if (!taken && fit(w, &w->clumps.of[a], &w->clumps.of[b])) {
        tw_clump_merge(&w->clumps, a, b);
        return;
    }
    *misfit = members;
    w->refused[e->a] |= taken && w->clumps.of[a].n == 1;
    w->refused[e->b] |= taken && w->clumps.of[b].n == 1;
}

void tw_match_group(struct tw_arena *mem, struct tw_matching *m, const struct tw_utterances *u,
                    struct tw_bars *bars, uint32_t *group)
{
    struct work w = {.mem = mem, .m = m, .u = u, .misfits.mem = mem};

    tw_edges_sort(&m->edges, mem);
    open(&w, bars);
    for (size_t e = 0; e < m->edges.n; e++) join(&w, &m->edges.v[e]);
    for (uint32_t i = 0; i < u->n; i++) group[i] = tw_clump_root(&w.clumps, i);
}
