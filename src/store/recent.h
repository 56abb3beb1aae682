/* store/recent.h - the articles that were lately needed, with what they say, in memory.
**
** A new article is compared with those of its story, and these were mostly needed a
** short while ago.  Two generations: what is asked for moves into the younger one; when
** that has reached half of the budget it becomes the older one, and the older is given
** up.  So whatever was not asked for during half a budget's worth of others is gone.
** Answers never depend on what is in here: it can all be read again.
*/
#ifndef TW_STORE_RECENT_H
#define TW_STORE_RECENT_H
#include "extract/statements.h"

struct tw_kept { uint64_t number; struct tw_article article; struct tw_statements statements; };

struct tw_recent;

struct tw_recent *tw_recent_new(size_t budget);     /* bytes */
void tw_recent_free(struct tw_recent *r);           /* NULL is fine */

/* Keeps a copy, in place of one of that number; the copy. */
const struct tw_kept *tw_recent_put(struct tw_recent *r, const struct tw_kept *k);

/* NULL: not here.  Holds until tw_recent_turn. */
const struct tw_kept *tw_recent_find(struct tw_recent *r, uint64_t number);

/* Its text, without counting as being asked for; the empty slice when it is not here. */
struct tw_slice tw_recent_text(const struct tw_recent *r, uint64_t number);

void tw_recent_drop(struct tw_recent *r, uint64_t number);

/* Gives up the older generation when the younger one is full. */
void tw_recent_turn(struct tw_recent *r);

#endif
