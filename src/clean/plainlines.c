/* clean/plainlines.c - lines out of a plain text.
**
** Blank lines bound blocks.  Where the lines of a block are broken at a column
** (mail, wire copy, terminals) they are joined again: most of them are about as
** long as the longest, and some do not end a sentence.
*/
#include "clean/plain_int.h"

#include "base/utf8.h"
#include "base/vec.h"

enum {
    /* bytes; text is broken at 60 to 80 columns, with accents a bit more */
    COLUMN_MAX = 110,
    COLUMN_MIN = 45,
    RAGGED = 20,                /* a word that did not fit makes a line shorter by this */
    WORDS_MAX = 1000
};

bool tw_plain_is_prose(const struct tw_plain_line *l)
{
    return l->kind == TW_LINE_TEXT && ((l->ended && l->words >= 8) || l->words >= 40);
}

/* Are the lines of a block pieces of one paragraph? */
static bool is_wrapped(const struct tw_slice *v, size_t n)
{
    size_t longest = 0, full = 0, open = 0;

    if (n < 2) return false;
    for (size_t i = 0; i < n; i++)
        if (v[i].n > longest) longest = v[i].n;
    if (longest > COLUMN_MAX || longest < COLUMN_MIN) return false;
    for (size_t i = 0; i + 1 < n; i++) {
        full += v[i].n + RAGGED >= longest;
        open += !tw_line_is_ended(v[i]);
    }
    return full * 10 >= (n - 1) * 7 && open * 2 >= n - 1
           && (n > 2 || tw_cp_is_lower(tw_utf8_at(v[1], 0)));
}

static struct tw_slice join(struct tw_arena *mem, const struct tw_slice *v, size_t n)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < n; i++) {
        if (i && !(b.n && b.p[b.n - 1] == '-' && tw_cp_is_lower(tw_utf8_at(v[i], 0))))
            tw_buf_addc(&b, ' ');
        tw_buf_add(&b, v[i]);
    }
    return tw_buf_slice(&b);
}

static void add(struct tw_plain *p, size_t *cap, struct tw_slice text, bool first)
{
    struct tw_line line = tw_line_read(text, p->lang);

    TW_PUSH(p->mem, p->v, p->n, *cap,
            (struct tw_plain_line){text, line.rest, (uint8_t)line.kind, first,
                                   tw_line_is_ended(text),
                                   (uint16_t)tw_line_words(text, WORDS_MAX)});
}

/* Adds the lines of a block, joined or not. */
static void add_block(struct tw_plain *p, size_t *cap, const struct tw_slice *v, size_t n)
{
    if (is_wrapped(v, n)) {
        add(p, cap, join(p->mem, v, n), true);
        return;
    }
    for (size_t i = 0; i < n; i++) add(p, cap, v[i], i == 0);
}

void tw_plain_lines(struct tw_plain *p, struct tw_slice text)
{
    struct tw_slice line, *block = NULL;
    size_t n = 0, block_cap = 0, cap = 0;

    while (tw_slice_line(&text, &line)) {
        line = tw_slice_trim(line);
        if (line.n) {
            TW_PUSH(p->mem, block, n, block_cap, line);
            continue;
        }
        add_block(p, &cap, block, n);
        n = 0;
    }
    add_block(p, &cap, block, n);
    p->end = p->n;
}
