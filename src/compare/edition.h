/* compare/edition.h - editions: one account published more than once, its text changed.
**
** Two accounts are editions of one when they have the same address, or the same
** outlet and most of the text of one of them.  Editions are compared with the
** one before: by sentence, then by word (compare/rewrite.h), and by figure.
** Cost: an account is compared with at most 16 earlier ones of its outlet; what
** two accounts share is found once.
*/
#ifndef TW_COMPARE_EDITION_H
#define TW_COMPARE_EDITION_H
#include "compare/side.h"

/* One for each account, in mem.  The texts are those of `copying`. */
struct tw_edition_of *tw_editions_find(struct tw_arena *mem, struct tw_editing *editing,
                                       const struct tw_copying *copying,
                                       const struct tw_views *views,
                                           const struct tw_outlets *outlets);

/* Takes from out->figures what only editions of one account have, in agreement. */
void tw_editions_leave_figures(struct tw_side *s);

#endif
