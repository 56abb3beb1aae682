/* store/growing.h - the comparisons of stories that lately grew, kept to grow on.
**
** A story in the news gets a few accounts with every batch; comparing all of it each time
** would cost the square of its accounts.  So the larger ones among those that changed last
** keep their comparison (compare/comparing.h) and copies of its accounts.
** What does not fit into the budget goes, the longest unused first.  Answers never depend
** on what is in here.
*/
#ifndef TW_STORE_GROWING_H
#define TW_STORE_GROWING_H
#include "compare/comparing.h"

struct tw_growth {
    struct tw_arena *mem;           /* of the accounts */
    uint64_t story, used;           /* used: the turn in which it last was */
    struct tw_comparing *comparing;
    uint64_t *number;               /* of the accounts, in order */
    struct tw_account *account;
    size_t n, number_cap, account_cap;
};

struct tw_growings;

struct tw_growings *tw_growings_new(size_t budget);     /* bytes */
void tw_growings_free(struct tw_growings *g);           /* NULL is fine */

/* That of the story, made when there is none; emptied when its accounts are not the first
** of these.  Belongs to the caller until tw_growings_turn. */
struct tw_growth *tw_growings_get(struct tw_growings *g, uint64_t story, const uint64_t *number,
                                  size_t n);

/* Adds copies of an account. */
void tw_growth_add(struct tw_growth *w, uint64_t number, const struct tw_account *account);

/* Gives up what is over the budget. */
void tw_growings_turn(struct tw_growings *g);

/* Gives up all that an article is in. */
void tw_growings_drop(struct tw_growings *g, uint64_t number);

#endif
