/* dedup/copyindex.h - a copy state that keeps its texts too, and its file.
**
** For whoever has no store: the state of dedup/stream.h and the texts of the
** window (dedup/texts.h) in one, saved and loaded as one file.
** Cost: that of dedup/stream.h, and the texts in memory.
*/
#ifndef TW_DEDUP_COPYINDEX_H
#define TW_DEDUP_COPYINDEX_H
#include "dedup/stream.h"

struct tw_copyindex;

/* The state in the file; a new one when path is NULL or there is no such file.
** window: seconds, 0 = nothing is forgotten.  TW_OK; TW_BROKEN: the file holds
** no state of this kind and version. */
TW_MUST_USE enum tw_status tw_copyindex_open(const char *path, int64_t window,
                                             struct tw_copyindex **out);
void tw_copyindex_free(struct tw_copyindex *x);     /* NULL is fine */

/* As tw_dedup_add; the text is kept. */
TW_MUST_USE enum tw_status tw_copyindex_add(struct tw_copyindex *x, struct tw_arena *mem,
                                            const struct tw_article *a, struct tw_copies *out);

/* Appends the object of doc/json.md (without a line end) for a copy that the
** last tw_copyindex_add found for `a`; offsets as code points. */
void tw_copyindex_write(struct tw_copyindex *x, struct tw_buf *out, const struct tw_article *a,
                        const struct tw_copy *c);

/* Writes the file.  TW_OK or TW_IO. */
TW_MUST_USE enum tw_status tw_copyindex_save(const struct tw_copyindex *x, const char *path);

#endif
