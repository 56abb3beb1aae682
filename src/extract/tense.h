/* extract/tense.h - whether a bare day or month lies ahead or behind.
**
** "will resume on Monday" is the coming Monday, "resumed on Monday" the last.
** The nearest verb or marker before the time decides, then the nearest behind
** it.  Words: data/en/tense.txt; other forms in -ed look back.
*/
#ifndef TW_EXTRACT_TENSE_H
#define TW_EXTRACT_TENSE_H
#include "extract/token.h"

/* True when the time in tokens [first, end) lies ahead. */
bool tw_tense_is_future(const struct tw_text *t, const struct tw_sentence *s, size_t first,
                        size_t end);

#endif
