/* compare/likeness.h - do two figures count the same thing?
**
** Judged by the unit, by the words around the number (nearer words count more,
** words beyond another number less), by the value (equal odd numbers are
** seldom chance), by years named in the sentence, by "of them", and by whether
** the figures stand in statements that were found to be the same.
*/
#ifndef TW_COMPARE_LIKENESS_H
#define TW_COMPARE_LIKENESS_H
#include "compare/tallied.h"

/* About 0..1; the same quantity from TW_LIKENESS_LEAST; when neither has a better
** counterpart in the other's account, measures from TW_LIKENESS_REST and counts
** from TW_LIKENESS_COUNTS (figures of eval/stories: .679 at 0.36, .724 at 0.3). */
float tw_likeness(const struct tw_tallied *a, const struct tw_tallied *b);

/* The same in two steps: what does not change as the story grows, and with it
** what the groups of utterances add.  TW_LIKENESS_NEVER: whatever they add. */
float tw_likeness_apart(const struct tw_tallied *a, const struct tw_tallied *b);
float tw_likeness_placed(const struct tw_tallied *a, const struct tw_tallied *b, float apart);
#define TW_LIKENESS_NEVER (-10.0F)
#define TW_LIKENESS_GROUP 0.2F      /* for standing in one statement */

/* True for two counts that an account sets against each other. */
bool tw_tallied_answers(const struct tw_tallied *a, const struct tw_tallied *b);
#define TW_LIKENESS_LEAST 0.5F
#define TW_LIKENESS_REST 0.36F
#define TW_LIKENESS_COUNTS 0.3F

#endif
