/* work/bucket.h - small values by key, changed only by who knows the last one.
**
** A stream that keeps the newest message of each subject (the layout of NATS's key-value buckets,
** ADR-8, so its tools can look into it).  Each change has a revision, a number that grows over
** the whole bucket; "if the last revision is still N" is checked by the servers in the order of
** their log, so of two that try one is refused. Values to about a MiB; keys of letters, digits
** and -/_=. (no dot at the ends).
*/
#ifndef TW_WORK_BUCKET_H
#define TW_WORK_BUCKET_H
#include "work/broker.h"

#define TW_ANY_REVISION UINT64_MAX

struct tw_value {
    struct tw_slice key, data;
    uint64_t revision; /* 0: never written */
    int64_t when;      /* Unix s, by the server's clock */
};

TW_MUST_USE enum tw_status tw_bucket_ensure(struct tw_broker *b, struct tw_arena *mem,
                                            const char *bucket, const char **remark);

/* TW_NOTFOUND when it is not there; out->revision then is what a change has to name all the same
** (that of its removal, or 0). */
TW_MUST_USE enum tw_status tw_bucket_get(struct tw_broker *b, struct tw_arena *mem,
                                         const char *bucket, const char *key, struct tw_value *out);

/* Writes it if its last revision is `last` (0: if it was never there; TW_ANY_REVISION: in any
** case). TW_OK with the new *revision; TW_LOCKED: somebody else changed it before; TW_IO: not
** known whether it is written. */
TW_MUST_USE enum tw_status tw_bucket_put(struct tw_broker *b, const char *bucket, const char *key,
                                         struct tw_slice data, uint64_t last, uint64_t *revision);

/* In the same way; TW_OK also when it was not there. */
TW_MUST_USE enum tw_status tw_bucket_remove(struct tw_broker *b, const char *bucket,
                                            const char *key, uint64_t last);

/* All that are there, by key; with their data. */
TW_MUST_USE enum tw_status tw_bucket_list(struct tw_broker *b, struct tw_arena *mem,
                                          const char *bucket, struct tw_value **out, size_t *n);

#endif
