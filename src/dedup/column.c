/* dedup/column.c - an arena per array; see the header. */
#include "dedup/column.h"

#include <assert.h>
#include <string.h>

enum { LEAST = 16 };

static void move_to(struct tw_column *c, size_t cap)
{
    struct tw_arena *mem = tw_arena_new(0);
    void *v = tw_arena_alloc(mem, cap * c->size);

    assert(cap >= c->n);
    if (c->n) memcpy(v, c->v, c->n * c->size);
    tw_arena_free(c->mem);
    c->mem = mem;
    c->v = v;
    c->cap = cap;
}

void *tw_column_room(struct tw_column *c, size_t more)
{
    void *at;

    assert(c->size > 0);
    if (more > (size_t)-1 / 4 / c->size - c->n) tw_oom(more);
    if (c->n + more > c->cap) {
        size_t cap = c->cap + c->cap / 2;

        move_to(c, cap < c->n + more ? c->n + more + LEAST : cap);
    }
    at = (char *)c->v + c->n * c->size;
    c->n += more;
    return at;
}

void *tw_column_push(struct tw_column *c)
{
    return memset(tw_column_room(c, 1), 0, c->size);
}

void tw_column_resize(struct tw_column *c, size_t n)
{
    size_t old = c->n;

    if (n > old) {
        tw_column_room(c, n - old);
        memset((char *)c->v + old * c->size, 0, (n - old) * c->size);
        return;
    }
    c->n = n;
    if (c->cap > LEAST && n < c->cap / 2) move_to(c, n ? n : LEAST);
}

void tw_column_drop(struct tw_column *c, size_t count)
{
    assert(count <= c->n);
    if (count == 0) return;
    memmove(c->v, (char *)c->v + count * c->size, (c->n - count) * c->size);
    tw_column_resize(c, c->n - count);
}

void tw_column_free(struct tw_column *c)
{
    tw_arena_free(c->mem);
    *c = (struct tw_column){.size = c->size};
}
