/* store/standing.h - an article of a store and where it stands: its story, whom it was copied
** from, its editions.
**
** Cost: one article is read for each one that it shares words with.
*/
#ifndef TW_STORE_STANDING_H
#define TW_STORE_STANDING_H
#include "store/tell.h"

struct tw_standing_copy {
    struct tw_stored_copy copy;
    struct tw_article other;    /* what its text is in; id empty: dropped since */
};

struct tw_standing {
    struct tw_stored a;
    struct tw_standing_copy *copy; size_t copies;
    struct tw_slice edition_of; /* id; empty: of none */
    struct tw_slices editions;  /* ids of later ones */
    struct tw_decisions decisions;      /* about this article */
};

/* All of it, in mem.  TW_NOTFOUND: no such article. */
TW_MUST_USE enum tw_status tw_standing_find(struct tw_store *s, struct tw_arena *mem,
                                            uint64_t article, struct tw_standing *out);

/* {"article":{...},"number","story",...} and a line end. */
TW_MUST_USE enum tw_status tw_standing_write(struct tw_store *s, struct tw_arena *mem,
                                             const struct tw_standing *x, struct tw_buf *out);

#endif
