/* dedup/prints.h - which articles have a fingerprint: the index of dedup. */
#ifndef TW_DEDUP_PRINTS_H
#define TW_DEDUP_PRINTS_H
#include "dedup/chains.h"
#include "dedup/winnow.h"

/* An article and how many fingerprints it has in common with the one asked about. */
struct tw_candidate {
    uint32_t article;
    uint16_t hits;
    uint16_t agreeing;      /* hits that allow a shared run of 24 words */
    uint32_t print;         /* the last of these: which of those asked about */
};
struct tw_candidates { struct tw_candidate *v; size_t n; };

/* The articles numbered >= oldest that have a fingerprint of p, in mem, in the
** order they were found.  Of each fingerprint the newest `depth` holders are
** looked at.  Cost: the postings seen; their cache misses overlap. */
struct tw_candidates tw_prints_find(const struct tw_chains *x, struct tw_arena *mem,
                                    struct tw_prints p, uint32_t oldest, unsigned depth);

/* Adds an article; numbers must rise. */
void tw_prints_add(struct tw_chains *x, struct tw_prints p, uint32_t article);

#endif
