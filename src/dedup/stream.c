/* dedup/stream.c - the state of dedup: what it knows of each article, and for how long.
**
** Scan, fingerprint, look up and verify (dedup/search.c), remember.  Of an article
** its record, id, sketch and fingerprints are kept, each kind in one array in
** the order the articles came, so that what has left the window is the
** front of every array.
*/
#include "base/hash.h"
#include "base/vec.h"
#include "dedup/search.h"

#include <assert.h>
#include <stdlib.h>

enum {
    FORGET_EVERY = 4096,    /* articles between two rounds of tidying up */
    WORTH = 8               /* as large a part must have left the window */
};

struct tw_dedup *tw_dedup_new(const struct tw_dedup_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_dedup *d = TW_NEW(mem, struct tw_dedup);

    assert(o->text);
    d->mem = mem;
    d->o = *o;
    d->record.size = sizeof(struct tw_dedup_record);
    d->ids.size = d->sketches.size = 1;
    tw_chains_start(&d->prints);
    d->habits.entry.size = sizeof(struct tw_habit);
    d->first = o->first;
    return d;
}

void tw_dedup_free(struct tw_dedup *d)
{
    if (!d) return;
    tw_chains_free(&d->prints);
    tw_habits_free(&d->habits);
    tw_column_free(&d->record);
    tw_column_free(&d->ids);
    tw_column_free(&d->sketches);
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

/* Its id and sketch go at once; its fingerprints, which then find nothing, with the window. */
void tw_dedup_drop(struct tw_dedup *d, uint64_t number)
{
    struct tw_dedup_record *r;

    if (number < d->first || number >= tw_dedup_count(d)) return;
    r = (struct tw_dedup_record *)d->record.v + (number - d->first);
    if (r->id_len) memset((char *)d->ids.v + (r->id - d->ids_first), '-', r->id_len);
    if (r->words) memset((char *)d->sketches.v + (r->sketch - d->sketches_first), 0, r->words);
    memset(r->title, 0, sizeof r->title);
    r->gone = 1;
}

size_t tw_dedup_bytes(const struct tw_dedup *d)
{
    return tw_chains_bytes(&d->prints) + tw_column_bytes(&d->record) + tw_column_bytes(&d->ids)
         + tw_column_bytes(&d->sketches) + tw_column_bytes(&d->habits.entry);
}

static uint32_t outlet_of(const struct tw_article *a)
{
    struct tw_slice name = a->outlet_domain.n ? a->outlet_domain : a->outlet_name;

    return name.n ? (uint32_t)(tw_hash(name) >> 32) | 1 : 0;
}

/* Drops what has left the window, when it is worth moving the rest. */
static void forget(struct tw_dedup *d)
{
    size_t n = 0;
    const struct tw_dedup_record *r = d->record.v;

    if (d->o.window <= 0) return;
    while (n < d->record.n && r[n].clock < d->clock.now - d->o.window) n++;
    if (n < d->record.n / WORTH + 1) return;
    if (n == d->record.n) n--;      /* so that numbers stay known */
    tw_column_drop(&d->ids, (size_t)(r[n].id - d->ids_first));
    d->ids_first = r[n].id;
    tw_column_drop(&d->sketches, (size_t)(r[n].sketch - d->sketches_first));
    d->sketches_first = r[n].sketch;
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
    struct tw_dedup_record *r = d->record.v;

    for (size_t i = d->record.n > WAITING ? d->record.n - WAITING : 0; i < d->record.n; i++) {
        int64_t clock = r[i].time < d->clock.now ? r[i].time : d->clock.now;

        if (clock > r[i].clock) r[i].clock = clock;
        if (i > 0 && r[i - 1].clock > r[i].clock) r[i].clock = r[i - 1].clock;
    }
}

/* The oldest article that may still be named. */
static uint32_t oldest(const struct tw_dedup *d)
{
    const struct tw_dedup_record *r = d->record.v;
    size_t low = 0, high = d->record.n;

    if (d->o.window <= 0) return (uint32_t)d->first;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r[middle].clock < d->clock.now - d->o.window) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)(d->first + low);
}

static void remember(struct tw_dedup_query *q)
{
    struct tw_dedup *d = q->d;
    struct tw_slice id = q->article->id;
    struct tw_sketch sketch = q->sketch;

    q->me.id = d->ids_first + d->ids.n;
    q->me.id_len = (uint32_t)id.n;
    if (id.n) memcpy(tw_column_room(&d->ids, id.n), id.p, id.n);
    q->me.sketch = d->sketches_first + d->sketches.n;
    if (sketch.n) memcpy(tw_column_room(&d->sketches, sketch.n), sketch.v, sketch.n);
    *(struct tw_dedup_record *)tw_column_push(&d->record) = q->me;
    tw_prints_add(&d->prints, q->prints, q->number);
}

static int by_number(const void *x, const void *y)
{
    const struct tw_copy *p = x, *q = y;

    return (p->number > q->number) - (p->number < q->number);
}

/* The fingerprints without those of boilerplate. */
static struct tw_prints without_habits(struct tw_dedup_query *q)
{
    struct tw_prints out = q->all;

    if (q->d->habits.n == 0) return out;
    out.v = tw_arena_alloc(q->mem, q->all.n * sizeof *out.v);
    out.n = 0;
    for (size_t i = 0; i < q->all.n; i++)
        if (!tw_habits_seen(&q->d->habits, q->all.v[i].hash, q->number, q->me.outlet))
            out.v[out.n++] = q->all.v[i];
    return out;
}

enum tw_status tw_dedup_add(struct tw_dedup *d, struct tw_arena *mem,
                            const struct tw_article *article, struct tw_copies *out)
{
    struct tw_dedup_query q = {.d = d, .mem = mem, .article = article};
    int64_t time = tw_article_time(article);

    if (tw_dedup_count(d) >= UINT32_MAX - 1) return TW_TOOBIG;
    q.number = (uint32_t)tw_dedup_count(d);
    q.scan = tw_scan(mem, article->text);
    q.sketch = tw_sketch_of(mem, &q.scan);
    q.all = tw_winnow(mem, &q.scan);
    q.me = (struct tw_dedup_record){.time = time, .words = (uint32_t)q.scan.n,
                                    .outlet = outlet_of(article),
                           .family = q.number, .clock = tw_clock_tick(&d->clock, time)};
    q.prints = without_habits(&q);
    confirm_times(d);
    q.me.whole_day = article->published.grain != TW_DATE_NONE
        && article->published.grain <= TW_DATE_DAY;
    tw_dedup_read_title(&q);
    tw_dedup_search(&q, oldest(d));
    remember(&q);
    if (q.number % FORGET_EVERY == FORGET_EVERY - 1) forget(d);
    TW_SORT(q.found.v, q.found.n, by_number);
    *out = q.found;
    return tw_arena_over(mem) ? TW_TOOBIG : TW_OK;
}
