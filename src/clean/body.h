/* clean/body.h - which elements of a page hold the article's running text.
**
** Method, first that fits: elements whose name says body; the article or main
** element; the smallest element that holds most of the page's prose.  A body
** cut into several elements of one name is taken as several parts.  Of several
** articles on one page (endless scrolling) the first is taken.
** Cost: a few passes over the nodes; linear.
*/
#ifndef TW_CLEAN_BODY_H
#define TW_CLEAN_BODY_H
#include "clean/page.h"

struct tw_parts {
    uint32_t *v;        /* elements in page order, none inside another */
    size_t n;           /* 0: there is no prose on the page */
    bool tight;         /* found by a name that says body: little else should be in it */
};

/* title_node: the element that shows the title, 0 = unknown. */
void tw_body_find(struct tw_arena *mem, const struct tw_page *page, uint32_t title_node,
                  struct tw_parts *out);

#endif
