/* work/ahead.h - messages of a consumer, asked for ahead of need; for pull.h and follow.h.
**
** Two requests of half of `ahead` messages each are kept with the server
** ($JS.API.CONSUMER.MSG.NEXT), so that one is full while the other is being made.  Servers show
** every second that they still have them (idle_heartbeat); after two and a half without a sign
** (the consumer's leader died, the connection broke) both count as lost and are made anew, so up
** to twice as many messages may come as were asked for.  Of large messages fewer are asked for:
** about 4 MiB at once.
*/
#ifndef TW_WORK_AHEAD_H
#define TW_WORK_AHEAD_H
#include "work/broker_int.h"

struct tw_ahead {
    struct tw_broker *broker;
    char subject[200]; /* of requests */
    natsInbox *inbox;
    natsSubscription *messages;
    struct tw_ahead_request {
        uint64_t number;
        unsigned left;
    } request[2];
    unsigned half;
    size_t typical; /* bytes of a message lately; 0: none came yet */
    uint64_t numbers;
    int64_t heard;  /* the last sign of the server */
    int64_t hush;   /* nothing is asked before */
    unsigned pause; /* ms: the length of the last hush; 0: none since a sign came */
    bool doubtful, ending;
};

/* TW_OK; TW_IO: the connection is gone. */
TW_MUST_USE enum tw_status tw_ahead_open(struct tw_ahead *a, struct tw_broker *b,
                                         const char *stream, const char *consumer, unsigned ahead);
void tw_ahead_close(struct tw_ahead *a);

/* The next message; the caller destroys it.  TW_OK; TW_EMPTY: none within wait_ms; TW_NOTFOUND:
** there is no such consumer (any more); TW_IO: the broker is gone for good. */
TW_MUST_USE enum tw_status tw_ahead_next(struct tw_ahead *a, unsigned wait_ms, natsMsg **out);

/* Whether messages may have been given that never came (the server was silent, or counts
** otherwise than we do), since the opening. */
bool tw_ahead_doubtful(const struct tw_ahead *a);

/* Asks for no more; what the server had already sent comes one by one.  false: that was all (or the
** server did not answer within two seconds). */
bool tw_ahead_rest(struct tw_ahead *a, natsMsg **out);

/* What the reply subject of a delivery tells (docs.nats.io, "NATS API Reference",
** acknowledgements). */
struct tw_given {
    unsigned tries;
    uint64_t sequence, place; /* in the stream; among what the consumer gave */
    int64_t when;             /* Unix ms */
    uint64_t pending;
};
bool tw_given_parse(const char *reply, struct tw_given *out);

/* Its id: what its maker gave it. */
struct tw_slice tw_ahead_id(const struct tw_ahead *a, natsMsg *m);

#endif
