/* clean/jsonmend.h - JSON as it stands in pages, read although it is broken.
**
** First as it is, without the comment marks and semicolon that scripts are
** wrapped in; if that fails, a mended copy: control characters escaped, false
** escapes made plain, comments and trailing commas dropped, quotation marks
** inside strings escaped (one that no comma, colon or bracket follows),
** several values made a list, missing ends closed.  Linear.
*/
#ifndef TW_CLEAN_JSONMEND_H
#define TW_CLEAN_JSONMEND_H
#include "base/json.h"

/* false: nothing of it can be read. */
bool tw_jsonmend_parse(struct tw_arena *mem, struct tw_slice s, struct tw_jv *out);

#endif
