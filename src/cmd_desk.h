/* cmd_desk.h - what the commands that write articles to a store share: add and watch. */
#ifndef TW_CMD_DESK_H
#define TW_CMD_DESK_H
#include "cmd.h"
#include "store/desk.h"

/* Reads --window, --keep, --owners and --threads; false after saying what is wrong. */
bool tw_cmd_desk_options(const struct tw_options *o, struct tw_arena *mem,
                         struct tw_desk_options *out);

/* Says what had to be done to open it, when it was more than loading its states. */
void tw_cmd_desk_say(const char *path, const struct tw_desk_start *start);

/* Opens the store of --store, which is made when it is not there, and its desk, and tells what
** had to be done for it; false after saying why not.  The caller closes both. */
bool tw_cmd_desk_open(const struct tw_options *o, struct tw_arena *mem,
                      const struct tw_desk_options *options,
                      struct tw_store **store, struct tw_desk **desk);

/* The same, but when another process writes to it the store is opened for reading and *desk is
** NULL: articles can be handed in (cmd_handing.h). */
bool tw_cmd_desk_or_reader(const struct tw_options *o, struct tw_arena *mem,
                           const struct tw_desk_options *options,
                           struct tw_store **store, struct tw_desk **desk);

#endif
