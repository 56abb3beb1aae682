/* dedup/align.c - greedy from left to right through a, a hash table of b's seeds.
**
** Long runs: a run of 24 bytes holds eight whole ones that begin at a multiple of
** 17, so only every seventeenth place of a is looked up; each place of b with
** the same eight is grown right and left, and the longest run is taken.
**
** Short runs: between the long ones, at each word of a the places in b that begin
** with the same five are tried: first the one that carries on where the last run
** ended, else the one with the longest run.  Bytes of b that are taken are
** marked, so runs never overlap; the walk goes on behind the run, so the cost
** is linear in a.
**
** Places that begin alike are chained by rising place, and only so many links are
** followed: of a text that repeats the same words more often than that (64
** times for long runs) the later places are not seen.
*/
#include "dedup/align.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

/* A gap of up to 10 words on either side is an edit of the same passage: 10 %
** of words changed at random leaves runs of five words apart by more than that
** in one case of twenty. */
enum { GAP = 10, EIGHT = 8, STRIDE = TW_ALIGN_LONG - EIGHT + 1, LINKS = 16, LINKS_LONG = 64 };
enum { BITS_A_SLOT = 4 };      /* of is_there, binary logarithm: 16 */

static uint64_t seed_at(struct tw_sketch s, size_t i)
{
    return tw_sketch_eight(s, i) & (((uint64_t)1 << 8 * TW_ALIGN_SEED) - 1);
}

static uint64_t hash_of(uint64_t seed)
{
    return seed * 0x9E3779B97F4A7C15u;      /* golden ratio, as in Knuth 6.4 */
}

/* Where the chain of seeds with this hash begins: word + 1, or 0. */
static uint32_t head_of(const struct tw_align *x, uint64_t hash)
{
    uint64_t bit = hash >> (x->shift - BITS_A_SLOT);

    if (!(x->is_there[bit >> 6] >> (bit & 63) & 1)) return 0;
    return x->slot[hash >> x->shift];
}

struct tw_align tw_align_prepare(struct tw_arena *mem, struct tw_sketch b)
{
    struct tw_align x = {.b = b, .shift = 64 - 6};
    size_t seeds = b.n >= TW_ALIGN_SEED ? b.n - TW_ALIGN_SEED + 1 : 0;

    while ((size_t)1 << (64 - x.shift) < seeds * 2) x.shift--;
    x.slot = tw_arena_calloc(mem, (size_t)1 << (64 - x.shift), sizeof *x.slot);
    x.is_there = tw_arena_calloc(mem, (size_t)1 << (64 - x.shift + BITS_A_SLOT - 6),
                                 sizeof *x.is_there);
    x.next = tw_arena_alloc(mem, seeds * sizeof *x.next);
    for (size_t i = seeds; i-- > 0;) {      /* backwards: chains then rise */
        uint64_t hash = hash_of(seed_at(b, i)), bit = hash >> (x.shift - BITS_A_SLOT);
        uint32_t *slot = x.slot + (hash >> x.shift);

        x.is_there[bit >> 6] |= (uint64_t)1 << (bit & 63);
        x.next[i] = *slot;
        *slot = (uint32_t)i + 1;
    }
    return x;
}

/* What runs are found in, and what may not be used again. */
struct walk {
    const struct tw_align *x;
    struct tw_sketch a;
    uint8_t *taken;         /* of b; NULL: none is */
    struct tw_runs out;
    size_t cap;
};

/* Equal bytes from a[i] and b[j] on, before a[end], that are not taken. */
static uint32_t reach(const struct walk *w, size_t i, size_t j, size_t end)
{
    struct tw_sketch a = w->a, b = w->x->b;
    uint32_t n = 0;

    while (i + n + EIGHT <= end && j + n + EIGHT <= b.n) {
        uint64_t differ = tw_sketch_eight(a, i + n) ^ tw_sketch_eight(b, j + n);

        if (w->taken) differ |= tw_sketch_eight((struct tw_sketch){w->taken, b.n}, j + n);
        if (differ) break;
        n += EIGHT;
    }
    while (i + n < end && j + n < b.n && a.v[i + n] == b.v[j + n] && !(w->taken && w->taken[j + n]))
        n++;
    return n;
}

/* Equal bytes before a[i] and b[j], not before a[floor], that are not taken. */
static uint32_t reach_back(const struct walk *w, size_t i, size_t j, size_t floor)
{
    uint32_t n = 0;

    while (i - n > floor && j - n > 0 && w->a.v[i - n - 1] == w->x->b.v[j - n - 1]
           && !(w->taken && w->taken[j - n - 1])) n++;
    return n;
}

/* The longest run around a[i] that begins at a[floor] or behind. */
static struct tw_run long_run(const struct walk *w, size_t i, size_t floor)
{
    const struct tw_align *x = w->x;
    uint64_t eight = tw_sketch_eight(w->a, i);
    struct tw_run best = {0};
    unsigned links = 0;

    for (uint32_t at = head_of(x, hash_of(seed_at(w->a, i))); at && links < LINKS_LONG;
         at = x->next[at - 1], links++) {
        size_t j = at - 1;
        uint32_t ahead, back;

        if (j + EIGHT > x->b.n || tw_sketch_eight(x->b, j) != eight) continue;
        if ((ahead = reach(w, i, j, w->a.n)) < EIGHT) continue;
        back = reach_back(w, i, j, floor);
        if (back + ahead > best.len)
            best = (struct tw_run){(uint32_t)(i - back), (uint32_t)(j - back), back + ahead};
        if (!w->taken && best.len >= TW_ALIGN_LONG) break;
    }
    return best;
}

bool tw_align_has_long(const struct tw_align *with, struct tw_sketch a)
{
    struct walk w = {.x = with, .a = a};

    for (size_t i = 0; i + EIGHT <= a.n; i += STRIDE)
        if (long_run(&w, i, 0).len >= TW_ALIGN_LONG) return true;
    return false;
}

static void take(struct tw_arena *mem, struct walk *w, struct tw_run r)
{
    memset(w->taken + r.b, 1, r.len);
    TW_PUSH(mem, w->out.v, w->out.n, w->cap, r);
}

static size_t end_of(const struct tw_run *r)
{
    return (size_t)r->a + r->len;
}

static struct tw_runs long_runs(struct tw_arena *mem, struct walk *w)
{
    size_t floor = 0;

    for (size_t i = 0; i + EIGHT <= w->a.n;) {
        struct tw_run r = long_run(w, i, floor);

        if (r.len < TW_ALIGN_LONG) {
            i += STRIDE;
            continue;
        }
        take(mem, w, r);
        i = floor = end_of(&r);
    }
    return w->out;
}

/* The best run that begins at a[i] and ends before a[end]; len 0 when none. */
static struct tw_run short_run(const struct walk *w, size_t i, size_t end,
                               const struct tw_run *last)
{
    const struct tw_align *x = w->x;
    uint64_t seed = seed_at(w->a, i);
    struct tw_run best = {(uint32_t)i, 0, 0};
    size_t follows = (size_t)last->b + last->len;
    unsigned links = 0;

    for (uint32_t at = head_of(x, hash_of(seed)); at && links < LINKS; at = x->next[at - 1],
         links++) {
        size_t j = at - 1;
        uint32_t len;

        if (seed_at(x->b, j) != seed || (len = reach(w, i, j, end)) < TW_ALIGN_SEED) continue;
        if (last->len && j >= follows && j - follows <= GAP)
            return (struct tw_run){(uint32_t)i, (uint32_t)j, len};
        if (len > best.len) best = (struct tw_run){(uint32_t)i, (uint32_t)j, len};
    }
    return best;
}

/* The short runs of a[from .. end), behind *last. */
static void short_runs(struct tw_arena *mem, struct walk *w, size_t from, size_t end,
                       struct tw_run *last)
{
    for (size_t i = from; i + TW_ALIGN_SEED <= end;) {
        struct tw_run r = short_run(w, i, end, last);
        uint32_t back;

        if (r.len == 0) {
            i++;
            continue;
        }
        back = reach_back(w, r.a, r.b, last->len ? end_of(last) : from);
        r = (struct tw_run){r.a - back, r.b - back, r.len + back};
        take(mem, w, r);
        i = end_of(&r);
        *last = r;
    }
}

struct tw_runs tw_align_runs(struct tw_arena *mem, const struct tw_align *with, struct tw_sketch a)
{
    struct walk w = {.x = with, .a = a};
    struct tw_runs long_ones;
    struct tw_run last = {0};

    if (a.n < TW_ALIGN_SEED || with->b.n < TW_ALIGN_SEED) return w.out;
    w.taken = tw_arena_calloc(mem, with->b.n, 1);
    long_ones = long_runs(mem, &w);
    w.out = (struct tw_runs){0};
    w.cap = 0;
    for (size_t i = 0; i <= long_ones.n; i++) {
        short_runs(mem, &w, last.len ? end_of(&last) : 0, i < long_ones.n ? long_ones.v[i].a : a.n,
                   &last);
        if (i == long_ones.n) break;
        last = long_ones.v[i];
        take(mem, &w, last);
    }
    return w.out;
}

static bool is_equal(const struct tw_align_pair *of, size_t i, size_t j)
{
    if (of->a.v[i] != of->b.v[j]) return false;
    return !of->a_words || of->a_words->v[i].hash == of->b_words->v[j].hash;
}

/* The run as a passage: without unequal words at its ends. */
static struct tw_aligned passage_of(const struct tw_align_pair *of, struct tw_run r)
{
    struct tw_aligned p;
    uint32_t run = 0;

    if (!of->a_words) return (struct tw_aligned){r.a, r.a + r.len, r.b, r.b + r.len, r.len, r.len};
    while (r.len && !is_equal(of, r.a + r.len - 1, r.b + r.len - 1)) r.len--;
    while (r.len && !is_equal(of, r.a, r.b)) r = (struct tw_run){r.a + 1, r.b + 1, r.len - 1};
    p = (struct tw_aligned){.a = r.a, .a_end = r.a + r.len, .b = r.b, .b_end = r.b + r.len};
    for (uint32_t i = 0; i < r.len; i++) {
        run = is_equal(of, r.a + i, r.b + i) ? run + 1 : 0;
        p.words += run > 0;
        if (run > p.run) p.run = run;
    }
    return p;
}

static bool follows(const struct tw_aligned *p, const struct tw_aligned *next, uint32_t gap)
{
    return next->a >= p->a_end && next->a - p->a_end <= GAP && next->b >= p->b_end
           && next->b - p->b_end <= gap;
}

/* Words between two passages that are equal after all, in order. */
static uint32_t equal_between(const struct tw_align_pair *of, const struct tw_aligned *p,
                              const struct tw_aligned *next)
{
    uint32_t n = 0, j = p->b_end;

    for (uint32_t i = p->a_end; i < next->a; i++)
        for (uint32_t k = j; k < next->b; k++)
            if (is_equal(of, i, k)) {
                n++;
                j = k + 1;
                break;
            }
    return n;
}

static void extend(const struct tw_align_pair *of, struct tw_aligned *p,
                   const struct tw_aligned *next)
{
    p->words += equal_between(of, p, next) + next->words;
    p->a_end = next->a_end;
    p->b_end = next->b_end;
    if (next->run > p->run) p->run = next->run;
}

static int by_b(const void *x, const void *y)
{
    const struct tw_aligned *p = x, *q = y;

    return (p->b > q->b) - (p->b < q->b);
}

/* Runs joined over at most `gap` words of b, by their place in b. */
static struct tw_aligneds join_over(struct tw_arena *mem, const struct tw_align_pair *of,
                                    struct tw_runs runs, uint32_t gap)
{
    struct tw_aligneds out = {.v = tw_arena_alloc(mem, runs.n * sizeof *out.v)};

    for (size_t i = 0; i < runs.n; i++) {
        struct tw_aligned next = passage_of(of, runs.v[i]), *p = out.n ? &out.v[out.n - 1] : NULL;

        if (next.words < TW_ALIGN_SEED) continue;
        if (p && !follows(p, &next, gap) && p->words < TW_ALIGN_LEAST) {
            out.n--;            /* a chance hit: what stood before it may go on */
            p = out.n ? &out.v[out.n - 1] : NULL;
        }
        if (p && follows(p, &next, gap)) extend(of, p, &next);
        else out.v[out.n++] = next;
    }
    if (out.n && out.v[out.n - 1].words < TW_ALIGN_LEAST) out.n--;
    TW_SORT(out.v, out.n, by_b);
    return out;
}

static bool has_overlap(struct tw_aligneds list)
{
    for (size_t i = 1; i < list.n; i++)
        if (list.v[i].b < list.v[i - 1].b_end) return true;
    return false;
}

/* A piece of another passage can stand in a gap, so that two would lie across
** each other in b; no run is short enough for a gap of fewer words than a seed. */
struct tw_aligneds tw_align_join(struct tw_arena *mem, const struct tw_align_pair *of,
                                 struct tw_runs runs)
{
    struct tw_aligneds out = join_over(mem, of, runs, GAP);

    return has_overlap(out) ? join_over(mem, of, runs, TW_ALIGN_SEED - 1) : out;
}
