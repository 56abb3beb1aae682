/* cmd_watch.h - feeds polled for somebody else than a desk: for the fetching role of work. */
#ifndef TW_CMD_WATCH_H
#define TW_CMD_WATCH_H
#include "cmd.h"
#include "watch/watch.h"

struct tw_watch_takes {
    struct tw_watch_taker taker;
    /* Called with the taker's context when all processes have been forked and the store of the
    ** feeds is open; false, after saying why, ends it. */
    bool (*begin)(void *context);
};

/* As `watch` does it with the options; NULL: with a desk.  The exit code. */
int tw_watch_for(const struct tw_options *o, const struct tw_watch_takes *takes);

#endif
