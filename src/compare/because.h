/* compare/because.h - why the comparison says what it says, from the text.
**
** An item is asked for by its name as printed (S1 said, F1 figure, C1 claims,
** O1 only in one, P1 copied passage, E1 edition), by its id, or, for the origin
** of an account, by the account's letter or id.  The answer is a list of
** reasons, each with the places it stands on.
** Cost: the comparison is made once more, unless it is kept (tw_because_of).
*/
#ifndef TW_COMPARE_BECAUSE_H
#define TW_COMPARE_BECAUSE_H
#include "compare/comparing.h"

struct tw_because {
    /* speaker, words, stance, value, relation, origin, copied, nearest, ... */
    const char *what;
    struct tw_slice text;
    struct tw_members at;           /* may be none */
};

struct tw_explained {
    char name[24];                  /* "S1", "A" */
    struct tw_slice id;             /* stable id; empty when the item has none */
    struct tw_slice answer;         /* what is explained, in a line */
    struct { struct tw_because *v; size_t n, cap; } because;
};

/* Explains one item of the comparison of these accounts; *c becomes that
** comparison.  TW_OK; TW_NOTFOUND when it has no such item. */
TW_MUST_USE enum tw_status tw_because_find(struct tw_arena *mem, const struct tw_account *accounts,
                                           size_t n,
                                           struct tw_slice item, struct tw_comparison *c,
                                               struct tw_explained *out);

/* The same, with what people decided. */
TW_MUST_USE enum tw_status tw_because_find_ruled(struct tw_arena *mem,
                                                 const struct tw_account *accounts, size_t n,
                                                 struct tw_rulings rulings, struct tw_slice item,
                                                 struct tw_comparison *c, struct tw_explained *out);

/* The same for a comparison that is kept, with what people decided about it; it is
** made when it is not there yet. */
TW_MUST_USE enum tw_status tw_because_of(struct tw_arena *mem, struct tw_comparing *c,
                                         struct tw_slice item, struct tw_explained *out);

/* Appends it as JSON (doc/schema/because.schema.json, no line end), and as people read it. */
void tw_because_write(struct tw_buf *out, const struct tw_comparison *c,
                      const struct tw_explained *e);
void tw_because_print(struct tw_buf *out, const struct tw_comparison *c,
                      const struct tw_explained *e, unsigned width, bool colour);

#endif
