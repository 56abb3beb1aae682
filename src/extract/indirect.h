/* extract/indirect.h - what is said without quotation marks, or with some.
**
** Per cue that no quotation has used: a clause behind it ("said that ...",
** "told reporters ..."), a clause in front ("..., officials said"), an object
** ("denied the charge"), an infinitive ("vowed to ..."), what a preposition
** governs ("called for ..."), a passive ("is said to ...").  Besides:
** "according to", and nouns ("the claim that ...").
*/
#ifndef TW_EXTRACT_INDIRECT_H
#define TW_EXTRACT_INDIRECT_H
#include "extract/draft.h"

/* Adds a draft for each; O(tokens). */
void tw_indirect_find(struct tw_drafts *d);

#endif
