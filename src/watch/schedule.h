/* watch/schedule.h - when a feed is polled next.
**
** Pure: times are given, nothing is random.  A feed that brings news often is polled often: at half
** the time that one new item is expected to take, between `least` and `most`.  The rate is learnt
** as a mean that forgets within a day.  What the publisher asks for holds: ttl, sy:updatePeriod and
** Cache-Control up to `most`, Retry-After up to a day.  After a failure the pause doubles up to a
** day; after TW_FAILURES in a row, or at once when it is gone (410), the feed is disabled and tried
** daily for a week, then weekly; an answer enables it.  Feeds of one list drift apart by up to a
** tenth of their pauses, told by a hash of the address.
*/
#ifndef TW_WATCH_SCHEDULE_H
#define TW_WATCH_SCHEDULE_H
#include "store/store.h"

enum { TW_FAILURES = 10 };

struct tw_pace { int64_t least, most; };        /* s between two polls of a feed that answers */

enum tw_poll_end {
    TW_POLL_ANSWERED,           /* the feed, or that it has not changed */
    TW_POLL_FAILED,
    TW_POLL_GONE,               /* for good, it says */
    TW_POLL_UNCOUNTED           /* nobody could be asked: not its fault */
};

struct tw_poll {
    enum tw_poll_end end;
    int64_t now;                /* Unix s; all times are */
    uint64_t fresh;             /* new items */
    uint64_t dated;             /* items with a date in the document, */
    int64_t oldest, newest;     /* and the first and the last of these dates */
    int64_t asked;              /* s that the publisher asks to be left alone; 0: does not say */
    int64_t retry_after;        /* s, of Retry-After; -1: none */
    bool again;                 /* items of it wait to be tried once more */
    struct tw_slice why;        /* it failed */
};

/* Notes the poll in the feed: next, pause, rhythm, polled, answered, news, polls, items, failures,
** failed, disabled, why.  Borrows p->why. */
void tw_schedule_note(struct tw_watched *f, const struct tw_pace *pace, const struct tw_poll *p);

#endif
