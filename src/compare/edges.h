/* compare/edges.h - scored pairs of things that may be one, best first.
**
** Kept while a story grows: what is pushed behind the sorted part is sorted and
** merged into it.  Cost: linear in all, n log n in what is new.
*/
#ifndef TW_COMPARE_EDGES_H
#define TW_COMPARE_EDGES_H
#include "base/arena.h"

#include <stdint.h>

struct tw_edge { float score; uint32_t a, b; };
struct tw_edges { struct tw_edge *v; size_t n, cap, sorted; };

/* By score, highest first, then by a and b: a total order. */
int tw_edge_order(const void *x, const void *y);

/* Puts all in order. */
void tw_edges_sort(struct tw_edges *e, struct tw_arena *scratch);

#endif
