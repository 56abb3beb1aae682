/* clean/page.h - a web page weighed: where its prose is, and what its elements are called.
**
** Prose is text in lines of some length that are not mostly links: what
** articles consist of and menus lack.  Each element has the prose of its
** subtree.
**
** What is plainly not article (scripts, menus, hidden or advertising parts,
** readers' comments) is marked `gone`, unless elements of that name hold a
** large share of the page's prose: then the name is misleading.
** Cost: a few passes over the nodes; linear.
*/
#ifndef TW_CLEAN_PAGE_H
#define TW_CLEAN_PAGE_H
#include "clean/kinds.h"

struct tw_page {
    const struct tw_html *t;
    uint16_t *kinds;        /* of each node: enum tw_kind, by its names */
    uint32_t *prose;        /* bytes of prose in each node's subtree, without what is gone */
    /* bytes of text, and of text in links, in each subtree, before anything is gone */
    uint32_t *text, *link;
    uint32_t *media;        /* pictures, films and frames in each subtree */
    bool *gone;             /* the subtree is no part of any article */
};

/* Weighs a page.  title: the article's, may be empty.  Everything lives in mem. */
void tw_page_weigh(struct tw_arena *mem, const struct tw_html *t, struct tw_slice title,
                   struct tw_page *out);

#endif
