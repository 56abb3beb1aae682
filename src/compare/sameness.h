/* compare/sameness.h - how likely two utterances are one.
**
** Scored by how much of the shorter one is in the longer (stems and synonyms
** count), by the speaker, by numbers and by negation.  A denial never joins an
** assertion, a refusal to comment only another one; two named speakers are joined
** only when the words are nearly the same (a misattribution).
** Cost: linear in the words of both.
*/
#ifndef TW_COMPARE_SAMENESS_H
#define TW_COMPARE_SAMENESS_H
#include "compare/utter.h"

/* About 0..1; joined from TW_MATCH_LEAST. */
float tw_match_score(const struct tw_utterance *a, const struct tw_utterance *b);
#define TW_MATCH_LEAST 0.5F

/* A denial, a doubt and a refusal each join only their like; a denial also the
** negative assertion. */
bool tw_stances_meet(const struct tw_utterance *a, const struct tw_utterance *b);

static inline bool tw_is_told(const struct tw_utterance *u)
{
    return u->kind == TW_UTTERED_NARRATED;
}

#endif
