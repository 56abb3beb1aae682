/* cmd_state.h - the state file of group, for group and why. */
#ifndef TW_CMD_STATE_H
#define TW_CMD_STATE_H
#include "group/story.h"

/* The state in the file; a new one when path is NULL or there is no such file. */
TW_MUST_USE enum tw_status tw_group_start(const char *path, const struct tw_group_options *o, struct tw_group **out);

/* The same of a file that must be there. */
TW_MUST_USE enum tw_status tw_group_read(const char *path, struct tw_group **out);

/* Writes the file. */
TW_MUST_USE enum tw_status tw_group_keep(const char *path, const struct tw_group *g);

#endif
