/* cmd_alerting.h - alerts of a file of rules, raised and sent by a command that writes to a store.
**
**     tw_alerting_read(&a, mem, o, path)          before anything is begun: all that is wrong is
**     told tw_alerting_start(&a, store)
**     tw_alerting_step(&a, true)                  behind each commit
**     tw_alerting_look(&a)                        now and then between them
**     tw_alerting_finish(&a)                      waits for what is under way, and tries what is
**     due once tw_alerting_end(&a)
**
** A step never waits for receivers (alert/deliver.h).
*/
#ifndef TW_CMD_ALERTING_H
#define TW_CMD_ALERTING_H
#include "alert/alert.h"
#include "cmd.h"

struct tw_delivery;

struct tw_alerting {
    const struct tw_options *o;
    struct tw_alert_rules rules;
    struct tw_store *store;
    struct tw_delivery *delivery;   /* NULL: not started */
    tw_alert_told *told;            /* may be set before the start; NULL: nobody is told */
    void *context;
    uint64_t fired, failed;         /* alerts; tries that failed */
    int64_t begun;                  /* ms, of the clock that never goes back */
    /* Unix s; when a step has something to do by itself; INT64_MAX */
    int64_t next;
};

/* Reads the file, in mem; false after telling what is wrong. */
bool tw_alerting_read(struct tw_alerting *a, struct tw_arena *mem, const struct tw_options *o,
                      const char *path);
void tw_alerting_start(struct tw_alerting *a, struct tw_store *store);
TW_MUST_USE enum tw_status tw_alerting_step(struct tw_alerting *a, bool changed);
/* A step when there is something to do by itself: a message under way, or one that is due. */
TW_MUST_USE enum tw_status tw_alerting_look(struct tw_alerting *a);
TW_MUST_USE enum tw_status tw_alerting_finish(struct tw_alerting *a);
void tw_alerting_end(struct tw_alerting *a);    /* also of one that was not started */

/* Reads a file of rules, in mem; false after telling all that is wrong with it, by line. */
bool tw_alerting_rules(struct tw_arena *mem, const char *path, struct tw_alert_rules *out);

#endif
