/* compare/edges.c - a sorted list that grows at its end. */
#include "compare/edges.h"

#include "base/vec.h"

int tw_edge_order(const void *x, const void *y)
{
    const struct tw_edge *a = x, *b = y;

    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

void tw_edges_sort(struct tw_edges *e, struct tw_arena *scratch)
{
    size_t n = e->n - e->sorted, at = e->n, left = e->sorted;
    struct tw_edge *tail;

    if (n == 0) return;
    TW_SORT(e->v + e->sorted, n, tw_edge_order);
    tail = tw_arena_dup(scratch, e->v + e->sorted, n * sizeof *tail);
    while (n > 0) {             /* merged from the back */
        if (left > 0 && tw_edge_order(&e->v[left - 1], &tail[n - 1]) > 0) e->v[--at] = e->v[--left];
        else e->v[--at] = tail[--n];
    }
    e->sorted = e->n;
}
