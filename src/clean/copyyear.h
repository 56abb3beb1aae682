/* clean/copyyear.h - the year of a page's copyright line.
**
** "© 2005-2019 Harbour Gazette": the page was made in 2019.  Not all footers
** are kept up to date, so the year counts only where nothing better is known.
** Cost: one search of the page's text.
*/
#ifndef TW_CLEAN_COPYYEAR_H
#define TW_CLEAN_COPYYEAR_H
#include "base/date.h"
#include "read/html.h"

/* The latest year behind a copyright sign; 0 when there is none. */
int tw_copyyear_of(const struct tw_html *page);

/* The last day that a page can be of which only the file's time tells when it
** was received: that, or the end of an earlier copyright year. */
struct tw_date tw_copyyear_last(const struct tw_html *page, const struct tw_date *received);

#endif
