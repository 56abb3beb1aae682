/* compare/match.h - the same utterance across wordings and translations.
**
** Candidates share words that the story uses seldom; they are scored by how
** much of the shorter one is in the longer (stems and synonyms count), by the
** speaker, by numbers and by negation.  A denial never joins an assertion, a
** refusal to comment only another one; two named speakers are joined only when
** the words are nearly the same (a misattribution).  Pairs are then merged from
** the best down, as long as the groups fit together.
** Cost: near linear; equal wordings are compared once.
*/
#ifndef TW_COMPARE_MATCH_H
#define TW_COMPARE_MATCH_H
#include "compare/utter.h"

/* group[i] becomes the group of utterance i; equal numbers belong together.
** Numbers are those of the group's first utterance. */
void tw_match_group(struct tw_arena *mem, const struct tw_utterances *u, uint32_t *group);

/* How likely two utterances are one, about 0..1; joined from TW_MATCH_LEAST. */
float tw_match_score(const struct tw_utterance *a, const struct tw_utterance *b);
#define TW_MATCH_LEAST 0.5F

#endif
