/* extract/passive.h - attributions by a cue in the passive.
**
** "is said to ...", "was accused (by Keel) of ...", "it is learnt that ...": the
** subject belongs to what is said; who says it stands behind "by", or nowhere.
*/
#ifndef TW_EXTRACT_PASSIVE_H
#define TW_EXTRACT_PASSIVE_H
#include "extract/reach.h"

/* Adds the attribution of the place's cue; false when there is none. */
bool tw_passive_find(const struct tw_place *p);

#endif
