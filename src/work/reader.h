/* work/reader.h - a stream in its order, from any place, without answering.
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
#ifndef TW_WORK_READER_H
#define TW_WORK_READER_H
#include "work/broker.h"

struct tw_reader;

struct tw_read {
    struct tw_slice subject, id, data; /* until the next call */
    uint64_t sequence;
    int64_t when;     /* it came into the stream, Unix ms */
    uint64_t pending; /* behind it, of these subjects; 0: it was the newest */
};

/* Reads messages of `subject` (may have wildcards; NULL: all) whose number is above `after`. */
TW_MUST_USE enum tw_status tw_reader_open(struct tw_broker *b, const char *stream,
                                          const char *subject, uint64_t after,
                                          struct tw_reader **out);
void tw_reader_close(struct tw_reader *r); /* NULL is fine */

/* TW_OK; TW_EMPTY: none came within wait_ms; TW_IO; TW_NOTFOUND: the stream is gone; TW_BROKEN:
** the stream begins above after + 1 although something was published between (it grew too old, or
** the stream was made anew): told once, at the first call. */
TW_MUST_USE enum tw_status tw_reader_next(struct tw_reader *r, unsigned wait_ms,
                                          struct tw_read *out);

#endif
