/* cmd_state.h - what the commands on the state of group share. */
#ifndef TW_CMD_STATE_H
#define TW_CMD_STATE_H
#include "group/story_json.h"
#include "group/storyfile.h"

/* The state in a file that must be there; NULL after saying what is wrong. */
struct tw_group *tw_group_open(const char *path);

/* Appends the line of each. */
void tw_placements_put(struct tw_buf *out, const struct tw_placements *p);

/* merge and split on the state of --state. */
struct tw_options;
int tw_hand_run(const struct tw_options *o);

#endif
