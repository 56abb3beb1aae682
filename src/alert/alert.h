/* alert/alert.h - told when a fact comes to be: rules, what fires, and once only.
**
** A rule (alert/rules.h) names a kind of fact and conditions.  Behind each commit of a desk
** the writer calls tw_alerts_run: it looks at the stories that changed since it last looked,
** reads from each comparison which facts are true and since which article (alert/fact.h), and
** stores what no earlier run has told, with the place it has reached, in one transaction.
** Sending is another step (alert/deliver.h), from what is stored.
**
** Once: an alert is known by its rule, its subject (a statement, an account, a story) and the
** value reached (2 origins, a toll of 19).  A statement is known by any of its members, so
** it is the same when its id changes as the story grows.  A rule is known by its name: what was
** fired under it stays fired when its other lines change.
**
** When: a fact is true since an article, the one whose account brought the second origin or the
** new toll.  That is found in the comparison and not in the order of the runs; so it does not
** depend on how articles were cut into batches, and stored history answers as the stream did
** (tw_alerts_rehearse).  What differs: a comparison that sees it otherwise later on does not
** take back what was told.
**
** Cost: reads the comparisons of the stories that changed, one query of the index for each of
** them and each rule with words that has something to tell; nothing for the other stories.
** Memory: one story's comparison at a time.  No clock: `now` is given, in Unix seconds.
*/
#ifndef TW_ALERT_ALERT_H
#define TW_ALERT_ALERT_H
#include "alert/rules.h"
#include "store/outbox.h"

/* What fired: told as soon as it is stored; it lives for the call. */
typedef void tw_alert_told(void *context, const struct tw_stored_alert *alert);

struct tw_alerts {
    const struct tw_alert_rules *rules;
    int64_t now;                /* Unix s */
    tw_alert_told *told;        /* may be NULL */
    void *context;
};

/* Fires what is new since the last call, in transactions of its own: the store must be open
** for writing, outside a transaction.  *fired: how many.  When it is not TW_OK, what was told is
** stored and the rest is found again by the next call. */
TW_MUST_USE enum tw_status tw_alerts_run(struct tw_store *s, const struct tw_alerts *a,
                                         uint64_t *fired);

/* Tells, by the articles that made them true, the alerts that the rules would have fired on all
** that is stored, as if none had been; writes nothing.  `now` is not looked at: each counts as
** fired when its article was received. */
TW_MUST_USE enum tw_status tw_alerts_rehearse(struct tw_store *s, const struct tw_alerts *a);

#endif
