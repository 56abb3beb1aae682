/* clean/dateplace.h - a moment in UTC by the clock of the place it is told from.
**
** An evening in Tokyo is another day in UTC; a reader wants the day that the
** page shows.
*/
#ifndef TW_CLEAN_DATEPLACE_H
#define TW_CLEAN_DATEPLACE_H
#include "clean/datepoll.h"
#include "clean/hints.h"

/* Moves *d, when it is a moment in UTC, to the zone that the page tells; where it
** tells none, *d stays. */
void tw_dateplace_move(const struct tw_datepoll *p, const struct tw_hints *c, struct tw_date *d);

#endif
