/* work/owner.h - grouping: the one owner of a partition, and those who stand by.
**
** A desk (store/desk.h) takes the parcels of the partition in the order of their stream into a
** store.  How far it has come is written in the transaction that stores them, so whoever owns the
** partition next goes on exactly there; what an article became does not turn on who took it.
** The same parcels in the same order give the store that one `add` gives of them.
**
** Owner is who holds the lease.  Its token goes into the store: a former owner that stood still,
** and wakes up, can commit nothing (tw_store_open_held).  The desk's states are loaded from their
** file and brought up to the store; with the file on a disk that all see (`beside`), a change of
** owner costs reading it, and a fifth of a millisecond for each article behind it.
**
** Who gave an article is told when it is stored, and the stream gives up what is stored.
*/
#ifndef TW_WORK_OWNER_H
#define TW_WORK_OWNER_H
#include "store/desk.h"
#include "work/bundle.h"
#include "work/line.h"

struct tw_owner_options {
    struct tw_broker *broker;
    const struct tw_broker_options *connection;     /* for the lease; borrowed */
    struct tw_slice partition;
    const char *name;               /* of this process, unique; borrowed */
    const char *where, *beside;     /* the store, its states, as for tw_desk_open */
    struct tw_desk_options desk;
    struct tw_slice build;          /* of store/parcel.h */
    unsigned term_ms;               /* without a sign of the owner after which another takes over */
    /* Each may be NULL.  The store and its desk are open; something was committed; they are about to be closed. */
    void (*opened)(void *context, struct tw_store *s, const struct tw_desk *d, uint64_t token);
    enum tw_status (*committed)(void *context);
    void (*closing)(void *context);
    void (*dropped)(void *context, struct tw_slice source, enum tw_status st, const char *why);
    void *context;
};

/* articles = kept + duplicates + dropped */
struct tw_owner_counts { uint64_t articles, kept, duplicates, dropped, commits, taken_over; };

struct tw_owner;

/* *options is copied. */
TW_MUST_USE enum tw_status tw_owner_open(const struct tw_owner_options *options, struct tw_owner **out);

/* Stands by, or takes what there is; waits at most wait_ms.  TW_OK; TW_EMPTY: there was nothing to take;
** TW_LOCKED: another is the owner; else the status of the store or the broker, and tw_owner_why. */
TW_MUST_USE enum tw_status tw_owner_step(struct tw_owner *o, unsigned wait_ms);

const char *tw_owner_why(const struct tw_owner *o);
const struct tw_owner_counts *tw_owner_counts(const struct tw_owner *o);

/* Commits what was taken, saves the states, and gives the partition to who comes first.  NULL is fine. */
TW_MUST_USE enum tw_status tw_owner_close(struct tw_owner *o);

#endif
