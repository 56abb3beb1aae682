/* watch/watch.c - the round: start what is due, take what came, commit.
**
** A commit is due 500 ms after the first thing of a batch was settled, or when so much has come
** that more would only take memory, or when nothing is on its way any more.  It also takes what
** others handed in and carries out decisions, so it comes at least every two seconds.
*/
#include "watch/watch_int.h"

enum {
    BATCH = 200,                /* articles a commit */
    BYTES = 16 << 20,           /* of documents and texts */
    PATIENCE = 500,             /* ms */
    LOOK = 2000,                /* ms between two looks for feeds that are due, at most */
    DUE = 2000,                 /* feeds looked at for some whose hosts are free */
    LARGE = 1 << 20             /* bytes of a job's memory that is not kept for the next one */
};

struct tw_watch *tw_watch_new(const struct tw_watch_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_watch *w = TW_NEW(mem, struct tw_watch);

    w->mem = mem;
    w->o = *o;
    w->jobs = o->jobs ? o->jobs : TW_WATCH_JOBS;
    w->job = TW_NEW_N(mem, struct tw_job, w->jobs);
    for (size_t i = 0; i < w->jobs; i++) w->job[i].mem = tw_arena_new(0);
    w->batch = tw_arena_new(0);
    w->scratch = tw_arena_new(0);
    return w;
}

void tw_watch_free(struct tw_watch *w)
{
    if (!w) return;
    for (size_t i = 0; i < w->jobs; i++) tw_arena_free(w->job[i].mem);
    tw_arena_free(w->batch);
    tw_arena_free(w->scratch);
    tw_arena_free(w->mem);
}

/* ---- Starting */

static bool is_polled(const struct tw_watch *w, uint64_t feed)
{
    for (size_t i = 0; i < w->jobs; i++)
        if (w->job[i].used && w->job[i].feed.number == feed) return true;
    return false;
}

static size_t polled_at(const struct tw_watch *w, struct tw_slice host)
{
    size_t n = 0;

    for (size_t i = 0; i < w->jobs; i++) n += w->job[i].used && tw_slice_eq(w->job[i].host, host);
    return n;
}

/* Starts feeds that are due, the longest due first. */
static enum tw_status start_due(struct tw_watch *w)
{
    struct tw_arena *mem;
    struct tw_watched *f;
    int64_t now = tw_watch_now(w), by = w->o.until && w->o.until < now ? w->o.until : now;
    size_t n;
    enum tw_status st;

    if (w->used == w->jobs || tw_watch_ms(w) < w->look) return TW_OK;
    mem = tw_arena_new(0);
    st = tw_store_watched(w->o.store, mem, &by, DUE, &f, &n);
    w->due = false;
    for (size_t i = 0; i < n && st == TW_OK; i++) {
        struct tw_slice host = tw_fetch_host(w->o.fetcher, mem,
                                             f[i].moved.n ? f[i].moved : f[i].url);

        if (is_polled(w, f[i].number)) continue;
        if (w->used == w->jobs || polled_at(w, host) >= TW_WATCH_HOST) w->due = true;
        else tw_poll_start(w, &f[i], host);
    }
    w->look = tw_watch_ms(w) + LOOK;
    tw_arena_free(mem);
    return st;
}

/* ---- Committing */

static enum tw_status write(struct tw_store *s, void *context)
{
    enum { FORGET = 7 * 86400 };        /* s after which what left a feed is forgotten */
    struct tw_watch *w = context;
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < w->settleds && st == TW_OK; i++)
        st = tw_store_put_entry(s, w->settled[i].feed, &w->settled[i].entry);
    for (size_t i = 0; i < w->jobs && st == TW_OK; i++) {
        const struct tw_job *job = &w->job[i];

        if (!job->ended) continue;
        st = tw_store_polled(s, &job->feed);
        if (st == TW_OK && job->poll.fresh)
            st = tw_store_forget_entries(s, job->feed.number, tw_watch_now(w) - FORGET);
    }
    return st;
}

static void clear(struct tw_watch *w)
{
    for (size_t i = 0; i < w->jobs; i++) {
        struct tw_job *job = &w->job[i];

        if (!job->ended) continue;
        job->used = job->ended = false;
        job->items = 0;
        if (tw_arena_peak(job->mem) > LARGE) {
            tw_arena_free(job->mem);
            job->mem = tw_arena_new(0);
        }
        w->used--;
        w->look = 0;
    }
    tw_arena_reset(w->batch);
    w->settled = NULL;
    w->settleds = w->settled_cap = w->taken = w->bytes = w->ended = 0;
    w->since = 0;
    w->counts = (struct tw_watch_counts){0};
}

/* What came of the items, behind the articles that somebody else has taken. */
static enum tw_status commit_apart(struct tw_watch *w, bool something)
{
    enum tw_status st = w->o.taker.commit(w->o.taker.context);

    if (st != TW_OK || !something) return st;
    if ((st = tw_store_begin(w->o.store)) != TW_OK) return st;
    if ((st = write(w->o.store, w)) == TW_OK) return tw_store_commit(w->o.store);
    tw_store_rollback(w->o.store);
    return st;
}

static enum tw_status commit_at_desk(struct tw_watch *w, bool something)
{
    if (something) tw_desk_also(w->o.desk, write, w);
    return tw_desk_commit(w->o.desk);
}

static enum tw_status commit(struct tw_watch *w)
{
    struct tw_watch_counts counts = w->counts;
    bool something = w->since != 0;
    enum tw_status st = TW_OK;

    if (something && w->o.committing) st = w->o.committing(w->o.context);
    if (st != TW_OK) return st;
    st = w->o.desk ? commit_at_desk(w, something) : commit_apart(w, something);
    if (st != TW_OK) return st;
    w->committed = tw_watch_ms(w);
    clear(w);
    return w->o.committed ? w->o.committed(w->o.context, &counts) : TW_OK;
}

static bool commit_is_due(const struct tw_watch *w)
{
    int64_t now = tw_watch_ms(w);

    if (!w->since) return now - w->committed >= LOOK;
    return w->taken >= BATCH || w->bytes >= BYTES || now - w->since >= PATIENCE
           || tw_fetch_pending(w->o.fetcher) == 0;
}

/* ---- The round */

static enum tw_status take(struct tw_watch *w, const struct tw_fetched *r)
{
    const struct tw_errand *e = r->context;

    if (r->kept != TW_OK) return r->kept;       /* it must not count as seen */
    return e->kind == TW_ERRAND_PAGE ? tw_item_answer(w, e, r) : tw_poll_answer(w, e, r);
}

/* Not longer than until the next commit, or the next look. */
static unsigned patience(const struct tw_watch *w, unsigned timeout_ms)
{
    int64_t now = tw_watch_ms(w), until = w->since ? w->since + PATIENCE : w->committed + LOOK;

    if (w->used < w->jobs && w->look < until) until = w->look;
    if (until <= now) return 0;
    return until - now < timeout_ms ? (unsigned)(until - now) : timeout_ms;
}

enum tw_status tw_watch_step(struct tw_watch *w, unsigned timeout_ms)
{
    const struct tw_fetched *r;
    enum tw_status st = start_due(w);

    if (st != TW_OK) return st;
    tw_fetch_step(w->o.fetcher, patience(w, timeout_ms));
    while ((r = tw_fetch_next(w->o.fetcher))) {
        if ((st = take(w, r)) != TW_OK) return st;
        if ((w->taken >= BATCH || w->bytes >= BYTES) && (st = commit(w)) != TW_OK) return st;
    }
    return commit_is_due(w) ? commit(w) : TW_OK;
}

enum tw_status tw_watch_finish(struct tw_watch *w)
{
    return commit(w);
}

bool tw_watch_is_idle(const struct tw_watch *w)
{
    return w->used == 0 && !w->since && !w->due && w->look > tw_watch_ms(w);
}

int64_t tw_watch_next(const struct tw_watch *w)
{
    int64_t due = tw_fetch_due(w->o.fetcher);

    if (w->since && w->since + PATIENCE < due) due = w->since + PATIENCE;
    return w->used < w->jobs && w->look < due ? w->look : due;
}
