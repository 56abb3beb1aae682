/* base/buf.c - growing text. */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void tw_buf_grow(struct tw_buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap * 2 : 256;

    while (cap - b->n < more) cap *= 2;
    b->p = tw_arena_grow(b->mem, b->p, b->cap, cap);
    b->cap = cap;
}

void tw_buf_addf(struct tw_buf *b, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n <= 0) return;
    va_start(args, format);
    vsnprintf(tw_buf_room(b, (size_t)n + 1), (size_t)n + 1, format, args);
    va_end(args);
    b->n += (size_t)n;
}

void tw_buf_add_cp(struct tw_buf *b, unsigned cp)
{
    char *p = tw_buf_room(b, 4);

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
    b->n += tw_utf8_put(p, cp);
}
