/* read/jsonsplit.h - the objects of a JSON file that holds several.
**
** An array of objects, an object with such an array under a common name
** (articles, items, results, data, docs, hits), or one object.  Only brackets
** and strings are looked at; each object is parsed later, by whoever takes it,
** so a damaged one costs itself.  One pass.
*/
#ifndef TW_READ_JSONSPLIT_H
#define TW_READ_JSONSPLIT_H
#include "base/slice.h"

/* The objects as written, borrowed from text; *single: the file is one object.
** false: the text is not JSON. */
bool tw_json_split(struct tw_arena *mem, struct tw_slice text, struct tw_slices *out, bool *single);

/* Does an object that begins so have such an array?  The text may be cut off. */
bool tw_json_has_list(struct tw_slice first);

#endif
