/* base/date.c - Gregorian arithmetic and ISO 8601.
**
** Days are counted with Hinnant's algorithms (see date.h): years begin in
** March, so that the leap day is the last of its year, and are cut into eras of
** 400 years.  Right for every year that an int holds; history before 1582 is
** reckoned as if the calendar had always been Gregorian.  The reader takes one
** part after the other and stops at the first that does not fit.  Constant
** time, no memory.
*/
#include "base/date.h"

#include <stdio.h>

int64_t tw_days_from_civil(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void tw_civil_from_days(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (int)((5 * of_year + 2) / 153);

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(y + era * 400 + (*month <= 2));
}

int tw_weekday(int64_t days)
{
    return (int)(((days + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int tw_days_in_month(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (month < 1 || month > 12) return 0;
    return length[month - 1] + (month == 2 && leap);
}

int64_t tw_date_days(const struct tw_date *d)
{
    return tw_days_from_civil(d->year, d->month ? d->month : 1, d->day ? d->day : 1);
}

int64_t tw_date_unix(const struct tw_date *d)
{
    int64_t minutes = tw_date_days(d) * 1440 + d->hour * 60 + d->minute;

    if (d->has_zone) minutes -= d->zone;
    return minutes * 60 + d->second;
}

struct tw_date tw_date_from_days(int64_t days)
{
    struct tw_date d = {.grain = TW_DATE_DAY};

    tw_civil_from_days(days, &d.year, &d.month, &d.day);
    return d;
}

struct tw_date tw_date_from_unix(int64_t seconds)
{
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    int rest = (int)(seconds - days * 86400);
    struct tw_date d = tw_date_from_days(days);

    d.grain = TW_DATE_SECOND;
    d.hour = rest / 3600;
    d.minute = rest / 60 % 60;
    d.second = rest % 60;
    d.has_zone = true;
    return d;
}

static bool within(int x, int low, int high)
{
    return low <= x && x <= high;
}

bool tw_date_valid(const struct tw_date *d)
{
    if (d->grain < TW_DATE_YEAR || d->grain > TW_DATE_SECOND || !within(d->year, 1, 9999))
        return false;
    if (d->grain >= TW_DATE_MONTH && !within(d->month, 1, 12)) return false;
    if (d->grain >= TW_DATE_DAY && !within(d->day, 1, tw_days_in_month(d->year, d->month)))
        return false;
    if (d->grain >= TW_DATE_MINUTE && !(within(d->hour, 0, 23) && within(d->minute, 0, 59)))
        return false;
    if (d->grain >= TW_DATE_SECOND && !within(d->second, 0, 59)) return false;
    return !d->has_zone || within(d->zone, -1439, 1439);
}

static size_t put(char *out, size_t n, const char *format, int a, int b)
{
    int more = snprintf(out + n, TW_DATE_TEXT - n, format, a, b);

    return more < 0 ? n : n + (size_t)more < TW_DATE_TEXT ? n + (size_t)more : TW_DATE_TEXT - 1;
}

size_t tw_date_iso(const struct tw_date *d, char out[TW_DATE_TEXT])
{
    int zone = d->zone < 0 ? -d->zone : d->zone;
    size_t n = 0;

    out[0] = 0;
    if (d->grain >= TW_DATE_YEAR) n = put(out, n, "%04d", d->year, 0);
    if (d->grain >= TW_DATE_MONTH) n = put(out, n, "-%02d", d->month, 0);
    if (d->grain >= TW_DATE_DAY) n = put(out, n, "-%02d", d->day, 0);
    if (d->grain < TW_DATE_MINUTE) return n;
    n = put(out, n, "T%02d:%02d", d->hour, d->minute);
    if (d->grain >= TW_DATE_SECOND) n = put(out, n, ":%02d", d->second, 0);
    if (!d->has_zone) return n;
    if (zone == 0) return put(out, n, "Z", 0, 0);
    return put(out, n, d->zone < 0 ? "-%02d:%02d" : "+%02d:%02d", zone / 60, zone % 60);
}

/* Takes exactly `digits` digits off *s. */
static bool take_number(struct tw_slice *s, size_t digits, int *out)
{
    if (s->n < digits) return false;
    *out = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!tw_is_digit(s->p[i])) return false;
        *out = *out * 10 + (s->p[i] - '0');
    }
    *s = tw_slice_sub(*s, digits, s->n);
    return true;
}

static bool take(struct tw_slice *s, char c)
{
    if (s->n == 0 || s->p[0] != c) return false;
    *s = tw_slice_sub(*s, 1, s->n);
    return true;
}

/* Year, month and day as far as they are given. */
static bool take_day(struct tw_slice *s, struct tw_date *d)
{
    if (!take_number(s, 4, &d->year)) return false;
    d->grain = TW_DATE_YEAR;
    if (s->n >= 4 && tw_is_digit(s->p[0])) { /* YYYYMMDD */
        d->grain = TW_DATE_DAY;
        return take_number(s, 2, &d->month) && take_number(s, 2, &d->day);
    }
    if (!take(s, '-')) return true;
    d->grain = TW_DATE_MONTH;
    if (!take_number(s, 2, &d->month)) return false;
    if (!take(s, '-')) return true;
    d->grain = TW_DATE_DAY;
    return take_number(s, 2, &d->day);
}

static bool take_time(struct tw_slice *s, struct tw_date *d)
{
    bool colons;

    d->grain = TW_DATE_MINUTE;
    if (!take_number(s, 2, &d->hour)) return false;
    colons = take(s, ':');
    if (!take_number(s, 2, &d->minute)) return false;
    if (colons ? !take(s, ':') : !(s->n && tw_is_digit(s->p[0]))) return true;
    d->grain = TW_DATE_SECOND;
    if (!take_number(s, 2, &d->second)) return false;
    if (d->second == 60) d->second = 59;
    if (s->n > 1 && (s->p[0] == '.' || s->p[0] == ',') && tw_is_digit(s->p[1])) {
        *s = tw_slice_sub(*s, 1, s->n);
        while (s->n && tw_is_digit(s->p[0])) *s = tw_slice_sub(*s, 1, s->n);
    }
    return true;
}

/* Z, +02:00, +0200, +02, UTC, GMT, or nothing. */
static bool take_zone(struct tw_slice *s, struct tw_date *d)
{
    int hours, minutes = 0;
    bool west;

    if (s->n == 0) return true;
    take(s, ' ');
    d->has_zone = true;
    if (take(s, 'Z') || take(s, 'z')) return true;
    if (tw_slice_eq(*s, TW_LIT("UTC")) || tw_slice_eq(*s, TW_LIT("GMT"))) {
        *s = tw_slice_sub(*s, 3, 3);
        return true;
    }
    west = take(s, '-');
    if (!west && !take(s, '+')) return false;
    if (!take_number(s, 2, &hours)) return false;
    take(s, ':');
    if (s->n && !take_number(s, 2, &minutes)) return false;
    d->zone = (hours * 60 + minutes) * (west ? -1 : 1);
    return minutes < 60;
}

bool tw_date_parse_iso(struct tw_slice s, struct tw_date *out)
{
    struct tw_date d = {.grain = TW_DATE_NONE};

    *out = d;
    if (!take_day(&s, &d)) return false;
    if (s.n) {
        if (d.grain != TW_DATE_DAY || !(take(&s, 'T') || take(&s, 't') || take(&s, ' ')))
            return false;
        if (!take_time(&s, &d) || !take_zone(&s, &d)) return false;
    }
    if (s.n || !tw_date_valid(&d)) return false;
    *out = d;
    return true;
}
