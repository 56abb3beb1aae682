/* work/publish.h - messages out: many on their way at once, each confirmed.
**
** Each message carries the id its maker gives (Nats-Msg-Id) and goes out as a plain request with
** an inbox for the answer; what is not answered within `again_ms`, or finds no leader, goes out
** once more, until it is confirmed or refused.  So nothing is lost while a server dies; a message
** may be in the stream twice when its answer was lost and the stream had forgotten its id:
** consumers know it by its id. Messages sent again overtake: order holds only for who waits for
** each confirmation.
**
** Confirmed means: a majority of the stream's servers have it (their memory and page cache: a
** server that is killed loses nothing, power cut at all of them at once loses what came in the
** last two minutes).  Only then a maker may forget it, if ever (work/journal.h waits for the
** store).
**
**     tw_publish(p, &message) ...; while (tw_publish_receipt(p, &r)) drop(r.tag);
**     tw_publish_flush(p, 30000)
**
** Cost: a copy of each message until it is confirmed, `window` at most.
*/
#ifndef TW_WORK_PUBLISH_H
#define TW_WORK_PUBLISH_H
#include "work/broker.h"

struct tw_publisher;

struct tw_publish_options {
    unsigned window;     /* messages on their way; 0: 1,000 */
    size_t window_bytes; /* of all of them; 0: 64 MiB.  One message always fits */
    unsigned again_ms;   /* 0: 3,000 */
    unsigned give_up_ms; /* after this it is refused with TW_IO; 0: never, until the broker is gone
                            for good */
};

struct tw_outgoing {
    struct tw_slice subject;
    struct tw_slice id; /* printable ASCII; empty: the stream does not look for doubles */
    struct tw_slice data;
    uint64_t tag; /* comes back with the receipt */
};

struct tw_receipt {
    uint64_t tag;
    enum tw_status status; /* TW_OK: confirmed; TW_USAGE, TW_TOOBIG, TW_IO: refused */
    bool known;            /* the stream had one of this id already */
    uint64_t sequence;     /* in the stream */
    const char *why;       /* of a refusal; until the next call */
};

TW_MUST_USE enum tw_status tw_publisher_open(struct tw_broker *b,
                                             const struct tw_publish_options *options,
                                             struct tw_publisher **out);
void tw_publisher_close(struct tw_publisher *p); /* NULL is fine; what is on its way is forgotten */

/* Takes the message (copies it) and sends it; waits while the window is full.  TW_OK: a receipt
** will come. TW_TOOBIG: larger than the server takes.  TW_IO: the broker is gone for good; no
** receipts of what is on its way will come. */
TW_MUST_USE enum tw_status tw_publish(struct tw_publisher *p, const struct tw_outgoing *m);

/* The next receipt that is there; false: none.  Take them now and then: they are kept until
** taken. */
bool tw_publish_receipt(struct tw_publisher *p, struct tw_receipt *out);

/* Looks for answers for up to wait_ms (0: does not wait) and sends again what is due.  To be
** called now and then when nothing is published.  TW_OK: there are receipts; TW_EMPTY: none;
** TW_IO as above. */
TW_MUST_USE enum tw_status tw_publish_step(struct tw_publisher *p, unsigned wait_ms);

/* Steps until nothing is on its way.  TW_OK; TW_EMPTY: the time was up; TW_IO. */
TW_MUST_USE enum tw_status tw_publish_flush(struct tw_publisher *p, unsigned wait_ms);

size_t tw_publish_on_their_way(const struct tw_publisher *p);

#endif
