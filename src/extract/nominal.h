/* extract/nominal.h - attributions without a verb of reporting.
**
** "according to Keel", "as per the notice", "Keel's claim that ...", "a claim by
** Keel that ...", "KEEL: ...", "Speed to blame: council", and past forms that
** en/cues does not list in front of "that" or "as “...”".
*/
#ifndef TW_EXTRACT_NOMINAL_H
#define TW_EXTRACT_NOMINAL_H
#include "extract/reach.h"

/* Adds the one that token i of the sentence announces, if it does. */
void tw_nominal_find(struct tw_drafts *d, size_t sentence, size_t i);

/* The colon behind the name of who speaks, or a paper's, that begins the paragraph
** and with it the sentence: "Keel: Dam will hold", "“LUND: Let us begin."; 0: none. */
size_t tw_prefix_colon(const struct tw_drafts *d, size_t sentence);

/* Adds that turn or headline: up to the end of its paragraph. */
void tw_prefix_find(struct tw_drafts *d, size_t sentence);

#endif
