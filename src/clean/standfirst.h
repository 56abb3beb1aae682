/* clean/standfirst.h - the summary under the title.
**
** Looked for between the title and the first paragraph: an element whose name
** says so, or whose text is the page's description in its metadata, or the
** first sentence right beside the title.  Cost: linear in the nodes between.
*/
#ifndef TW_CLEAN_STANDFIRST_H
#define TW_CLEAN_STANDFIRST_H
#include "clean/page.h"

/* What is known about the page from elsewhere; all may be empty. */
struct tw_clues {
    struct tw_slice title;
    uint32_t title_node, byline_node, date_node;    /* elements, 0 = unknown */
    struct tw_slices descriptions;                  /* summaries in the page's metadata */
    struct tw_slice ld_body;                        /* articleBody of JSON-LD */
    struct tw_slice lang;                           /* as declared */
    struct tw_slices byline;                        /* names of the authors */
    struct tw_slice type;                           /* what the page calls itself, lower case */
    /* does it call itself an article, a list? (clean/meta.h) */
    bool has_article, is_listing;
};

/* The standfirst between the title and node `to`, the first of the text (from
** node `from` when the title is not found), decoded; empty when there is none.
** Lines of one that has several are joined by line ends. */
struct tw_slice tw_standfirst_find(struct tw_arena *mem, const struct tw_page *page,
                                   const struct tw_clues *clues, uint32_t from, uint32_t to);

#endif
