/* compare/matching.c - candidates by common words, scored. */
#include "compare/matching.h"

#include "base/hash.h"
#include "base/vec.h"

enum { HOLDERS = 200, FEWEST = 16 };    /* utterances noted for a concept */
enum { PLENTY = 10000 };                /* utterances from which fewer are noted for a concept */
enum { KEYS = 8 };                      /* words of a speaker that he is found by */
enum { SCORED = 100 };                  /* candidates scored for an utterance */

static const float SHARED_LEAST = 0.5F; /* weight in common before a pair is scored */

struct tw_matching tw_matching_in(struct tw_arena *mem)
{
    return (struct tw_matching){.mem = mem, .worded.mem = mem, .scores.mem = mem,
                                .index = {{.map = tw_map_in(mem)}, {.map = tw_map_in(mem)}}};
}

static float least(float a, float b)
{
    return a < b ? a : b;
}

/* The more utterances stand before it, the fewer are noted for a concept. */
static uint32_t holders_most(uint32_t utterance)
{
    size_t most = utterance < PLENTY ? HOLDERS : (size_t)HOLDERS * PLENTY / utterance;

    return most < FEWEST ? FEWEST : (uint32_t)most;
}

static struct tw_map_item *entry_of(struct tw_matching *m, struct tw_match_index *x,
                                    const uint32_t *id)
{
    struct tw_map_item *it = tw_map_add(&x->map, (struct tw_slice){(const char *)id, sizeof *id},
                                        NULL);

    while (x->cap < x->map.n) {
        size_t more = x->cap ? x->cap * 2 : 256;

        x->held = tw_arena_grow(m->mem, x->held, x->cap * sizeof *x->held, more * sizeof *x->held);
        memset(x->held + x->cap, 0, (more - x->cap) * sizeof *x->held);
        x->cap = more;
    }
    return it;
}

/* Narration is noted apart: it never meets its like. */
static void note(struct tw_matching *m, const struct tw_utterance *u, uint32_t i,
                 const uint32_t *id)
{
    struct tw_match_index *x = &m->index[tw_is_told(u)];
    struct tw_map_item *it = entry_of(m, x, id);
    size_t place = (size_t)(it - x->map.v);

    if (x->held[place] >= holders_most(i)) return;
    x->held[place]++;
    TW_PUSH(m->mem, m->holder, m->holders, m->holder_cap,
            (struct tw_match_holder){i, (uint32_t)it->value});
    it->value = m->holders;
}

static void look_up_in(struct tw_matching *m, const struct tw_utterances *u,
                       const struct tw_match_index *x, const uint32_t *id,
                       float weight, unsigned account)
{
    const struct tw_map_item *it = tw_map_find(&x->map,
                                               (struct tw_slice){(const char *)id, sizeof *id});

    for (uint32_t h = it ? (uint32_t)it->value : 0; h; h = m->holder[h - 1].next) {
        uint32_t i = m->holder[h - 1].utterance;

        if (u->v[i].account == account) continue;
        if (m->shared.v[i] <= 0) TW_PUSH(m->mem, m->touched, m->touches, m->touch_cap, i);
        m->shared.v[i] += weight;
    }
}

static void look_up(struct tw_matching *m, const struct tw_utterances *all,
                    const struct tw_utterance *u, const uint32_t *id, float weight)
{
    look_up_in(m, all, &m->index[0], id, weight, u->account);
    if (!tw_is_told(u)) look_up_in(m, all, &m->index[1], id, weight, u->account);
}

/* The weight in common from which candidates are scored: so high that SCORED
** have it, those with most in common; more of them only when they are equal. */
static float bar_of(const struct tw_matching *m, float least_weight)
{
    float bar = least_weight, last = least_weight;

    for (;; last = bar, bar *= 1.4F) {
        size_t n = 0;

        for (size_t k = 0; k < m->touches; k++) n += m->shared.v[m->touched[k]] >= bar;
        if (n == 0) return last;
        if (n <= SCORED) return bar;
    }
}

/* Scores utterance i with the noted ones that share enough with it. */
static void score_candidates(struct tw_matching *m, const struct tw_utterances *all, uint32_t i)
{
    const struct tw_utterance *u = &all->v[i];
    size_t scored = 0;
    float need;

    for (uint32_t k = 0; k < u->bag.n; k++) {
        look_up(m, all, u, &u->bag.v[k].id, u->bag.v[k].weight);
        if (u->bag.v[k].near) look_up(m, all, u, &u->bag.v[k].near, 0.5F * u->bag.v[k].weight);
    }
    need = bar_of(m, least(SHARED_LEAST, 0.4F * u->bag.weight));
    for (size_t k = 0; k < m->touches; k++) {
        uint32_t j = m->touched[k];
        float score;

        if (m->shared.v[j] >= need && scored++ < 2 * SCORED
            && (score = tw_match_score(&all->v[j], u)) >= TW_MATCH_LEAST)
            TW_PUSH(m->mem, m->edges.v, m->edges.n, m->edges.cap, (struct tw_edge){score, j, i});
        m->shared.v[j] = 0;
    }
}

/* A denial or refusal may share no word with another one: it is found by its
** speaker's words, too. */
static uint32_t *stance_keys(struct tw_matching *m, const struct tw_utterance *u, uint32_t *n)
{
    uint32_t *key;

    *n = 0;
    if ((u->stance == TW_AFFIRM && !u->claim) || u->who.is_around) return NULL;
    key = TW_NEW_N(m->mem, uint32_t, KEYS);
    for (uint32_t i = 0; i < u->who.n && *n < KEYS; i++)
        key[(*n)++] = (uint32_t)tw_hash_mix(u->who.words[i], (uint64_t)u->stance) | 1;
    return key;
}

/* Equal words by speakers who may be one: the utterance goes with the first that
** has them. */
static uint32_t twin_of(struct tw_matching *m, const struct tw_utterances *all, uint32_t i)
{
    const struct tw_utterance *u = &all->v[i], *first;
    bool added;
    double *place = tw_pairs_at(&m->worded, (uint32_t)(u->twin >> 32), (uint32_t)u->twin, &added);

    if (added) *place = (double)i;
    first = &all->v[(uint32_t)*place];
    if (tw_is_told(u) || tw_is_told(first)) return i;
    if (first->account == u->account || !tw_stances_meet(first, u)) return i;
    return tw_who_same(&first->who, &u->who) < (u->bag.weight < 1.5F ? 0.9F : 0.5F)
           ? i : (uint32_t)*place;
}

static void look_at(struct tw_matching *m, const struct tw_utterances *all, uint32_t i)
{
    const struct tw_utterance *u = &all->v[i];
    uint32_t keys, *key = stance_keys(m, u, &keys);

    m->touches = 0;
    for (uint32_t k = 0; k < keys; k++) look_up(m, all, u, &key[k], SHARED_LEAST);
    score_candidates(m, all, i);
    for (uint32_t k = 0; k < u->bag.n; k++) {
        note(m, u, i, &u->bag.v[k].id);
        if (u->bag.v[k].near) note(m, u, i, &u->bag.v[k].near);
    }
    for (uint32_t k = 0; k < keys; k++) note(m, u, i, &key[k]);
}

void tw_matching_add(struct tw_matching *m, const struct tw_utterances *u)
{
    for (; m->n < u->n && !tw_arena_over(m->mem); m->n++) {
        uint32_t i = (uint32_t)m->n;
        size_t n = m->n;

        TW_PUSH(m->mem, m->shared.v, m->shared.n, m->shared.cap, 0);
        TW_PUSH(m->mem, m->twin, n, m->twin_cap, twin_of(m, u, i));
        if (m->twin[i] == i) look_at(m, u, i);
    }
}
