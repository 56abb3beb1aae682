/* clean/pagezone.h - the clock that a page keeps, told by its scripts.
**
** A page that gives its publication in UTC often has other moments, of films,
** programmes or comments, with the zone of its place: "2020-05-01T23:00-04:00".
** Cost: one search of the scripts.
*/
#ifndef TW_CLEAN_PAGEZONE_H
#define TW_CLEAN_PAGEZONE_H
#include "base/date.h"
#include "read/html.h"

/* Minutes east of UTC at `moment`, as the moments nearest to it have it; false
** when there are none within half a season, or of more than one place. */
bool tw_pagezone_find(const struct tw_html *page, const struct tw_date *moment, int *zone);

#endif
