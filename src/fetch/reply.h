/* fetch/reply.h - what the head of an HTTP answer says, for whoever asked.
**
** Fields after RFC 9110 and 9111; what is not readable counts as not said.  Slices of the head.
** One pass for each field.
*/
#ifndef TW_FETCH_REPLY_H
#define TW_FETCH_REPLY_H
#include "base/slice.h"

#include <stdint.h>

struct tw_reply {
    int status;                 /* 0: no status line */
    struct tw_slice reason;     /* "Not Found"; may be empty */
    struct tw_slice content_type, charset, content_encoding, etag, last_modified, location;
    int64_t date;               /* Unix s; 0 = not said */
    int64_t retry_after;        /* s from now on; -1 = not said */
    int64_t max_age;            /* s; -1 = not said */
};

/* `now` (Unix s) counts for a Retry-After that is a date when the head has no Date to measure it
** by. */
void tw_reply_read(struct tw_slice head, int64_t now, struct tw_reply *out);

#endif
