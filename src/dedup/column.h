/* dedup/column.h - long-lived growing arrays, each with memory of its own.
**
** An arena is given back all at once, and a state that lives for months needs
** arrays that grow and shrink one by one.  So each array has an arena to
** itself; growing moves it to a new one (half as large again) and frees the
** old: amortised O(1), at most a third unused.
**
**     struct tw_column c = {.size = sizeof(struct thing)};
**     struct thing *t = tw_column_push(&c);
**     struct thing *all = c.v;
**     tw_column_free(&c);
*/
#ifndef TW_DEDUP_COLUMN_H
#define TW_DEDUP_COLUMN_H
#include "base/arena.h"

struct tw_column {
    struct tw_arena *mem;
    void *v;
    size_t size;            /* bytes of one item */
    size_t n, cap;          /* items */
};

/* A new zeroed item at the end; pointers into the column end with it. */
void *tw_column_push(struct tw_column *c);

/* `more` new items at the end, not cleared; the first of them. */
void *tw_column_room(struct tw_column *c, size_t more);

/* Exactly n items, new ones zeroed; the room follows, upwards and downwards. */
void tw_column_resize(struct tw_column *c, size_t n);

/* Drops the first `count` items; the rest moves to the front. */
void tw_column_drop(struct tw_column *c, size_t count);

void tw_column_free(struct tw_column *c);   /* usable again as an empty one */

/* Bytes held. */
static inline size_t tw_column_bytes(const struct tw_column *c)
{
    return c->cap * c->size;
}

#endif
