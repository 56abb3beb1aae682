/* cmd_state.h - the state file of group, and how stories are named: what group, stories,
** why, join and part share. */
#ifndef TW_CMD_STATE_H
#define TW_CMD_STATE_H
#include "base/json.h"
#include "group/story.h"

/* The state in the file; a new one when path is NULL or there is no such file. */
TW_MUST_USE enum tw_status tw_group_start(const char *path, const struct tw_group_options *o, struct tw_group **out);

/* The same of a file that must be there; NULL after saying what is wrong. */
struct tw_group *tw_group_open(const char *path);

/* Writes the file. */
TW_MUST_USE enum tw_status tw_group_keep(const char *path, const struct tw_group *g);

/* The line of a placement: {"id","story"}. */
void tw_placement_write(struct tw_buf *out, const struct tw_placement *p);

/* "s12"; and back, from "s12" or "12": 0 when it is neither. */
void tw_story_name(struct tw_json *j, uint32_t story);
uint32_t tw_story_number(const char *s);

/* An ISO time of Unix seconds; null when they are 0. */
void tw_story_time(struct tw_json *j, int64_t seconds);

#endif
