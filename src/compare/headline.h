/* compare/headline.h - a title for the story.
**
** Cost: linear in all texts.
*/
#ifndef TW_COMPARE_HEADLINE_H
#define TW_COMPARE_HEADLINE_H
#include "compare/comparison.h"

/* The title whose words most other accounts use too; of equal ones the earliest. */
struct tw_slice tw_headline(struct tw_arena *mem, const struct tw_comparison *c);

#endif
