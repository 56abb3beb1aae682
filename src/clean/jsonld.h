/* clean/jsonld.h - the article that a page's JSON-LD describes.
**
** Reads all <script type="application/ld+json"> of a page, follows @graph,
** lists and mainEntity, resolves authors given by @id, and picks the object
** that is this page's article: by kind, then by agreement with the page's
** address and titles.  Vocabulary: schema.org, CreativeWork and its kinds.
** Broken JSON is mended (control characters, comments, trailing commas, cut
** ends) and, if that does not help, left out.
*/
#ifndef TW_CLEAN_JSONLD_H
#define TW_CLEAN_JSONLD_H
#include "read/claimreview.h"

struct tw_jsonld {
    /* as written, the first that is known; empty: no object was found */
    struct tw_slice type;
    bool is_article, is_listing;
    struct tw_slice headline, alternative;  /* headline (or name); alternativeHeadline */
    struct tw_slices authors;           /* names as written */
    struct tw_slice published, created, modified;
    struct tw_slice language, publisher, section, description, body, url;
    struct tw_reviews reviews;          /* fact checks (ClaimReview) on the page */
};

/* scripts: the raw contents of the elements in page order.  titles and url:
** what the page calls itself elsewhere, to pick among several articles. */
void tw_jsonld_read(struct tw_arena *mem, struct tw_slices scripts, struct tw_slices titles,
                    struct tw_slice url, struct tw_jsonld *out);

#endif
