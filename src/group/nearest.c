/* group/nearest.c - chains walked side by side, scores added up in a hash table. */
#include "group/nearest.h"

#include <stdlib.h>

enum {
    INDEXED = 20, ASKED = 24,
    DEPTH = 128,            /* 64, 128 and 256 group alike (yardstick `stories`, dev half) */
    FIRST_SLOTS = 512, BUCKETS = 256
};

void tw_nearest_add(struct tw_chains *index, const struct tw_vector *v, uint32_t article)
{
    const struct tw_vector_term *t = tw_vector_terms(v);

    for (size_t i = 0; i < v->terms && i < INDEXED; i++) {
        float share = tw_vector_weight(&t[i]) / (v->all + 1e-6f);

        tw_chains_add(index, t[i].hash, article, (uint32_t)(share * 65536));
    }
}

/* Articles and their scores while they are added up. */
struct adding {
    struct tw_arena *mem;
    struct tw_nears found;
    uint32_t *slot;         /* index + 1 into found */
    size_t slots;
};

static void start(struct adding *a, size_t slots)
{
    a->slots = slots;
    a->slot = tw_arena_calloc(a->mem, slots, sizeof *a->slot);
}

static uint32_t *slot_of(const struct adding *a, uint32_t article)
{
    size_t at = (article * 0x9E3779B1u >> 7) & (a->slots - 1);

    while (a->slot[at] && a->found.v[a->slot[at] - 1].article != article)
        at = (at + 1) & (a->slots - 1);
    return a->slot + at;
}

static void widen(struct adding *a)
{
    start(a, a->slots * 4);
    a->found.v = tw_arena_grow(a->mem, a->found.v, a->slots / 8 * sizeof *a->found.v,
                               a->slots / 2 * sizeof *a->found.v);
    for (size_t i = 0; i < a->found.n; i++) *slot_of(a, a->found.v[i].article) = (uint32_t)i + 1;
}

static void add(struct adding *a, uint32_t article, float score)
{
    uint32_t *slot = slot_of(a, article);

    if (!*slot) {
        if (a->found.n == a->slots / 2) {
            widen(a);
            slot = slot_of(a, article);
        }
        a->found.v[a->found.n++] = (struct tw_near){article, 0};
        *slot = (uint32_t)a->found.n;
    }
    a->found.v[*slot - 1].score += score;
}

static int better(const void *a, const void *b)
{
    const struct tw_near *x = a, *y = b;

    if (x->score != y->score) return (x->score < y->score) - (x->score > y->score);
    return (x->article < y->article) - (x->article > y->article);
}

static unsigned bucket(float score)
{
    return score >= 1 ? BUCKETS - 1 : (unsigned)(score * BUCKETS);
}

/* Keeps the best, in order.  Cheaper than sorting hundreds: first those are
** dropped whose score is below the bucket in which the last of the best lies. */
static void keep_best(struct tw_nears *list, size_t most)
{
    uint32_t count[BUCKETS] = {0};
    unsigned floor = BUCKETS;
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) count[bucket(list->v[i].score)]++;
    while (floor > 0 && n < most) n += count[--floor];
    n = 0;
    for (size_t i = 0; i < list->n; i++)
        if (bucket(list->v[i].score) >= floor) list->v[n++] = list->v[i];
    list->n = n;
    qsort(list->v, list->n, sizeof *list->v, better);
    if (list->n > most) list->n = most;
}

struct tw_nears tw_nearest_find(const struct tw_chains *index, struct tw_arena *mem,
                                const struct tw_vector *v, uint32_t oldest, size_t most)
{
    const struct tw_vector_term *t = tw_vector_terms(v);
    struct adding a = {.mem = mem};
    uint32_t key[ASKED], head[ASKED];
    size_t n = v->terms < ASKED ? v->terms : ASKED, open = n;

    start(&a, FIRST_SLOTS);
    a.found.v = tw_arena_alloc(mem, FIRST_SLOTS / 2 * sizeof *a.found.v);
    for (size_t i = 0; i < n; i++) key[i] = t[i].hash;
    tw_chains_heads(index, key, n, head);
    for (unsigned step = 0; step < DEPTH && open > 0; step++) {
        open = 0;
        for (size_t i = 0; i < n; i++) {
            const struct tw_posting *at;

            if (!head[i]) continue;
            at = tw_chains_at(index, head[i]);
            head[i] = 0;
            if (at->article < oldest) continue;
            add(&a, at->article,
                tw_vector_weight(&t[i]) / (v->all + 1e-6f) * (float)at->note * (1.f / 65536));
            head[i] = at->before;
            if (!head[i]) continue;
            tw_chains_soon(index, head[i]);
            open++;
        }
    }
    keep_best(&a.found, most);
    return a.found;
}
