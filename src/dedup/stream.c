/* dedup/stream.c - scan, fingerprint, look up, verify, remember.
**
** A candidate is looked at when a hit allows a shared run of 24 words, or when
** it has so many hits that its share of the text may reach .3 in spite of
** edits: with 15 % of words changed a run of 8 words survives in one case of
** four, so 6 % of the fingerprints is asked for, and one is enough for texts of
** up to 16.  The best 64 are verified, and besides the first article of the
** family of every copy found, so that the source is named however many copies
** came since.
**
** What it gets wrong: of a text in more than 128 articles only the newest 128
** and the first are named; texts of fewer than 12 words are only found when
** they are equal.
*/
#include "dedup/stream.h"

#include "base/hash.h"
#include "base/vec.h"
#include "dedup/align.h"
#include "dedup/clock.h"
#include "dedup/habits.h"
#include "dedup/prints.h"

#include <assert.h>
#include <stdlib.h>

enum {
    DEPTH = 128,            /* newest holders of a fingerprint looked at */
    VERIFIED = 64,          /* candidates verified for one article */
    SIDE = 320,             /* bytes in which 24 words are looked for */
    HABIT_SAME = 120,       /* longest boilerplate, words: of one outlet, */
    HABIT_ANY = 40,         /* and of different ones */
    SPEAKER_NEAR = 40,      /* words around a quotation where its speaker is looked for */
    FORGET_EVERY = 4096     /* articles between two rounds of tidying up */
};

/* What is more than one chance sentence.  A stream of 20,000 articles with known
** copies: precision .930 without the rule, .968 with words alone (.976 of the copies
** found), .993 with all four (.985 found; 36 words of 24, 28, 32, 36, 40, 50). */
enum { MORE_THAN_A_SENTENCE = 50, LONG_SENTENCE = 36, TITLE_LETTERS = 3 };
static const double MUTUAL = .4;    /* each is that much of the other */

static const double NEAR = .3;      /* containment of a near-duplicate */
static const double THROUGHOUT = .5; /* share of the shorter text from which its quotations came along */
static const double FAMILY = .5;    /* containment from which an article belongs to the other's family */

struct record {
    int64_t time;           /* Unix s, 0 unknown */
    int64_t clock;          /* when it came */
    uint64_t id;            /* absolute offset into the ids */
    uint32_t id_len;
    uint32_t words, outlet; /* outlet: hash, 0 unknown */
    uint32_t family;        /* number of the first article of its family */
    uint32_t whole_day;     /* its time is known to the day only */
    uint32_t unused;
    uint64_t title[2];      /* a bit for each word, by hash */
};

struct tw_dedup {
    struct tw_arena *mem;
    struct tw_dedup_options o;
    struct tw_clock clock;
    struct tw_chains prints;
    struct tw_habits habits;
    struct tw_column record, ids;
    uint64_t first;         /* number of record 0 */
    uint64_t ids_first;     /* absolute offset of ids[0] */
};

/* The article being added. */
struct query {
    struct tw_dedup *d;
    struct tw_arena *mem;
    const struct tw_article *article;
    struct tw_scan scan;
    struct tw_prints prints;    /* without boilerplate */
    struct tw_prints all;
    struct tw_align align;
    struct record me;
    uint32_t number;
    struct tw_copies found;
    size_t cap;
};

struct tw_dedup *tw_dedup_new(const struct tw_dedup_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_dedup *d = TW_NEW(mem, struct tw_dedup);

    assert(o->text);
    d->mem = mem;
    d->o = *o;
    d->record.size = sizeof(struct record);
    d->ids.size = 1;
    tw_chains_start(&d->prints);
    d->habits.entry.size = sizeof(struct tw_habit);
    return d;
}

void tw_dedup_free(struct tw_dedup *d)
{
    if (!d) return;
    tw_chains_free(&d->prints);
    tw_habits_free(&d->habits);
    tw_column_free(&d->record);
    tw_column_free(&d->ids);
    tw_arena_free(d->mem);
}

uint64_t tw_dedup_count(const struct tw_dedup *d)
{
    return d->first + d->record.n;
}

uint64_t tw_dedup_kept(const struct tw_dedup *d)
{
    return d->record.n;
}

size_t tw_dedup_bytes(const struct tw_dedup *d)
{
    return tw_chains_bytes(&d->prints) + tw_column_bytes(&d->record) + tw_column_bytes(&d->ids)
         + tw_column_bytes(&d->habits.entry);
}

static const struct record *record_of(const struct tw_dedup *d, uint64_t number)
{
    assert(number >= d->first && number - d->first < d->record.n);
    return (const struct record *)d->record.v + (number - d->first);
}

static struct tw_slice id_of(const struct tw_dedup *d, const struct record *r)
{
    return (struct tw_slice){(const char *)d->ids.v + (r->id - d->ids_first), r->id_len};
}

static uint32_t outlet_of(const struct tw_article *a)
{
    struct tw_slice name = a->outlet_domain.n ? a->outlet_domain : a->outlet_name;

    return name.n ? (uint32_t)(tw_hash(name) >> 32) | 1 : 0;
}

/* Drops what has left the window. */
static void forget(struct tw_dedup *d)
{
    size_t n = 0;
    const struct record *r = d->record.v;

    if (d->o.window <= 0) return;
    while (n < d->record.n && r[n].clock < d->clock.now - d->o.window) n++;
    if (n == 0) return;
    if (n == d->record.n) n--;      /* so that numbers stay known */
    tw_column_drop(&d->ids, (size_t)(r[n].id - d->ids_first));
    d->ids_first = r[n].id;
    d->first += n;
    tw_column_drop(&d->record, n);
    tw_chains_expire(&d->prints, (uint32_t)d->first);
    tw_habits_expire(&d->habits, (uint32_t)d->first);
}

/* The clock lags behind the newest articles until others confirm their times;
** then those that waited get theirs.  Times along the records never fall. */
static void confirm_times(struct tw_dedup *d)
{
    enum { WAITING = 4 };
    struct record *r = d->record.v;

    for (size_t i = d->record.n > WAITING ? d->record.n - WAITING : 0; i < d->record.n; i++) {
        int64_t clock = r[i].time < d->clock.now ? r[i].time : d->clock.now;

        if (clock > r[i].clock) r[i].clock = clock;
        if (i > 0 && r[i - 1].clock > r[i].clock) r[i].clock = r[i - 1].clock;
    }
}

/* The oldest article that may still be named. */
static uint32_t oldest(const struct tw_dedup *d)
{
    const struct record *r = d->record.v;
    size_t low = 0, high = d->record.n;

    if (d->o.window <= 0) return (uint32_t)d->first;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r[middle].clock < d->clock.now - d->o.window) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)(d->first + low);
}

/* True when the one had it first: by time as far as both are known, then by order. */
static bool is_first(const struct record *old, const struct record *new)
{
    enum { DAY = 86400 };

    if (!old->time || !new->time) return true;
    if (old->whole_day || new->whole_day) return old->time / DAY <= new->time / DAY;
    return old->time <= new->time;
}

static bool all_quoted(const struct tw_scan *s, uint32_t from, uint32_t to)
{
    uint32_t n = 0;

    for (uint32_t i = from; i < to; i++) n += (s->v[i].flags & TW_SCAN_QUOTED) != 0;
    return n * 5 >= (to - from) * 4;    /* leaves room for "the minister told reporters" */
}

static bool is_name(const struct tw_scan_word *w)
{
    return (w->flags & (TW_SCAN_CAP | TW_SCAN_START | TW_SCAN_QUOTED)) == TW_SCAN_CAP;
}

/* True when a name stands near both passages, outside quotation marks. */
static bool same_speaker(const struct tw_scan *a, const struct tw_scan *b, const struct tw_aligned *p)
{
    size_t a_from = p->a > SPEAKER_NEAR ? p->a - SPEAKER_NEAR : 0, a_to = p->a_end + SPEAKER_NEAR;
    size_t b_from = p->b > SPEAKER_NEAR ? p->b - SPEAKER_NEAR : 0, b_to = p->b_end + SPEAKER_NEAR;

    for (size_t i = a_from; i < a_to && i < a->n; i++) {
        if (!is_name(&a->v[i])) continue;
        for (size_t j = b_from; j < b_to && j < b->n; j++)
            if (is_name(&b->v[j]) && a->v[i].hash == b->v[j].hash) return true;
    }
    return false;
}

static bool is_quotation(const struct tw_scan *a, const struct tw_scan *b, const struct tw_aligned *p)
{
    return all_quoted(a, p->a, p->a_end) && all_quoted(b, p->b, p->b_end) && same_speaker(a, b, p);
}

/* True when at least three quarters of the fingerprints inside the words are
** known boilerplate. */
static bool is_habit(const struct query *q, uint32_t from, uint32_t to)
{
    unsigned n = 0, known = 0;

    if (q->prints.n == q->all.n) return false;
    for (size_t i = 0; i < q->all.n; i++) {
        if (q->all.v[i].word < from || q->all.v[i].word + TW_WINNOW_GRAM > to) continue;
        n++;
        known += tw_habits_has(&q->d->habits, q->all.v[i].hash);
    }
    return n && known * 4 >= n * 3;
}

/* Notes the short passages of two articles that have nothing else in common. */
static void learn_habits(struct query *q, const struct record *other, const struct tw_aligneds *list)
{
    uint32_t outlet = q->me.outlet == other->outlet ? q->me.outlet : 0;
    size_t longest = outlet ? HABIT_SAME : HABIT_ANY;

    for (size_t i = 0; i < list->n; i++) {
        const struct tw_aligned *p = &list->v[i];

        if (p->b_end - p->b > longest) continue;
        for (size_t k = 0; k < q->all.n; k++)
            if (q->all.v[k].word >= p->b && q->all.v[k].word + TW_WINNOW_GRAM <= p->b_end)
                tw_habits_note(&q->d->habits, q->all.v[k].hash, q->number, outlet);
    }
}

/* What two texts have in common, sorted into copied and quoted. */
struct verdict {
    struct tw_aligneds copied, quoted;
    size_t words;           /* copied, equal */
    uint32_t run;           /* longest unbroken one copied */
    double of_old, of_new;  /* share of each text that is copied */
};

/* True when so much is shared that its quotations were copied with the rest. */
static bool is_copy_throughout(const struct query *q, const struct tw_scan *a, const struct tw_aligneds *list)
{
    size_t words = 0;

    for (size_t i = 0; i < list->n; i++) words += list->v[i].words;
    return (double)words >= THROUGHOUT * (double)(a->n < q->scan.n ? a->n : q->scan.n);
}

static struct verdict judge(struct query *q, const struct tw_scan *a, struct tw_aligneds list)
{
    struct verdict v = {0};
    bool copy = is_copy_throughout(q, a, &list);

    v.copied.v = tw_arena_alloc(q->mem, list.n * sizeof *v.copied.v);
    v.quoted.v = tw_arena_alloc(q->mem, list.n * sizeof *v.quoted.v);
    for (size_t i = 0; i < list.n; i++) {
        const struct tw_aligned *p = &list.v[i];

        if (is_habit(q, p->b, p->b_end)) continue;
        if (!copy && is_quotation(a, &q->scan, p)) {
            v.quoted.v[v.quoted.n++] = *p;
            continue;
        }
        v.copied.v[v.copied.n++] = *p;
        v.words += p->words;
        if (p->run > v.run) v.run = p->run;
    }
    v.of_old = (double)v.words / (double)a->n;
    v.of_new = (double)v.words / (double)q->scan.n;
    return v;
}

static void add_title_word(uint64_t title[2], const struct tw_scan_word *w)
{
    if (w->len < TITLE_LETTERS && !(w->flags & TW_SCAN_SPACELESS)) return;
    title[w->hash >> 6 & 1] |= (uint64_t)1 << (w->hash & 63);
}

static void read_title(struct query *q)
{
    struct tw_scan s = tw_scan(q->mem, q->article->title);

    for (size_t i = 0; i < s.n; i++) add_title_word(q->me.title, &s.v[i]);
}

static int bits(uint64_t a, uint64_t b)
{
    return __builtin_popcountll(a) + __builtin_popcountll(b);
}

/* True when the titles share half of the shorter one's words. */
static bool same_title(const struct record *a, const struct record *b)
{
    int in_a = bits(a->title[0], a->title[1]), in_b = bits(b->title[0], b->title[1]);
    int least = in_a < in_b ? in_a : in_b;

    return least >= 3 && bits(a->title[0] & b->title[0], a->title[1] & b->title[1]) * 2 >= least;
}

/* True when one text is a version of the other, or has more of it than a
** sentence that the two may have by chance or from a third. */
static bool is_version(const struct verdict *v, const struct record *a, const struct record *b)
{
    double least = v->of_old < v->of_new ? v->of_old : v->of_new;

    return v->words >= MORE_THAN_A_SENTENCE || v->run >= LONG_SENTENCE || least >= MUTUAL || same_title(a, b);
}

/* Texts of under 12 words: one passage when they are equal. */
static struct tw_aligneds equal_texts(struct tw_arena *mem, const struct tw_scan *a, const struct tw_scan *b)
{
    struct tw_aligneds out = {0};
    uint32_t n = (uint32_t)b->n;

    if (a->n != b->n || b->n == 0 || b->n >= TW_ALIGN_LEAST) return out;
    for (size_t i = 0; i < b->n; i++)
        if (a->v[i].hash != b->v[i].hash) return out;
    out.v = TW_NEW(mem, struct tw_aligned);
    out.v[out.n++] = (struct tw_aligned){0, n, 0, n, n, n};
    return out;
}

static struct tw_copied_passages passages_of(struct query *q, const struct tw_scan *a, struct tw_aligneds list,
                                             bool other_first)
{
    struct tw_copied_passages out = {.v = tw_arena_alloc(q->mem, list.n * sizeof *out.v)};

    for (size_t i = 0; i < list.n; i++) {
        const struct tw_aligned *p = &list.v[i];
        struct tw_span old = tw_scan_span(a, p->a, p->a_end - 1);
        struct tw_span new = tw_scan_span(&q->scan, p->b, p->b_end - 1);

        out.v[out.n++] = (struct tw_copied_passage){other_first ? old : new, other_first ? new : old,
                                                        p->words, p->run};
    }
    return out;
}

static int by_in_b(const void *x, const void *y)
{
    const struct tw_copied_passage *p = x, *q = y;

    return (p->in_b.off > q->in_b.off) - (p->in_b.off < q->in_b.off);
}

static void report(struct query *q, uint32_t number, const struct tw_scan *a, const struct verdict *v)
{
    const struct record *r = record_of(q->d, number);
    struct tw_copy c = {.number = number, .other_first = is_first(r, &q->me)};
    bool counts = is_version(v, r, &q->me);
    double of_old = counts ? v->of_old : 0, of_new = counts ? v->of_new : 0;

    c.id = tw_slice_dup(q->mem, id_of(q->d, r));
    c.contained = c.other_first ? of_new : of_old;
    c.contained_back = c.other_first ? of_old : of_new;
    c.passages = passages_of(q, a, v->copied, c.other_first);
    c.quotes = passages_of(q, a, v->quoted, c.other_first);
    if (!c.other_first) {
        TW_SORT(c.passages.v, c.passages.n, by_in_b);
        TW_SORT(c.quotes.v, c.quotes.n, by_in_b);
    }
    TW_PUSH(q->mem, q->found.v, q->found.n, q->cap, c);
}

/* True when so many fingerprints are shared that a third of the text may be. */
static bool is_near(const struct query *q, const struct tw_candidate *c)
{
    return (size_t)c->hits * 16 >= q->prints.n;
}

/* Equal words from word i of b on and from the start of a on, at most a run's. */
static size_t equal_ahead(const struct tw_scan *a, const struct tw_scan *b, size_t i)
{
    size_t n = 0;

    while (n < a->n && i + n < b->n && n < TW_WINNOW_RUN && a->v[n].hash == b->v[i + n].hash) n++;
    return n;
}

/* Equal words before word i of b and back from the end of a. */
static size_t equal_behind(const struct tw_scan *a, const struct tw_scan *b, size_t i)
{
    size_t n = 0;

    while (n < a->n && n < i && n < TW_WINNOW_RUN && a->v[a->n - 1 - n].hash == b->v[i - 1 - n].hash) n++;
    return n;
}

/* False when the one hit the candidate has is surely no run of 24 words: looks
** at the text on both sides of it only. */
static bool may_have_run(struct query *q, const struct tw_candidate *c, struct tw_slice text)
{
    size_t word = q->prints.v[c->print].word, from = c->off, to = c->off, equal, words;
    struct tw_scan part;

    if (c->off == TW_PRINT_FAR || c->off > text.n) return true;
    to = from + SIDE < text.n ? from + SIDE : text.n;
    while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80) to++;
    part = tw_scan(q->mem, tw_slice_sub(text, from, to));
    equal = equal_ahead(&part, &q->scan, word);
    if (equal + 1 >= part.n && to < text.n) return true;   /* the last may be cut */
    to = from;
    from = from > SIDE ? from - SIDE : 0;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80) from--;
    part = tw_scan(q->mem, tw_slice_sub(text, from, to));
    words = equal_behind(&part, &q->scan, word);
    return equal + words >= TW_WINNOW_RUN || (words + 1 >= part.n && from > 0);
}

/* Compares the texts.  Returns the number of the first article of the other's
** family when it is one of ours, else UINT32_MAX. */
static uint32_t verify(struct query *q, const struct tw_candidate *c)
{
    uint32_t number = c->article;
    const struct record *r = record_of(q->d, number);
    struct tw_slice text;
    struct tw_scan a;
    struct tw_aligneds list;
    struct verdict v;
    double share;

    if (!q->d->o.text(q->d->o.context, number, q->mem, &text)) return UINT32_MAX;
    if (c->hits == 1 && !is_near(q, c) && !may_have_run(q, c, text)) {
        tw_habits_note(&q->d->habits, q->prints.v[c->print].hash, q->number, 0);
        return UINT32_MAX;
    }
    a = tw_scan(q->mem, text);
    if (a.n == 0) return UINT32_MAX;
    list = tw_align(q->mem, &q->align, &a);
    if (list.n == 0) list = equal_texts(q->mem, &a, &q->scan);
    v = judge(q, &a, list);
    share = v.of_old > v.of_new ? v.of_old : v.of_new;
    if (v.run >= TW_WINNOW_RUN || (share >= NEAR && is_version(&v, r, &q->me))) report(q, number, &a, &v);
    if (share < NEAR && r->family != q->me.family) learn_habits(q, r, &list);
    return share >= FAMILY ? r->family : UINT32_MAX;
}

static int by_hits(const void *x, const void *y)
{
    const struct tw_candidate *p = x, *q = y;

    if (p->hits != q->hits) return (p->hits < q->hits) - (p->hits > q->hits);
    return (p->article > q->article) - (p->article < q->article);
}

/* Keeps the candidates worth a look at their text, best first. */
static void sift(const struct query *q, struct tw_candidates *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct tw_candidate *c = &list->v[i];

        if (c->agreeing || is_near(q, c)) list->v[n++] = *c;
    }
    list->n = n;
    TW_SORT(list->v, n, by_hits);
    if (list->n > VERIFIED) list->n = VERIFIED;
}

static bool has(const struct tw_candidates *list, uint32_t article)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].article == article) return true;
    return false;
}

static void search(struct query *q)
{
    uint32_t from = oldest(q->d), family;
    struct tw_candidates list = tw_prints_find(&q->d->prints, q->mem, q->prints, from, DEPTH);

    sift(q, &list);
    if (list.n == 0) return;
    q->align = tw_align_prepare(q->mem, &q->scan);
    for (size_t i = 0; i < list.n && !tw_arena_over(q->mem); i++) {
        family = verify(q, &list.v[i]);
        if (family < q->me.family) q->me.family = family;
    }
    if (q->me.family < q->number && q->me.family >= from && !has(&list, q->me.family))
        verify(q, &(struct tw_candidate){.article = q->me.family});
}

static void remember(struct query *q)
{
    struct tw_dedup *d = q->d;
    struct tw_slice id = q->article->id;

    q->me.id = d->ids_first + d->ids.n;
    q->me.id_len = (uint32_t)id.n;
    if (id.n) memcpy(tw_column_room(&d->ids, id.n), id.p, id.n);
    *(struct record *)tw_column_push(&d->record) = q->me;
    tw_prints_add(&d->prints, q->prints, q->number);
}

static int by_number(const void *x, const void *y)
{
    const struct tw_copy *p = x, *q = y;

    return (p->number > q->number) - (p->number < q->number);
}

/* The fingerprints without those of boilerplate. */
static struct tw_prints without_habits(struct query *q)
{
    struct tw_prints out = q->all;

    if (q->d->habits.n == 0) return out;
    out.v = tw_arena_alloc(q->mem, q->all.n * sizeof *out.v);
    out.n = 0;
    for (size_t i = 0; i < q->all.n; i++)
        if (!tw_habits_seen(&q->d->habits, q->all.v[i].hash, q->number)) out.v[out.n++] = q->all.v[i];
    return out;
}

enum tw_status tw_dedup_add(struct tw_dedup *d, struct tw_arena *mem, const struct tw_article *article,
                            struct tw_copies *out)
{
    struct query q = {.d = d, .mem = mem, .article = article};
    int64_t time = tw_article_time(article);

    if (tw_dedup_count(d) >= UINT32_MAX - 1) return TW_TOOBIG;
    q.number = (uint32_t)tw_dedup_count(d);
    q.scan = tw_scan(mem, article->text);
    q.all = tw_winnow(mem, &q.scan);
    q.prints = without_habits(&q);
    q.me = (struct record){.time = time, .words = (uint32_t)q.scan.n, .outlet = outlet_of(article),
                           .family = q.number, .clock = tw_clock_tick(&d->clock, time)};
    confirm_times(d);
    q.me.whole_day = article->published.grain != TW_DATE_NONE && article->published.grain <= TW_DATE_DAY;
    read_title(&q);
    search(&q);
    remember(&q);
    if (q.number % FORGET_EVERY == FORGET_EVERY - 1) forget(d);
    TW_SORT(q.found.v, q.found.n, by_number);
    *out = q.found;
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}

/* The slots and chains follow from the postings and are not stored. */
void tw_dedup_save(const struct tw_dedup *d, struct tw_state_out *out)
{
    uint64_t numbers[2] = {d->first, d->ids_first};

    tw_state_put(out, numbers, sizeof numbers);
    tw_state_put(out, &d->clock, sizeof d->clock);
    tw_state_put_column(out, &d->record);
    tw_state_put_column(out, &d->ids);
    tw_state_put_column(out, &d->prints.posting);
    tw_state_put_column(out, &d->habits.entry);
}

/* True when every number in the state points to something. */
static bool is_sound(const struct tw_dedup *d)
{
    const struct record *r = d->record.v;
    uint64_t end = d->first + d->record.n, at = d->ids_first;

    if (end >= UINT32_MAX) return false;
    for (size_t i = 0; i < d->record.n; i++) {
        if (r[i].id != at || r[i].id_len > d->ids.n || r[i].family > d->first + i) return false;
        at += r[i].id_len;
    }
    if (at != d->ids_first + d->ids.n) return false;
    return tw_chains_sound(&d->prints, end);
}

/* The table of habits is made again, as the size of a stored one proves nothing. */
static void restore_habits(struct tw_dedup *d, const struct tw_column *stored)
{
    const struct tw_habit *h = stored->v;

    for (size_t i = 0; i < stored->n; i++)
        if (h[i].used) tw_habits_restore(&d->habits, &h[i]);
}

static enum tw_status read_parts(struct tw_dedup *d, struct tw_state_in *in, struct tw_column *habits)
{
    uint64_t numbers[2];
    enum tw_status st;

    if ((st = tw_state_get(in, numbers, sizeof numbers)) != TW_OK) return st;
    d->first = numbers[0];
    d->ids_first = numbers[1];
    if ((st = tw_state_get(in, &d->clock, sizeof d->clock)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->record)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->ids)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->prints.posting)) != TW_OK) return st;
    return tw_state_get_column(in, habits);
}

enum tw_status tw_dedup_load(struct tw_state_in *in, const struct tw_dedup_options *o, struct tw_dedup **out)
{
    struct tw_dedup *d = tw_dedup_new(o);
    struct tw_column habits = {.size = sizeof(struct tw_habit)};
    enum tw_status st = read_parts(d, in, &habits);

    if (st == TW_OK && !is_sound(d)) st = TW_BROKEN;
    if (st != TW_OK) {
        tw_column_free(&habits);
        tw_dedup_free(d);
        return st;
    }
    restore_habits(d, &habits);
    tw_column_free(&habits);
    tw_chains_rebuild(&d->prints);
    *out = d;
    return TW_OK;
}
