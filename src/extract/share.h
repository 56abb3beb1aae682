/* extract/share.h - shares of a whole: "half of", "two-thirds", "one in five".
**
** Value in percent, to one decimal; kind TW_NUMBER_SHARE.  A step of number.h.
*/
#ifndef TW_EXTRACT_SHARE_H
#define TW_EXTRACT_SHARE_H
#include "extract/number.h"

/* "half of", "a third", "two thirds", "three-quarters" at token i: the token
** behind; 0 when none begins there. */
size_t tw_share_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out);

/* "one in five", "four out of ten": a small number of a round one; likewise. */
size_t tw_ratio_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out);

#endif
