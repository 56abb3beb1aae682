/* store/outbox.h - alerts that fired, and the way each takes to those who are told; part of
** store.h.
**
** An alert is stored with the places it goes to (names of their own, alert/rules.h), in one
** transaction with whatever made it fire.  Alerts for a place are put into messages, of one or
** several; a message is tried until it is sent or given up.  So nothing is lost by a
** crash, and nothing is sent twice but for a message that was under way in one.
** All changes need a transaction.  Statuses and memory as in store/store.h.
*/
#ifndef TW_STORE_OUTBOX_H
#define TW_STORE_OUTBOX_H
#include "store/store.h"

struct tw_alert_place {
    uint64_t article;
    uint64_t first, last;       /* code points of its text; both 0: the article as a whole */
};

struct tw_stored_alert {
    uint64_t number;            /* 1, 2, ...: given by tw_store_put_alert */
    struct tw_slice id;         /* of rule, subject and value */
    /* of rule, sort and value: with a place it is the same fact too; not read back */
    struct tw_slice fact;
    uint64_t story, article;    /* article: that made it true */
    int64_t time, fired;        /* Unix s: when that one was received; when it was told */
    struct tw_slice json;       /* an object (doc/schema/alert.schema.json) */
    const struct tw_alert_place *place; size_t n;   /* where it stands; not read back */
    /* the last of them show it and are not it: it is not known by these */
    size_t shown;
};

/* One place that an alert goes to. */
struct tw_alert_to { struct tw_slice target; bool is_old; /* is kept, but not sent */ };

/* Was an alert of that id ever stored, or one of that fact which stands, in part, at that place? */
TW_MUST_USE enum tw_status tw_store_alerted(struct tw_store *s, struct tw_slice id, bool *alerted);
TW_MUST_USE enum tw_status tw_store_alerted_at(struct tw_store *s, struct tw_slice fact,
                                               const struct tw_alert_place *place, bool *alerted);

/* Stores it, for those places.  Sets a->number. */
TW_MUST_USE enum tw_status tw_store_put_alert(struct tw_store *s, struct tw_stored_alert *a,
                                              const struct tw_alert_to *to, size_t n);

/* Those with a number above `since`, in order, at most `limit` (0: all).  One whose words are
** gone, with an article that was dropped, is left out. */
TW_MUST_USE enum tw_status tw_store_alerts(struct tw_store *s, struct tw_arena *mem, uint64_t since,
                                           size_t limit, struct tw_stored_alert **out, size_t *n);

/* The number of the newest; 0: none. */
TW_MUST_USE enum tw_status tw_store_alert_last(struct tw_store *s, uint64_t *number);

enum tw_message_state { TW_MESSAGE_WAITING, TW_MESSAGE_SENT, TW_MESSAGE_GIVEN_UP, TW_MESSAGE_OLD };

/* How far an alert is on its way to a place. */
struct tw_delivered {
    struct tw_slice target;
    enum tw_message_state state;
    uint64_t message;           /* 0: in none yet */
    uint64_t tries;
    int64_t next, ended;        /* Unix s; 0: none */
    struct tw_slice error;      /* of the last try; empty: it went well */
};
TW_MUST_USE enum tw_status tw_store_delivery(struct tw_store *s, struct tw_arena *mem,
                                             uint64_t alert, struct tw_delivered **out, size_t *n);

/* ---- Messages */

/* Alerts for a place that are in no message yet, by number, at most `limit`. */
struct tw_unsent { uint64_t alert, story; int64_t fired; };
TW_MUST_USE enum tw_status tw_store_unsent(struct tw_store *s, struct tw_arena *mem,
                                           struct tw_slice target,
                                           size_t limit, struct tw_unsent **out, size_t *n);

struct tw_message {
    uint64_t number;            /* given by tw_store_put_message */
    struct tw_slice target;
    enum tw_message_state state;
    int64_t made;               /* Unix s */
    uint64_t tries;
    int64_t next, ended;
    struct tw_slice error;
};
/* Makes a message of alerts that are in none, to be tried at once.  Sets m->number. */
TW_MUST_USE enum tw_status tw_store_put_message(struct tw_store *s, struct tw_message *m,
                                                const uint64_t *alert, size_t n);
/* What became of a try: state, tries, next, ended, error. */
TW_MUST_USE enum tw_status tw_store_tried(struct tw_store *s, const struct tw_message *m);

/* Of those that wait for a place and may be tried by now: the least often tried, then the first; at
** most `limit`. */
TW_MUST_USE enum tw_status tw_store_messages(struct tw_store *s, struct tw_arena *mem,
                                             struct tw_slice target,
                                             int64_t now, size_t limit, struct tw_message **out,
                                                 size_t *n);
/* When the next one for a place may be tried; INT64_MAX: none waits. */
TW_MUST_USE enum tw_status tw_store_message_due(struct tw_store *s, struct tw_slice target,
                                                int64_t *due);
/* Its alerts, by number; fewer, or none, when their words are gone. */
TW_MUST_USE enum tw_status tw_store_message_alerts(struct tw_store *s, struct tw_arena *mem,
                                                   uint64_t message,
                                                   struct tw_stored_alert **out, size_t *n);
/* When the last message about a story was made for a place; 0: never. */
TW_MUST_USE enum tw_status tw_store_message_time(struct tw_store *s, struct tw_slice target,
                                                 uint64_t story, int64_t *made);
/* The newest alerts for a place, the newest first, at most `limit`; without those too old. */
TW_MUST_USE enum tw_status tw_store_newest_for(struct tw_store *s, struct tw_arena *mem,
                                               struct tw_slice target,
                                               size_t limit, struct tw_stored_alert **out,
                                                   size_t *n);

#endif
