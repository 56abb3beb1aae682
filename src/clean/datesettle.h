/* clean/datesettle.h - what a date says that can be read in more than one way.
**
** A page is asked as a whole: its other dates tell the year of one that has
** none, and whether the day or the month comes first.
*/
#ifndef TW_CLEAN_DATESETTLE_H
#define TW_CLEAN_DATESETTLE_H
#include "clean/datepoll.h"
#include "clean/hints.h"

/* Gives dates without a year theirs; what has none after all leaves the poll. */
void tw_datesettle_years(struct tw_datepoll *poll, const struct tw_hints *c);

/* Turns 03/04/2024 round where the page speaks against its habit.  Reads the
** page once, and only when it has such a date. */
void tw_datesettle_orders(struct tw_datepoll *poll, const struct tw_html *page,
                          const struct tw_datehow *how);

#endif
