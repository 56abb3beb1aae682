/* watch/poll.c - one poll of one feed: ask, tell news from what is known, settle each item.
**
** An index of sitemaps names others; they are asked in turn and their items count as the feed's.
** A page that comes instead may name its feed, which then is asked for and remembered.
** A first poll brings all that the feed holds.  Of what is more than TW_WATCH_PAGES the rest waits
** for the next poll.  An item whose page another feed is asking for just now waits, too: by
** then it is known.
*/
#include "watch/watch_int.h"

#include "base/vec.h"

enum {
    DAY = 86400,
    CHANGE = 15 * 60,           /* s between two looks at a page whose item changes */
    CHANGES = 20,               /* looks at it in all */
    OFFLINE = 3,                /* feeds in a row out of reach: it is the network */
    ASTRAY = 5                  /* failures after which the first address is tried again */
};

static void request(struct tw_watch *w, struct tw_job *job, enum tw_errand_kind kind,
                    struct tw_request r)
{
    struct tw_errand *e = TW_NEW(job->mem, struct tw_errand);

    *e = (struct tw_errand){.kind = kind, .job = job};
    r.context = e;
    r.priority = 1;             /* before pages */
    job->requests++;
    tw_fetch_add(w->o.fetcher, &r);
}

static struct tw_job *free_job(struct tw_watch *w)
{
    for (size_t i = 0; i < w->jobs; i++)
        if (!w->job[i].used) return &w->job[i];
    return NULL;
}

void tw_poll_start(struct tw_watch *w, const struct tw_watched *feed, struct tw_slice host)
{
    struct tw_job *job = free_job(w);
    struct tw_arena *mem = job->mem;
    struct tw_watched f = *feed;

    tw_arena_reset(mem);
    *job = (struct tw_job){.mem = mem, .used = true, .host = tw_slice_dup(mem, host)};
    f.url = tw_slice_dup(mem, f.url);
    f.moved = tw_slice_dup(mem, f.moved);
    f.title = tw_slice_dup(mem, f.title);
    f.site = tw_slice_dup(mem, f.site);
    f.folder = tw_slice_dup(mem, f.folder);
    f.lang = tw_slice_dup(mem, f.lang);
    f.etag = job->etag = tw_slice_dup(mem, f.etag);
    f.modified = job->modified = tw_slice_dup(mem, f.modified);
    f.failed = tw_slice_dup(mem, f.failed);
    f.why = tw_slice_dup(mem, f.why);
    job->feed = f;
    job->poll = (struct tw_poll){.retry_after = -1, .why = {"", 0}};
    w->used++;
    w->counts.polls++;
    request(w, job, TW_ERRAND_FEED,
            (struct tw_request){.url = f.moved.n ? f.moved : f.url, .etag = f.etag,
                                .last_modified = f.modified});
}

/* ---- The end */

static void count_failure(struct tw_watch *w, struct tw_job *job)
{
    if (job->feed.failures >= ASTRAY) job->feed.moved = (struct tw_slice){"", 0};
    w->counts.failed++;
    w->counts.disabled += job->feed.disabled == job->poll.now;
    if (w->o.feed_failed) w->o.feed_failed(w->o.context, &job->feed);
}

void tw_poll_request_done(struct tw_watch *w, struct tw_job *job)
{
    if (--job->requests) return;
    job->poll.now = tw_watch_now(w);
    if (job->feed.asked > job->poll.asked) job->poll.asked = job->feed.asked;
    tw_schedule_note(&job->feed, &w->o.pace, &job->poll);
    if (job->poll.end != TW_POLL_ANSWERED) {
        count_failure(w, job);
    } else {
        job->feed.etag = job->poll.again ? (struct tw_slice){"", 0} : job->etag;
        job->feed.modified = job->poll.again ? (struct tw_slice){"", 0} : job->modified;
    }
    job->ended = true;
    w->ended++;
    if (!w->since) w->since = tw_watch_ms(w);
}

static void fail(struct tw_watch *w, struct tw_job *job, enum tw_poll_end end, const char *why)
{
    job->poll.end = end;
    job->poll.why = tw_slice_dup(job->mem, tw_slice_of(why));
    tw_poll_request_done(w, job);
}

/* ---- What is new in it */

static bool is_under_way(const struct tw_watch *w, const struct tw_job *own, uint64_t link)
{
    for (size_t i = 0; i < w->jobs; i++) {
        const struct tw_job *job = &w->job[i];

        for (size_t k = 0; job->used && job != own && k < job->items; k++)
            if (job->item[k]->entry.link == link) return true;
    }
    return false;
}

static enum tw_status start_item(struct tw_watch *w, struct tw_job *job,
                                 const struct tw_issue_item *item,
                                 const struct tw_seen_entry *e, bool changed, uint64_t before)
{
    struct tw_job_item *it;

    for (size_t i = 0; i < job->items; i++)     /* another sitemap of the same index named it */
        if (job->item[i]->entry.link == e->link) return TW_OK;
    it = TW_NEW(job->mem, struct tw_job_item);
    *it = (struct tw_job_item){.item = *item, .entry = *e, .changed = changed,
                               .text_before = before};
    TW_PUSH(job->mem, job->item, job->items, job->cap, it);
    job->poll.fresh += !changed && e->tries == 0;
    if (!changed) tw_item_expect(w, job, it);
    return tw_item_start(w, job, it);
}

/* An item that has not been settled in this feed. */
static enum tw_status meet_new(struct tw_watch *w, struct tw_job *job,
                               const struct tw_issue_item *item, struct tw_seen_entry *e)
{
    bool known;
    enum tw_status st;

    if (is_under_way(w, job, e->link) || job->items >= TW_WATCH_PAGES) {
        job->poll.again = true;
        return TW_OK;
    }
    if ((st = tw_store_entry_known(w->o.store, e->link, &known)) != TW_OK) return st;
    if (!known) return start_item(w, job, item, e, false, 0);
    e->state = TW_ENTRY_DUPLICATE;
    tw_item_note(w, job, e);
    return TW_OK;
}

static enum tw_status meet_changed(struct tw_watch *w, struct tw_job *job,
                                   const struct tw_issue_item *item,
                                   struct tw_seen_entry *e, uint64_t before)
{
    if (e->tries >= CHANGES) return TW_OK;
    if (e->seen - e->tried < CHANGE || job->items >= TW_WATCH_PAGES) {
        job->poll.again = true;
        return TW_OK;
    }
    return start_item(w, job, item, e, true, before);
}

static enum tw_status meet(struct tw_watch *w, struct tw_job *job, const struct tw_issue_item *item)
{
    struct tw_seen_entry e;
    uint64_t before;
    enum tw_item_is is = tw_known_items_find(&job->known, job->mem, item, &e, &before);
    int64_t now = tw_watch_now(w), seen = e.seen;

    e.seen = now;
    switch (is) {
    case TW_ITEM_NEW:
    case TW_ITEM_WAITS: return meet_new(w, job, item, &e);
    case TW_ITEM_CHANGED: return meet_changed(w, job, item, &e, before);
    case TW_ITEM_MOVED: tw_item_note(w, job, &e); break;
    case TW_ITEM_OLD:
        if (now - seen > DAY) tw_item_note(w, job, &e);
        break;
    }
    return TW_OK;
}

static void note_dates(struct tw_poll *p, const struct tw_issue *issue, int64_t now)
{
    for (size_t i = 0; i < issue->n; i++) {
        int64_t t = tw_date_unix(&issue->v[i].published);

        if (issue->v[i].published.grain < TW_DATE_DAY || t > now) continue;
        if (!p->dated || t < p->oldest) p->oldest = t;
        if (!p->dated || t > p->newest) p->newest = t;
        p->dated++;
    }
}

/* Those that wait and have left the feed meanwhile. */
static enum tw_status meet_waiting(struct tw_watch *w, struct tw_job *job)
{
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < job->seen_n && st == TW_OK; i++) {
        const struct tw_seen_entry *e = &job->seen[i];
        struct tw_issue_item item;

        if (e->state == TW_ENTRY_WAITS && e->item.n
            && tw_issue_item_read(job->mem, e->item, &item) == TW_OK)
            st = meet(w, job, &item);
    }
    return st;
}

/* The last of the items first: feeds have the newest first, and stories are told in order. */
static enum tw_status meet_all(struct tw_watch *w, struct tw_job *job, const struct tw_issue *issue)
{
    struct tw_seen_entry *e;
    size_t n;
    enum tw_status st = tw_store_entries(w->o.store, job->mem, job->feed.number, &e, &n);

    if (st != TW_OK) return st;
    job->seen = e;
    job->seen_n = n;
    job->known = tw_known_items_of(job->mem, e, n);
    note_dates(&job->poll, issue, tw_watch_now(w));
    for (size_t i = issue->n; i-- > 0 && st == TW_OK;) st = meet(w, job, &issue->v[i]);
    return st == TW_OK ? meet_waiting(w, job) : st;
}

static void ask_sitemaps(struct tw_watch *w, struct tw_job *job, const struct tw_issue *index)
{
    for (size_t i = 0; i < index->n; i++)
        if (index->v[i].url.n)
            request(w, job, TW_ERRAND_SITEMAP, (struct tw_request){.url = index->v[i].url});
}

/* ---- Answers */

static struct tw_slice keep_shorter(struct tw_arena *mem, struct tw_slice s, size_t most)
{
    return s.n <= most ? tw_slice_dup(mem, s) : (struct tw_slice){"", 0};
}

/* What the answer says of the feed itself. */
static void note_answer(struct tw_job *job, const struct tw_fetched *r,
                        const struct tw_issue *issue)
{
    enum { FIELD = 1000 };
    struct tw_watched *f = &job->feed;

    if (job->found.n) f->moved = keep_shorter(job->mem, job->found, 4 * FIELD);
    if (r->permanent_url.n)
        f->moved = tw_slice_eq(r->permanent_url, f->url) ? (struct tw_slice){"", 0}
                                                         : keep_shorter(job->mem, r->permanent_url,
                                                                        4 * FIELD);
    job->etag = keep_shorter(job->mem, r->etag, FIELD);
    job->modified = keep_shorter(job->mem, r->last_modified, FIELD);
    if (!f->title.n) f->title = keep_shorter(job->mem, issue->title, FIELD);
    if (!f->site.n) f->site = keep_shorter(job->mem, issue->site, FIELD);
    if (!f->lang.n) f->lang = keep_shorter(job->mem, issue->lang, 35);      /* RFC 5646, 4.4.1 */
    f->asked = issue->pause < 30 * DAY ? (int64_t)issue->pause : 30 * DAY;
}

/* A page came instead, which names its feed: that is asked for, once. */
static void follow(struct tw_watch *w, const struct tw_errand *e, const struct tw_issue *page)
{
    struct tw_job *job = e->job;

    if (e->kind == TW_ERRAND_FEED && job->found.n) {
        fail(w, job, TW_POLL_FAILED, "it is a page, not a feed, and what it names is none either");
        return;
    }
    if (e->kind == TW_ERRAND_FEED) {
        job->found = page->elsewhere;
        request(w, job, TW_ERRAND_FEED, (struct tw_request){.url = job->found});
    }
    tw_poll_request_done(w, job);
}

static enum tw_status take_issue(struct tw_watch *w, const struct tw_errand *e,
                                 const struct tw_fetched *r)
{
    struct tw_job *job = e->job;
    struct tw_raw raw = {.kind = TW_RAW_FEED, .source = job->feed.url, .url = r->final_url,
                         .bytes = r->body, .charset = r->charset};
    struct tw_slice json;
    struct tw_issue issue;
    const char *why = NULL;
    enum tw_status st = w->o.parse(w->o.context, job->mem, &raw, &json, &why);

    if (st == TW_OK) st = tw_issue_read(job->mem, json, &issue);
    if (st != TW_OK) {
        if (e->kind == TW_ERRAND_FEED) fail(w, job, TW_POLL_FAILED, why ? why : tw_status_text(st));
        else tw_poll_request_done(w, job);
        return TW_OK;
    }
    st = TW_OK;
    if (issue.elsewhere.n) return follow(w, e, &issue), TW_OK;
    if (e->kind == TW_ERRAND_FEED) note_answer(job, r, &issue);
    if (!issue.index) st = meet_all(w, job, &issue);
    else if (e->kind == TW_ERRAND_FEED) ask_sitemaps(w, job, &issue);
    tw_poll_request_done(w, job);
    return st;
}

/* When one feed after the other is out of reach and nobody else answers, it is the network. */
static enum tw_poll_end failure_of(struct tw_watch *w, const struct tw_fetched *r)
{
    if (r->end == TW_FETCH_UNREACHED && ++w->silent > OFFLINE) return TW_POLL_UNCOUNTED;
    if (r->end == TW_FETCH_REFUSED && r->retry_after >= 0) return TW_POLL_UNCOUNTED;
    return r->status == 410 ? TW_POLL_GONE : TW_POLL_FAILED;
}

enum tw_status tw_poll_answer(struct tw_watch *w, const struct tw_errand *e,
                              const struct tw_fetched *r)
{
    struct tw_job *job = e->job;

    if (r->end == TW_FETCH_ANSWERED) w->silent = 0;
    if (e->kind == TW_ERRAND_SITEMAP) {
        if (!r->why) return take_issue(w, e, r);
        job->poll.again |= tw_fetched_passes(r);
        tw_poll_request_done(w, job);
        return TW_OK;
    }
    job->poll.retry_after = r->retry_after;
    if (r->why) return fail(w, job, failure_of(w, r), r->why), TW_OK;
    job->poll.asked = r->max_age > 0 ? r->max_age : 0;
    if (r->status != 304) return take_issue(w, e, r);
    w->counts.unchanged++;
    tw_poll_request_done(w, job);
    return TW_OK;
}
