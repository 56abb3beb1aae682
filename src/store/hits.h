/* store/hits.h - what a query finds in an index of postings, and how well it fits.
**
** Everything that matches is looked at, segment by segment, and scored as SQLite's FTS5 does it:
** BM25 (Robertson, Zaragoza, The probabilistic relevance framework, 2009, s. 3; k1 1.2, b .75) with
** the title counted four times; what is rarer than every second article weighs nearly nothing.
** Equals come by number.  Only phrases read places (store/phrases.h).
** Cost: 6 ns for each article of each word, as much again to score it, 1 us for each segment.
*/
#ifndef TW_STORE_HITS_H
#define TW_STORE_HITS_H
#include "store/postings.h"
#include "store/query.h"

struct tw_lists { struct tw_list *v; size_t n, cap; };

/* A word that is looked for (prefix: all that begin so); `in` has room for its lists in each
** segment.  places: they are wanted, too; a list of some length may come without them for now, and
** of a long one, but not of a prefix, its outline alone. */
struct tw_wanted { struct tw_slice word; bool prefix, places; struct tw_lists *in; };

/* A part of a word's list in a segment; `list` is what comes of it. */
struct tw_piece {
    const struct tw_wanted *of;
    size_t segment;
    struct tw_part part;
    struct tw_list list;
};

/* The index, which stays as it is meanwhile.  `lists` answers n words at once, `pieces` n pieces of
** what it left out. */
struct tw_index {
    size_t n;                           /* segments */
    const uint64_t *first;              /* of each */
    uint64_t articles, words;           /* of the whole index: also of segments that are not looked at */
    const uint64_t *gone; size_t gones; /* articles that count as not there; sorted */
    enum tw_status (*lists)(void *context, struct tw_wanted *w, size_t n);
    enum tw_status (*pieces)(void *context, struct tw_piece *v, size_t n);
    void *context;
};

bool tw_index_has(const struct tw_index *index, uint64_t number);

struct tw_hit { uint64_t number; double score; };
struct tw_hits { struct tw_hit *v; size_t n; };

/* Fills *out, in mem, by number.  */
TW_MUST_USE enum tw_status tw_hits_find(struct tw_arena *mem, const struct tw_index *index,
                                        const struct tw_query_node *root, struct tw_hits *out);

/* Makes them ready for tw_hits_best, which takes the best away: O(n), then O(log n) each. */
void tw_hits_rank(struct tw_hits *h);
bool tw_hits_best(struct tw_hits *h, struct tw_hit *out);

#endif
