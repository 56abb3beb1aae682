/* extract/moment.c - calendar values and their ISO texts. */
#include "extract/moment.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum { LONGEST = 40 };

static struct tw_slice text(struct tw_arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static struct tw_slice text(struct tw_arena *mem, const char *format, ...)
{
    char *p = tw_arena_alloc(mem, LONGEST);
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(p, LONGEST, format, args);
    va_end(args);
    assert(n >= 0 && n < LONGEST);
    return (struct tw_slice){p, (size_t)n};
}

void tw_moment_day(struct tw_arena *mem, int64_t days, const char *part, struct tw_time *out)
{
    out->value = tw_date_from_days(days);
    out->iso = text(mem, "%04d-%02d-%02d%s%s", out->value.year, out->value.month, out->value.day,
                    part ? "T" : "", part ? part : "");
}

void tw_moment_month(struct tw_arena *mem, int year, int month, struct tw_time *out)
{
    out->value = (struct tw_date){.grain = TW_DATE_MONTH, .year = year, .month = month};
    out->iso = text(mem, "%04d-%02d", year, month);
}

void tw_moment_year(struct tw_arena *mem, int year, struct tw_time *out)
{
    out->value = (struct tw_date){.grain = TW_DATE_YEAR, .year = year};
    out->iso = text(mem, "%04d", year);
}

void tw_moment_years(struct tw_arena *mem, int first, int last, struct tw_time *out)
{
    tw_moment_year(mem, first, out);
    out->iso = text(mem, "%04d/%04d", first, last);
}

void tw_moment_decade(struct tw_arena *mem, int year, struct tw_time *out)
{
    tw_moment_year(mem, year - year % 10, out);
    out->iso = text(mem, "%03dX", year / 10);
}

void tw_moment_week(struct tw_arena *mem, int64_t days, bool is_weekend, struct tw_time *out)
{
    int64_t monday = days - tw_weekday(days), thursday = monday + 3;
    int year, month, day, week;

    tw_civil_from_days(thursday, &year, &month, &day);
    week = (int)((thursday - tw_days_from_civil(year, 1, 1)) / 7) + 1;
    out->value = tw_date_from_days(is_weekend ? monday + 5 : monday);
    out->iso = text(mem, "%04d-W%02d%s", year, week, is_weekend ? "-WE" : "");
}

void tw_moment_season(struct tw_arena *mem, int year, const char *letters, struct tw_time *out)
{
    tw_moment_year(mem, year, out);
    out->iso = text(mem, "%04d-%s", year, letters);
}
