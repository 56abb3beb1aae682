/* clean/markup.h - light markup off a plain text: Markdown and its kin.
**
** Marks of headings and quotes, emphasis, links and images as people and
** converters write them.  A text is only touched when it has several; quotes
** and lists keep their words, links their text, images go.
*/
#ifndef TW_CLEAN_MARKUP_H
#define TW_CLEAN_MARKUP_H
#include "base/slice.h"

/* The text without markup; the slice itself when it has none.  One pass. */
struct tw_slice tw_markup_strip(struct tw_arena *mem, struct tw_slice text);

#endif
