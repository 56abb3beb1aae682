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
#include "clean/standfirst.h"

/* Marks blocks as dropped.  tight: the body was found by its name
** (clean/body.h). */
void tw_trim(struct tw_arena *mem, const struct tw_page *page, const struct tw_clues *clues,
             bool tight, struct tw_blocks *blocks);

#endif
