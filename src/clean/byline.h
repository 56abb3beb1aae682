/* clean/byline.h - who wrote an article.
**
** JSON-LD authors (right on .83 of 86 publisher pages), then meta tags, then
** what the page shows near the title: microdata, rel=author, links to author
** pages, class names, a line that begins with "By" in any language.  A name
** that is only the outlet's gives way to a person's.
*/
#ifndef TW_CLEAN_BYLINE_H
#define TW_CLEAN_BYLINE_H
#include "clean/hints.h"
#include "clean/names.h"

/* Names in page order; *node gets the element that shows them (0 = none).
** `outlet` is the outlet's name, may be empty; `title` the element that shows
** the title. */
struct tw_slices tw_byline_vote(struct tw_arena *mem, const struct tw_hints *c,
                                struct tw_slice outlet, uint32_t title, uint32_t *node);

#endif
