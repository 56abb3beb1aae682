/* clean/clues.h - everything on a page that may tell something of its article.
**
** One walk over the tree; what is found is kept in page order and judged
** later, by the votes (title.c, byline.c, pubdate.c, outlet.c).  Meta tags carry
** their text; elements carry only their node, so that text is put together
** for the few that count.  The names are in data/any/meta-names.txt and
** meta-classes.txt.
*/
#ifndef TW_CLEAN_CLUES_H
#define TW_CLEAN_CLUES_H
#include "clean/jsonld.h"
#include "read/document.h"
#include "read/html.h"

enum tw_clue_kind {
    TW_CLUE_TITLE, TW_CLUE_PUBLISHED, TW_CLUE_MODIFIED, TW_CLUE_DATE, TW_CLUE_AUTHOR, TW_CLUE_SITE, TW_CLUE_LANG,
    TW_CLUE_URL, TW_CLUE_DESCRIPTION, TW_CLUE_TYPE, TW_CLUE_SECTION, TW_CLUE_LABEL, TW_CLUE_COPYRIGHT, TW_CLUE_CREDIT
};

enum tw_clue_from {
    TW_BY_META,         /* a meta tag in the head; text is set */
    TW_BY_ITEMPROP,     /* microdata on an element */
    TW_BY_TIME,         /* a <time> element */
    TW_BY_REL,          /* rel=author, or a link to an author's page */
    TW_BY_CLASS,        /* class, id or data- name */
    TW_BY_HEADING,      /* <h1> */
    TW_BY_LINK          /* <link rel=canonical>; text is set */
};

struct tw_clue {
    uint8_t kind, from, weight;     /* enums above; weight 1..9 */
    uint32_t node;
    struct tw_slice text;           /* decoded, one line; empty for elements */
};

struct tw_clues {
    const struct tw_html *page;
    const struct tw_document *doc;
    struct tw_clue *v;              /* in page order */
    size_t n, cap;
    uint32_t title_tag;             /* the <title> element, 0 = none */
    struct tw_slice html_lang;      /* of <html> or <body> */
    struct tw_slice url;            /* canonical, else og:url, else as received; may be empty */
    struct tw_jsonld ld;
};

/* Fills *out; it lives in mem and borrows page and doc. */
void tw_clues_gather(struct tw_arena *mem, const struct tw_html *page, const struct tw_document *doc,
                     struct tw_clues *out);

/* The heaviest clue of a kind with text, or NULL. */
const struct tw_clue *tw_clues_best(const struct tw_clues *c, enum tw_clue_kind kind);

/* The text of an element, decoded, on one line; of one with more than a few
** dozen nodes or a few hundred bytes nothing, since that is no byline or date. */
struct tw_slice tw_clue_text(struct tw_arena *mem, const struct tw_html *page, uint32_t node);

#endif
