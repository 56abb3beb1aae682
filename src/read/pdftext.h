/* read/pdftext.h - what pdftotext leaves of a page's layout, taken away.
**
** Lines of a paragraph are joined, words divided at line ends put together, heads and feet that
** pages repeat dropped, paragraphs that go on over a page or column joined.  Paragraphs come out a
** blank line apart.
*/
#ifndef TW_READ_PDFTEXT_H
#define TW_READ_PDFTEXT_H
#include "base/slice.h"

/* Text of `pdftotext` (valid UTF-8, a form feed behind each page); the result is in mem.
** Linear. */
struct tw_slice tw_pdftext_mend(struct tw_arena *mem, struct tw_slice text);

#endif
