/* cmd_build.h - what this program is called when its answers are to be told from those of
   another. */
#ifndef TW_CMD_BUILD_H
#define TW_CMD_BUILD_H
#include "base/slice.h"

/* The first 16 hex digits of SHA-256, in mem, over all that decides which statements an article
** gets: the code that finds them, the models, the word lists.  For parcels (store/parcel.h):
** programs of one build find the same. */
struct tw_slice tw_cmd_build(struct tw_arena *mem);

#endif
