/* dedup/prints.h - which articles have a fingerprint: the index of dedup.
**
** A log of postings in the order the articles came, and a hash table from the
** fingerprint to its newest posting; each posting names the one before it.
** A chain therefore runs from the newest holder to the oldest, and whoever is
** too old is simply where the walk ends; their room is taken back when half of
** the log is too old.  20 to 30 bytes a fingerprint, 33 fingerprints in an
** article of 300 words.
*/
#ifndef TW_DEDUP_PRINTS_H
#define TW_DEDUP_PRINTS_H
#include "dedup/column.h"
#include "dedup/winnow.h"

struct tw_posting {
    uint32_t hash;
    uint32_t article;       /* running number */
    uint32_t before;        /* posting + 1; 0: none */
    uint8_t left, right;
    uint16_t off;           /* where in the text, bytes; TW_PRINT_FAR and above as that */
};

enum { TW_PRINT_FAR = UINT16_MAX };

struct tw_print_index {
    struct tw_column posting, slot;     /* slot: posting + 1 of the newest, 0 free */
    size_t used;                        /* slots */
};

/* An article and how many fingerprints it has in common with the one asked about. */
struct tw_candidate {
    uint32_t article;
    uint16_t hits;
    uint16_t agreeing;      /* hits that allow a shared run of 24 words; the last of them: */
    uint32_t print;         /* which of those asked about */
    uint16_t off;           /* where in the article, as in its posting */
};
struct tw_candidates { struct tw_candidate *v; size_t n; };

/* The articles numbered >= oldest that have a fingerprint of p, in mem, in the
** order they were found.  Of each fingerprint the newest `depth` holders are
** looked at.  Cost: the postings seen; their cache misses overlap. */
struct tw_candidates tw_prints_find(const struct tw_print_index *x, struct tw_arena *mem,
                                    struct tw_prints p, uint32_t oldest, unsigned depth);

/* Holders of the fingerprint numbered >= oldest, at most `most`. */
unsigned tw_prints_holders(const struct tw_print_index *x, uint32_t hash, uint32_t oldest, unsigned most);

/* Adds an article; numbers must rise. */
void tw_prints_add(struct tw_print_index *x, struct tw_prints p, uint32_t article);

/* Takes back the room of articles numbered < oldest when it is worth it. */
void tw_prints_expire(struct tw_print_index *x, uint32_t oldest);

/* Makes the table again from the postings (after loading them). */
void tw_prints_rebuild(struct tw_print_index *x);

void tw_prints_free(struct tw_print_index *x);
size_t tw_prints_bytes(const struct tw_print_index *x);

#endif
