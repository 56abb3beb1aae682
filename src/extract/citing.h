/* extract/citing.h - somebody's words at second hand. */
#ifndef TW_EXTRACT_CITING_H
#define TW_EXTRACT_CITING_H
#include "extract/reach.h"

/* ", citing a doctor": the source stands behind, and what it said is what the
** cue in front reports, or the clause in front.  False when it is not so. */
bool tw_citing_find(const struct tw_place *p);

/* "The Post quoted Keel as saying ...": what Keel said, the draft that was added
** last, the Post reports, too. */
void tw_citing_carry(const struct tw_place *p);

#endif
