/* clean/embedded.h - article text that a page carries in its scripts.
**
** Pages that are drawn by scripts often bring their text along as JSON: one
** string of HTML ("contentHtml", "body"), or one string a paragraph ("text").
** Looked for only when a page shows next to no text.
** Method: all quoted strings of the inline scripts are looked at, and strings
** of JSON inside strings once more; the longest that is HTML with prose wins,
** or the key whose strings hold more.  Cost: linear in the scripts.
*/
#ifndef TW_CLEAN_EMBEDDED_H
#define TW_CLEAN_EMBEDDED_H
#include "read/html.h"

/* The text as a piece of HTML, in mem; empty when there is none. */
struct tw_slice tw_embedded_find(struct tw_arena *mem, const struct tw_html *t);

/* Plain text or HTML as HTML: lines of plain text become paragraphs. */
struct tw_slice tw_embedded_html(struct tw_arena *mem, struct tw_slice text);

#endif
