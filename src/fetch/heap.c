/* fetch/heap.c - see heap.h. */
#include "fetch/heap.h"

#include "base/vec.h"

#include <assert.h>

static void put(struct tw_heap *h, size_t at, void *item)
{
    h->v[at] = item;
    if (h->place) *h->place(item) = at;
}

static size_t rise(struct tw_heap *h, size_t at)
{
    void *item = h->v[at];

    while (at && h->before(item, h->v[(at - 1) / 2])) {
        put(h, at, h->v[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(h, at, item);
    return at;
}

static void sink(struct tw_heap *h, size_t at)
{
    void *item = h->v[at];

    for (size_t child = 2 * at + 1; child < h->n; child = 2 * at + 1) {
        if (child + 1 < h->n && h->before(h->v[child + 1], h->v[child])) child++;
        if (!h->before(h->v[child], item)) break;
        put(h, at, h->v[child]);
        at = child;
    }
    put(h, at, item);
}

void tw_heap_push(struct tw_heap *h, void *item)
{
    TW_PUSH(h->mem, h->v, h->n, h->cap, item);
    rise(h, h->n - 1);
}

void *tw_heap_pop(struct tw_heap *h)
{
    void *first = h->v[0];

    assert(h->n);
    if (--h->n) {
        put(h, 0, h->v[h->n]);
        sink(h, 0);
    }
    return first;
}

void tw_heap_moved(struct tw_heap *h, size_t at)
{
    assert(at < h->n);
    sink(h, rise(h, at));
}
