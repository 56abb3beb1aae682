/* clean/deadend.h - pages that are no article, and what they are instead.
**
** Error pages, consent walls, checks for robots and search results are told by
** their titles (data/any/dead-ends.txt) when there is little text; front pages
** and lists by their address, their metadata and their many links.  A page that
** calls itself an article is believed.
*/
#ifndef TW_CLEAN_DEADEND_H
#define TW_CLEAN_DEADEND_H
#include "base/slice.h"

struct tw_pagefacts {
    struct tw_slice title, heading;     /* of the page's metadata; of its first h1 */
    struct tw_slice url, type;          /* canonical address; what it calls itself, lower case */
    bool has_article, is_listing;       /* as in clean/meta.h */
    /* bytes of the article's text; of text in links on the page */
    size_t text, link;
};

/* A static phrase ("error page", "front page", ...), or NULL when the page may
** well be an article. */
const char *tw_deadend_of(const struct tw_pagefacts *page);

#endif
