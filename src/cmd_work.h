/* cmd_work.h - what the roles of work share: cmd_work.c, cmd_give.c. */
#ifndef TW_CMD_WORK_H
#define TW_CMD_WORK_H
#include "cmd.h"
#include "work/broker.h"
#include "work/line.h"

struct tw_working {
    const struct tw_options *o;
    struct tw_arena *mem;
    struct tw_broker_options connection;
    struct tw_broker *broker;
    struct tw_partitions partitions;
    const char *name;               /* of this process, unique */
    unsigned term_ms;
};

/* Connects and makes the streams that are not there; false after saying why not. */
bool tw_working_connect(struct tw_working *w);

/* Makes the streams that are gone, and may be gone again. */
bool tw_working_mend(struct tw_working *w);

/* True when an interrupt asked for the end. */
bool tw_working_ends(void);

/* Says that the broker refused, or is gone; the exit code. */
int tw_working_failed(const struct tw_working *w, enum tw_status st);

/* The roles; each returns the exit code, and connects by itself, when its own processes have been made. */
int tw_work_crew(struct tw_working *w, bool reads, bool extracts);
int tw_work_group(struct tw_working *w);
int tw_work_give(struct tw_working *w);
int tw_work_fetch(struct tw_working *w);
int tw_work_aside(struct tw_working *w);

#endif
