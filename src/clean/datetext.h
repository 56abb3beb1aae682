/* clean/datetext.h - dates as news pages print them, in some sixty languages.
**
** Finds "Montag, 25. März 2024, 10:30 Uhr", "March 25, 2024 at 9:05 p.m. ET",
** "2024年3月25日 下午3:20", "25/03/2024", "ngày 25 tháng 3 năm 2024",
** "Mon, 25 Mar 2024 10:30:00 +0100", ISO 8601; any decimal digits; Thai
** Buddhist years, Jalali dates and Japanese eras become Gregorian.  Month, weekday and label names
** are data/LANG/{months,weekdays,date-labels}.txt.
**
** Method: the text is cut into numbers, words and marks, and a handful of
** patterns is tried at each of them.  Time O(n), no memory but the stack.
** What a date means when its year is missing is a second step
** (tw_datetext_settle), because only the caller knows when the page was read.
*/
#ifndef TW_CLEAN_DATETEXT_H
#define TW_CLEAN_DATETEXT_H
#include "base/date.h"
#include "base/slice.h"

/* The word beside a date: "Published", "zuletzt aktualisiert", 更新. */
enum tw_date_label { TW_LABEL_NONE, TW_LABEL_PUBLISHED, TW_LABEL_MODIFIED };

struct tw_datehow {
    /* BCP 47, may be empty: its names are tried first, then all others */
    struct tw_slice lang;
    /* may be unknown: decides 03/04/2024 where one reading lies in the future */
    struct tw_date received;
    bool month_first;           /* 03/04/2024 is the 4th of March, when nothing else decides */
    bool partial;               /* also find dates without a year */
    bool weekdays;              /* also find a weekday alone */
};

struct tw_datetext {
    struct tw_date date;        /* without a year: year 0, grain of a day or finer; a weekday alone: grain TW_DATE_NONE,
                                ** hour and minute set if printed */
    int weekday;                /* 0 = Monday ... 6 = Sunday; -1 when not printed */
    struct tw_span span;        /* from weekday to zone, in bytes of the text searched */
    enum tw_date_label label;
};

/* Finds the first date at or after byte `from`, to the day at least.  `how`
** may be NULL (nothing known).  The text is valid UTF-8. */
bool tw_datetext_find(struct tw_slice text, size_t from, const struct tw_datehow *how,
                      struct tw_datetext *out);

/* The date that was found, with the year or day it lacks: the latest one not
** after `received` that fits month, day and weekday.  A date that is whole is
** given as it is.  Unknown when it cannot be settled. */
struct tw_date tw_datetext_settle(const struct tw_datetext *found, const struct tw_date *received);

/* Reads a machine's date (meta tag, JSON-LD, datetime attribute, feed): ISO
** 8601, RFC 822, Unix seconds or milliseconds, else the first date in it. */
bool tw_datetext_machine(struct tw_slice text, const struct tw_datehow *how, struct tw_date *out);

#endif
