/* clean/dateday.c - days as they are printed, in every order of day, month and year.
**
** Shapes are tried from the most certain to the least: ISO order, 年月日,
** compact digits, names of months before or after the day, and last the
** ambiguous 03/04/2024, which is settled by what is possible, by the time the
** page was received, then by the habit of the caller's country.  Wrong on
** 03/04/2024 when the habit is wrong and both days have passed.
*/
#include "clean/dateform.h"

#include "clean/jalali.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };   /* of a page on the web, with room on both sides */

static int number(const struct tw_datescan *s, size_t i)
{
    return (int)s->v[i].value;
}

size_t tw_dateform_weekday(const struct tw_datescan *s, size_t i, int *weekday)
{
    size_t used = 0;
    struct tw_slice value = tw_datescan_find(s, i, TW_DW_WEEKDAY, 3, &used);

    if (value.n == 0) return 0;
    *weekday = value.p[0] - '0';
    return used + tw_dt_mark(s, i + used, '.');
}

/* Arabic and Urdu pages that print years of 1400 mean the Islamic calendar, which is not read. */
static bool reads_jalali(const struct tw_datescan *s)
{
    return !tw_slice_starts_nocase(s->how->lang, TW_LIT("ar"))
           && !tw_slice_starts_nocase(s->how->lang, TW_LIT("ur"));
}

/* Years as printed: Gregorian, or Buddhist (543 ahead). */
static int gregorian_year(int year)
{
    if (year >= FIRST_YEAR + 543 && year <= LAST_YEAR + 543 && year > LAST_YEAR) return year - 543;
    return year;
}

static bool set_day(struct tw_date *d, int year, int month, int day)
{
    *d = (struct tw_date){.grain = TW_DATE_DAY, .year = gregorian_year(year), .month = month,
                          .day = day};
    return d->year >= FIRST_YEAR && d->year <= LAST_YEAR && tw_date_valid(d);
}

static bool set_day_without_year(const struct tw_datescan *s, struct tw_date *d, int month, int day)
{
    *d = (struct tw_date){.grain = TW_DATE_DAY, .month = month, .day = day};
    return s->how->partial && month >= 1 && month <= 12 && day >= 1
           && day <= tw_days_in_month(2000, month);
}

static bool is_year(const struct tw_datescan *s, size_t i)
{
    return tw_dt_number(s, i, 4, 4) && number(s, i) >= 1300 && number(s, i) <= LAST_YEAR + 543;
}

/* Two-digit years are of 1970 to 2069, as POSIX strptime has %y (1969-2068) but for the epoch's
   year. */
static int full_year(int two)
{
    return two < 70 ? 2000 + two : 1900 + two;
}

/* A day and month in one year: the Jalali calendar when the year or the month's name says so. */
static bool set_named(const struct tw_datescan *s, struct tw_date *d, int year, int month,
                      bool jalali, int day)
{
    if (jalali) return tw_jalali_day(year, month, day, d);
    if (year == 0) return set_day_without_year(s, d, month, day);
    return set_day(d, year, month, day);
}

/* The name of a month, or "tháng 3". */
static size_t month_at(const struct tw_datescan *s, size_t i, int *month, bool *jalali)
{
    size_t used = 0;
    struct tw_slice value = tw_datescan_find(s, i, TW_DW_MONTH, 3, &used);

    *jalali = tw_slice_starts(value, TW_LIT("jalali "));
    if (*jalali) value = tw_slice_sub(value, 7, value.n);
    if (value.n == 0) return 0;
    *month = 0;
    for (size_t k = 0; k < value.n; k++) *month = *month * 10 + (value.p[k] - '0');
    if (*month == 0) {
        if (!tw_dt_number(s, i + used, 1, 2)) return 0;
        *month = number(s, i + used);
        return used + 1;
    }
    return used + tw_dt_mark(s, i + used, '.');
}

static bool is_separator(const struct tw_datescan *s, size_t i)
{
    static const uint32_t marks[] = {'-', '/', '.', 0x2010, 0x2011, 0x2013, 0x2212, 0xFF0F};

    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (tw_dt_mark(s, i, marks[k])) return true;
    return false;
}

static bool is_apostrophe(const struct tw_datescan *s, size_t i)
{
    return tw_dt_mark(s, i, '\'') || tw_dt_mark(s, i, 0x2019);
}

/* True when the tokens before i do not tie it to a longer number ("1.2024-03-25",
   "10/2024-..."). */
static bool begins_clean(const struct tw_datescan *s, size_t i)
{
    if (i < 2 || s->v[i].spaced || s->v[i - 1].spaced) return true;
    return !(is_separator(s, i - 1) && s->v[i - 2].kind == TW_DT_NUMBER);
}

/* True when no further part is tied on behind, as in 25.3.2024.1; a time may be. */
static bool ends_clean(const struct tw_datescan *s, size_t i)
{
    return !(is_separator(s, i) && !s->v[i].spaced && tw_dt_number(s, i + 1, 1, 18)
             && !s->v[i + 1].spaced && !tw_dt_mark(s, i + 2, ':'));
}

/* True for three parts from i on with the same separator between them. */
static bool is_separated(const struct tw_datescan *s, size_t i)
{
    return is_separator(s, i + 1) && is_separator(s, i + 3)
           && s->v[i + 1].value == s->v[i + 3].value && begins_clean(s, i);
}

/* 2024-03-25, 2024/3/25, 2024. 3. 25. */
static size_t year_first(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    if (!is_year(s, i) || !tw_dt_number(s, i + 2, 1, 2) || !tw_dt_number(s, i + 4, 1, 2)
        || !is_separated(s, i))
        return 0;
    if (number(s, i) < 1500) {
        if (!reads_jalali(s) || !tw_jalali_day(number(s, i), number(s, i + 2), number(s, i + 4), d))
            return 0;
    } else if (!set_day(d, number(s, i), number(s, i + 2), number(s, i + 4))) {
        return 0;
    }
    return 5 + tw_dt_mark(s, i + 5, '.');
}

/* 2024年3月25日, 2024년 3월 25일, 令和6年3月25日, 2024 оны 3 сарын 25; without the year 3月25日. */
static size_t with_counters(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t at = i;
    int year = 0;

    /* 2019 is its year 1 */
    if (tw_dt_word(s, at, "令") && tw_dt_word(s, at + 1, "和")) { year = 2018; at += 2; }
    else if (tw_dt_word(s, at, "平") && tw_dt_word(s, at + 1, "成")) { year = 1988; at += 2; }
    if (tw_dt_number(s, at, year ? 1 : 2, year ? 2 : 4) && tw_dt_word(s, at + 1, "年 년 оны")) {
        year += year || s->v[at].digits > 2 ? number(s, at) : full_year(number(s, at));
        at += 2;
    } else if (year) {
        return 0;
    }
    if (!tw_dt_number(s, at, 1, 2) || !tw_dt_word(s, at + 1, "月 월 сарын")) return 0;
    if (!tw_dt_number(s, at + 2, 1, 2)) return 0;
    if (year ? !set_day(d, year, number(s, at), number(s, at + 2))
             : !set_day_without_year(s, d, number(s, at), number(s, at + 2))) return 0;
    at += 3;
    return at + (tw_datescan_at(s, at)->kind == TW_DT_WORD && !s->v[at].spaced) - i;
}

/* 20240325, also with four or six digits of a time behind. */
static size_t compact(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    const struct tw_datetoken *t = tw_datescan_at(s, i);
    uint64_t v = t->value, clock = 0;

    if (t->kind != TW_DT_NUMBER || (t->digits != 8 && t->digits != 12 && t->digits != 14)
        || !begins_clean(s, i))
        return 0;
    if (t->digits == 14) { clock = v % 1000000; v /= 1000000; }
    if (t->digits == 12) { clock = v % 10000 * 100; v /= 10000; }
    if (v < 19700000 || !set_day(d, (int)(v / 10000), (int)(v / 100 % 100), (int)(v % 100)))
        return 0;
    if (t->digits == 8) return 1;
    d->hour = (int)(clock / 10000);
    d->minute = (int)(clock / 100 % 100);
    d->second = (int)(clock % 100);
    d->grain = t->digits == 14 ? TW_DATE_SECOND : TW_DATE_MINUTE;
    return tw_date_valid(d) ? 1 : 0;
}

/* Words and marks between the parts of a day: "5 de mayo de 2024", "5 d'agost", "25-Mar-2024", "5
   März, 2024". */
static size_t skip_between(const struct tw_datescan *s, size_t i)
{
    size_t at = i;

    while (at < i + 4 && (is_separator(s, at) || is_apostrophe(s, at) || tw_dt_mark(s, at, ',')
                          || tw_dt_mark(s, at, 0x60C)
                          || tw_dt_word(s, at, "de del d do da of the ta di z año năm anno พ ศ")))
        at++;
    return at - i;
}

/* "st", "th", "er", "º", "ª", "-го" behind a day. */
static size_t skip_ordinal(const struct tw_datescan *s, size_t i)
{
    if (tw_dt_word(s, i, "st nd rd th er re e º ª ste de ème a ta οι η") && !s->v[i].spaced)
        return 1;
    if (tw_dt_mark(s, i, 0xB0)) return 1;
    return tw_dt_mark(s, i, '-') && tw_dt_word(s, i + 1, "го е ші й ro a");
}

/* A year behind a day: 2024, '24 or, tied on by a separator, 24. */
static size_t year_behind(const struct tw_datescan *s, size_t i, int *year)
{
    if (is_year(s, i)) {
        *year = number(s, i);
        return 1;
    }
    if (tw_dt_number(s, i, 2, 2) && i > 0 && !s->v[i].spaced
        && (is_apostrophe(s, i - 1) || tw_dt_mark(s, i - 1, '-') || tw_dt_mark(s, i - 1, '/'))
        && !tw_dt_mark(s, i + 1, ':')) {
        *year = full_year(number(s, i));
        return 1;
    }
    return 0;
}

/* 25. März 2024, 25 de marzo de 2024, 25-Mar-24, 25 марта 2024 г., 25 tháng 3 năm 2024; 25
   March. */
static size_t day_then_name(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t at = i + 1, used, between;
    int month, year = 0;
    bool jalali;

    if (!tw_dt_number(s, i, 1, 2)) return 0;
    at += skip_ordinal(s, at);
    at += skip_between(s, at);
    if ((used = month_at(s, at, &month, &jalali)) == 0) return 0;
    at += used;
    /* مارس/آذار */
    if (tw_dt_mark(s, at, '/') && (used = month_at(s, at + 1, &month, &jalali)) > 0) at += 1 + used;
    between = skip_between(s, at);
    used = year_behind(s, at + between, &year);
    if (!set_named(s, d, year, month, jalali, number(s, i))) return 0;
    return at + (used ? between + used : 0) - i;
}

/* A number among the next few tokens: without one, looking a word up is wasted. */
static bool number_follows(const struct tw_datescan *s, size_t i)
{
    for (size_t k = 1; k <= 7; k++)
        if (tw_datescan_at(s, i + k)->kind == TW_DT_NUMBER) return true;
    return false;
}

/* March 25, 2024; Mar. 25th 2024; tháng 3 25, 2024; March 25. */
static size_t name_then_day(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    int month, year = 0, day;
    bool jalali;
    size_t used, at, between;

    if (!number_follows(s, i) || (used = month_at(s, i, &month, &jalali)) == 0) return 0;
    at = i + used + skip_between(s, i + used);
    if (!tw_dt_number(s, at, 1, 2)) return 0;
    day = number(s, at);
    at++;
    at += skip_ordinal(s, at);
    between = skip_between(s, at);
    used = year_behind(s, at + between, &year);
    if (!set_named(s, d, year, month, jalali, day)) return 0;
    return at + (used ? between + used : 0) - i;
}

/* 2024. március 25., 2024 m. kovo 25 d., 2024. gada 25. martā, 2024-Mar-25, 2024-yil 25-mart. */
static size_t year_then_name(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t at = i + 1, used;
    int month, day;
    bool jalali;

    if (!is_year(s, i)) return 0;
    at += skip_between(s, at);
    if (tw_dt_word(s, at, "m gada ko eko yil yilda жылы жылғы ж года"))
        at += 1 + tw_dt_mark(s, at + 1, '.');
    at += skip_between(s, at);
    if ((used = month_at(s, at, &month, &jalali)) > 0) {
        at += used + skip_between(s, at + used);
        if (!tw_dt_number(s, at, 1, 2)) return 0;
        day = number(s, at++);
    } else {
        if (!tw_dt_number(s, at, 1, 2)) return 0;
        day = number(s, at++);
        at += skip_between(s, at);
        if ((used = month_at(s, at, &month, &jalali)) == 0) return 0;
        at += used;
    }
    if (!set_named(s, d, number(s, i), month, jalali, day)) return 0;
    return at + tw_dt_mark(s, at, '.') - i;
}

static bool is_future(const struct tw_datescan *s, const struct tw_date *d)
{
    const struct tw_date *now = &s->how->received;

    return now->grain >= TW_DATE_DAY && tw_date_days(d) > tw_date_days(now) + 1;
}

/* Which of the two numbers is the month: what is possible, what is past, what is the habit. */
static bool settle_order(const struct tw_datescan *s, int a, int b, int year, struct tw_date *d)
{
    struct tw_date day_first, month_first;
    bool is_a = set_day(&day_first, year, b, a), is_b = set_day(&month_first, year, a, b);

    if (is_a && is_b && is_future(s, &day_first) != is_future(s, &month_first)) {
        is_a = !is_future(s, &day_first);
        is_b = !is_a;
    }
    *d = is_b && (!is_a || s->how->month_first) ? month_first : day_first;
    return is_a || is_b;
}

/* 25.03.2024, 25. 3. 2024, 3/25/2024, 25/03/24, 25-03-2024 */
static size_t numbers_only(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    int year;

    if (!tw_dt_number(s, i, 1, 2) || !tw_dt_number(s, i + 2, 1, 2) || !is_separated(s, i)
        || !ends_clean(s, i + 5))
        return 0;
    if (is_year(s, i + 4)) {
        year = number(s, i + 4);
    } else if (tw_dt_number(s, i + 4, 2, 2) && !s->v[i + 4].spaced && tw_dt_number(s, i + 2, 2, 2)
               && !tw_dt_mark(s, i + 5, ':')) {
        year = full_year(number(s, i + 4));
    } else {
        return 0;
    }
    if (year < 1500)
        return reads_jalali(s) && tw_jalali_day(year, number(s, i + 2), number(s, i), d) ? 5 : 0;
    return settle_order(s, number(s, i), number(s, i + 2), year, d) ? 5 : 0;
}

/* 25.03. or 25/3, when a caller asks for days without years: a dot behind, or a slash with a time
   behind it. */
static size_t numbers_without_year(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    bool dotted = tw_dt_mark(s, i + 1, '.') && tw_dt_mark(s, i + 3, '.');
    bool slashed = tw_dt_mark(s, i + 1, '/') && tw_dt_number(s, i + 2, 2, 2);

    if (!tw_dt_number(s, i, 1, 2) || !tw_dt_number(s, i + 2, 1, 2) || !begins_clean(s, i)) return 0;
    if (!(dotted && !tw_dt_number(s, i + 4, 2, 4)) && !(slashed && !is_separator(s, i + 3)))
        return 0;
    if (slashed && s->how->month_first)
        return set_day_without_year(s, d, number(s, i), number(s, i + 2)) ? 3 : 0;
    return set_day_without_year(s, d, number(s, i + 2), number(s, i)) ? 3u + dotted : 0;
}

size_t tw_dateform_day(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t used;

    if (tw_datescan_at(s, i)->kind == TW_DT_NUMBER) {
        if ((used = year_first(s, i, d)) || (used = with_counters(s, i, d))
            || (used = compact(s, i, d))
            || (used = year_then_name(s, i, d)) || (used = day_then_name(s, i, d))
            || (used = numbers_only(s, i, d))
            || (used = numbers_without_year(s, i, d))) return used;
        return 0;
    }
    if (tw_datescan_at(s, i)->kind != TW_DT_WORD) return 0;
    if ((used = with_counters(s, i, d))) return used;
    return name_then_day(s, i, d);
}
