/* clean/pubdate.h - when an article was published and last changed.
**
** Every date on the page that could be the one is weighed by where it stands
** (datepoll.h).  Dates on the same day support each other; the most precise of
** the winning day is given, with its zone; a moment in UTC by the clock of the
** place, when the page tells that.  A date after the page was received counts
** for nothing.
*/
#ifndef TW_CLEAN_PUBDATE_H
#define TW_CLEAN_PUBDATE_H
#include "clean/article.h"
#include "clean/hints.h"

/* Fills published, published_from and modified.  title: the element that shows
** the title (0 = unknown).  lang: as declared.  Returns the element that shows
** the date, 0 when none does. */
uint32_t tw_pubdate_vote(struct tw_arena *mem, const struct tw_hints *c, uint32_t title,
                         struct tw_slice lang, struct tw_article *a);

/* True when 03/04/2024 is the 4th of March there: English of the United States
** and where nothing but ".com" tells the country. */
bool tw_pubdate_month_first(struct tw_slice lang, struct tw_slice url);

#endif
