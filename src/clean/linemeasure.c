/* clean/linemeasure.c - how many words a line has, and whether it ends a sentence.
**
** Eight ASCII characters at a time; what is not ASCII goes one by one.
*/
#include "clean/line.h"

#include "base/eight.h"
#include "base/utf8.h"

enum { SIGN_MAX = 32 };         /* bytes of an agency in brackets behind the last sentence */

static size_t closers(struct tw_slice s)
{
    size_t n = s.n;

    while (n) {
        size_t at;
        uint32_t c = tw_utf8_before(s, n, &at);

        if (c != '"' && c != '\'' && c != 0x201D && c != 0x2019 && c != 0xBB && c != 0x201C
            && c != 0x203A
            && c != ')' && c != ']' && c != 0x300D && c != 0x300F && c != 0xFF09
            && !tw_cp_is_space(c))
            break;
        n = at;
    }
    return n;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01
        || c == 0xFF1F
        || c == 0x061F || c == 0x06D4 || c == 0x0964 || c == 0x0965 || c == 0x104B || c == 0x1362
        || c == 0x17D4 || c == 0xFF61;
}

/* Without "(AFP)" behind the last sentence. */
static struct tw_slice before_sign_off(struct tw_slice line)
{
    size_t open;

    if (line.n < SIGN_MAX || line.p[line.n - 1] != ')') return line;
    open = tw_slice_find_last(tw_slice_sub(line, line.n - SIGN_MAX, line.n), TW_LIT(" ("));
    return open == TW_NONE ? line : tw_slice_sub(line, 0, line.n - SIGN_MAX + open);
}

bool tw_line_is_ended(struct tw_slice line)
{
    struct tw_slice before;

    if (is_stop(tw_utf8_before(line, closers(line), NULL))) return true;
    before = before_sign_off(line);
    return before.n < line.n && is_stop(tw_utf8_before(before, closers(before), NULL));
}

/* Counting words: whether the character before was part of one. */
struct count { size_t halves; bool inside; };

/* n ASCII characters, at most eight: letters and digits are words, an apostrophe
** or hyphen behind a part of one belongs to it. */
static void count_ascii(struct count *c, uint64_t x, size_t n)
{
    uint64_t these = TW_EIGHT_HIGH >> 8 * (8 - n), before = c->inside ? 0x80 : 0;
    uint64_t words = (tw_eight_in(x | 0x20 * TW_EIGHT_ONES, 'a', 'z') | tw_eight_in(x, '0',
                                                                                    '9')) & these;
    uint64_t joins = tw_eight_in(x, '\'', '-') & these;         /* and ( ) * + , */

    if (joins) joins &= tw_eight_in(x, '\'', '\'') | tw_eight_in(x, '-', '-');
    for (uint64_t more = joins; more; words |= more) more = joins & ~words & (words << 8 | before);
    c->halves += 2 * tw_eight_count(words & ~(words << 8 | before));
    c->inside = words >> (8 * n - 1) & 1;
}

static void count_one(struct count *c, uint32_t cp)
{
    if (cp >= 0x0E00 && (tw_cp_is_cjk(cp) || cp < 0x0F00)) {
        c->inside = false;
        c->halves++;
    } else if (tw_cp_is_word(cp)) {
        c->halves += 2 * !c->inside;
        c->inside = true;
    /* marks that hold a word together */
    } else if (cp != '\'' && cp != '-' && cp != 0x2019) {
        c->inside = false;
    }
}

size_t tw_line_words(struct tw_slice line, size_t most)
{
    struct count c = {.halves = 0};

    for (size_t at = 0; at < line.n && c.halves < most * 2;) {
        uint64_t x = tw_eight_some(line.p + at, line.n - at), beyond = x & TW_EIGHT_HIGH;
        size_t n = beyond ? tw_eight_first(beyond) : line.n - at < 8 ? line.n - at : 8;

        if (n) count_ascii(&c, x & ~TW_EIGHT_HIGH, n);
        else count_one(&c, tw_utf8_next(line, &at));
        at += n;
    }
    return c.halves / 2 < most ? c.halves / 2 : most;
}
