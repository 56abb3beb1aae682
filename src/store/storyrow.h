/* store/storyrow.h - a row of the table `story` as a struct, for all who ask for stories. */
#ifndef TW_STORE_STORYROW_H
#define TW_STORE_STORYROW_H
#include "store/store_int.h"

enum { TW_STORY_ACTORS = 20 };      /* store.h */

#define TW_STORY_COLUMNS                                                                           \
    "number, title, first, last, importance, articles, outlets, accounts, origins,"                \
    " languages, actors, changed, merged_into, starred, note"

/* The row that q stands on, in mem. */
struct tw_stored_story tw_story_row(struct tw_sql *q, struct tw_arena *mem);

/* The first column of all rows; ends q. */
TW_MUST_USE enum tw_status tw_sql_numbers(struct tw_sql *q, struct tw_arena *mem, uint64_t **out,
                                          size_t *n);

#endif
