/* clean/plain.h - plain text as scrapers leave it into an article.
**
** A scraped text is the page without its tags: title (often with the site's
** name, often twice), date and byline, buttons, the article, then credits,
** related posts, comment forms.  Each line is told what it is (line.h); the
** title, date and byline come from the lines before the first paragraph, the
** text from there to where the lines stop being an article.
** Text with blank lines between paragraphs, one paragraph a line, and text
** broken at a column are all understood; a few marks of Markdown are taken off.
** Cost: linear, two passes; over 100 MB/s.
*/
#ifndef TW_CLEAN_PLAIN_H
#define TW_CLEAN_PLAIN_H
#include "clean/article.h"
#include "read/document.h"

/* As tw_clean (clean.h), for TW_FORMAT_TEXT. */
TW_MUST_USE enum tw_status tw_clean_text(struct tw_arena *mem, const struct tw_document *doc,
                                         struct tw_article *out, const char **why);

#endif
