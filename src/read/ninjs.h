/* read/ninjs.h - IPTC ninjs, versions 1 and 2, as news agencies send it.
**
** An item is one JSON object: `uri`, and a body (body_text, body_html ...; bodies in version 2).
** doc/formats.md says which field becomes what.
*/
#ifndef TW_READ_NINJS_H
#define TW_READ_NINJS_H
#include "base/json.h"
#include "read/document.h"

bool tw_ninjs_is(const struct tw_jv *object);

/* TW_OK; TW_NOTNEWS, TW_EMPTY: it has no text of its own, was withdrawn, ... (*why, a static
** phrase). */
TW_MUST_USE enum tw_status tw_ninjs_read(struct tw_arena *mem, const struct tw_jv *object,
                                         struct tw_document *out, const char **why);

#endif
