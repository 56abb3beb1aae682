/* clean/trim.h - dropping the blocks that are not the article's own text.
**
** Head: title, standfirst, byline, date, captions before the first paragraph.
** Middle: "Read more: ..." lines and blocks that are nothing but links.
** Tail: related articles, tags, lines about authors and newsletters behind the
** last paragraph.
** Cost: linear in the blocks.
*/
#ifndef TW_CLEAN_TRIM_H
#define TW_CLEAN_TRIM_H
#include "clean/blocks.h"

/* What is known about the page from elsewhere; all may be empty. */
struct tw_clues {
    struct tw_slice title;
    uint32_t title_node, byline_node, date_node;    /* elements, 0 = unknown */
    struct tw_slices descriptions;                  /* summaries in the page's metadata */
    struct tw_slice ld_body;                        /* articleBody of JSON-LD */
};

/* Marks blocks as dropped; *standfirst gets the text of the one that is.
** tight: the body was found by its name (clean/body.h). */
void tw_trim(struct tw_arena *mem, const struct tw_page *page, const struct tw_clues *clues, bool tight,
             struct tw_blocks *blocks, struct tw_slice *standfirst);

#endif
