/* extract/mark.c - sets TW_SHAPE_QUOTED between paired quotation marks.
**
** A stack of at most DEEP open marks; deeper ones are ignored.  A closing mark
** pairs with the nearest open one of its family (double, single, angle), and
** what was opened inside that and never closed is forgotten.
*/
#include "extract/mark.h"

#include "base/utf8.h"

enum { DEEP = 6 };

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

static void quote(struct tw_text *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) t->token[i].shape |= TW_SHAPE_QUOTED;
}

static void pair_paragraph(struct tw_text *t, size_t from, size_t to)
{
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
        if (n == 0) quote(t, open[0], i + 1);
    }
    for (size_t k = 0; k < n; k++) {
        if (family(t, open[k]) == SINGLE) continue;
        quote(t, open[k], to);
        return;
    }
}

void tw_marks_pair(struct tw_text *t)
{
    size_t from = 0;

    for (size_t i = 1; i <= t->tokens; i++) {
        if (i < t->tokens && t->token[i].sentence == t->token[from].sentence) continue;
        pair_paragraph(t, from, i);
        from = i;
    }
}
