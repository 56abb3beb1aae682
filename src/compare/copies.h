/* compare/copies.h - which accounts took which words from which.
**
** For each account the earlier ones that share most runs of four words with it
** (compare/copying.h) are compared word for word (dedup/shared.h); the one that
** explains most of it is its first source, the next must explain words not
** explained yet.  Quoting
** the same speech is not copying, nor is a line that an outlet puts under all
** its articles: a pair counts only when enough of the shared words stand
** outside quotation marks, and between articles of one outlet only when much of
** the text is shared.
** Cost: linear in the passages; a few word-by-word comparisons for a new account.
*/
#ifndef TW_COMPARE_COPIES_H
#define TW_COMPARE_COPIES_H
#include "compare/copying.h"
#include "compare/view.h"

struct tw_source_of {           /* account b took passages from account a */
    unsigned a, b;
    double share;               /* of b's words that stand in the passages */
    size_t words;
};

struct tw_passage_range { size_t from, end; };

struct tw_copies {
    struct { struct tw_copied *v; size_t n; } passages;     /* by b, then a, then place in b */
    struct { struct tw_source_of *v; size_t n; } sources;   /* by b, best first */
    struct tw_passage_range *range;     /* per account b: its part of passages */
    /* per place in that part: passage by place in b; furthest end so far */
    size_t *by_place, *reach;
    unsigned *order;            /* accounts by time of publication, then as given */
};

/* All accounts have been added to `copying`; `outlet` gives the outlet of each. */
void tw_copies_find(struct tw_arena *mem, struct tw_copying *copying, const struct tw_views *views,
                    const int *outlet, struct tw_copies *out);

/* The passage of account b that holds most of the span, when that is at least
** six tenths of it; NULL when none. */
const struct tw_copied *tw_copies_at(const struct tw_copies *c, unsigned b, struct tw_span span);

#endif
