/* base/utf8.h - UTF-8: checking, repairing, walking, folding.
**
** Text is checked and repaired once, in read/; from there on code assumes it
** valid.  ASCII and Latin take our own fast path, everything else ICU.
** Source of the well-formed byte table: The Unicode Standard 15.0, table 3-7.
*/
#ifndef TW_BASE_UTF8_H
#define TW_BASE_UTF8_H
#include "base/slice.h"

#include <stdint.h>

/* Bytes before the first ill-formed sequence (s.n when all is well-formed). */
size_t tw_utf8_valid(struct tw_slice s);

/* The text with each ill-formed sequence as U+FFFD and NUL as U+FFFD, in
** `mem`; the slice itself when there is nothing to repair.  *repaired, when
** not NULL, counts the replacements. */
struct tw_slice tw_utf8_repair(struct tw_arena *mem, struct tw_slice s, size_t *repaired);

/* The code point at *at (valid text, *at < s.n); moves *at behind it. */
static inline uint32_t tw_utf8_next(struct tw_slice s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;

    if (p[0] < 0x80) { *at += 1; return p[0]; }
    if (p[0] < 0xE0) { *at += 2; return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F); }
    if (p[0] < 0xF0) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12
         | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* The code point at `at` without moving; 0 at or behind the end. */
static inline uint32_t tw_utf8_at(struct tw_slice s, size_t at)
{
    return at < s.n ? tw_utf8_next(s, &at) : 0;
}

/* The code point that ends at `at` (0 at the start); *start, when not NULL,
** gets its first byte. */
static inline uint32_t tw_utf8_before(struct tw_slice s, size_t at, size_t *start)
{
    if (at == 0) return 0;
    do at--; while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
    if (start) *start = at;
    return tw_utf8_next(s, &at);
}

/* Writes a code point (RFC 3629, section 3); returns how many of the 4 bytes
** that there must be room for it took. */
static inline size_t tw_utf8_put(char *to, uint32_t c)
{
    if (c < 0x80) return to[0] = (char)c, 1;
    if (c < 0x800) return to[0] = (char)(0xC0 | c >> 6), to[1] = (char)(0x80 | (c & 0x3F)), 2;
    if (c < 0x10000) {
        to[0] = (char)(0xE0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3F));
        to[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3F));
    to[2] = (char)(0x80 | (c >> 6 & 0x3F));
    to[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Code points in s. */
size_t tw_utf8_length(struct tw_slice s);

/* The byte n code points behind `at` (a character boundary); TW_NONE when the
** text ends before. */
size_t tw_utf8_skip(struct tw_slice s, size_t at, size_t n);

/* Code point classes, Unicode general categories (ICU above U+024F).  ASCII is
** answered here, the rest in fold.c. */
bool tw_cp_is_letter_beyond(uint32_t c);
bool tw_cp_is_digit_beyond(uint32_t c);
bool tw_cp_is_upper_beyond(uint32_t c);
bool tw_cp_is_lower_beyond(uint32_t c);
bool tw_cp_is_space_beyond(uint32_t c);
uint32_t tw_cp_lower_beyond(uint32_t c);

#define TW_CP_IS(class, ascii) \
    static inline bool tw_cp_is_##class(uint32_t c) { return c < 0x80 ? ascii((char)c) : tw_cp_is_##class##_beyond(c); }
TW_CP_IS(letter, tw_is_alpha)           /* L*, M* */
TW_CP_IS(digit, tw_is_digit)            /* Nd */
TW_CP_IS(upper, tw_is_upper)            /* Lu, Lt */
TW_CP_IS(lower, tw_is_lower)            /* Ll */
TW_CP_IS(space, tw_is_space)            /* White_Space, U+200B, U+FEFF */

bool tw_cp_is_cjk(uint32_t c);          /* Han, Kana, Hangul: words without spaces or short ones */
uint32_t tw_cp_fold(uint32_t c);        /* lower case, and Latin without its accent (é -> e) */

static inline uint32_t tw_cp_lower(uint32_t c)     /* simple lower case */
{
    return c < 0x80 ? (unsigned char)tw_to_lower((char)c) : tw_cp_lower_beyond(c);
}

/* A letter or digit: part of a word. */
static inline bool tw_cp_is_word(uint32_t c)
{
    if (c < 0x80) return tw_is_alnum((char)c);
    return tw_cp_is_letter_beyond(c) || tw_cp_is_digit_beyond(c);
}

/* Lower case, Latin accents off, typographic quotes, dashes and spaces to
** ASCII: for comparing, never for showing.  ICU does scripts other than Latin
** (NFKC case fold). */
struct tw_slice tw_utf8_fold(struct tw_arena *mem, struct tw_slice s);

/* Converts byte offsets to code point offsets in one pass.  Feed it rising
** offsets for O(n) in all; a smaller one restarts from the beginning. */
struct tw_cpmap { struct tw_slice text; size_t byte, cp; };
size_t tw_cpmap_at(struct tw_cpmap *m, size_t byte);

/* The same for offsets in any order: O(n) once, then O(1) each. */
struct tw_cpindex { struct tw_slice text; const size_t *before; };  /* NULL: all ASCII */
struct tw_cpindex tw_cpindex_in(struct tw_arena *mem, struct tw_slice text);
size_t tw_cpindex_at(const struct tw_cpindex *x, size_t byte);

#endif
