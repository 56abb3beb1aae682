/* clean/webpage.h - the article of a web page.
**
** Method: the tree (read/html.h) is weighed (page.h), the body is found
** (body.h), cut into blocks (blocks.h) and trimmed (trim.h); what is left are
** the paragraphs.
*/
#ifndef TW_CLEAN_WEBPAGE_H
#define TW_CLEAN_WEBPAGE_H
#include "clean/article.h"
#include "clean/trim.h"

/* Fills text, paragraphs and standfirst of *article.  TW_OK; TW_NOTNEWS with
** the reason in *why when there is no article on the page. */
TW_MUST_USE enum tw_status tw_webpage_read(struct tw_arena *mem, const struct tw_html *t,
                                           const struct tw_clues *clues, struct tw_article *article,
                                           const char **why);

#endif
