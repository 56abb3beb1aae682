/* dedup/align.h - the passages that two texts share, lightly edited runs joined.
**
** Works on sketches (dedup/sketch.h) in two steps, so that a candidate can be judged
** before its text is fetched: tw_align_runs finds the runs of equal bytes,
** tw_align_join makes passages of them, by the sketches alone (an upper bound) or
** exactly, by the words.
**
** First come the runs of at least 24 words, so that nothing shorter takes their
** words away; then, between them, runs of at least 5.  Runs that follow each
** other in both texts with few words between them are one passage.  A passage
** counts when it has at least 12 equal words.  No word of either text is in two
** passages, so a text that repeats itself is not counted twice.
**
** One text is prepared once and compared with many: tw_align_prepare(b), then
** tw_align_runs(a) for each candidate.  Cost: O(words of a) and a hash table of the
** words of b.  What it gets wrong: a text changed in every fourth word has no
** runs of 5; that is a retelling, not a copy.
*/
#ifndef TW_DEDUP_ALIGN_H
#define TW_DEDUP_ALIGN_H
#include "dedup/sketch.h"

#include <stdbool.h>

enum { TW_ALIGN_SEED = 5, TW_ALIGN_LEAST = 12, TW_ALIGN_LONG = 24 };

/* `len` words from word a of a and b of b on. */
struct tw_run { uint32_t a, b, len; };
struct tw_runs { struct tw_run *v; size_t n; };

/* Words [a, a_end) of a and [b, b_end) of b; `words` of them are equal, the
** longest unbroken run of equal words has `run`. */
struct tw_aligned { uint32_t a, a_end, b, b_end, words, run; };
struct tw_aligneds { struct tw_aligned *v; size_t n; };

struct tw_align {               /* the prepared text; borrows the sketch */
    struct tw_sketch b;
    uint32_t *slot, *next;      /* word + 1 */
    uint64_t *is_there;         /* a bit for each seed, by hash: most are told apart here */
    unsigned shift;             /* 64 - the binary logarithm of the slots */
};

struct tw_align tw_align_prepare(struct tw_arena *mem, struct tw_sketch b);

/* True when the two share a run of at least 24.  A sixteenth of the cost of
** tw_align_runs, which finds the same run. */
bool tw_align_has_long(const struct tw_align *with, struct tw_sketch a);

/* The runs by rising a, in mem. */
struct tw_runs tw_align_runs(struct tw_arena *mem, const struct tw_align *with, struct tw_sketch a);

/* The two texts that runs were found in.  With the words the passages are exact;
** without (NULL) by the sketches. */
struct tw_align_pair {
    struct tw_sketch a, b;
    const struct tw_scan *a_words, *b_words;
};

/* The passages by rising b, in mem. */
struct tw_aligneds tw_align_join(struct tw_arena *mem, const struct tw_align_pair *of,
                                 struct tw_runs runs);

#endif
