/* clean/clean.h - a document in, its article out.
**
** Pages (webpage.h), plain text as scrapers leave it (plain.h), and articles that
** are such already.
** What is kept and what is not: ARCHITECTURE.md, "text".
*/
#ifndef TW_CLEAN_CLEAN_H
#define TW_CLEAN_CLEAN_H
#include "clean/article.h"
#include "read/document.h"

/* Makes the article of a document.  *out lives in mem and borrows from doc.
** TW_OK; TW_NOTNEWS when there is no article in it (*why, a static phrase,
** says what it is: "no text", "front page", ...); TW_TOOBIG. */
TW_MUST_USE enum tw_status tw_clean(struct tw_arena *mem, const struct tw_document *doc,
                                    struct tw_article *out, const char **why);

#endif
