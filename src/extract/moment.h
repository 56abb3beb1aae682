/* extract/moment.h - calendar values told from the day of publication.
**
** Fills the value and the ISO text of a time.  ISO 8601 for days, months,
** years and weeks ("2024-W18"); parts of the day and seasons as TIMEX3 has
** them (ISO-TimeML, ISO 24617-1): "2024-02-27TNI", "2022-WI", "2023-W10-WE",
** decades "198X".
*/
#ifndef TW_EXTRACT_MOMENT_H
#define TW_EXTRACT_MOMENT_H
#include "extract/statements.h"

/* A day; part ("NI", "MO", ...) may be NULL. */
void tw_moment_day(struct tw_arena *mem, int64_t days, const char *part, struct tw_time *out);
void tw_moment_month(struct tw_arena *mem, int year, int month, struct tw_time *out);
void tw_moment_year(struct tw_arena *mem, int year, struct tw_time *out);
void tw_moment_years(struct tw_arena *mem, int first, int last, struct tw_time *out);
void tw_moment_decade(struct tw_arena *mem, int year, struct tw_time *out);

/* The ISO week (Monday to Sunday, week 1 has the first Thursday) of a day. */
void tw_moment_week(struct tw_arena *mem, int64_t days, bool is_weekend, struct tw_time *out);

/* A season by its two letters; winter is of the year it begins in. */
void tw_moment_season(struct tw_arena *mem, int year, const char *letters, struct tw_time *out);

#endif
