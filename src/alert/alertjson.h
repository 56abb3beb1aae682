/* alert/alertjson.h - an alert as the object of doc/schema/alert.schema.json. */
#ifndef TW_ALERT_ALERTJSON_H
#define TW_ALERT_ALERTJSON_H
#include "alert/fact.h"
#include "base/buf.h"
#include "store/outbox.h"

/* What is stored of it: the object but for its number and where it went. */
void tw_alert_write(struct tw_buf *out, const struct tw_seen *s, const struct tw_alert_rule *rule,
                    const struct tw_fact *f, const struct tw_stored_alert *alert);

/* The whole object, without a line end: with its number, and where it went (none: n is 0). */
void tw_alert_tell(struct tw_buf *out, const struct tw_stored_alert *a,
                   const struct tw_delivered *d, size_t n);

const char *tw_message_state_text(enum tw_message_state state);

#endif
