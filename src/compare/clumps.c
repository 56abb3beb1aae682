/* compare/clumps.c - disjoint sets with their members. */
#include "compare/clumps.h"

#include <assert.h>
#include <string.h>

struct tw_clumps tw_clumps_start(struct tw_arena *mem, struct tw_bars *bars, uint32_t *root,
                                 uint32_t n)
{
    struct tw_clumps c = {mem, bars, root, TW_NEW_N(mem, struct tw_clump, n)};
    uint32_t *room = tw_arena_alloc(mem, n * sizeof *room), at = 0;

    tw_bars_part(bars, root, n);
    for (uint32_t i = 0; i < n; i++) c.of[root[i]].n++;
    for (uint32_t i = 0; i < n; i++) {
        c.of[i].v = room + at;
        at += c.of[i].n;
        c.of[i].n = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        struct tw_clump *x = &c.of[root[i]];

        x->v[x->n++] = i;
    }
    assert(at == n);
    return c;
}

uint32_t tw_clump_root(struct tw_clumps *c, uint32_t i)
{
    while (c->parent[i] != i) i = c->parent[i] = c->parent[c->parent[i]];
    return i;
}

void tw_clump_merge(struct tw_clumps *c, uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    struct tw_clump *x = &c->of[low], *y = &c->of[high];
    uint32_t *all = tw_arena_alloc(c->mem, (x->n + y->n) * sizeof *all);

    memcpy(all, x->v, x->n * sizeof *all);
    memcpy(all + x->n, y->v, y->n * sizeof *all);
    c->parent[high] = low;
    tw_bars_merge(c->bars, low, high);
    *x = (struct tw_clump){all, x->n + y->n};
    *y = (struct tw_clump){0};
}
