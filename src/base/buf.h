/* base/buf.h - text being built in an arena.
**
**     struct tw_buf b = {.mem = mem};
**     tw_buf_add(&b, slice);  tw_buf_addc(&b, '\n');
**     struct tw_slice done = tw_buf_slice(&b);
**
** Grows by doubling; the result lives as long as the arena.
*/
#ifndef TW_BASE_BUF_H
#define TW_BASE_BUF_H
#include "base/slice.h"

struct tw_buf { struct tw_arena *mem; char *p; size_t n, cap; };

void tw_buf_grow(struct tw_buf *b, size_t more);    /* for tw_buf_room */

/* Makes room for `more` bytes and returns where they go; the caller writes
** them and adds to b->n. */
static inline char *tw_buf_room(struct tw_buf *b, size_t more)
{
    if (b->cap - b->n < more) tw_buf_grow(b, more);
    return b->p + b->n;
}

static inline void tw_buf_add(struct tw_buf *b, struct tw_slice s)
{
    if (s.n == 0) return;
    memcpy(tw_buf_room(b, s.n), s.p, s.n);
    b->n += s.n;
}

static inline void tw_buf_adds(struct tw_buf *b, const char *s)
{
    tw_buf_add(b, tw_slice_of(s));
}

static inline void tw_buf_addc(struct tw_buf *b, char c)
{
    *tw_buf_room(b, 1) = c;
    b->n++;
}

void tw_buf_addf(struct tw_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tw_buf_add_cp(struct tw_buf *b, unsigned cp);  /* as UTF-8; U+FFFD when it is none */

static inline struct tw_slice tw_buf_slice(const struct tw_buf *b)
{
    return (struct tw_slice){b->p ? b->p : "", b->n};
}

#endif
