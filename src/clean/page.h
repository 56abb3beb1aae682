/* clean/page.h - a web page weighed: where its prose is, and what its elements are called.
**
** Prose is text in lines of some length that are not mostly links: what
** articles consist of and menus lack.  Each element has the prose of its
** subtree.  Names (class, id, itemprop, role, data-testid ...) are cut into
** words and looked up in data/html/names.txt.
**
** What is plainly not article (scripts, menus, hidden or advertising parts,
** readers' comments) is marked `gone`, unless elements of that name hold a
** large share of the page's prose: then the name is misleading.
** Cost: a few passes over the nodes; linear.
*/
#ifndef TW_CLEAN_PAGE_H
#define TW_CLEAN_PAGE_H
#include "read/html.h"

enum tw_kind {
    TW_KIND_BODY = 1, TW_KIND_TEXT = 2, TW_KIND_ARTICLE = 4, TW_KIND_CHROME = 8, TW_KIND_NEVER = 16,
    TW_KIND_META = 32, TW_KIND_HEADLINE = 64, TW_KIND_STANDFIRST = 128, TW_KIND_PICTURE = 256,
    TW_KIND_UNSEEN = 512, TW_KIND_LAYOUT = 1024, TW_KIND_WITH = 2048, TW_KIND_AGENCY = 4096
};

struct tw_page {
    const struct tw_html *t;
    uint16_t *kinds;        /* of each node: enum tw_kind, by its names */
    uint32_t *prose;        /* bytes of prose in each node's subtree, without what is gone */
    uint32_t *text, *link;  /* bytes of text, and of text in links, in each subtree, before anything is gone */
    uint32_t *media;        /* pictures, films and frames in each subtree */
    bool *gone;             /* the subtree is no part of any article */
};

/* Weighs a page.  title: the article's, may be empty.  Everything lives in mem. */
void tw_page_weigh(struct tw_arena *mem, const struct tw_html *t, struct tw_slice title,
                   struct tw_page *out);

/* True when both say the same, ignoring case, accents and punctuation, or the
** longer one begins with the shorter one and is less than half as long again. */
bool tw_text_is_like(struct tw_slice a, struct tw_slice b);

/* The same for a heading and a title, of which it may also be the larger part. */
bool tw_text_is_title(struct tw_slice text, struct tw_slice title);

/* What the words of a name say; for tests. */
unsigned tw_page_kinds_of(struct tw_slice name);

#endif
