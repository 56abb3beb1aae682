/* work/pull.h - messages in, shared by all workers of one name, given again until they are done.
**
** A puller asks the stream for some messages ahead ($JS.API.CONSUMER.MSG.NEXT) and hands them out
** one by one. A message that is not done within `ack_wait_ms` (its worker died, or forgot to say
** tw_delivery_busy), or that failed, is given again, to any worker; so every worker must bear to
** get one twice, known by its id.  After `tries` times it is set aside with the reason
** (work/aside.h) and never given again.
**
** An answer (done, failed) is not waited for: one that is lost on its way costs that the message
** comes again. tw_delivery_done_surely waits. Messages of one worker come in the order of the
** stream, but those given again; for the whole order see work/follow.h.
*/
#ifndef TW_WORK_PULL_H
#define TW_WORK_PULL_H
#include "work/broker.h"

struct tw_puller;

struct tw_pull_options {
    const char *stream;
    const char *name;    /* of the consumer; workers that give the same name share the messages */
    const char *subject; /* which of the stream's messages ("read.en.>"); NULL: all */
    const char
        *aside;     /* the stream for what cannot be done (tw_aside_ensure); NULL: tried for ever */
    unsigned ahead; /* asked for at once; 0: 50.  Each counts as given from then on */
    unsigned ack_wait_ms; /* 0: 30,000 */
    unsigned tries;       /* 0: 5 */
    unsigned held;        /* given and not done, all workers together; 0: 10,000 */
};

/* Makes the consumer when it is not there, or changes its limits. TW_NOTFOUND: there is no such
** stream. */
TW_MUST_USE enum tw_status
tw_puller_open(struct tw_broker *b, const struct tw_pull_options *options, struct tw_puller **out);
/* Messages asked for and not handed out are given back, for others to take at once. NULL is fine.
 */
void tw_puller_close(struct tw_puller *p);

/* One message; its slices live until it is answered, or the puller is closed. */
struct tw_delivery {
    struct tw_slice subject, id, data;
    unsigned tries;    /* 1: for the first time */
    uint64_t sequence; /* in the stream */
    int64_t when;      /* it came into the stream, Unix ms */
    uint64_t pending;  /* of this consumer behind it */
    void *handle;      /* private */
};

/* The next message; waits up to wait_ms.  TW_OK; TW_EMPTY: none came; TW_IO.  Any number may be
** held. */
TW_MUST_USE enum tw_status tw_pull(struct tw_puller *p, unsigned wait_ms, struct tw_delivery *out);

/* Each delivery is answered by one of these, once; it is gone then, whatever they return. */
TW_MUST_USE enum tw_status tw_delivery_done(struct tw_puller *p, struct tw_delivery *d);
/* Returns when the broker has noted it (TW_OK), or not within some seconds (TW_IO: it may come
** again). */
TW_MUST_USE enum tw_status tw_delivery_done_surely(struct tw_puller *p, struct tw_delivery *d);
/* To be given again after a pause that doubles with each try, from a second to a minute; set
** aside after the last try. */
TW_MUST_USE enum tw_status tw_delivery_failed(struct tw_puller *p, struct tw_delivery *d,
                                              const char *reason);
/* Not tried at all: to be given to somebody again after delay_ms.  Counts as a try all the same. */
TW_MUST_USE enum tw_status tw_delivery_back(struct tw_puller *p, struct tw_delivery *d,
                                            unsigned delay_ms);
/* No try will help: set aside at once. */
TW_MUST_USE enum tw_status tw_delivery_hopeless(struct tw_puller *p, struct tw_delivery *d,
                                                const char *reason);

/* Still working on it: ack_wait_ms begins anew. */
TW_MUST_USE enum tw_status tw_delivery_busy(struct tw_puller *p, const struct tw_delivery *d);

#endif
