/* clean/dateform.h - the shapes that days and times of day are printed in.
**
** For datetext.c: each function tries one kind at a place in the tokens and
** says how many it took, 0 when it is not there.  Constant time.
*/
#ifndef TW_CLEAN_DATEFORM_H
#define TW_CLEAN_DATEFORM_H
#include "base/date.h"
#include "clean/datescan.h"

/* A weekday at i: its number in *weekday. */
size_t tw_dateform_weekday(const struct tw_datescan *s, size_t i, int *weekday);

/* A day at i, in year, month and day of *d, with the grain TW_DATE_DAY.
** Without a year (year 0) only when how->partial. */
size_t tw_dateform_day(const struct tw_datescan *s, size_t i, struct tw_date *d);

/* A time of day at i, with its zone when there is one: hour to zone and the
** grain of *d.  After a day (`loose`) "10.30" and "9h" count too. */
size_t tw_dateform_time(const struct tw_datescan *s, size_t i, bool loose, struct tw_date *d);

/* For zones that change with the season: call when day and time are known. */
void tw_dateform_season(struct tw_date *d);

#endif
