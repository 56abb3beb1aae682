/* work/follow.h - a stream in its order, from any place, without answering.
**
** For the one owner of a state: it keeps the number of the last message it took with the state
** itself (in one transaction of the store, or in a snapshot) and begins behind it again; so
** nothing is taken twice or left out, whatever the broker remembers.  The stream must be a
** TW_STREAM_LOG that keeps messages longer than any such state is old.
**
** Numbers rise but leave gaps (other subjects, messages that went).  A message that gets lost on
** its way is noticed by the numbers of delivery, and the reader begins anew behind the last one
** handed out.
*/
#ifndef TW_WORK_FOLLOW_H
#define TW_WORK_FOLLOW_H
#include "work/broker.h"

struct tw_follower;

struct tw_followed {
    struct tw_slice subject, id, data; /* until the next call */
    uint64_t sequence;
    int64_t when;     /* it came into the stream, Unix ms */
    uint64_t pending; /* behind it, of these subjects; 0: it was the newest */
};

/* Reads messages of `subject` (may have wildcards; NULL: all) whose number is above `after` (0:
** from the oldest that is there).  TW_BROKEN: the stream does not have what comes behind `after`
** any more (it grew too old), or is not that far (it was made anew): the state that knows `after`
** cannot go on from there. */
TW_MUST_USE enum tw_status tw_follow_open(struct tw_broker *b, const char *stream,
                                          const char *subject, uint64_t after,
                                          struct tw_follower **out);
void tw_follow_close(struct tw_follower *r); /* NULL is fine */

/* TW_OK; TW_EMPTY: none came within wait_ms; TW_IO: the broker is gone for good; TW_NOTFOUND: the
** stream is gone. */
TW_MUST_USE enum tw_status tw_follow_next(struct tw_follower *r, unsigned wait_ms,
                                          struct tw_followed *out);

#endif
