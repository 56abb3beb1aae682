/* watch/feedlist.h - feeds as they are told: their state in a word, and as JSON (doc/json.md). */
#ifndef TW_WATCH_FEEDLIST_H
#define TW_WATCH_FEEDLIST_H
#include "base/json.h"
#include "store/store.h"

/* new: not polled yet; good; failing; disabled: after too many failures, tried now and then; off:
** by a person. */
const char *tw_feed_state(const struct tw_watched *f);

/* Appends the object, without a line end. */
void tw_feed_write(struct tw_buf *out, const struct tw_watched *f);

#endif
