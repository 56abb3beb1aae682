/* group/storyfile.h - the state of stories in a file. */
#ifndef TW_GROUP_STORYFILE_H
#define TW_GROUP_STORYFILE_H
#include "group/story.h"

/* The state in the file.  TW_OK; TW_NOTFOUND; TW_BROKEN when it holds no state
** of this kind and version.  o may be NULL: the usual options. */
TW_MUST_USE enum tw_status tw_group_read(const char *path, const struct tw_group_options *o,
                                         struct tw_group **out);

/* The same, but a new state when path is NULL or there is no such file. */
TW_MUST_USE enum tw_status tw_group_start(const char *path, const struct tw_group_options *o,
                                          struct tw_group **out);

/* Writes the file.  TW_OK or TW_IO. */
TW_MUST_USE enum tw_status tw_group_keep(const char *path, const struct tw_group *g);

#endif
