/* compare/copies.c - of the candidates' passages the best sources.
**
** What it gets wrong: an account dated before the one it copied.
*/
#include "compare/copies.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

/* At least so many words outside quotation marks in a pair, as in a passage:
** yardsticks/accounts, 13 sets: pairs of one origin share 21 and more such
** words, others 11 at most; between 12 and 21 nothing changes. */
enum { PLAIN = 14, KEPT = 3 };                  /* words; sources of an account */

/* share of a text that is more than an outlet's standing lines */
static const double MUCH = 0.3;

struct work {
    struct tw_arena *mem;
    struct tw_copying *copying;
    const struct tw_views *views;
    const int *outlet;
    /* per byte of the one looked at: it stands in a passage kept */
    uint8_t *explained;
    struct tw_copies *out;
    size_t passage_cap, source_cap;
};

struct candidate { unsigned account; const struct tw_shared_list *list; };
struct timed { int64_t time; unsigned account; };

static int by_time(const void *x, const void *y)
{
    const struct timed *a = x, *b = y;

    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

static unsigned *order_of(struct tw_arena *mem, const struct tw_copying *c)
{
    struct timed *t = TW_NEW_N(mem, struct timed, c->n);
    unsigned *order = TW_NEW_N(mem, unsigned, c->n);

    for (size_t i = 0; i < c->n; i++) t[i] = (struct timed){c->v[i].time, (unsigned)i};
    TW_SORT(t, c->n, by_time);
    for (size_t i = 0; i < c->n; i++) order[i] = t[i].account;
    return order;
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

    for (size_t i = 0; i < c->list->n; i++) plain += plain_words(&c->list->v[i]);
    if (w->outlet[b] == w->outlet[c->account] && c->list->contained < MUCH) return false;
    return plain >= PLAIN;
}

/* Keeps the passages of the candidate that explain something new. */
static void keep(struct work *w, unsigned b, const struct candidate *c)
{
    size_t words = 0, kept = w->out->passages.n;

    for (size_t i = 0; i < c->list->n; i++) {
        const struct tw_shared *p = &c->list->v[i];

        if (is_explained(w, p->in_b)) continue;
        words += p->words;
    }
    if (words < PLAIN) return;
    for (size_t i = 0; i < c->list->n; i++) {
        const struct tw_shared *p = &c->list->v[i];

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
            (struct tw_source_of){c->account, b, c->list->contained, words});
}

static void find_sources(struct work *w, unsigned b)
{
    struct candidate c[TW_COPYING_TRIED];
    size_t n = w->copying->v[b].n;

    memset(w->explained, 0, w->views->v[b].article->text.n);
    for (size_t i = 0; i < n; i++)
        c[i] = (struct candidate){w->copying->v[b].v[i].account,
                                  tw_copying_passages(w->copying, w->mem, b, i)};
    for (unsigned kept = 0; kept < KEPT; kept++) {
        struct candidate *best = NULL;

        for (size_t i = 0; i < n; i++)
            if (c[i].list && is_copying(w, b, &c[i])
                && (!best || c[i].list->contained > best->list->contained))
                best = &c[i];
        if (!best) break;
        keep(w, b, best);
        best->list = NULL;
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

void tw_copies_find(struct tw_arena *mem, struct tw_copying *copying, const struct tw_views *views,
                    const int *outlet, struct tw_copies *out)
{
    struct work w = {.mem = mem, .copying = copying, .views = views, .outlet = outlet, .out = out};
    size_t longest = 0;

    assert(copying->n == views->n);
    *out = (struct tw_copies){.order = order_of(mem, copying)};
    out->range = TW_NEW_N(mem, struct tw_passage_range, views->n);
    for (size_t i = 0; i < views->n; i++)
        if (views->v[i].article->text.n > longest) longest = views->v[i].article->text.n;
    w.explained = TW_NEW_N(mem, uint8_t, longest + 1);
    for (size_t k = 0; k < views->n && !tw_arena_over(mem); k++) {
        unsigned b = out->order[k];

        out->range[b].from = out->passages.n;
        find_sources(&w, b);
        out->range[b].end = out->passages.n;
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
        to = tw_span_end(p->b_span) < tw_span_end(span) ? tw_span_end(p->b_span)
            : tw_span_end(span);
        if (to - from < most || (to - from == most && best < p)) continue;
        most = to - from;
        best = p;
    }
    return most * 10 >= span.len * 6 ? best : NULL;
}
