/* clean/scriptdate.h - the time of publication in a page's scripts.
**
** Pages that a script puts together have their article as JSON in one:
** {"publishedAt":"2024-03-25T10:30:00Z", ...}.  Keys are those of meta tags
** (data/any/meta-names.txt).  The first is taken, unless the scripts tell of
** more days than one article has.  Cost: one look for quotation marks.
*/
#ifndef TW_CLEAN_SCRIPTDATE_H
#define TW_CLEAN_SCRIPTDATE_H
#include "clean/datetext.h"
#include "read/html.h"

/* false: the scripts tell none, or too many. */
bool tw_scriptdate_find(const struct tw_html *page, const struct tw_datehow *how,
                        struct tw_date *out);

#endif
