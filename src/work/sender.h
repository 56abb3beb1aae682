/* work/sender.h - messages published until all of them are confirmed.
**
** A stream that is full is waited for, as long as it takes: that is how those who make more than
** others can take are held up.
*/
#ifndef TW_WORK_SENDER_H
#define TW_WORK_SENDER_H
#include "work/bundle.h"
#include "work/publish.h"

struct tw_out {
    struct tw_slice subject, data;
    char id[TW_BUNDLE_ID];          /* empty: none */
    size_t tag;                     /* the caller's */
    bool confirmed;                 /* the sender's */
};

struct tw_sender {
    struct tw_publisher *publisher;
    /* Each may be NULL.  A message is confirmed; some time has passed (false: give up). */
    void (*confirmed)(void *context, struct tw_out *o);
    bool (*goes_on)(void *context);
    void *context;
};

/* TW_OK: all are confirmed; TW_DONE: goes_on said no; else the broker's status. */
TW_MUST_USE enum tw_status tw_send_all(const struct tw_sender *s, struct tw_out *out, size_t n);

#endif
