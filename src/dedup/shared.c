/* dedup/shared.c - common passages of two texts, grown from runs of four words.
**
** b is walked from left to right.  At each word the places of a that begin
** with the same four words are grown: first along equal words, then over gaps
** of changed, added or dropped words as long as enough equal words follow, then
** to the left.  The longest passage is kept and the walk goes on behind it;
** when none is long enough it goes on behind the run just seen, so no run is
** walked twice.
**
** Gets wrong: a passage whose sentences were put in another order counts only
** when its parts are long enough by themselves; a text changed in every fourth
** word has no runs to grow from (that is a retelling).
*/
#include "dedup/shared.h"

#include <assert.h>

enum { LEAST = 12, GAP = 5, PLACES = 16 };

/* Equal words that must follow a gap whose longer side has so many words: as
** many, and two at least.  yardsticks/accounts: best F1 of copied words (.983)
** of six such tables and GAP 3, 4, 5; with single words allowed, names and
** articles chain up passages that are none (.971). */
static const uint8_t after_gap[GAP + 1] = {0, 2, 3, 3, 4, 5};

struct passage { size_t a, a_end, b, b_end, words; };

uint64_t tw_shared_gram(const struct tw_scan *words, size_t i)
{
    uint64_t h = 0;

    assert(i + TW_SHARED_GRAM <= words->n);
    for (size_t k = 0; k < TW_SHARED_GRAM; k++)
        h = (h ^ words->v[i + k].hash) * 0x9FB21C651E98DF25u;
    return h ^ h >> 29;
}

void tw_shared_read(struct tw_arena *mem, struct tw_slice text, struct tw_shared_text *out)
{
    size_t n, slots = 16;

    out->words = tw_scan(mem, text);
    n = out->words.n;
    while (slots < n * 2) slots *= 2;
    out->slots = slots;
    out->slot = TW_NEW_N(mem, uint32_t, slots);
    out->next = TW_NEW_N(mem, uint32_t, n);
    /* chains then rise */
    for (size_t i = n >= TW_SHARED_GRAM ? n - TW_SHARED_GRAM + 1 : 0; i-- > 0;) {
        uint32_t *slot = &out->slot[tw_shared_gram(&out->words, i) & (slots - 1)];

        out->next[i] = *slot;
        *slot = (uint32_t)i + 1;
    }
}

/* Equal words from a[i] and b[j] on. */
static size_t run_right(const struct tw_scan *a, size_t i, const struct tw_scan *b, size_t j)
{
    size_t n = 0;

    while (i + n < a->n && j + n < b->n && a->v[i + n].hash == b->v[j + n].hash) n++;
    return n;
}

/* Equal words that end before a[i] and b[j], not before b[floor]. */
static size_t run_left(const struct tw_scan *a, size_t i, const struct tw_scan *b, size_t j,
                       size_t floor)
{
    size_t n = 0;

    while (i > n && j > floor + n && a->v[i - n - 1].hash == b->v[j - n - 1].hash) n++;
    return n;
}

/* Takes the passage over the smallest gap behind it; false when none. */
static bool step_right(const struct tw_scan *a, const struct tw_scan *b, struct passage *p)
{
    for (size_t sum = 1; sum <= 2 * GAP; sum++) {
        for (size_t x = sum > GAP ? sum - GAP : 0; x <= sum && x <= GAP; x++) {
            size_t y = sum - x, run = run_right(a, p->a_end + x, b, p->b_end + y);

            if (run < after_gap[x > y ? x : y]) continue;
            p->a_end += x + run;
            p->b_end += y + run;
            p->words += run;
            return true;
        }
    }
    return false;
}

static bool step_left(const struct tw_scan *a, const struct tw_scan *b, size_t floor,
                      struct passage *p)
{
    for (size_t sum = 1; sum <= 2 * GAP; sum++) {
        for (size_t x = sum > GAP ? sum - GAP : 0; x <= sum && x <= GAP; x++) {
            size_t y = sum - x, run;

            if (x > p->a || p->b < floor + y) continue;
            run = run_left(a, p->a - x, b, p->b - y, floor);
            if (run < after_gap[x > y ? x : y]) continue;
            p->a -= x + run;
            p->b -= y + run;
            p->words += run;
            return true;
        }
    }
    return false;
}

/* Grows the run of `run` equal words at a[i], b[j]. */
static struct passage grow(const struct tw_scan *a, size_t i, const struct tw_scan *b, size_t j,
                           size_t run, size_t floor)
{
    size_t back = run_left(a, i, b, j, floor);
    struct passage p = {i - back, i + run, j - back, j + run, run + back};

    while (step_right(a, b, &p)) {}
    while (step_left(a, b, floor, &p)) {}
    return p;
}

/* The best passage with a hit at b[j]; *run, the longest plain run seen there. */
static struct passage best_at(const struct tw_shared_text *a, const struct tw_scan *b, size_t j,
                              size_t floor, size_t *run)
{
    const struct tw_scan *w = &a->words;
    struct passage best = {0};
    unsigned places = 0;

    *run = 0;
    for (uint32_t at = a->slot[tw_shared_gram(b, j) & (a->slots - 1)]; at && places < PLACES;
         at = a->next[at - 1]) {
        size_t n = run_right(w, at - 1, b, j);
        struct passage p;

        if (n < TW_SHARED_GRAM) continue;
        places++;
        p = grow(w, at - 1, b, j, n, floor);
        if (n > *run) *run = n;
        if (p.words > best.words) best = p;
    }
    return best;
}

static size_t quoted_words(const struct tw_scan *words, size_t from, size_t end)
{
    size_t n = 0;

    for (size_t i = from; i < end; i++) n += (words->v[i].flags & TW_SCAN_QUOTED) != 0;
    return n;
}

static struct tw_shared as_shared(const struct tw_scan *a, const struct tw_scan *b,
                                  const struct passage *p)
{
    size_t quoted = quoted_words(b, p->b, p->b_end);

    return (struct tw_shared){
        .in_a = tw_scan_span(a, p->a, p->a_end - 1),
        .in_b = tw_scan_span(b, p->b, p->b_end - 1),
        .words = p->words,
        .quoted = quoted < p->words ? quoted : p->words,
    };
}

enum tw_status tw_shared_between(struct tw_arena *mem, const struct tw_shared_text *a,
                                 const struct tw_shared_text *b, unsigned min_words,
                                 struct tw_shared_list *out)
{
    size_t least = min_words ? min_words : LEAST, floor = 0, in_b = 0, in_a = 0, j = 0;
    const struct tw_scan *bw = &b->words;
    uint8_t *seen = TW_NEW_N(mem, uint8_t, a->words.n + 1);

    *out = (struct tw_shared_list){.v = TW_NEW_N(mem, struct tw_shared, bw->n / least + 1)};
    while (j + TW_SHARED_GRAM <= bw->n) {
        size_t run;
        struct passage p = best_at(a, bw, j, floor, &run);

        if (p.words < least) {
            j += run ? run : 1;
            continue;
        }
        assert(p.b >= floor && p.b_end > j);
        out->v[out->n++] = as_shared(&a->words, bw, &p);
        in_b += p.b_end - p.b;
        for (size_t i = p.a; i < p.a_end; i++) {
            in_a += !seen[i];
            seen[i] = 1;
        }
        j = floor = p.b_end;
    }
    out->contained = bw->n ? (double)in_b / (double)bw->n : 0;
    out->contained_back = a->words.n ? (double)in_a / (double)a->words.n : 0;
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
