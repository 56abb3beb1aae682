/* extract/mark.c - sets TW_SHAPE_QUOTED between paired quotation marks.
**
** A stack of at most DEEP open marks; deeper ones are ignored.  A closing mark
** pairs with the nearest open one of its family (double, single, angle), and
** what was opened inside that and never closed is forgotten.
*/
#include "extract/mark.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { DEEP = 6, TRIES = 4 };

enum family { SINGLE, DOUBLE, ANGLE, CORNER };

static enum family family(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_text(t, i);

    switch (tw_utf8_at(s, 0)) {
    case 0x2018: case 0x2019: case 0x201B: return SINGLE;
    case '\'': case '`': return s.n > 1 ? DOUBLE : SINGLE;
    case 0xAB: case 0xBB: return ANGLE;
    case 0x300C: case 0x300D: case 0x300E: case 0x300F: return CORNER;
    default: return DOUBLE;
    }
}

struct pairs { struct tw_arena *mem; struct tw_text *t; size_t cap; };

static void quote(struct pairs *p, size_t from, size_t to, bool is_unclosed)
{
    struct tw_quoted q = {.first = (uint32_t)from, .end = (uint32_t)to, .is_unclosed = is_unclosed};

    for (size_t i = from; i < to; i++) p->t->token[i].shape |= TW_SHAPE_QUOTED;
    TW_PUSH(p->mem, p->t->quoted, p->t->quotes, p->cap, q);
}

/* Pairs the marks of [from, to); returns the outermost mark left open, or
** `to` when all is closed. */
static size_t pair_range(struct pairs *p, size_t from, size_t to)
{
    struct tw_text *t = p->t;
    size_t open[DEEP], n = 0;

    for (size_t i = from; i < to; i++) {
        size_t k = n;

        if (t->token[i].kind == TW_TOK_OPEN) {
            if (n < DEEP) open[n++] = i;
            continue;
        }
        if (t->token[i].kind != TW_TOK_CLOSE) continue;
        while (k > 0 && family(t, open[k - 1]) != family(t, i)) k--;
        if (k == 0) continue;
        n = k - 1;
        if (n == 0) quote(p, open[0], i + 1, false);
    }
    return n ? open[0] : to;
}

/* A double mark left open quotes the rest; a single one was an apostrophe, so
** what stands behind it is paired again. */
static void pair_paragraph(struct pairs *p, size_t from, size_t to)
{
    for (unsigned tries = 0; tries < TRIES && from < to; tries++) {
        size_t open = pair_range(p, from, to);

        if (open == to) return;
        while (p->t->quotes && p->t->quoted[p->t->quotes - 1].first > open) p->t->quotes--;
        if (family(p->t, open) != SINGLE) {
            quote(p, open, to, true);
            return;
        }
        from = open + 1;
    }
}

void tw_marks_pair(struct tw_arena *mem, struct tw_text *t)
{
    struct pairs p = {.mem = mem, .t = t};
    size_t from = 0;

    for (size_t i = 1; i <= t->tokens; i++) {
        if (i < t->tokens && t->token[i].sentence == t->token[from].sentence) continue;
        pair_paragraph(&p, from, i);
        from = i;
    }
}
