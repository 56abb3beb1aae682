/* clean/jalali.h - days of the Jalali calendar, which Persian pages are dated by. */
#ifndef TW_CLEAN_JALALI_H
#define TW_CLEAN_JALALI_H
#include "base/date.h"

/* The day as a Gregorian one; false when there is no such day, or not in the
** years 1300 to 1500 (1921 to 2122).  Constant time. */
bool tw_jalali_day(int year, int month, int day, struct tw_date *d);

#endif
