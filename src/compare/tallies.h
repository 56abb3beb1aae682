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
#include "compare/clumps.h"
#include "compare/edges.h"
#include "compare/likeness.h"
#include "compare/pairs.h"

/* Kept while a story grows. */
struct tw_tallying {
    struct tw_arena *mem;
    struct tw_tallied_list list;
    size_t n;                           /* of these looked at */
    struct tw_pairs worded;             /* hash of a figure in its sentence -> the first with it */
    /* per figure: the one of another account it goes with; itself */
    uint32_t *twin; size_t twin_cap;
    uint32_t *single; size_t singles, single_cap;           /* the others */
    struct tw_edges edges;              /* pairs that may count one thing, with tw_likeness_apart */
    /* the same of pairs that were compared when groups were merged */
    struct tw_pairs scores;
};

struct tw_tallied_groups { struct tw_clump *v; size_t n, cap; };   /* indices of the list */

struct tw_tallying tw_tallying_in(struct tw_arena *mem);

/* Looks at the figures behind those looked at already. */
void tw_tallying_add(struct tw_tallying *t);

/* The groups of two accounts or more, by their first figure; in mem. */
struct tw_tallied_groups tw_tallies_find(struct tw_arena *mem, struct tw_tallying *t,
                                         struct tw_bars *bars);

#endif
