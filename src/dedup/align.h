/* dedup/align.h - the passages that two scanned texts share, lightly edited runs joined.
**
** Seeds are runs of 5 equal words, each grown right and left; seeds that
** follow each other in both texts with few words between them are one passage.
** A passage counts when it has at least 12 equal words.  No word of either text
** is in two passages, so a text that repeats itself is not counted twice.
**
** One text is prepared once and compared with many: tw_align_prepare(b), then
** tw_align(a) for each candidate.  Cost: O(words of a) and a hash table of the
** words of b.  What it gets wrong: a text changed in every fourth word has no
** seeds; that is a retelling, not a copy.
*/
#ifndef TW_DEDUP_ALIGN_H
#define TW_DEDUP_ALIGN_H
#include "dedup/wordscan.h"

enum { TW_ALIGN_SEED = 5, TW_ALIGN_LEAST = 12 };

/* Words [a, a_end) of a and [b, b_end) of b; `words` of them are equal, the
** longest unbroken run of equal words has `run`. */
struct tw_aligned { uint32_t a, a_end, b, b_end, words, run; };
struct tw_aligneds { struct tw_aligned *v; size_t n; };

struct tw_align {               /* the prepared text; borrow the scan */
    const struct tw_scan *b;
    uint64_t *gram;             /* hash of the seed at each word */
    uint32_t *slot, *next;      /* word + 1 */
    size_t slots;
};

struct tw_align tw_align_prepare(struct tw_arena *mem, const struct tw_scan *b);

/* The passages by rising b, in mem. */
struct tw_aligneds tw_align(struct tw_arena *mem, const struct tw_align *with, const struct tw_scan *a);

#endif
