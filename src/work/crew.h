/* work/crew.h - reading and extracting, by any number of processes.
**
** Documents become articles, articles parcels (store/parcel.h), or documents parcels at once,
** which saves a message.  A crew keeps no state: what it was doing when it ended is given to
** another, and does come out the same.  A message is done when all that was made of it is
** confirmed by the broker.
**
** A message that was given before, to somebody who did not say what became of it, may be one
** that ends its worker.  Its items go back one by one, and each of those is done alone, with a
** note of it in a bucket; when TW_CREW_TRIES notes are there it is set aside, and who gave the item is
** told.
**
** One thread talks to the broker, `threads` work.  Memory: two batches of some MiB.
*/
#ifndef TW_WORK_CREW_H
#define TW_WORK_CREW_H
#include "clean/article.h"
#include "work/bundle.h"
#include "work/line.h"

enum { TW_CREW_TRIES = 3 };

struct tw_crew_options {
    struct tw_broker *broker;
    bool reads, extracts;           /* at least one */
    unsigned threads;               /* at least 1 */
    struct tw_partitions partitions;
    struct tw_slice build;          /* of store/parcel.h */
    unsigned term_ms;               /* who says nothing for three of these has died */
    /* Makes the article of a document; `worker` is below `threads`.  *why explains what is not TW_OK. */
    enum tw_status (*article)(void *context, unsigned worker, struct tw_arena *mem, const struct tw_raw *raw,
                              struct tw_article *out, const char **why);
    void (*dropped)(void *context, struct tw_slice source, enum tw_status st, const char *why);
    void *context;
};

/* items = kept + not_article + dropped + aside */
struct tw_crew_counts { uint64_t messages, items, kept, not_article, dropped, aside, bytes_in, bytes_out; };

struct tw_crew;

/* *options is copied.  As tw_puller_open. */
TW_MUST_USE enum tw_status tw_crew_open(const struct tw_crew_options *options, struct tw_crew **out);

/* Takes what there is, at most a batch, waits for some at most wait_ms, and hands on what the step before
** made.  TW_OK; TW_EMPTY: there was nothing to do; TW_NOTFOUND: the stream is gone: make it, and open a
** crew anew; else the broker's status. */
TW_MUST_USE enum tw_status tw_crew_step(struct tw_crew *c, unsigned wait_ms);

const struct tw_crew_counts *tw_crew_counts(const struct tw_crew *c);

/* What was taken and not handed on is given to others after a while.  NULL is fine. */
void tw_crew_close(struct tw_crew *c);

#endif
