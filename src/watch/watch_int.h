/* watch/watch_int.h - a watch from inside, for watch.c, poll.c and item.c. */
#ifndef TW_WATCH_WATCH_INT_H
#define TW_WATCH_WATCH_INT_H
#include "watch/issue.h"
#include "watch/known.h"
#include "watch/watch.h"

struct tw_job;

/* What a request is for: its context. */
enum tw_errand_kind { TW_ERRAND_FEED, TW_ERRAND_SITEMAP, TW_ERRAND_PAGE };
struct tw_errand { enum tw_errand_kind kind; struct tw_job *job; struct tw_job_item *item; };

struct tw_job_item {
    struct tw_issue_item item;
    struct tw_seen_entry entry;     /* as it will be kept */
    uint64_t text_before;           /* of a changed one */
    bool changed, under_way;
};

/* A feed that is being polled. */
struct tw_job {
    struct tw_arena *mem;           /* everything of it; used again */
    bool used, ended;               /* ended: waits for the commit */
    struct tw_watched feed;
    struct tw_slice host;
    struct tw_poll poll;
    const struct tw_seen_entry *seen; size_t seen_n;        /* what stood in it before */
    struct tw_known_items known;
    struct tw_slice etag, modified; /* of the answer */
    struct tw_slice found;          /* where a page said that the feed is */
    struct tw_job_item **item;
    size_t items, cap;
    size_t requests;                /* under way */
};

/* What became of an entry, for the next commit. */
struct tw_settled { uint64_t feed; struct tw_seen_entry entry; };

struct tw_watch {
    struct tw_arena *mem;           /* this struct */
    struct tw_watch_options o;
    struct tw_job *job;
    size_t jobs, used, ended;
    struct tw_arena *batch;         /* until the commit */
    struct tw_settled *settled;
    size_t settleds, settled_cap, taken, bytes;
    int64_t since;                  /* ms at which the first of the batch was settled; 0: none is */
    int64_t committed;              /* ms of the last commit */
    int64_t look;                   /* ms at which to look for feeds that are due */
    bool due;                       /* some were found that could not be started yet */
    struct tw_watch_counts counts;  /* since the last commit */
    /* feeds in a row whose servers could not be reached, nobody having answered */
    unsigned silent;
    struct tw_arena *scratch;       /* one document */
};

static inline int64_t tw_watch_ms(const struct tw_watch *w) { return w->o.clock(w->o.clock_context);
                                                              }
static inline int64_t tw_watch_now(const struct tw_watch *w) { return tw_watch_ms(w) / 1000; }

/* ---- poll.c */

/* Begins to poll the feed, which is copied. */
void tw_poll_start(struct tw_watch *w, const struct tw_watched *feed, struct tw_slice host);
/* An answer to one of its requests for feeds. */
TW_MUST_USE enum tw_status tw_poll_answer(struct tw_watch *w, const struct tw_errand *e,
                                          const struct tw_fetched *r);
/* A request of the job has been dealt with: the last one ends the poll. */
void tw_poll_request_done(struct tw_watch *w, struct tw_job *job);

/* ---- item.c */

/* Begins to settle an item that is new or changed: its page is asked for, or its own text taken. */
TW_MUST_USE enum tw_status tw_item_start(struct tw_watch *w, struct tw_job *job,
                                         struct tw_job_item *it);
TW_MUST_USE enum tw_status tw_item_answer(struct tw_watch *w, const struct tw_errand *e,
                                          const struct tw_fetched *r);
/* Notes for the next commit that the item is on its way: should the process die meanwhile, the next
** one asks for it, also when the feed has it no more. */
void tw_item_expect(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it);
/* Notes what became of an entry for the next commit. */
void tw_item_note(struct tw_watch *w, const struct tw_job *job, const struct tw_seen_entry *e);

/* True when it is worth asking again for what ended so. */
bool tw_fetched_passes(const struct tw_fetched *r);

#endif
