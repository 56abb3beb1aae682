/* extract/speaker.h - whom a source means: the speaker of each attribution.
**
** Uses the actors of the article.  In this order: the actor named in the
** source; for pronouns the speaker before of fitting kind; for roles ("the
** minister") the person who was introduced with that role; for capitals and
** palaces their government; else the words of the source without article.
*/
#ifndef TW_EXTRACT_SPEAKER_H
#define TW_EXTRACT_SPEAKER_H
#include "extract/wordclass.h"

/* Sets `speaker` of every attribution.  Slices live in mem or the text. */
void tw_speakers_resolve(struct tw_arena *mem, const struct tw_classes *c,
                         struct tw_statements *out);

#endif
