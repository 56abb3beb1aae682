/* compare/comparing.h - a comparison that grows with its story.
**
** Keeps what was found out about earlier accounts: their words and weights,
** what they took from each other, their utterances and figures and how like
** those are.  A new account costs what it has to do with the others, and the
** steps that look at the whole story: groups, origins, counts, order.
** The result is that of tw_compare for the same accounts in the same order.
*/
#ifndef TW_COMPARE_COMPARING_H
#define TW_COMPARE_COMPARING_H
#include "compare/comparison.h"

struct tw_comparing;

/* Without accounts.  The budget, in bytes, is that of each of its arenas; 0 = none. */
struct tw_comparing *tw_comparing_new(size_t budget);
void tw_comparing_free(struct tw_comparing *c);     /* NULL is fine */

/* Adds an account; article, statements and owner are borrowed until the account is cleared. */
void tw_comparing_add(struct tw_comparing *c, struct tw_account account);

/* Forgets all accounts and what people said; keeps some memory. */
void tw_comparing_clear(struct tw_comparing *c);

/* Says who owns the outlet of an account (borrowed; empty = nobody known). */
void tw_comparing_own(struct tw_comparing *c, size_t account, struct tw_slice owner);

/* Bytes it holds. */
size_t tw_comparing_bytes(const struct tw_comparing *c);

/* Says what people decided (borrowed, and nothing of the comparison itself), in place
** of what was said before. */
void tw_comparing_rule(struct tw_comparing *c, struct tw_rulings rulings);

/* The comparison of the accounts added so far, at least one; made when it is not
** there yet.  It holds until the next call that adds, clears or says something.
** TW_OK, or TW_TOOBIG when an arena went over budget (*out correct but short). */
TW_MUST_USE enum tw_status tw_comparing_result(struct tw_comparing *c,
                                               const struct tw_comparison **out);

#endif
