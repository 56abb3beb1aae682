/* alert/deliver.h - alerts on their way: files, webhooks, mail, feeds.
**
**     d = tw_delivery_open(store, &rules, &options);
**     loop: ... tw_alerts_run(...); tw_delivery_step(d, now, &next); ...
**     tw_delivery_close(d);
**
** A step never waits for anybody else: it puts alerts into messages (quiet hours, grouping), takes
** what became of those under way, and starts those that are due; one at a time for a place.  What
** it found is stored in transactions of its own, so it is called outside of one, by the process
** that writes.
**
** At least once: a message is stored before it is sent and its end is stored afterwards; a crash
** in between sends it again, with the same id.  A file is looked at before it is written to, so
** that it has each alert once.  A message that fails is tried again after 30 s, and twice as long
** each time up to an hour, or after what Retry-After says when that is longer (a day at most); the
** place gets no other meanwhile.  After `give-up` (a day), and at once when a webhook answers 410,
** it is given up, which is told and listed.
**
** - file: JSON lines, appended and flushed to the disk.  stdout: the same.
** - webhook: {"id", "alerts": [...]} by POST, signed: see tw_sign_hook.  Only 2xx is success,
** within 30 s (`timeout`).
** - mail: given to a local sendmail (-t -i), whose exit status counts; 60 s.
** - atom: the newest entries; written beside the file, flushed, renamed.
**
** Cost: nothing but three questions to the store for each place when there is nothing to send.
*/
#ifndef TW_ALERT_DELIVER_H
#define TW_ALERT_DELIVER_H
#include "alert/rules.h"
#include "store/store.h"

struct tw_delivery;

struct tw_delivery_options {
    const char *user_agent;     /* of webhooks; NULL: that of fetch/fetch.h */
    /* A line for people: a try that failed, a message that is given up.  NULL: nobody is told. */
    void (*say)(void *context, const char *line);
    void *context;
};

/* Everything is borrowed until tw_delivery_close. */
struct tw_delivery *tw_delivery_open(struct tw_store *s, const struct tw_alert_rules *rules,
                                     const struct tw_delivery_options *o);

/* `now`: Unix s.  *next: when there will be something to do that is known now; INT64_MAX: only
** when something fires. */
TW_MUST_USE enum tw_status tw_delivery_step(struct tw_delivery *d, int64_t now, int64_t *next);

/* Messages under way. */
size_t tw_delivery_running(const struct tw_delivery *d);
/* Waits until something under way has ended, or for so many ms. */
void tw_delivery_wait(struct tw_delivery *d, unsigned ms);

/* Breaks off what is under way: it is sent again by the next process.  NULL is fine. */
void tw_delivery_close(struct tw_delivery *d);

#endif
