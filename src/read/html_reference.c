/* read/html_reference.c - character references: &amp; &#8220; &eacute
**
** The standard's table lies in data/html/references.txt; names that also count
** without a semicolon in references_bare.txt.  In attributes such a bare name
** does not count before '=' or a letter or digit, so "?a=1&copy=2" stays
** (13.2.5.73).  A '&' that begins nothing is itself.
*/
#include "read/html_reference.h"

#include "read/html.h"
#include "gen/words.h"

enum { BARE_MAX = 6, NAME_MAX = 31 };   /* longest names of the two lists */

/* What 13.2.5.80 makes of numbers 0x80 to 0x9F: windows-1252, where it has one. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static int digit_value(char c, unsigned base)
{
    if (tw_is_digit(c)) return c - '0';
    if (base == 16 && tw_is_alpha(c) && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
    return -1;
}

static size_t add_number(struct tw_buf *out, struct tw_slice s)
{
    size_t at = 2;
    unsigned base = 10;
    uint32_t cp = 0;
    int v;

    if (s.n > 2 && (s.p[2] | 0x20) == 'x') base = 16, at = 3;
    if (at >= s.n || digit_value(s.p[at], base) < 0) return 0;
    for (; at < s.n && (v = digit_value(s.p[at], base)) >= 0; at++)
        cp = cp > 0x10FFFF ? cp : cp * base + (uint32_t)v;
    if (cp >= 0x80 && cp < 0xA0) cp = windows_1252[cp - 0x80];
    tw_buf_add_cp(out, cp ? cp : 0xFFFD);
    return at + (at < s.n && s.p[at] == ';');
}

static size_t add_bare(struct tw_buf *out, struct tw_slice s, size_t name_n, bool in_attr)
{
    for (size_t n = name_n < BARE_MAX ? name_n : BARE_MAX; n >= 2; n--) {
        struct tw_slice name = {s.p + 1, n};
        char after = n + 1 < s.n ? s.p[n + 1] : ' ';

        if (!tw_words_has(&tw_words_html_references_bare, name)) continue;
        if (in_attr && (after == '=' || tw_is_alnum(after))) return 0;
        tw_buf_add(out, tw_word_value(tw_words_find(&tw_words_html_references, name)));
        return n + 1;
    }
    return 0;
}

size_t tw_reference_add(struct tw_buf *out, struct tw_slice s, bool in_attr)
{
    const struct tw_word *w;
    size_t n = 0;

    if (s.n < 2 || s.p[0] != '&') return 0;
    if (s.p[1] == '#') return add_number(out, s);
    while (n <= NAME_MAX && n + 1 < s.n && tw_is_alnum(s.p[n + 1])) n++;
    if (n == 0) return 0;
    if (n + 1 < s.n && s.p[n + 1] == ';') {
        w = tw_words_find(&tw_words_html_references, (struct tw_slice){s.p + 1, n});
        if (w) {
            tw_buf_add(out, tw_word_value(w));
            return n + 2;
        }
    }
    return add_bare(out, s, n, in_attr);
}

static struct tw_slice decode(struct tw_arena *mem, struct tw_slice s, bool in_attr)
{
    struct tw_buf b = {.mem = mem};
    size_t at = 0, amp, n;

    if (tw_slice_find_char(s, '&', 0) == TW_NONE) return s;
    while ((amp = tw_slice_find_char(s, '&', at)) != TW_NONE) {
        tw_buf_add(&b, tw_slice_sub(s, at, amp));
        n = tw_reference_add(&b, tw_slice_sub(s, amp, s.n), in_attr);
        if (n == 0) tw_buf_addc(&b, '&');
        at = amp + (n ? n : 1);
    }
    tw_buf_add(&b, tw_slice_sub(s, at, s.n));
    return tw_buf_slice(&b);
}

struct tw_slice tw_html_decode(struct tw_arena *mem, struct tw_slice s)
{
    return decode(mem, s, false);
}

struct tw_slice tw_html_decode_attr(struct tw_arena *mem, struct tw_slice s)
{
    return decode(mem, s, true);
}
