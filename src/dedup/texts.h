/* dedup/texts.h - the texts of a window of articles, kept in memory for dedup to verify on.
**
** Append only, dropped from the front; saved and loaded with the state.
*/
#ifndef TW_DEDUP_TEXTS_H
#define TW_DEDUP_TEXTS_H
#include "base/slice.h"
#include "dedup/statefile.h"

struct tw_texts {
    struct tw_column block;     /* of texts, oldest first */
    struct tw_column place;     /* where each text stands */
    uint64_t first;             /* number of the oldest text kept */
};

void tw_texts_start(struct tw_texts *t);
void tw_texts_free(struct tw_texts *t);

/* Keeps a copy as the next number. */
void tw_texts_add(struct tw_texts *t, struct tw_slice text);

/* The text of that number; false when it was dropped or never added.  Fits
** tw_dedup_options.text. */
bool tw_texts_get(void *texts, uint64_t number, struct tw_arena *mem, struct tw_slice *out);

/* Drops the texts before that number. */
void tw_texts_drop(struct tw_texts *t, uint64_t first);

void tw_texts_save(const struct tw_texts *t, struct tw_state_out *out);
TW_MUST_USE enum tw_status tw_texts_load(struct tw_state_in *in, struct tw_texts *t);

#endif
