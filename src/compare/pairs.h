/* compare/pairs.h - what was found out about two things, kept.
**
** A hash table from a pair of numbers, in their order, to a number.  Open
** addressing, at most half full.
*/
#ifndef TW_COMPARE_PAIRS_H
#define TW_COMPARE_PAIRS_H
#include "base/arena.h"

#include <stdint.h>

struct tw_pair { uint64_t key; double value; };     /* key 0 = free */
struct tw_pairs { struct tw_arena *mem; struct tw_pair *v; size_t n, slots; };

/* The number of the pair; 0 when *added, which tells that it is new.  Holds
** until the next call. */
double *tw_pairs_at(struct tw_pairs *p, uint32_t a, uint32_t b, bool *added);

#endif
