/* dedup/search.c - candidates by fingerprints, judged by their sketches, verified on their texts.
**
** A candidate is looked at when a hit allows a shared run of 24 words, or when
** it has so many hits that its share of the text may reach .3 in spite of
** edits: with 15 % of words changed a run of 8 words survives in one case of
** four and is a fingerprint of both in half of these, so 4 % of the fingerprints
** is asked for, and one is enough for texts of up to 24 (the stream of dedup_bench:
** .946 of the copies with 10 to 20 % of words changed are found; .932 with 6 %, .953 with 3 % for
** a fifth more time).  First the sketches are aligned: most candidates share a chance
** sentence, and that is the end of them.  The texts of the others are fetched, best
** first, until 64 are reported; besides, the first article of the family of
** every copy found is looked at, so that the source is named however many copies
** came since.
**
** What it gets wrong: of a text in more than 128 articles only the newest 128
** and the first are looked at, and 64 and the first named; texts of fewer than
** 12 words are only found when they are equal.
*/
#include "dedup/search.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum {
    DEPTH = 128,            /* newest holders of a fingerprint looked at */
    LOOKED_AT = 512,        /* candidates whose sketches are looked at for one article */
    REPORTED = 64,          /* and that are reported */
    HABIT_SAME = 120,       /* longest boilerplate, words: of one outlet, */
    HABIT_ANY = 40          /* and of different ones */
};

static const double NEAR = .3;      /* containment of a near-duplicate */
/* containment from which an article belongs to the other's family */
static const double FAMILY = .5;

static const struct tw_dedup_record *record_of(const struct tw_dedup *d, uint64_t number)
{
    assert(number >= d->first && number - d->first < d->record.n);
    return (const struct tw_dedup_record *)d->record.v + (number - d->first);
}

static struct tw_slice id_of(const struct tw_dedup *d, const struct tw_dedup_record *r)
{
    return (struct tw_slice){(const char *)d->ids.v + (r->id - d->ids_first), r->id_len};
}

static struct tw_sketch sketch_of(const struct tw_dedup *d, const struct tw_dedup_record *r)
{
    return (struct tw_sketch){(const uint8_t *)d->sketches.v + (r->sketch - d->sketches_first),
                              r->words};
}

/* True when the old one had it first: by time as far as both are known, then by order. */
static bool is_first(const struct tw_dedup_record *old, const struct tw_dedup_record *new)
{
    enum { DAY = 86400 };

    if (!old->time || !new->time) return true;
    if (old->whole_day || new->whole_day) return old->time / DAY <= new->time / DAY;
    return old->time <= new->time;
}

/* Notes the short passages of two articles that have nothing else in common. */
static void learn_habits(struct tw_dedup_query *q, const struct tw_dedup_record *other,
                         struct tw_aligneds list)
{
    uint32_t outlet = q->me.outlet == other->outlet ? q->me.outlet : 0;
    size_t longest = outlet ? HABIT_SAME : HABIT_ANY;
    const struct tw_print *print = q->all.v;

    for (size_t i = 0; i < list.n; i++) {
        const struct tw_aligned *p = &list.v[i];

        if (p->b_end - p->b > longest) continue;
        for (size_t k = tw_prints_from(q->all, p->b);
             k < q->all.n && print[k].word + TW_WINNOW_GRAM <= p->b_end; k++)
            tw_habits_note(&q->d->habits, print[k].hash, q->number, outlet);
    }
}

static struct tw_copied_passages passages_of(struct tw_dedup_query *q, const struct tw_scan *a,
                                             struct tw_aligneds list, bool other_first)
{
    struct tw_copied_passages out = {.v = tw_arena_alloc(q->mem, list.n * sizeof *out.v)};

    for (size_t i = 0; i < list.n; i++) {
        const struct tw_aligned *p = &list.v[i];
        struct tw_span old = tw_scan_span(a, p->a, p->a_end - 1);
        struct tw_span new = tw_scan_span(&q->scan, p->b, p->b_end - 1);

        out.v[out.n++] = (struct tw_copied_passage){other_first ? old : new,
                                                    other_first ? new : old, p->words, p->run};
    }
    return out;
}

static int by_in_b(const void *x, const void *y)
{
    const struct tw_copied_passage *p = x, *q = y;

    return (p->in_b.off > q->in_b.off) - (p->in_b.off < q->in_b.off);
}

static double part(size_t words, size_t of)
{
    return (double)words / (double)of;
}

static void report(struct tw_dedup_query *q, uint32_t number, const struct tw_scan *a,
                   const struct tw_dedup_verdict *v)
{
    const struct tw_dedup_record *r = record_of(q->d, number);
    struct tw_copy c = {.number = number, .other_first = is_first(r, &q->me)};
    bool counts = tw_dedup_is_version(v, r, &q->me);
    double of_old = counts ? v->of_old : 0, of_new = counts ? v->of_new : 0;
    size_t words = v->words;

    for (size_t i = 0; i < v->quoted.n; i++) words += v->quoted.v[i].words;
    c.id = tw_slice_dup(q->mem, id_of(q->d, r));
    c.contained = c.other_first ? of_new : of_old;
    c.contained_back = c.other_first ? of_old : of_new;
    c.shared = part(words, c.other_first ? q->scan.n : a->n);
    c.shared_back = part(words, c.other_first ? a->n : q->scan.n);
    c.passages = passages_of(q, a, v->copied, c.other_first);
    c.quotes = passages_of(q, a, v->quoted, c.other_first);
    if (!c.other_first) {
        TW_SORT(c.passages.v, c.passages.n, by_in_b);
        TW_SORT(c.quotes.v, c.quotes.n, by_in_b);
    }
    TW_PUSH(q->mem, q->found.v, q->found.n, q->cap, c);
}

/* True when so many fingerprints are shared that a third of the text may be. */
static bool is_near(const struct tw_dedup_query *q, const struct tw_candidate *c)
{
    return (size_t)c->hits * 24 >= q->prints.n;
}

static double share_of(const struct tw_dedup_verdict *v)
{
    return v->of_old > v->of_new ? v->of_old : v->of_new;
}

static bool is_worth_telling(const struct tw_dedup_query *q, const struct tw_dedup_record *r,
                             const struct tw_dedup_verdict *v)
{
    return v->run >= TW_WINNOW_RUN || (share_of(v) >= NEAR && tw_dedup_is_version(v, r, &q->me));
}

/* The passages of a text of fewer than 12 words: one when the new one equals it. */
static struct tw_aligneds short_text(struct tw_dedup_query *q, const struct tw_align_pair *of)
{
    struct tw_aligneds out = {0};
    uint32_t n = (uint32_t)of->b.n;

    if (of->a.n != n || n == 0 || n >= TW_ALIGN_LEAST) return out;
    for (size_t i = 0; i < n; i++)
        if (of->a.v[i] != of->b.v[i]
            || (of->a_words && of->a_words->v[i].hash != of->b_words->v[i].hash))
            return out;
    out.v = TW_NEW(q->mem, struct tw_aligned);
    out.v[out.n++] = (struct tw_aligned){0, n, 0, n, n, n};
    return out;
}

static struct tw_aligneds passages_between(struct tw_dedup_query *q, const struct tw_align_pair *of,
                                           struct tw_runs runs)
{
    struct tw_aligneds list = tw_align_join(q->mem, of, runs);

    return list.n ? list : short_text(q, of);
}

/* Compares the words of a candidate whose sketch shares enough; what they share. */
static struct tw_dedup_verdict verify(struct tw_dedup_query *q, uint32_t number,
                                      struct tw_align_pair *of, struct tw_runs runs)
{
    const struct tw_dedup_record *r = record_of(q->d, number);
    struct tw_dedup_verdict v = {0};
    struct tw_slice text;
    struct tw_scan a;

    if (!q->d->o.text(q->d->o.context, number, q->mem, &text)) return v;
    a = tw_scan(q->mem, text);
    if (a.n != r->words) return v;      /* not the text that was added */
    of->a_words = &a;
    of->b_words = &q->scan;
    v = tw_dedup_judge(q, &a, a.n, passages_between(q, of, runs));
    if (is_worth_telling(q, r, &v)) report(q, number, &a, &v);
    of->a_words = NULL;
    return v;
}

/* Judges a candidate by its sketch and, when that is not enough, by its text.  Returns
** the number of the first article of its family when the family is ours, else
** UINT32_MAX. */
static uint32_t look_at(struct tw_dedup_query *q, const struct tw_candidate *c)
{
    const struct tw_dedup_record *r = record_of(q->d, c->article);
    struct tw_align_pair of = {.a = sketch_of(q->d, r), .b = q->sketch};
    struct tw_dedup_verdict v;
    struct tw_aligneds list;
    struct tw_runs runs;

    if (c->hits == 1 && !is_near(q, c) && !tw_align_has_long(&q->align, of.a)) {
        tw_habits_note(&q->d->habits, q->prints.v[c->print].hash, q->number, 0);
        return UINT32_MAX;
    }
    runs = tw_align_runs(q->mem, &q->align, of.a);
    list = passages_between(q, &of, runs);
    if (list.n == 0) return UINT32_MAX;
    v = tw_dedup_judge(q, NULL, r->words, list);
    if (is_worth_telling(q, r, &v)) v = verify(q, c->article, &of, runs);
    if (share_of(&v) < NEAR && r->family != q->me.family) learn_habits(q, r, list);
    return share_of(&v) >= FAMILY ? r->family : UINT32_MAX;
}

static int by_hits(const void *x, const void *y)
{
    const struct tw_candidate *p = x, *q = y;

    if (p->hits != q->hits) return (p->hits < q->hits) - (p->hits > q->hits);
    return (p->article > q->article) - (p->article < q->article);
}

/* Keeps the candidates worth a look, best first. */
static void sift(const struct tw_dedup_query *q, struct tw_candidates *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct tw_candidate *c = &list->v[i];

        if (!record_of(q->d, c->article)->gone && (c->agreeing || is_near(q, c))) list->v[n++] = *c;
    }
    list->n = n;
    TW_SORT(list->v, n, by_hits);
    if (list->n > LOOKED_AT) list->n = LOOKED_AT;
}

/* Asks early for what look_at reads: the record of the candidate after the next, the
** sketch of the next one. */
static void foresee(const struct tw_dedup_query *q, const struct tw_candidates *list, size_t n)
{
    if (n + 2 < list->n) __builtin_prefetch(record_of(q->d, list->v[n + 2].article));
    if (n + 1 < list->n)
        __builtin_prefetch(sketch_of(q->d, record_of(q->d, list->v[n + 1].article)).v);
}

static bool has(const struct tw_candidates *list, size_t n, uint32_t article)
{
    for (size_t i = 0; i < n; i++)
        if (list->v[i].article == article) return true;
    return false;
}

void tw_dedup_search(struct tw_dedup_query *q, uint32_t oldest)
{
    struct tw_candidates list = tw_prints_find(&q->d->prints, q->mem, q->prints, oldest, DEPTH);
    size_t n = 0;

    sift(q, &list);
    if (list.n == 0) return;
    q->align = tw_align_prepare(q->mem, q->sketch);
    for (; n < list.n && q->found.n < REPORTED && !tw_arena_over(q->mem); n++) {
        struct tw_mark mark = tw_arena_mark(q->mem);
        size_t found = q->found.n;
        uint32_t family;

        foresee(q, &list, n);
        family = look_at(q, &list.v[n]);
        if (family < q->me.family) q->me.family = family;
        if (q->found.n == found) tw_arena_release(q->mem, mark);
    }
    if (q->me.family < q->number && q->me.family >= oldest && !has(&list, n, q->me.family)
        && !record_of(q->d, q->me.family)->gone)
        look_at(q, &(struct tw_candidate){.article = q->me.family});
}
