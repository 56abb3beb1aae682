/* compare/tallies.h - which figures of the accounts count one thing.
**
** Figures are grouped from the likest pair down (compare/likeness.h), groups
** merged when they fit on average; what is left over, when nothing likelier is
** there.  Two figures of one account stay apart unless they contradict each
** other, as when it reports two sides.
** Cost: quadratic in the figures up to a cap; equal ones are compared once.
*/
#ifndef TW_COMPARE_TALLIES_H
#define TW_COMPARE_TALLIES_H
#include "compare/likeness.h"

struct tw_tally { uint32_t *v; uint32_t n; };           /* indices of list */
struct tw_tallies {
    struct tw_tallied_list list;
    struct { struct tw_tally *v; size_t n; } groups;    /* of two accounts or more; by their first figure */
};

void tw_tallies_find(struct tw_side *s, struct tw_tallies *out);

#endif
