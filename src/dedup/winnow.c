/* dedup/winnow.c - rolling hashes of runs of words, and the smallest of each window.
**
** A run's hash is a polynomial in the words' hashes modulo 2^64, so the next
** run's follows from it in two multiplications; its bits are mixed before
** they are compared, or the choice would lean on the words' own order.  The
** minimum of a window is found again only when it has left the window:
** expected constant time a word.
*/
#include "dedup/winnow.h"

#include "base/hash.h"

#define BASE 0xD6E8FEB86659FD93u    /* odd, so that no bit is lost: the multiplier of degski's 64-bit mixer */

static uint64_t power(unsigned n)
{
    uint64_t p = 1;

    while (n--) p *= BASE;
    return p;
}

static uint64_t mixed(uint64_t h)
{
    h ^= h >> 32;
    h *= BASE;
    return h ^ h >> 29;
}

/* The mixed hash of the run that begins at each word. */
static void roll(const struct tw_scan *s, uint64_t *run)
{
    const uint64_t top = power(TW_WINNOW_GRAM - 1);
    uint64_t h = 0;

    for (size_t i = 0; i < s->n; i++) {
        if (i >= TW_WINNOW_GRAM) h -= s->v[i - TW_WINNOW_GRAM].hash * top;
        h = h * BASE + s->v[i].hash;
        if (i + 1 >= TW_WINNOW_GRAM) run[i + 1 - TW_WINNOW_GRAM] = mixed(h);
    }
}

static uint8_t side(uint64_t h)
{
    return (uint8_t)(1 + (h >> 8) % 255);
}

static struct tw_print print_at(const uint64_t *run, size_t n, size_t i)
{
    return (struct tw_print){
        .hash = (uint32_t)(run[i] >> 32),
        .word = (uint32_t)i,
        .left = i >= TW_WINNOW_GRAM ? side(run[i - TW_WINNOW_GRAM]) : 0,
        .right = i + TW_WINNOW_GRAM < n ? side(run[i + TW_WINNOW_GRAM]) : 0,
    };
}

/* The rightmost smallest of run[from..to]. */
static size_t smallest(const uint64_t *run, size_t from, size_t to)
{
    size_t best = from;

    for (size_t i = from + 1; i <= to; i++)
        if (run[i] <= run[best]) best = i;
    return best;
}

static struct tw_prints whole(struct tw_arena *mem, const struct tw_scan *s)
{
    struct tw_prints out = {.v = TW_NEW(mem, struct tw_print), .n = s->n > 0};
    uint64_t h = s->n;

    for (size_t i = 0; i < s->n; i++) h = tw_hash_mix(h, s->v[i].hash);
    out.v[0] = (struct tw_print){.hash = (uint32_t)(h >> 32), .left = side(h),
                                 .right = side(h >> 16)};
    return out;
}

struct tw_prints tw_winnow(struct tw_arena *mem, const struct tw_scan *scan)
{
    struct tw_prints out = {0};
    size_t n, best = TW_NONE;
    uint64_t *run;

    if (scan->n < TW_WINNOW_GRAM) return whole(mem, scan);
    n = scan->n - TW_WINNOW_GRAM + 1;
    out.v = tw_arena_alloc(mem, n * sizeof *out.v);
    run = tw_arena_alloc(mem, n * sizeof *run);
    roll(scan, run);
    for (size_t end = n < TW_WINNOW_WINDOW ? n - 1 : TW_WINNOW_WINDOW - 1; end < n; end++) {
        size_t from = end + 1 > TW_WINNOW_WINDOW ? end + 1 - TW_WINNOW_WINDOW : 0, now = best;

        if (best == TW_NONE || best < from) now = smallest(run, from, end);
        else if (run[end] <= run[best]) now = end;
        if (now != best) out.v[out.n++] = print_at(run, n, now);
        best = now;
    }
    return out;
}

size_t tw_prints_from(struct tw_prints p, uint32_t from)
{
    size_t low = 0, high = p.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (p.v[middle].word < from) low = middle + 1;
        else high = middle;
    }
    return low;
}
