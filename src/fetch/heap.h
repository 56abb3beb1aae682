/* fetch/heap.h - a binary heap of pointers whose items know where they are.
**
** Williams, "Algorithm 232: Heapsort", CACM 1964.  O(log n) for each change; the array lives in an
** arena.
*/
#ifndef TW_FETCH_HEAP_H
#define TW_FETCH_HEAP_H
#include "base/arena.h"

struct tw_heap {
    struct tw_arena *mem;
    bool (*before)(const void *a, const void *b);       /* a total order: which comes first */
    /* where an item keeps its place; NULL: they are only popped */
    size_t *(*place)(void *item);
    void **v;                                           /* v[0] is the first */
    size_t n, cap;
};

void tw_heap_push(struct tw_heap *h, void *item);
void *tw_heap_pop(struct tw_heap *h);                   /* the first, which there is */
void tw_heap_moved(struct tw_heap *h, size_t at);       /* the item there has changed its order */

#endif
