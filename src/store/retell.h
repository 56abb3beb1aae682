/* store/retell.h - a stored story compared once more, for those who want more than its JSON.
**
** The accounts are those of the stored comparison, in its order, read from the store; what they
** say is found again and what people decided is applied again: so the comparison is the
** stored one (made by store/review.c), with what the JSON has not: how it is printed, the
** page, the reasons.  Cost: about 0.5 ms an account, and comparing.
*/
#ifndef TW_STORE_RETELL_H
#define TW_STORE_RETELL_H
#include "compare/comparison.h"
#include "store/store.h"

struct tw_retold {
    struct tw_account *account;
    uint64_t *number;           /* of the articles */
    size_t n;                   /* 0: the story has no articles */
    struct tw_rulings rulings;  /* what people decided about it */
};

/* The accounts of a story.  *out lives in mem. */
TW_MUST_USE enum tw_status tw_retell(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                     struct tw_retold *out);

/* The comparison of a story: once more; as its stored JSON, which of a single account is made,
** with a line end.  *out lives in mem.  TW_EMPTY: it has no articles. */
TW_MUST_USE enum tw_status tw_retell_comparison(struct tw_store *s, struct tw_arena *mem,
                                                uint64_t story, struct tw_comparison *out);
TW_MUST_USE enum tw_status tw_retell_json(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                          struct tw_buf *out);

/* Numbers of the articles that are compared, by their place there: its letter. */
TW_MUST_USE enum tw_status tw_retell_numbers(struct tw_store *s, struct tw_arena *mem,
                                             uint64_t story, uint64_t **out, size_t *n);

#endif
