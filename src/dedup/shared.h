/* dedup/shared.h - passages that two texts have in common.
**
** Ignores case, spaces and punctuation; finds runs of >= `min_words` equal
** words and joins neighbouring runs between which few words were changed
** ("lightly edited").  Method: winnowing (Schleimer, Wilkerson, Aiken, SIGMOD
** 2003, s.3), then each hit grown left and right.  Time O(|a|+|b|) but for
** texts that repeat themselves, memory from `mem`.
*/
#ifndef TW_DEDUP_SHARED_H
#define TW_DEDUP_SHARED_H
#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

struct tw_shared { struct tw_span in_a, in_b; size_t words; };  /* bytes; whole words */
struct tw_shared_list {
    struct tw_shared *v;
    size_t n;
    double contained;       /* share of b's words inside a passage */
    double contained_back;  /* share of a's */
};

/* Fills *out with the maximal shared passages, by rising in_b.off, not
** overlapping in b.  Borrows a and b; *out lives in `mem`.  min_words 0 means
** the default, 12.  TW_OK (also with out->n == 0), or TW_TOOBIG when `mem` is
** over budget: *out is then a correct but shorter list. */
TW_MUST_USE enum tw_status tw_shared_find(struct tw_arena *mem, struct tw_slice a, struct tw_slice b,
                                          unsigned min_words, struct tw_shared_list *out);

#endif
