/* store/storysum.h - what a list of stories says of one: told from its accounts.
**
** Depends on the articles of the story alone, never on when or with which others it is
** worked out.
**
** Title: of the first 60 headlines the one most like the others: the sum of the cosines of
** their sets of words, the earliest of equals.
** Actors: by how often they are mentioned in the accounts that are compared, then by name.
*/
#ifndef TW_STORE_STORYSUM_H
#define TW_STORE_STORYSUM_H
#include "compare/comparison.h"
#include "store/store.h"

struct tw_slice tw_storysum_title(struct tw_arena *mem, const struct tw_account *a, size_t n);
struct tw_slices tw_storysum_actors(struct tw_arena *mem, const struct tw_account *a, size_t n);

/* ln(1 + outlets) + ln(1 + articles of its last day) + ln(1 + articles) / 2: how wide, how
** fast, how large.  Of a story that goes on this is what group/storyfacts.h says. */
double tw_storysum_importance(uint64_t outlets, uint64_t last_day, uint64_t articles);

/* The items of a comparison; `number` has the number of each account.  An item is there
** since the second of its accounts came (a claim that only one makes: since that one). */
struct tw_stored_item *tw_storysum_items(struct tw_arena *mem, const struct tw_comparison *c,
                                         const uint64_t *number, size_t *n);

#endif
