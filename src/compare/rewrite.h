/* compare/rewrite.h - two texts of one article: which sentences came, went, changed.
**
** Sentences with the same words are the same wherever they stand; of the others
** those that share at least half of their words are one sentence changed, and
** for these the words that went and came are found by the longest common
** subsequence (Hirschberg 1975 gives the recurrence).
** Cost: linear in what is the same; quadratic in the changed sentences of an
** article, of which at most 300 are paired, and in the words of a pair, of
** which at most 400 a side are compared.
*/
#ifndef TW_COMPARE_REWRITE_H
#define TW_COMPARE_REWRITE_H
#include "compare/view.h"

/* Fills e->changes: by place in the new text, then what went, by place in the old. */
void tw_rewrite_find(struct tw_arena *mem, const struct tw_view *from, const struct tw_view *to,
                     struct tw_edition *e);

#endif
