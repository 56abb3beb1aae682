/* base/json_int.h - what the JSON writer and reader share; private to them.
**
** Both spend their time looking for the next byte that needs care: a quotation
** mark, a backslash or a control character (RFC 8259, section 7).  Sixteen
** bytes at a time with SSE2, else eight with ordinary arithmetic.
*/
#ifndef TW_BASE_JSON_INT_H
#define TW_BASE_JSON_INT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { TW_JSON_DIGITS = 64 };   /* bytes for any double in shortest form, and its NUL */

static inline bool tw_json_special(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

#ifdef __SSE2__
#include <emmintrin.h>

enum { TW_JSON_STEP = 16 };

/* The place of the first special byte among the 16 at p, 16 when there is none. */
static inline unsigned tw_json_step(const char *p)
{
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(0x1F)), x);
    __m128i quote = _mm_cmpeq_epi8(x, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'));
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, slash)));

    return (unsigned)__builtin_ctz(mask | 0x10000u);
}
#else
enum { TW_JSON_STEP = 8 };

/* The place of the first special byte among the 8 at p, 8 when there is none.
** A byte below n has its high bit set in (x - n) & ~x; borrows only reach
** bytes behind the first hit (Anderson, "Bit Twiddling Hacks"), so the first
** is found bytewise. */
static inline unsigned tw_json_step(const char *p)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t x, quote, slash, hit;
    unsigned i = 0;

    memcpy(&x, p, sizeof x);
    quote = x ^ '"' * each;
    slash = x ^ '\\' * each;
    hit = ((x - 0x20 * each) & ~x) | ((quote - each) & ~quote) | ((slash - each) & ~slash);
    if (!(hit & 0x80 * each)) return 8;
    while (i < 8 && !tw_json_special((unsigned char)p[i])) i++;
    return i;
}
#endif

/* Bytes of p before the first special one; n when there is none. */
static inline size_t tw_json_scan(const char *p, size_t n)
{
    size_t at = 0;

    for (; n - at >= TW_JSON_STEP; at += TW_JSON_STEP) {
        unsigned hit = tw_json_step(p + at);

        if (hit < TW_JSON_STEP) return at + hit;
    }
    while (at < n && !tw_json_special((unsigned char)p[at])) at++;
    return at;
}

#endif
