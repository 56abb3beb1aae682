/* base/eight.h - eight bytes of text looked at together.
**
** Classes of ASCII characters without a table or a branch: each answer has the
** high bit of those bytes set that are in the class (the trick is known as
** SWAR; Lamport, "Multiple byte processing with full-word instructions", CACM
** 18(8), 1975).  The first byte of the text is the lowest of the word, on all
** machines.
*/
#ifndef TW_BASE_EIGHT_H
#define TW_BASE_EIGHT_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TW_EIGHT_ONES 0x0101010101010101u
#define TW_EIGHT_HIGH 0x8080808080808080u

static inline uint64_t tw_eight(const char *p)
{
    uint64_t x;

    memcpy(&x, p, sizeof x);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* At most n bytes of a text, zeros behind them. */
static inline uint64_t tw_eight_some(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    uint32_t first, last;

    if (n >= 8) return tw_eight(p);
    if (n == 0) return 0;
    if (n < 4) return u[0] | (uint64_t)u[n / 2] << 8 * (n / 2) | (uint64_t)u[n - 1] << 8 * (n - 1);
    memcpy(&first, p, sizeof first);
    memcpy(&last, p + n - 4, sizeof last);      /* the middle ones twice */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    first = __builtin_bswap32(first);
    last = __builtin_bswap32(last);
#endif
    return first | (uint64_t)last << 8 * (n - 4);
}

static inline void tw_eight_put(char *p, uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    memcpy(p, &x, sizeof x);
}

/* Which bytes are in [low, high]; all eight must be ASCII. */
static inline uint64_t tw_eight_in(uint64_t x, unsigned char low, unsigned char high)
{
    return (x + (0x80u - low) * TW_EIGHT_ONES) & ~(x + (0x7Fu - high)
                                                   * TW_EIGHT_ONES) & TW_EIGHT_HIGH;
}

/* Which bytes are ASCII letters; the others may be anything. */
static inline uint64_t tw_eight_letters(uint64_t x)
{
    return tw_eight_in((x & ~TW_EIGHT_HIGH) | 0x20 * TW_EIGHT_ONES, 'a', 'z') & ~x;
}

/* The first byte that has its high bit set; `high` is not 0. */
static inline unsigned tw_eight_first(uint64_t high)
{
    return (unsigned)__builtin_ctzll(high) >> 3;
}

/* How many bytes from the first on have their high bit set. */
static inline unsigned tw_eight_run(uint64_t high)
{
    return ~high & TW_EIGHT_HIGH ? tw_eight_first(~high & TW_EIGHT_HIGH) : 8;
}

/* How many bytes have their high bit set. */
static inline unsigned tw_eight_count(uint64_t high)
{
    return (unsigned)((high >> 7) * TW_EIGHT_ONES >> 56);
}

#endif
