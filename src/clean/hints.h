/* clean/hints.h - everything on a page that may tell something of its article.
**
** One walk over the tree; what is found is kept in page order and judged
** later, by the votes (title.c, byline.c, pubdate.c, outlet.c).  Meta tags carry
** their text; elements carry only their node, so that text is put together
** for the few that count.  The names are in data/any/meta-names.txt and
** meta-classes.txt.
*/
#ifndef TW_CLEAN_HINTS_H
#define TW_CLEAN_HINTS_H
#include "clean/jsonld.h"
#include "read/document.h"
#include "read/html.h"

enum tw_hint_kind {
    TW_HINT_TITLE, TW_HINT_PUBLISHED, TW_HINT_MODIFIED, TW_HINT_DATE, TW_HINT_AUTHOR, TW_HINT_SITE,
        TW_HINT_LANG,
    TW_HINT_URL, TW_HINT_DESCRIPTION, TW_HINT_TYPE, TW_HINT_SECTION, TW_HINT_LABEL,
        TW_HINT_COPYRIGHT, TW_HINT_CREDIT
};

enum tw_hint_from {
    TW_BY_META,         /* a meta tag in the head; text is set */
    TW_BY_ITEMPROP,     /* microdata on an element */
    TW_BY_TIME,         /* a <time> element */
    TW_BY_REL,          /* rel=author, or a link to an author's page */
    TW_BY_CLASS,        /* class, id or data- name */
    TW_BY_HEADING       /* <h1> */
};

struct tw_hint {
    uint8_t kind, from, weight;     /* enums above; weight 1..9 */
    uint32_t node;
    struct tw_slice text;           /* decoded, one line; empty for elements */
};

/* A container of other things than the article: other articles, comments and advertisement; or what
** is named like it, but may be the article's; or a page's footer. */
enum tw_aside_kind { TW_ASIDE_OTHERS, TW_ASIDE_SIDE, TW_ASIDE_FOOTER };
struct tw_aside { uint32_t from, to; enum tw_aside_kind kind; };    /* nodes */

struct tw_hints {
    const struct tw_html *page;
    const struct tw_document *doc;
    struct tw_hint *v;              /* in page order */
    size_t n, cap;
    struct tw_aside *aside;         /* by rising `from`, one may be in another */
    size_t asides, aside_cap;
    uint32_t title_tag;             /* the <title> element, 0 = none */
    struct tw_slice html_lang;      /* of <html> or <body> */
    struct tw_slice url;            /* canonical, else og:url, else as received; may be empty */
    struct tw_jsonld ld;
};

/* Fills *out; it lives in mem and borrows page and doc. */
void tw_hints_gather(struct tw_arena *mem, const struct tw_html *page,
                     const struct tw_document *doc, struct tw_hints *out);

/* The heaviest hint of a kind with text, or NULL. */
const struct tw_hint *tw_hints_best(const struct tw_hints *c, enum tw_hint_kind kind);

/* The text of an element, decoded, on one line; of one with more than a few
** dozen nodes or a few hundred bytes nothing, since that is no byline or date. */
struct tw_slice tw_hint_text(struct tw_arena *mem, const struct tw_html *page, uint32_t node);

/* True for an element with few nodes and little text: looking at it is cheap. */
bool tw_hint_is_small(const struct tw_html *page, uint32_t node);

#endif
