/* extract/cut.h - the first step of reading a text: its tokens (token.h).
**
** One pass, no allocation per token; about 20 ns each.
*/
#ifndef TW_EXTRACT_CUT_H
#define TW_EXTRACT_CUT_H
#include "extract/token.h"

/* Fills out->token and out->lower from out->text, with the paragraph of each
** token in `sentence` until sentences are cut.  All in mem. */
void tw_tokens_cut(struct tw_arena *mem, struct tw_text *out);

#endif
