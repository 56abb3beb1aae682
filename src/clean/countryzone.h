/* clean/countryzone.h - what the clock says in the country of a domain.
**
** For countries that keep one time (data/any/country-zones.txt), with summer
** time by the rule of the European Union.  Large countries and endings that are
** sold to the world have none.
*/
#ifndef TW_CLEAN_COUNTRYZONE_H
#define TW_CLEAN_COUNTRYZONE_H
#include "base/date.h"
#include "base/slice.h"

/* Minutes east of UTC at a moment (in UTC, to the day at least) where the
** address is from; false when that is not known. */
bool tw_country_zone(struct tw_slice url, const struct tw_date *moment, int *zone);

#endif
