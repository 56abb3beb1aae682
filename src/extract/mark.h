/* extract/mark.h - which words stand between quotation marks.
**
** Pairs the marks of a paragraph by a stack (double around single and the
** other way round).  A double mark left open at the end of its paragraph quotes
** the rest of it, as when a quotation runs over several paragraphs; a single
** one left open quotes nothing, it was an apostrophe.
*/
#ifndef TW_EXTRACT_MARK_H
#define TW_EXTRACT_MARK_H
#include "extract/token.h"

/* Fills t->quoted and sets TW_SHAPE_QUOTED; needs the paragraph of each token
** in its `sentence`.  O(tokens). */
void tw_marks_pair(struct tw_arena *mem, struct tw_text *t);

#endif
