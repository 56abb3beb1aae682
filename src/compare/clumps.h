/* compare/clumps.h - indices put into groups that only grow.
**
** Disjoint sets (Tarjan 1975, path halving) that also know their members and keep
** to what people barred (compare/bars.h).  A group is named by its lowest index.
** Cost: finding a root is nearly constant; merging copies the members.
*/
#ifndef TW_COMPARE_CLUMPS_H
#define TW_COMPARE_CLUMPS_H
#include "compare/bars.h"

struct tw_clump { uint32_t *v; uint32_t n; };   /* indices; n 0: it is in another one */

struct tw_clumps {
    struct tw_arena *mem;
    struct tw_bars *bars;
    uint32_t *parent;
    struct tw_clump *of;        /* per root */
};

/* n indices with the roots they begin with, which become the groups' own; all in mem. */
struct tw_clumps tw_clumps_start(struct tw_arena *mem, struct tw_bars *bars, uint32_t *root,
                                 uint32_t n);

uint32_t tw_clump_root(struct tw_clumps *c, uint32_t i);

/* Makes one of two roots. */
void tw_clump_merge(struct tw_clumps *c, uint32_t a, uint32_t b);

#endif
