/* group/nearest.h - which earlier articles may tell the same event.
**
** An inverted index (dedup/chains.h) from the 20 heaviest terms of each article
** to the articles, newest first, with the term's share of the vector's length.
** Walking the chains of an article's own heaviest terms adds up most of the
** cosine; articles count less the longer ago they were.
** Cost: at most 24 terms times 128 newest holders, whatever the number of
** articles; the cache misses overlap.
*/
#ifndef TW_GROUP_NEAREST_H
#define TW_GROUP_NEAREST_H
#include "dedup/chains.h"
#include "group/vector.h"

struct tw_near { uint32_t article; float score; };
struct tw_nears { struct tw_near *v; size_t n; };

void tw_nearest_add(struct tw_chains *index, const struct tw_vector *v, uint32_t article);

/* The `most` articles numbered >= oldest with the highest partial cosine, best
** first, in mem. */
struct tw_nears tw_nearest_find(const struct tw_chains *index, struct tw_arena *mem,
                                const struct tw_vector *v, uint32_t oldest, size_t most);

#endif
