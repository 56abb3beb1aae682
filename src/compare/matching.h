/* compare/matching.h - which utterances may be one, kept while a story grows.
**
** Candidates share words that the story uses seldom: an inverted index from
** concepts to utterances gives them, and those that share most are scored
** (compare/sameness.h).  Equal wordings by speakers who may be one go together
** unscored, so that the copies of an agency report cost one look-up each.
** Cost: near linear; a concept notes 200 utterances, fewer in very long stories,
** and an utterance is scored with the 100 likest.
*/
#ifndef TW_COMPARE_MATCHING_H
#define TW_COMPARE_MATCHING_H
#include "base/map.h"
#include "compare/edges.h"
#include "compare/pairs.h"
#include "compare/sameness.h"

struct tw_match_holder { uint32_t utterance, next; };
struct tw_match_index {
    struct tw_map map;                  /* concept -> holder + 1, first of its chain */
    uint32_t *held; size_t cap;         /* per concept, by its place in the map: how many */
};

struct tw_matching {
    struct tw_arena *mem;
    size_t n;                           /* utterances looked at */
    struct tw_match_index index[2];     /* of utterances, of narration */
    struct tw_match_holder *holder; size_t holders, holder_cap;
    struct tw_pairs worded;             /* hash of a wording -> first utterance with it */
    struct { float *v; size_t n, cap; } shared;         /* per utterance: weight in common with the one looked at */
    uint32_t *touched; size_t touches, touch_cap;
    /* per utterance: the one it goes with by its words; itself */
    uint32_t *twin; size_t twin_cap;
    struct tw_edges edges;              /* from TW_MATCH_LEAST on; a before b */
    struct tw_pairs scores;             /* of pairs that were compared when groups were merged */
};

struct tw_matching tw_matching_in(struct tw_arena *mem);

/* Looks at the utterances behind those looked at already. */
void tw_matching_add(struct tw_matching *m, const struct tw_utterances *u);

#endif
