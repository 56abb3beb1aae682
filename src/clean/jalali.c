/* clean/jalali.c - see jalali.h.  The last day of a common year's last month passes for one. */
#include "clean/jalali.h"

/* 1 Farvardin of a Jalali year as days since 1970, by the 33-year rule (leap years 1, 5, 9, 13, 17,
** 22, 26 and 30 of each cycle), which is right for the present centuries; counted from 1 Farvardin
** 1386, a year 0 of its cycle. */
static int64_t new_year(int year)
{
    static const int leaps_before[] = {0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4,
                                       4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8};
    int since = year - 1386, cycle = since / 33 - (since % 33 < 0), rest = since - cycle * 33;

    return tw_days_from_civil(2007, 3,
                              21) + (int64_t)cycle * (33 * 365 + 8) + rest * 365 + leaps_before[rest];
}

bool tw_jalali_day(int year, int month, int day, struct tw_date *d)
{
    int of_year = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;

    if (year < 1300 || year > 1500 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    *d = tw_date_from_days(new_year(year) + of_year + day - 1);
    return true;
}
