/* dedup/align.c - greedy from left to right through a, a hash table of b's seeds.
**
** At each word of a the places in b that begin with the same five words are
** tried, at most eight of them: first the one that carries on where the last
** run ended, else the one with the longest run.  Words of b that are taken are
** marked, so runs never overlap; the walk goes on behind the run, so the cost is
** linear in a.  Runs that follow each other are then joined, runs too short
** dropped.
*/
#include "dedup/align.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

/* A gap of up to 10 words on either side is an edit of the same passage: 10 %
** of words changed at random leaves runs of five words apart by more than that
** in one case of twenty. */
enum { GAP = 10, TRIES = 8 };

#define BASE 0x9FB21C651E98DF25u

struct run { uint32_t a, b, len; };

static uint64_t gram_at(const struct tw_scan *s, size_t i)
{
    uint64_t h = 0;

    for (size_t k = 0; k < TW_ALIGN_SEED; k++) h = h * BASE + s->v[i + k].hash;
    return h ^ h >> 31;
}

struct tw_align tw_align_prepare(struct tw_arena *mem, const struct tw_scan *b)
{
    struct tw_align x = {.b = b, .slots = 64};
    size_t grams = b->n >= TW_ALIGN_SEED ? b->n - TW_ALIGN_SEED + 1 : 0;

    while (x.slots < grams * 2) x.slots *= 2;
    x.slot = tw_arena_calloc(mem, x.slots, sizeof *x.slot);
    x.next = tw_arena_calloc(mem, grams + 1, sizeof *x.next);
    x.gram = tw_arena_alloc(mem, (grams + 1) * sizeof *x.gram);
    for (size_t i = grams; i-- > 0;) {      /* backwards: chains then rise */
        uint32_t *slot;

        x.gram[i] = gram_at(b, i);
        slot = x.slot + (x.gram[i] & (x.slots - 1));
        x.next[i] = *slot;
        *slot = (uint32_t)i + 1;
    }
    return x;
}

/* Equal words from a[i] and b[j] on that are not taken yet. */
static uint32_t reach(const struct tw_scan *a, const struct tw_scan *b, const uint8_t *taken, size_t i, size_t j)
{
    uint32_t n = 0;

    while (i + n < a->n && j + n < b->n && !taken[j + n] && a->v[i + n].hash == b->v[j + n].hash) n++;
    return n;
}

/* The best run that begins at a[i]; len 0 when none. */
static struct run best_run(const struct tw_align *x, const struct tw_scan *a, const uint8_t *taken, size_t i,
                           const struct run *last)
{
    uint64_t gram = gram_at(a, i);
    struct run best = {(uint32_t)i, 0, 0};
    unsigned tries = 0;

    for (uint32_t at = x->slot[gram & (x->slots - 1)]; at && tries < TRIES; at = x->next[at - 1]) {
        uint32_t j = at - 1, len, follows = last->b + last->len;

        if (x->gram[j] != gram || taken[j]) continue;
        tries++;
        len = reach(a, x->b, taken, i, j);
        if (len < TW_ALIGN_SEED) continue;
        if (last->len && j >= follows && j - follows <= GAP) return (struct run){(uint32_t)i, j, len};
        if (len > best.len) best = (struct run){(uint32_t)i, j, len};
    }
    return best;
}

/* Grows the run to the left, not into the run before it nor into taken words. */
static void grow_left(const struct tw_scan *a, const struct tw_scan *b, const uint8_t *taken, size_t floor, struct run *r)
{
    while (r->a > floor && r->b > 0 && !taken[r->b - 1] && a->v[r->a - 1].hash == b->v[r->b - 1].hash) {
        r->a--;
        r->b--;
        r->len++;
    }
}

static bool follows(const struct tw_aligned *p, const struct run *r)
{
    return r->a >= p->a_end && r->a - p->a_end <= GAP && r->b >= p->b_end && r->b - p->b_end <= GAP;
}

/* Words between two runs that are equal after all, in order. */
static uint32_t equal_between(const struct tw_scan *a, const struct tw_scan *b, const struct tw_aligned *p,
                              const struct run *r)
{
    uint32_t n = 0, j = p->b_end;

    for (uint32_t i = p->a_end; i < r->a; i++)
        for (uint32_t k = j; k < r->b; k++)
            if (a->v[i].hash == b->v[k].hash) {
                n++;
                j = k + 1;
                break;
            }
    return n;
}

static void extend(const struct tw_scan *a, const struct tw_scan *b, struct tw_aligned *p, const struct run *r)
{
    p->words += equal_between(a, b, p, r);
    p->a_end = r->a + r->len;
    p->b_end = r->b + r->len;
    p->words += r->len;
    if (r->len > p->run) p->run = r->len;
}

static int by_b(const void *x, const void *y)
{
    const struct tw_aligned *p = x, *q = y;

    return (p->b > q->b) - (p->b < q->b);
}

struct tw_aligneds tw_align(struct tw_arena *mem, const struct tw_align *with, const struct tw_scan *a)
{
    const struct tw_scan *b = with->b;
    struct tw_aligneds out = {0};
    struct run last = {0};
    uint8_t *taken;

    if (a->n < TW_ALIGN_SEED || b->n < TW_ALIGN_SEED) return out;
    out.v = tw_arena_alloc(mem, (a->n / TW_ALIGN_SEED + 1) * sizeof *out.v);
    taken = tw_arena_calloc(mem, b->n + 1, 1);
    for (size_t i = 0; i + TW_ALIGN_SEED <= a->n;) {
        struct run r = best_run(with, a, taken, i, &last);
        struct tw_aligned *p = out.n ? &out.v[out.n - 1] : NULL;

        if (r.len == 0) {
            i++;
            continue;
        }
        grow_left(a, b, taken, last.a + last.len, &r);
        memset(taken + r.b, 1, r.len);
        i = r.a + r.len;
        last = r;
        if (p && follows(p, &r)) {
            extend(a, b, p, &r);
            continue;
        }
        if (p && p->words < TW_ALIGN_LEAST) out.n--;
        p = out.n ? &out.v[out.n - 1] : NULL;
        if (p && follows(p, &r)) {          /* what stood between was a chance hit */
            extend(a, b, p, &r);
            continue;
        }
        out.v[out.n++] = (struct tw_aligned){r.a, r.a + r.len, r.b, r.b + r.len, r.len, r.len};
    }
    if (out.n && out.v[out.n - 1].words < TW_ALIGN_LEAST) out.n--;
    TW_SORT(out.v, out.n, by_b);
    return out;
}
