/* extract/nominal.h - attributions without a verb of reporting.
**
** "according to Keel", "as per the notice", "Keel's claim that ...", "a claim by
** Keel that ...", "KEEL: ...", and past forms that en/cues does not list in
** front of "that" or "as “...”".
*/
#ifndef TW_EXTRACT_NOMINAL_H
#define TW_EXTRACT_NOMINAL_H
#include "extract/reach.h"

/* Adds the one that token i of the sentence announces, if it does. */
void tw_nominal_find(struct tw_drafts *d, size_t sentence, size_t i);

/* Adds the turn or headline that the sentence begins: "Keel: ...". */
void tw_prefix_find(struct tw_drafts *d, size_t sentence);

#endif
