/* work/jetstream.h - streams of a broker: made when they are not there; how full, how old.
**
** A stream keeps messages of some subjects on the disks of its servers.  TW_STREAM_WORK: until
** one worker has done each (a subject then has one consumer).  TW_STREAM_LOG: until they are too
** old or too many, whoever read them. A message published again with an id that came within
** `again_s` is confirmed and not kept twice.
**
** A full stream refuses the newest message (TW_FULL), so that nothing that was confirmed
** disappears but by age.
*/
#ifndef TW_WORK_JETSTREAM_H
#define TW_WORK_JETSTREAM_H
#include "work/broker.h"

enum tw_stream_kind { TW_STREAM_WORK, TW_STREAM_LOG };

struct tw_stream_options {
    const char *name;            /* letters, digits, - and _ */
    const char *const *subjects; /* "read.>" */
    size_t n_subjects;
    enum tw_stream_kind kind;
    /* 0: three in a cluster of three or more servers, one on a server alone.  While servers of a
    ** cluster are missing none is made, rather than one that is less safe. */
    unsigned replicas;
    uint64_t age_s; /* messages older than this go; 0: never */
    uint64_t
        again_s;   /* how long an id is remembered; 0: 120 (costs memory: about 100 bytes an id) */
    int64_t bytes; /* of all messages together; 0: no limit */
    int64_t messages; /* 0: no limit */
    int64_t each;     /* messages of one subject kept (the newest); 0: no limit */
    int32_t largest;  /* bytes of a message; 0: the server's limit */
};

/* Makes it, or changes the limits of what is there.  TW_OK, with *remark (in mem; NULL: none)
** when it has fewer replicas than three; TW_USAGE: there is one of another kind. */
TW_MUST_USE enum tw_status tw_stream_ensure(struct tw_broker *b, struct tw_arena *mem,
                                            const struct tw_stream_options *o, const char **remark);

struct tw_stream_state {
    uint64_t messages, bytes, first, last; /* first, last: sequence numbers */
    int64_t first_time, last_time;         /* Unix s, by the server's clock; 0: none */
    uint64_t made;                         /* a number; another one when the stream was made anew */
    unsigned replicas, current;            /* how many it should have; have everything now */
    unsigned consumers;
    char leader[64]; /* the server that answers for it; "": none, or a server alone */
};
TW_MUST_USE enum tw_status tw_stream_state(struct tw_broker *b, const char *stream,
                                           struct tw_stream_state *out);

struct tw_consumer_state {
    uint64_t pending;  /* not yet given to any worker */
    uint64_t held;     /* given, not yet done */
    uint64_t again;    /* of those, given more than once */
    uint64_t done;     /* every message up to this sequence number is done */
    int64_t last_time; /* Unix s: when a message was done last; 0: never */
    unsigned waiting;  /* requests of workers that wait for something to do */
};
TW_MUST_USE enum tw_status tw_consumer_state(struct tw_broker *b, const char *stream,
                                             const char *consumer, struct tw_consumer_state *out);

/* When the oldest message of the subject (may have wildcards) came, Unix s; 0: there is none. */
TW_MUST_USE enum tw_status tw_stream_oldest(struct tw_broker *b, const char *stream,
                                            const char *subject, int64_t *when);

/* Gives up messages whose number is below `before`, the oldest first, some thousand at most:
** somebody else has what they say.  They go one by one and without answers; a later call gives up
** again what is still there.  Not by a purge up to a number: a server up to 2.9.17 that comes back
** repeats that on all that it has (nats-server issue 4196). */
TW_MUST_USE enum tw_status tw_stream_forget(struct tw_broker *b, const char *stream, uint64_t before);

/* TW_OK also when there is none. */
TW_MUST_USE enum tw_status tw_stream_remove(struct tw_broker *b, const char *stream);
TW_MUST_USE enum tw_status tw_consumer_remove(struct tw_broker *b, const char *stream,
                                              const char *consumer);

#endif
