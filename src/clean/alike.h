/* clean/alike.h - do two lines of a page say the same?
**
** Compared letter by letter without case, accents and punctuation.  Cost:
** linear up to where they part; no memory.
*/
#ifndef TW_CLEAN_ALIKE_H
#define TW_CLEAN_ALIKE_H
#include "base/slice.h"

/* True when both say the same, or the longer one begins with the shorter one
** and is less than half as long again.  Empty texts are like nothing. */
bool tw_text_is_like(struct tw_slice a, struct tw_slice b);

/* The same for a heading and a title, of which it may also be the larger part. */
bool tw_text_is_title(struct tw_slice text, struct tw_slice title);

#endif
