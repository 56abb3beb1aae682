/* clean/kinds.h - what the names of an element say it is.
**
** Names are class, id, itemprop, property, role and data-testid and its like.  They are
** cut into words ("post__body", "postBody" -> post, body), and words and pairs
** of words are looked up in data/html/names.txt.  A hint, not a proof: see
** clean/page.h.  Cost: one or two hashes a word.
*/
#ifndef TW_CLEAN_KINDS_H
#define TW_CLEAN_KINDS_H
#include "read/html.h"

enum tw_kind {
    TW_KIND_BODY = 1, TW_KIND_TEXT = 2, TW_KIND_ARTICLE = 4, TW_KIND_CHROME = 8, TW_KIND_NEVER = 16,
    TW_KIND_META = 32, TW_KIND_HEADLINE = 64, TW_KIND_STANDFIRST = 128, TW_KIND_PICTURE = 256,
    TW_KIND_UNSEEN = 512, TW_KIND_LAYOUT = 1024, TW_KIND_WITH = 2048, TW_KIND_AGENCY = 4096
};

/* What one name (without spaces) says. */
unsigned tw_kinds_of_name(struct tw_slice name);

/* What all names and the visibility of an element say. */
unsigned tw_kinds_of_node(const struct tw_html *t, uint32_t i);

#endif
