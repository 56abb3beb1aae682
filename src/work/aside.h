/* work/aside.h - messages that no worker could do, with the reason; listed, given back, dropped.
**
** A stream of its own that keeps them for 30 days.  A message comes here by pull.h; its id stays
** what it was, also when it is given back.
*/
#ifndef TW_WORK_ASIDE_H
#define TW_WORK_ASIDE_H
#include "work/broker.h"

struct tw_aside {
    uint64_t number; /* in the stream of these */
    struct tw_slice subject, id, stream, consumer, reason, data;
    unsigned tries;
    int64_t when; /* set aside, Unix s */
};

/* Makes the stream; *remark as in jetstream.h. */
TW_MUST_USE enum tw_status tw_aside_ensure(struct tw_broker *b, struct tw_arena *mem,
                                           const char *stream, const char **remark);

/* The first whose number is `from` or higher, in mem.  TW_DONE: there is none. */
TW_MUST_USE enum tw_status tw_aside_next(struct tw_broker *b, struct tw_arena *mem,
                                         const char *stream, uint64_t from, struct tw_aside *out);

/* Publishes it to its subject again and removes it here.  TW_NOTFOUND: there is none of that
** number. */
TW_MUST_USE enum tw_status tw_aside_again(struct tw_broker *b, struct tw_arena *mem,
                                          const char *stream, uint64_t number);
TW_MUST_USE enum tw_status tw_aside_drop(struct tw_broker *b, const char *stream, uint64_t number);

#endif
