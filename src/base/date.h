/* base/date.h - calendar days and points in time, as honest as they were given.
**
** A date knows how precise it is: a year, a month, a day, a minute or a
** second, with or without a zone.  Nothing here reads a clock.  Gregorian
** arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date
** Algorithms" (days_from_civil).
*/
#ifndef TW_BASE_DATE_H
#define TW_BASE_DATE_H
#include "base/slice.h"

#include <stdint.h>

enum tw_date_grain {
    TW_DATE_NONE, TW_DATE_YEAR, TW_DATE_MONTH, TW_DATE_DAY, TW_DATE_MINUTE, TW_DATE_SECOND
};

struct tw_date {
    enum tw_date_grain grain;   /* TW_DATE_NONE: unknown; the rest is then 0 */
    int year, month, day;       /* month, day 1-based; 0 below the grain */
    int hour, minute, second;
    bool has_zone;
    int zone;                   /* minutes east of UTC */
};

enum { TW_DATE_TEXT = 32 };     /* bytes that tw_date_iso needs */

/* Days since 1970-01-01 of a Gregorian day, and back. */
int64_t tw_days_from_civil(int year, int month, int day);
void tw_civil_from_days(int64_t days, int *year, int *month, int *day);

/* 0 = Monday ... 6 = Sunday. */
int tw_weekday(int64_t days);
int tw_days_in_month(int year, int month);

/* Seconds since 1970-01-01 UTC; parts below the grain count as the earliest,
** no zone as UTC. */
int64_t tw_date_unix(const struct tw_date *d);
struct tw_date tw_date_from_unix(int64_t seconds);  /* UTC, to the second */
struct tw_date tw_date_from_days(int64_t days);     /* to the day */

/* The local day as days since 1970; needs a grain of a day or finer. */
int64_t tw_date_days(const struct tw_date *d);

/* True when all parts are in range (a leap second counts as 59). */
bool tw_date_valid(const struct tw_date *d);

/* Writes ISO 8601, no more precise than the grain: "2024-03-25",
** "2024-03-25T10:00:00Z", "2024-03-25T10:00+02:00".  Returns the length. */
size_t tw_date_iso(const struct tw_date *d, char out[TW_DATE_TEXT]);

/* Reads ISO 8601 / RFC 3339 with the usual liberties (a space for T, +0200,
** fractions of seconds, YYYYMMDD, YYYY-MM).  The whole slice must match.
** false: not a date; *out is then unknown. */
bool tw_date_parse_iso(struct tw_slice s, struct tw_date *out);

#endif
