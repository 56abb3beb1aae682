/* clean/title.h - the headline of an article.
**
** Sources on 88 publisher pages in 25 languages: JSON-LD headline alone right
** on .72, h1 .70, og:title .67, once the site's name is taken off; one of five
** is right on .97.  So: JSON-LD's headline of the article if there is one,
** else og:title, else the heading that others agree with, else <title>; each
** without the names of site and section at its end or front.  A headline that
** was cut short is replaced by the longer one it begins.
*/
#ifndef TW_CLEAN_TITLE_H
#define TW_CLEAN_TITLE_H
#include "clean/hints.h"

/* The title, and in *node the element of the page that shows it (0 = none).
** `outlet` is the outlet's name, may be empty. */
struct tw_slice tw_title_vote(struct tw_arena *mem, const struct tw_hints *c,
                              struct tw_slice outlet, uint32_t *node);

/* The text without " | Site name", " - Section | Site" and "Site: " around it.
** `name` is what the tail or front is compared with: see tw_title_names. */
struct tw_slice tw_title_strip(struct tw_slice title, struct tw_slices names);

/* Names of site and section that stand around titles, for tw_title_strip. */
struct tw_slices tw_title_names(struct tw_arena *mem, const struct tw_hints *c,
                                struct tw_slice outlet);

#endif
