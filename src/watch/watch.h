/* watch/watch.h - feeds polled, their new items fetched, and handed to the desk.
**
**     w = tw_watch_new(&options);
**     while (goes on) st = tw_watch_step(w, 1000);
**     st = tw_watch_finish(w);
**
** A feed that is due (watch/schedule.h) is asked whether it has changed; what it holds is parsed in
** a worker; of the items that are news (watch/known.h) the pages are fetched, cleaned in a worker
** and taken by the desk. Where a page cannot be had, or has no article, the text of the feed is
** taken.  A page that fails for a while is tried again at the next polls, three times in all.
**
** Nothing is lost and nothing comes twice: what became of an item is written in the transaction
** that stores its article, and the feed counts as read (ETag, Last-Modified) when all of its
** items are settled.  A process that is killed asks again for what was not committed.
**
** Fair: the feed that is due the longest comes first; at most TW_WATCH_HOST feeds of one host are
** polled at a time, so a slow one holds up nobody else.  Politeness is the fetcher's
** (fetch/fetch.h). One thread.  Memory: a job for each feed that is being polled, at most `jobs`:
** its document, its items and 64 KiB; a feed that waits costs nothing but its row in the store.
*/
#ifndef TW_WATCH_WATCH_H
#define TW_WATCH_WATCH_H
#include "fetch/fetch.h"
#include "read/source.h"
#include "store/desk.h"
#include "watch/schedule.h"

enum { TW_WATCH_HOST = 2, TW_WATCH_JOBS = 64, TW_WATCH_PAGES = 100 /* of one feed at a poll */,
       TW_WATCH_TRIES = 3 };

/* What was done; items = kept + duplicates + not_article + dropped + waiting. */
struct tw_watch_counts {
    uint64_t polls, unchanged, failed;  /* feeds asked; that had nothing new to send; that failed */
    uint64_t disabled;                  /* of the failed ones: from now on */
    uint64_t items;                     /* new or changed */
    uint64_t kept, duplicates, not_article, dropped;
    uint64_t waiting;                   /* to be tried again */
    uint64_t from_feed;                 /* of the kept ones: the feed's own text */
};

/* Who takes articles in a desk's place, and passes them on. */
struct tw_watch_taker {
    /* As tw_desk_add and tw_desk_commit: what was taken before the commit is safe behind it.  Then,
    ** and only then, what became of the items is written to the store of the feeds. */
    enum tw_status (*take)(void *context, const struct tw_incoming *in, enum tw_taken *taken);
    enum tw_status (*commit)(void *context);
    void *context;
};

struct tw_watch_options {
    struct tw_store *store;             /* open for writing */
    struct tw_desk *desk;               /* of that store; NULL: `taker` takes the articles */
    struct tw_watch_taker taker;
    struct tw_fetcher *fetcher;
    struct tw_pace pace;
    unsigned jobs;                      /* feeds at once; 0: TW_WATCH_JOBS */
    int64_t until;                      /* poll no feed that is due later, Unix s; 0: go on */
    int64_t (*clock)(void *context);    /* the fetcher's: ms since 1970 */
    void *clock_context;
    /* Parses a document where it can do no harm: TW_RAW_FEED as tw_issue_write does, others into
       the JSON of an article. */
    enum tw_status (*parse)(void *context, struct tw_arena *mem, const struct tw_raw *raw,
                            struct tw_slice *out, const char **why);
    /* Each may be NULL.  Before a commit: puts what was fetched on the disk, when it is kept.  A
    ** feed that failed; an item that gave no article; a commit, with what was done since the last
    ** one. */
    enum tw_status (*committing)(void *context);
    void (*feed_failed)(void *context, const struct tw_watched *feed);
    void (*dropped)(void *context, struct tw_slice source, enum tw_status st, const char *why);
    enum tw_status (*committed)(void *context, const struct tw_watch_counts *since);
    void *context;
};

struct tw_watch;
struct tw_watch *tw_watch_new(const struct tw_watch_options *o);
/* what is not committed is given up; NULL is fine */
void tw_watch_free(struct tw_watch *w);

/* Starts what is due, moves data for at most timeout_ms, takes what came, commits when it is time.
** When it is not TW_OK (the store's status, or that of the archive) what was not committed is lost,
** and will be asked for again by the next process. */
TW_MUST_USE enum tw_status tw_watch_step(struct tw_watch *w, unsigned timeout_ms);

/* Commits what is settled; polls under way are given up. */
TW_MUST_USE enum tw_status tw_watch_finish(struct tw_watch *w);

/* Nothing is under way, waits for its commit or is due by `until`. */
bool tw_watch_is_idle(const struct tw_watch *w);

/* When something is next to be done, ms of the clock; in simulated time the clock can jump there
** when the fetcher has nothing running.  INT64_MAX: there is nothing to be done. */
int64_t tw_watch_next(const struct tw_watch *w);

#endif
