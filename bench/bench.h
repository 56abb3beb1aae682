/* bench/bench.h - timing and made text, shared by the benches.
**
** BENCH runs its body again and again, takes the best of BENCH_ROUNDS rounds of
** at least BENCH_ROUND seconds, and prints MB/s, and items/s when there are
** items.  The best round is the one least disturbed by others; it is a bound
** on the code, not a promise to users.
*/
#ifndef TW_BENCH_BENCH_H
#define TW_BENCH_BENCH_H
#include "base/buf.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { BENCH_ROUNDS = 7 };
#define BENCH_ROUND 0.05 /* seconds */

static inline double bench_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline void bench_print(const char *label, double bytes, double items, double seconds)
{
    printf("%-40s %9.0f MB/s", label, bytes / seconds / 1e6);
    if (items > 0) printf(" %11.0f items/s", items / seconds);
    putchar('\n');
    fflush(stdout);
}

/* BENCH("what", bytes, items, body): bytes and items are those of one run. */
#define BENCH(label, bytes, items, ...) \
    do { \
        double best_ = 1e9; \
        for (int round_ = 0; round_ < BENCH_ROUNDS; round_++) { \
            double start_ = bench_now(), took_; \
            long runs_ = 0; \
            do { \
                __VA_ARGS__; \
                runs_++; \
            } while ((took_ = bench_now() - start_) < BENCH_ROUND); \
            if (took_ / (double)runs_ < best_) best_ = took_ / (double)runs_; \
        } \
        bench_print((label), (double)(bytes), (double)(items), best_); \
    } while (0)

/* Keeps a result alive that nothing else uses. */
static inline void bench_keep(uint64_t x)
{
    __asm__ volatile("" : : "r"(x) : "memory");
}

/* The next number of a fixed sequence (Knuth's MMIX multiplier, TAOCP 2, 3.3.4). */
static inline uint32_t bench_next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* Appends `words` words drawn from the list of n, in sentences and paragraphs. */
static inline void bench_words(struct tw_buf *out, const char *const *list, size_t n, size_t words,
                               uint64_t *seed)
{
    for (size_t i = 0; i < words; i++) {
        tw_buf_adds(out, list[bench_next(seed) % n]);
        if (i + 1 == words) tw_buf_addc(out, '.');
        else if (i % 60 == 59) tw_buf_adds(out, ".\n\n");
        else if (i % 15 == 14) tw_buf_adds(out, ". ");
        else tw_buf_addc(out, ' ');
    }
}

#endif
