/* compare/copies.c - candidates by shared runs, then passages, then the best sources.
**
** "Earlier" is by time of publication; accounts without one keep the place they
** were given in.  What it gets wrong: an account dated before the one it copied.
*/
#include "compare/copies.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

/* At least so many words in a passage, and outside quotation marks in a pair:
** yardsticks/accounts, 13 sets: pairs of one origin share 21 and more such
** words, others 11 at most; between 12 and 21 nothing changes. */
enum { LEAST = 8, PLAIN = 14 };
enum { DAY = 86400 };                           /* seconds */
enum { TRIED = 6, KEPT = 3, HOLDERS = 24 };     /* accounts compared, kept; noted for one run of words */

static const double MUCH = 0.3;     /* share of a text that is more than an outlet's standing lines */

struct holder { uint32_t account, next; };     /* next + 1 in `holder`, 0 = last */
struct run { uint64_t gram; uint32_t first, n; };
struct work {
    struct tw_arena *mem;
    const struct tw_views *views;
    const int *outlet;
    struct tw_shared_text *text;        /* per account */
    struct run *run; size_t runs;       /* hash table, a power of two */
    struct holder *holder; size_t holders, holder_cap;
    uint32_t *shared;                   /* per account: runs shared with the one looked at */
    uint8_t *explained;                 /* per byte of the one looked at: it stands in a passage kept */
    struct tw_copies *out;
    size_t passage_cap, source_cap;
};

struct candidate { unsigned account; uint32_t shared; struct tw_shared_list list; };
struct timed { int64_t time; unsigned account; };

static int by_time(const void *x, const void *y)
{
    const struct timed *a = x, *b = y;

    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

/* A date without an hour: a body's statement opens the day, reporting ends it. */
static int64_t time_of(const struct tw_date *d, bool is_body)
{
    return tw_date_unix(d) + (d->grain <= TW_DATE_DAY && !is_body ? DAY - 1 : 0);
}

static unsigned *order_of(struct tw_arena *mem, const struct tw_views *views, const struct tw_slice *body)
{
    struct timed *t = TW_NEW_N(mem, struct timed, views->n);
    unsigned *order = TW_NEW_N(mem, unsigned, views->n);
    int64_t last = INT64_MIN;

    for (size_t i = 0; i < views->n; i++) {
        const struct tw_date *d = &views->v[i].article->published;

        if (d->grain != TW_DATE_NONE) last = time_of(d, body[i].n > 0);
        t[i] = (struct timed){last, (unsigned)i};
    }
    TW_SORT(t, views->n, by_time);
    for (size_t i = 0; i < views->n; i++) order[i] = t[i].account;
    return order;
}

static struct run *run_of(const struct work *w, uint64_t gram)
{
    size_t i = (size_t)gram & (w->runs - 1);

    while (w->run[i].n && w->run[i].gram != gram) i = (i + 1) & (w->runs - 1);
    return &w->run[i];
}

static size_t grams(const struct tw_shared_text *t)
{
    return t->words.n >= TW_SHARED_GRAM ? t->words.n - TW_SHARED_GRAM + 1 : 0;
}

/* Notes the runs of an account, once each and for the first HOLDERS accounts. */
static void note_runs(struct work *w, unsigned account)
{
    const struct tw_shared_text *t = &w->text[account];

    for (size_t i = 0; i < grams(t); i++) {
        uint64_t gram = tw_shared_gram(&t->words, i);
        struct run *r = run_of(w, gram);

        if (r->n >= HOLDERS || (r->n && w->holder[r->first - 1].account == account)) continue;
        TW_PUSH(w->mem, w->holder, w->holders, w->holder_cap, (struct holder){account, r->first});
        *r = (struct run){gram, (uint32_t)w->holders, r->n + 1};
    }
}

static void count_runs(struct work *w, unsigned account)
{
    const struct tw_shared_text *t = &w->text[account];

    memset(w->shared, 0, w->views->n * sizeof *w->shared);
    for (size_t i = 0; i < grams(t); i++) {
        const struct run *r = run_of(w, tw_shared_gram(&t->words, i));

        for (uint32_t h = r->first; h; h = w->holder[h - 1].next) w->shared[w->holder[h - 1].account]++;
    }
}

/* The TRIED accounts that share most runs, most first, earlier first. */
static size_t best_candidates(const struct work *w, size_t before, struct candidate *out)
{
    size_t n = 0;

    for (size_t k = 0; k < before; k++) {
        struct candidate c = {.account = w->out->order[k], .shared = w->shared[w->out->order[k]]};
        size_t at = n;

        if (c.shared < LEAST - TW_SHARED_GRAM) continue;
        while (at > 0 && out[at - 1].shared < c.shared) at--;
        if (at >= TRIED) continue;
        if (n < TRIED) n++;
        for (size_t i = n - 1; i > at; i--) out[i] = out[i - 1];
        out[at] = c;
    }
    return n;
}

static size_t plain_words(const struct tw_shared *p)
{
    return p->words - p->quoted;
}

static bool overlaps(struct tw_span a, struct tw_span b)
{
    return a.off < tw_span_end(b) && b.off < tw_span_end(a);
}

/* True when most of the passage lies in passages of b already explained. */
static bool is_explained(const struct work *w, struct tw_span s)
{
    size_t covered = 0;

    for (size_t i = s.off; i < tw_span_end(s); i++) covered += w->explained[i];
    return covered * 2 >= s.len;
}

/* True when the pair is copying: by its words outside quotation marks. */
static bool is_copying(const struct work *w, unsigned b, const struct candidate *c)
{
    size_t plain = 0;

    for (size_t i = 0; i < c->list.n; i++) plain += plain_words(&c->list.v[i]);
    if (w->outlet[b] == w->outlet[c->account] && c->list.contained < MUCH) return false;
    return plain >= PLAIN;
}

/* Keeps the passages of the candidate that explain something new. */
static void keep(struct work *w, unsigned b, const struct candidate *c)
{
    size_t words = 0, kept = w->out->passages.n;

    for (size_t i = 0; i < c->list.n; i++) {
        const struct tw_shared *p = &c->list.v[i];

        if (is_explained(w, p->in_b)) continue;
        words += p->words;
    }
    if (words < PLAIN) return;
    for (size_t i = 0; i < c->list.n; i++) {
        const struct tw_shared *p = &c->list.v[i];

        if (is_explained(w, p->in_b)) continue;
        TW_PUSH(w->mem, w->out->passages.v, w->out->passages.n, w->passage_cap,
                (struct tw_copied){c->account, b, p->in_a, p->in_b, p->words});
    }
    if (w->out->passages.n == kept) return;
    for (size_t i = kept; i < w->out->passages.n; i++) {
        struct tw_span s = w->out->passages.v[i].b_span;

        memset(w->explained + s.off, 1, s.len);
    }
    TW_PUSH(w->mem, w->out->sources.v, w->out->sources.n, w->source_cap,
            (struct tw_source_of){c->account, b, c->list.contained, words});
}

static void find_sources(struct work *w, size_t place)
{
    unsigned b = w->out->order[place], kept = 0;
    struct candidate c[TRIED];
    size_t n;

    memset(w->explained, 0, w->views->v[b].article->text.n);
    count_runs(w, b);
    n = best_candidates(w, place, c);
    for (size_t i = 0; i < n; i++)
        if (tw_shared_between(w->mem, &w->text[c[i].account], &w->text[b], LEAST, &c[i].list) != TW_OK) c[i].list.n = 0;
    for (; kept < KEPT; kept++) {
        struct candidate *best = NULL;

        for (size_t i = 0; i < n; i++)
            if (c[i].list.n && is_copying(w, b, &c[i]) && (!best || c[i].list.contained > best->list.contained)) best = &c[i];
        if (!best) break;
        keep(w, b, best);
        best->list.n = 0;
    }
}

struct placed { struct tw_span span; size_t passage; };

static int by_span(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;

    if (a->span.off != b->span.off) return a->span.off < b->span.off ? -1 : 1;
    return (a->passage > b->passage) - (a->passage < b->passage);
}

static void index_places(struct tw_arena *mem, struct tw_copies *c, size_t accounts)
{
    struct placed *v = TW_NEW_N(mem, struct placed, c->passages.n);

    c->by_place = TW_NEW_N(mem, size_t, c->passages.n);
    c->reach = TW_NEW_N(mem, size_t, c->passages.n);
    for (size_t i = 0; i < c->passages.n; i++) v[i] = (struct placed){c->passages.v[i].b_span, i};
    for (size_t b = 0; b < accounts; b++) {
        struct tw_passage_range r = c->range[b];

        if (r.from == r.end) continue;
        TW_SORT(v + r.from, r.end - r.from, by_span);
        for (size_t i = r.from; i < r.end; i++) {
            c->by_place[i] = v[i].passage;
            c->reach[i] = tw_span_end(v[i].span);
            if (i > r.from && c->reach[i - 1] > c->reach[i]) c->reach[i] = c->reach[i - 1];
        }
    }
}

void tw_copies_find(struct tw_arena *mem, const struct tw_views *views, const int *outlet,
                    const struct tw_slice *body, struct tw_copies *out)
{
    struct work w = {.mem = mem, .views = views, .outlet = outlet, .out = out, .runs = 64};
    size_t words = 0, longest = 0;

    *out = (struct tw_copies){.order = order_of(mem, views, body)};
    out->range = TW_NEW_N(mem, struct tw_passage_range, views->n);
    w.text = TW_NEW_N(mem, struct tw_shared_text, views->n);
    w.shared = TW_NEW_N(mem, uint32_t, views->n);
    for (size_t i = 0; i < views->n; i++) {
        tw_shared_read(mem, views->v[i].article->text, &w.text[i]);
        words += w.text[i].words.n;
        if (views->v[i].article->text.n > longest) longest = views->v[i].article->text.n;
    }
    w.explained = TW_NEW_N(mem, uint8_t, longest + 1);
    while (w.runs < words * 2) w.runs *= 2;
    w.run = TW_NEW_N(mem, struct run, w.runs);
    for (size_t k = 0; k < views->n && !tw_arena_over(mem); k++) {
        out->range[out->order[k]].from = out->passages.n;
        find_sources(&w, k);
        out->range[out->order[k]].end = out->passages.n;
        note_runs(&w, out->order[k]);
    }
    index_places(mem, out, views->n);
}

const struct tw_copied *tw_copies_at(const struct tw_copies *c, unsigned b, struct tw_span span)
{
    const struct tw_copied *best = NULL;
    size_t most = 0, lo = c->range[b].from, hi = c->range[b].end;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (c->passages.v[c->by_place[mid]].b_span.off < tw_span_end(span)) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = lo; i-- > c->range[b].from && c->reach[i] > span.off;) {
        const struct tw_copied *p = &c->passages.v[c->by_place[i]];
        size_t from, to;

        if (!overlaps(p->b_span, span)) continue;
        from = p->b_span.off > span.off ? p->b_span.off : span.off;
        to = tw_span_end(p->b_span) < tw_span_end(span) ? tw_span_end(p->b_span) : tw_span_end(span);
        if (to - from < most || (to - from == most && best < p)) continue;
        most = to - from;
        best = p;
    }
    return most * 10 >= span.len * 6 ? best : NULL;
}
