/* extract/direct.h - quotations and who they belong to.
**
** Finds the speaker of every passage in quotation marks that is an utterance:
** “...,” said Keel / Keel said: “...” / “...,” Keel said, “...” / quotations
** that go on over sentences and paragraphs / quotations that stand alone after
** a sentence of their speaker.  Words in marks inside a sentence (titles,
** irony, part quotations) are left to extract/indirect.h.
*/
#ifndef TW_EXTRACT_DIRECT_H
#define TW_EXTRACT_DIRECT_H
#include "extract/draft.h"

/* Adds a draft for each utterance; marks the cues it uses.  O(tokens). */
void tw_direct_find(struct tw_drafts *d);

#endif
