/* compare/match.h - the same utterance across wordings and translations.
**
** Utterances that may be one (compare/matching.h) are merged from the best pair
** down, as long as the groups fit together.
** Cost: linear in the pairs; a few members of each group are compared.
*/
#ifndef TW_COMPARE_MATCH_H
#define TW_COMPARE_MATCH_H
#include "compare/clumps.h"
#include "compare/matching.h"

/* group[i] becomes the group of utterance i; equal numbers belong together.
** Numbers are those of the group's first utterance.  m has looked at all of u. */
void tw_match_group(struct tw_arena *mem, struct tw_matching *m, const struct tw_utterances *u,
                    struct tw_bars *bars, uint32_t *group);

#endif
