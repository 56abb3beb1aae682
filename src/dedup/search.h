/* dedup/search.h - the articles that have text in common with a new one. */
#ifndef TW_DEDUP_SEARCH_H
#define TW_DEDUP_SEARCH_H
#include "dedup/stream_int.h"

/* Fills q->found and sets q->me.family; articles numbered < oldest are not
** named.  q's text is scanned, sketched and fingerprinted.  Cost: the
** postings of its fingerprints, a walk over the sketches of at most 512
** candidates, and the texts of at most 65 that share enough. */
void tw_dedup_search(struct tw_dedup_query *q, uint32_t oldest);

#endif
