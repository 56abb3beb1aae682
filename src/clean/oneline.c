/* clean/oneline.c - see oneline.h.
**
** Sameness walks both texts at once, one letter or digit at a time, folded
** (lower case, Latin accents off), so it needs no memory.
*/
#include "clean/oneline.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/html.h"

/* White space of all kinds; soft hyphens and zero-width marks are dropped, so they count as
   nothing. */
static bool is_blank(uint32_t c) { return c != 0x200B && c != 0xFEFF && tw_cp_is_space(c); }
static bool is_nothing(uint32_t c) { return c == 0xAD || c == 0x200B || c == 0xFEFF || c == 0x2060;
                                     }

static bool is_plain(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < ' ' || c == '<' || c == '&' || c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF)
            return false;
        if (c == ' ' && (i == 0 || i + 1 == s.n || s.p[i + 1] == ' ')) return false;
    }
    return true;
}

/* The end of a tag that begins at `at`, or `at` when a "<" is only a sign. */
static size_t tag_end(struct tw_slice s, size_t at)
{
    size_t end;
    char c = at + 1 < s.n ? s.p[at + 1] : ' ';

    if (!tw_is_alpha(c) && c != '/' && c != '!') return at;
    end = tw_slice_find_char(s, '>', at);
    return end == TW_NONE || end - at > 1000 ? at : end + 1;    /* no tag is longer */
}

static struct tw_slice collapse(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};
    bool space = false;

    tw_buf_room(&b, s.n);
    for (size_t at = 0; at < s.n;) {
        size_t start = at;
        uint32_t c = tw_utf8_next(s, &at);

        if (c == '<' && tag_end(s, start) > start) {
            space = space
                || (start + 1 < s.n && (s.p[start + 1] | 0x20) == 'b' && tw_slice_starts_nocase(
                                  tw_slice_sub(s, start, s.n), TW_LIT("<br")));
            at = tag_end(s, start);
        } else if (is_blank(c)) {
            space = true;
        } else if (!is_nothing(c)) {
            if (space && b.n) tw_buf_addc(&b, ' ');
            space = false;
            tw_buf_add(&b, tw_slice_sub(s, start, at));
        }
    }
    return tw_buf_slice(&b);
}

struct tw_slice tw_oneline(struct tw_arena *mem, struct tw_slice s)
{
    if (s.n == 0) return TW_LIT("");
    if (is_plain(s)) return s;
    s = tw_html_decode(mem, s);
    if (tw_slice_find_char(s, '&', 0) != TW_NONE) s = tw_html_decode(mem, s);
    return collapse(mem, s);
}

/* The next letter or digit at or behind *at, folded; 0 at the end.  *at is moved behind it. */
static uint32_t next_word_part(struct tw_slice s, size_t *at)
{
    while (*at < s.n) {
        uint32_t c = tw_utf8_next(s, at);

        if (tw_cp_is_word(c)) return tw_cp_fold(c);
    }
    return 0;
}

bool tw_oneline_same(struct tw_slice a, struct tw_slice b)
{
    size_t i = 0, j = 0;
    uint32_t c, any = 0;

    if (tw_slice_eq(a, b)) return true;
    while ((c = next_word_part(a, &i)) == next_word_part(b, &j)) {
        if (c == 0) return any != 0;
        any = c;
    }
    return false;
}

bool tw_oneline_begins(struct tw_slice whole, struct tw_slice part, size_t *rest)
{
    size_t i = 0, j = 0, end = 0;
    uint32_t c, any = 0;

    while ((c = next_word_part(part, &j)) != 0) {
        if (next_word_part(whole, &i) != c) return false;
        end = i;
        any = c;
    }
    *rest = end;
    return any != 0
           && !(tw_cp_is_word(tw_utf8_at(whole, end)) && !tw_cp_is_cjk(tw_utf8_at(whole, end)));
}

/* The letter or digit before `at`, folded, moving back; 0 at the start. */
static uint32_t word_part_before(struct tw_slice s, size_t *at)
{
    while (*at > 0) {
        uint32_t c = tw_utf8_before(s, *at, at);

        if (tw_cp_is_word(c)) return tw_cp_fold(c);
    }
    return 0;
}

bool tw_oneline_ends(struct tw_slice whole, struct tw_slice part, size_t *start)
{
    size_t i = whole.n, j = part.n;
    uint32_t c, any = 0;

    while ((c = word_part_before(part, &j)) != 0) {
        if (word_part_before(whole, &i) != c) return false;
        any = c;
    }
    *start = i;
    c = tw_utf8_before(whole, i, NULL);
    return any != 0 && !(tw_cp_is_word(c) && !tw_cp_is_cjk(c));
}
