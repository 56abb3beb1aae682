/* dedup/shared.h - passages that two texts have in common.
**
** Ignores case, spaces and punctuation; finds runs of equal words and joins
** neighbouring runs between which few words were changed ("lightly edited").
** Method: every run of 4 words of `a` stands in a hash table; each hit of b is
** grown right and left, over small gaps.  A passage counts when `min_words` of
** its words are equal.
** Time O(|a|+|b|) but for texts that repeat themselves (then at most 16 places
** are tried for a word of b), memory from `mem`.
*/
#ifndef TW_DEDUP_SHARED_H
#define TW_DEDUP_SHARED_H
#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "dedup/wordscan.h"

struct tw_shared {
    struct tw_span in_a, in_b;      /* bytes; whole words */
    size_t words;                   /* equal ones */
    size_t quoted;                  /* of these, inside quotation marks in b */
};
struct tw_shared_list {
    struct tw_shared *v;
    size_t n;
    double contained;       /* share of b's words inside a passage */
    double contained_back;  /* share of a's */
};

/* A text cut into words and indexed, to be compared with many. */
struct tw_shared_text {
    struct tw_scan words;
    uint32_t *slot, *next;          /* word + 1 */
    size_t slots;                   /* a power of two */
};
void tw_shared_read(struct tw_arena *mem, struct tw_slice text, struct tw_shared_text *out);

/* Fills *out with the maximal shared passages, by rising in_b.off, not
** overlapping in b.  Borrows a and b; *out lives in `mem`.  min_words 0 means
** the default, 12.  TW_OK (also with out->n == 0), or TW_TOOBIG when `mem` is
** over budget: *out is then a correct but shorter list. */
TW_MUST_USE enum tw_status tw_shared_between(struct tw_arena *mem, const struct tw_shared_text *a,
                                             const struct tw_shared_text *b, unsigned min_words,
                                             struct tw_shared_list *out);

/* The hash of the run of 4 words that begins at word i; i + 4 <= words.n. */
enum { TW_SHARED_GRAM = 4 };
uint64_t tw_shared_gram(const struct tw_scan *words, size_t i);

#endif
