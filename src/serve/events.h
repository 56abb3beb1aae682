/* serve/events.h - server-sent events (HTML, 9.2): which stories changed, as it happens.
**
**     id: 1204.17
**     event: stories
**     data: {"changed":1204,"stories":[{"id":"s17","changed":1204,...}]}
**
** An id is the place that was reached: `changed` of the last story told and its number.  A client
** that comes back with it (Last-Event-ID, or ?since=) gets what changed behind it, each story
** once, as it is now.  A line of comment goes out every TW_EVENTS_BEAT seconds.
**
** A client that has all is suspended in libmicrohttpd and costs nothing until the store changes.
*/
#ifndef TW_SERVE_EVENTS_H
#define TW_SERVE_EVENTS_H
#include "base/lock.h"
#include "base/slice.h"

#include <stdint.h>

enum {
    TW_EVENTS_CLIENTS = 256,            /* at a time */
    TW_EVENTS_EACH = 16,                /* of one address that is not the loopback */
    TW_EVENTS_BEAT = 15,                /* s */
    TW_EVENTS_STORIES = 100,            /* in one event */
};

struct tw_events { struct tw_lock lock; struct tw_listener *clients; unsigned n; };

/* "1204.17" or "1204"; false: it is neither. */
bool tw_events_place(struct tw_slice s, uint64_t *changed, uint64_t *story);

#endif
