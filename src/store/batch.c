/* store/batch.c - the articles on their way into the store.
**
** An article is copied, known to dedup and group at once, in order, on the caller's thread;
** what it says is found meanwhile on others, each article with an arena of its own.  What
** happened to earlier articles and to stories is noted and written with the commit.
*/
#include "store/desk_int.h"

#include "base/vec.h"
#include "dedup/clock.h"

#include <assert.h>

enum { LARGE = 1 << 20 }; /* bytes of an article's arena that is not kept for the next one */

/* ---- Noting */

void tw_batch_changed(struct tw_desk *d, uint64_t story)
{
    struct tw_slice key = {(const char *)&story, sizeof story};
    struct tw_map_item *it = tw_map_find(&d->changed, key);

    if (!it) {
        key.p = tw_arena_dup(d->batch, &story, sizeof story);
        it = tw_map_add(&d->changed, key, NULL);
        TW_PUSH(d->batch, d->change, d->changes, d->change_cap,
                ((struct tw_desk_changed){story, 0}));
        it->value = d->changes;
    }
    d->change[it->value - 1].changed = tw_desk_now(d);
}

void tw_batch_event(struct tw_desk *d, const struct tw_stored_event *e)
{
    TW_PUSH(d->batch, d->event, d->events, d->event_cap, *e);
}

static struct tw_desk_pending *pending(const struct tw_desk *d, uint64_t number)
{
    assert(number > d->stored && number - d->stored <= d->pendings);
    return d->pending[number - d->stored - 1];
}

void tw_batch_move(struct tw_desk *d, uint64_t article, uint64_t story)
{
    if (article > d->stored) pending(d, article)->stored.story = story;
    else TW_PUSH(d->batch, d->move, d->moves, d->move_cap, ((struct tw_desk_move){article, story}));
}

bool tw_desk_text(void *desk, uint64_t row, struct tw_arena *mem, struct tw_slice *out)
{
    struct tw_desk *d = desk;
    uint64_t number = tw_desk_number(row);
    struct tw_stored stored = {0};
    enum tw_status st;

    if (number > d->stored) {
        *out = pending(d, number)->stored.article.text;
        return true;
    }
    *out = tw_recent_text(d->recent, number);
    if (out->p) return true;
    st = tw_store_article(d->store, mem, number, &stored);
    if (st != TW_OK && st != TW_NOTFOUND) d->trouble = st;      /* it is not that there is none */
    *out = stored.article.text;
    return st == TW_OK;
}

/* ---- What it says */

static void extract(void *job, unsigned worker, void *context)
{
    struct tw_desk *d = context;
    struct tw_desk_pending *p = job;
    struct tw_arena *scratch = d->scratch[worker];
    struct tw_buf json = {.mem = scratch};
    struct tw_statements s;

    tw_arena_reset(scratch);
    if (!p->given) {
        (void)!tw_extract(scratch, &p->stored.article, &s); /* over budget: short, but right */
        p->statements = tw_statements_dup(p->mem, &s);
    }
    tw_statements_write(&json, &p->stored.article, &p->statements);
    p->stored.statements = tw_slice_dup(p->mem, tw_buf_slice(&json));
}

void tw_batch_start(struct tw_desk *d)
{
    enum { QUEUE = 64 };

    d->news = UINT64_MAX;
    d->pool = tw_pool_new(d->threads == 1 ? 0 : d->threads, QUEUE, extract, d);
    d->batch = tw_arena_new(0);
    d->ids = d->changed = tw_map_in(d->batch);
}

/* ---- Whom it was copied from */

static struct tw_stored_passage *passages(struct tw_desk *d, const struct tw_copy *c, size_t *n)
{
    const struct tw_copied_passages *part[] = {&c->passages, &c->quotes};
    struct tw_stored_passage *v;

    *n = 0;
    v = tw_arena_alloc(d->batch, (c->passages.n + c->quotes.n) * sizeof *v);
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < part[k]->n; i++) {
            const struct tw_copied_passage *p = &part[k]->v[i];

            v[(*n)++] = (struct tw_stored_passage){p->in_a, p->in_b, p->words, k == 1};
        }
    return v;
}

static int by_offset(const void *x, const void *y)
{
    const struct tw_span *a = x, *b = y;

    if (a->off != b->off) return (a->off > b->off) - (a->off < b->off);
    return (a->len > b->len) - (a->len < b->len);
}

/* The share of the text that stands in passages of articles that had them first. */
static double copied_share(struct tw_arena *mem, struct tw_slice text,
                           const struct tw_copies *copies)
{
    struct tw_spans own = {0};
    size_t cap = 0, reach = 0, bytes = 0;

    for (size_t i = 0; i < copies->n; i++) {
        const struct tw_copy *c = &copies->v[i];

        for (size_t k = 0; c->other_first && c->contained > 0 && k < c->passages.n; k++)
            TW_PUSH(mem, own.v, own.n, cap, c->passages.v[k].in_b);
    }
    TW_SORT(own.v, own.n, by_offset);
    for (size_t i = 0; i < own.n; i++) {
        size_t from = own.v[i].off > reach ? own.v[i].off : reach, to = tw_span_end(own.v[i]);

        if (to <= from) continue;
        bytes += to - from;
        reach = to;
    }
    return text.n ? (double)bytes / (double)text.n : 0;
}

static enum tw_status find_copies(struct tw_desk *d, struct tw_arena *mem,
                                  struct tw_desk_pending *p)
{
    struct tw_copies found;
    enum tw_status st = tw_dedup_add(d->dedup, mem, &p->stored.article, &found);

    /* Over its budget the list is shorter, but the article is taken. */
    if (st != TW_OK && tw_dedup_count(d->dedup) < p->stored.number) return st;
    p->stored.copied = copied_share(mem, p->stored.article.text, &found);
    for (size_t i = 0; i < found.n; i++) {
        const struct tw_copy *c = &found.v[i];
        uint64_t other = tw_desk_number(c->number), own = p->stored.number;
        struct tw_stored_copy copy = {.a = c->other_first ? other : own,
                                      .b = c->other_first ? own : other,
                                      .contained = c->contained,
                                      .contained_back = c->contained_back};

        copy.passage = passages(d, c, &copy.n);
        TW_PUSH(d->batch, d->copy, d->copies, d->copy_cap, copy);
    }
    return TW_OK;
}

/* ---- Its story */

/* What became of the story that an article was in. */
static void tell_move(struct tw_desk *d, const struct tw_placement *p,
                      const struct tw_placement *before, uint32_t news, int64_t time)
{
    struct tw_stored_event e = {
        .story = p->story, .other = p->from, .article = d->last, .time = time};
    bool told = before && before->story == p->story && before->from == p->from;

    if (tw_group_into(d->group, p->from) == p->story) e.what = TW_LIT("merged");
    else if (p->story >= news) e.what = TW_LIT("split");
    else {
        e.what = TW_LIT("moved");
        e.article = tw_desk_number(p->article);
        told = false;
    }
    if (!told) tw_batch_event(d, &e);
}

static enum tw_status find_story(struct tw_desk *d, struct tw_arena *mem, struct tw_desk_pending *p)
{
    uint32_t news = tw_group_next_story(d->group);
    int64_t time = tw_article_time(&p->stored.article);
    struct tw_placements placed;
    struct tw_stored_event e = {.article = p->stored.number};
    enum tw_status st = tw_group_add(d->group, mem, &p->stored.article, &placed);

    if (st != TW_OK) return st;
    if (!time) time = tw_date_unix(&p->stored.received);
    p->stored.story = e.story = placed.v[0].story;
    e.what = e.story >= news ? TW_LIT("opened") : TW_LIT("joined");
    e.time = time;
    tw_batch_event(d, &e);
    tw_batch_changed(d, e.story);
    for (size_t i = 1; i < placed.n; i++) {
        const struct tw_placement *m = &placed.v[i];

        tw_batch_move(d, tw_desk_number(m->article), m->story);
        tell_move(d, m, i > 1 ? m - 1 : NULL, news, time);
        tw_batch_changed(d, m->from);
        tw_batch_changed(d, m->story);
    }
    return TW_OK;
}

/* ---- Taking */

static struct tw_desk_pending *pending_new(struct tw_desk *d)
{
    struct tw_desk_pending *p;

    if (d->pendings == d->pending_made) {
        p = TW_NEW(d->mem, struct tw_desk_pending);
        p->mem = tw_arena_new(0);
        TW_PUSH(d->mem, d->pending, d->pending_made, d->pending_cap, p);
    }
    p = d->pending[d->pendings++];
    if (tw_arena_peak(p->mem) > LARGE) {
        tw_arena_free(p->mem);
        p->mem = tw_arena_new(0);
    }
    tw_arena_reset(p->mem);
    return p;
}

static enum tw_status take(struct tw_desk *d, const struct tw_incoming *in)
{
    struct tw_arena *mem = tw_desk_scratch(d);
    struct tw_desk_pending *p;
    int64_t received = tw_date_unix(&in->received);
    enum tw_status st;

    if (d->pendings == 0) d->news = tw_group_next_story(d->group);
    p = pending_new(d);
    p->stored = (struct tw_stored){.number = ++d->last,
                                   .article = tw_article_dup(p->mem, in->article),
                                   .received = in->received};
    p->kind = in->kind;
    p->evidence = tw_slice_dup(p->mem, in->evidence);
    p->given = in->statements != NULL;
    if (p->given) p->statements = tw_statements_dup(p->mem, in->statements);
    if (received > d->received) d->received = received;
    tw_map_add(&d->ids, p->stored.article.id, NULL)->value = d->last;
    tw_pool_add(d->pool, p);
    tw_desk_note(d, &p->stored.article, &in->received);
    if ((st = find_copies(d, mem, p)) != TW_OK) return st;
    if ((st = find_story(d, mem, p)) != TW_OK) return st;
    return d->trouble;
}

enum tw_status tw_batch_take(struct tw_desk *d, const struct tw_incoming *in)
{
    enum tw_status st = take(d, in);

    return st == TW_OK ? st : tw_batch_lose(d, st);
}

/* ---- Writing */

static enum tw_status write_article(struct tw_desk *d, struct tw_desk_pending *p)
{
    struct tw_slice url = p->stored.article.url;
    enum tw_status st;

    p->stored.edition_of = 0;
    if (url.n && (st = tw_store_by_url(d->store, url, &p->stored.edition_of)) != TW_OK) return st;
    return tw_store_put_article(d->store, &p->stored, p->kind, p->evidence);
}

enum tw_status tw_batch_write(struct tw_desk *d)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < d->pendings && st == TW_OK; i++) st = write_article(d, d->pending[i]);
    for (size_t i = 0; i < d->copies && st == TW_OK; i++)
        st = tw_store_put_copy(d->store, &d->copy[i]);
    for (size_t i = 0; i < d->moves && st == TW_OK; i++)
        st = tw_store_place(d->store, d->move[i].article, d->move[i].story);
    for (size_t i = 0; i < d->pendings && st == TW_OK; i++) {
        const struct tw_desk_pending *p = d->pending[i];

        tw_recent_put(d->recent,
                      &(struct tw_kept){p->stored.number, p->stored.article, p->statements});
    }
    for (size_t i = 0; i < d->events && st == TW_OK; i++)
        st = tw_store_put_event(d->store, &d->event[i]);
    return st;
}

void tw_batch_end(struct tw_desk *d)
{
    tw_pool_wait(d->pool);
    tw_arena_reset(d->batch);
    d->ids = d->changed = tw_map_in(d->batch);
    d->copy = NULL;
    d->event = NULL;
    d->move = NULL;
    d->change = NULL;
    d->pendings = d->copies = d->copy_cap = d->events = d->event_cap = d->moves = d->move_cap = 0;
    d->changes = d->change_cap = 0;
    d->news = UINT64_MAX;
    d->out = NULL;
    d->outs = d->out_cap = 0;
    d->also = NULL;
}

enum tw_status tw_batch_lose(struct tw_desk *d, enum tw_status st)
{
    d->stale = true;
    d->trouble = TW_OK;
    tw_batch_end(d);
    return st;
}

void tw_batch_free(struct tw_desk *d)
{
    tw_pool_free(d->pool);
    for (size_t i = 0; i < d->pending_made; i++) tw_arena_free(d->pending[i]->mem);
    tw_arena_free(d->batch);
}
