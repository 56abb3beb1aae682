/* clean/meta.h - what a web page says about its article.
**
** Title, authors, times, language, outlet, canonical address and agency credit
** of a page.  Method: one walk over the tree (hints.h) gathers what meta tags,
** JSON-LD, microdata, <time>, class names and the address say; then each field
** is voted on: title.h, byline.h, pubdate.h, outlet.h.  Which source is right
** how often is noted there.
**
** Call it before the body is cut: `out` tells the body cutter where on the page
** the title, byline and date stand, and what JSON-LD has of the text.
** Cost: about one pass over nodes and attributes, and the JSON-LD parsed.
*/
#ifndef TW_CLEAN_META_H
#define TW_CLEAN_META_H
#include "clean/article.h"
#include "read/claimreview.h"
#include "read/document.h"
#include "read/html.h"

struct tw_meta {
    uint32_t title_node;        /* the element that shows the title; 0 = none was found */
    uint32_t byline_node;       /* the element that names the authors, 0 = none */
    uint32_t date_node;         /* the element that shows the time of publication, 0 = none */
    struct tw_slices descriptions;  /* of og:, JSON-LD and meta, decoded, no two equal: a line of the page that
                                    ** equals one is its standfirst */
    /* JSON-LD articleBody as text, may be cut off or of a subscriber's page; empty = none */
    struct tw_slice ld_body;
    /* what it says it is, lower case: JSON-LD @type, else og:type; may be empty */
    struct tw_slice type;
    struct tw_slices langs;     /* codes the page declares, the most trusted first */
    struct tw_reviews reviews;  /* fact checks that the page describes */
    struct tw_slices credits;   /* agencies that meta tags and authors name */
    /* the last day that the article can be of, when no date was found */
    struct tw_date last;
    bool has_article;           /* JSON-LD or og:type calls it an article of some kind */
    /* JSON-LD calls it a collection, search result or home page and has no article */
    bool is_listing;
};

/* Fills title, byline, published, modified, lang (as declared), outlet and url
** of *article.  Everything lives in mem or borrows from the page. */
void tw_meta_read(struct tw_arena *mem, const struct tw_html *page, const struct tw_document *doc,
                  struct tw_article *article, struct tw_meta *out);

/* For a page on which no text was found: gives article->text the page's longest
** description, if the page is dated by more than its text and is no listing (a
** video, a sound, a picture).  False: there is nothing to show. */
bool tw_meta_stand_in(struct tw_arena *mem, const struct tw_meta *meta, struct tw_article *article);

/* When the text is final: settles lang, finds the dateline, gathers the text's
** agencies in credit, and gives a page without a date that of its dateline. */
void tw_meta_finish(struct tw_arena *mem, const struct tw_meta *meta, struct tw_article *article);

#endif
