/* clean/oneline.h - strings that pages carry about, as one line of plain text.
**
** Titles and names in attributes and JSON are often encoded twice, hold tags,
** line ends and soft hyphens.  Cost: linear; the slice itself is returned when
** there is nothing to do.
*/
#ifndef TW_CLEAN_ONELINE_H
#define TW_CLEAN_ONELINE_H
#include "base/slice.h"

/* Character references resolved (twice when needed), tags, soft hyphens and
** zero-width marks removed, white space collapsed and trimmed. */
struct tw_slice tw_oneline(struct tw_arena *mem, struct tw_slice s);

/* True when both are the same but for case, spaces and punctuation. */
bool tw_oneline_same(struct tw_slice a, struct tw_slice b);

/* True when `part` begins (ends) `whole` in that sense, at a word's boundary;
** *rest gets where the rest begins (where the part begins). */
bool tw_oneline_begins(struct tw_slice whole, struct tw_slice part, size_t *rest);
bool tw_oneline_ends(struct tw_slice whole, struct tw_slice part, size_t *start);

#endif
