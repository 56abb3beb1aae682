/* extract/calendar.c - times by the names and numbers of the calendar.
**
** Gets wrong: dates in other calendars, "Friday week".
*/
#include "extract/calendar.h"

#include "extract/moment.h"
#include "extract/tense.h"

enum { FIRST_YEAR = 1400, LAST_YEAR = 2100 }; /* bare four digits read as a year */

static int small_value(const struct tw_word *w)
{
    int n = 0;

    for (uint32_t i = 0; i < w->value_n; i++) n = n * 10 + (tw_word_string(w)[i] - '0');
    return n;
}

/* Written as the names of months and days are in the language: with a capital,
** or in small letters in full. */
static bool can_be_calendar(const struct tw_clock *c, size_t i)
{
    const struct tw_word *way;

    if (i >= c->s->end) return false;
    way = tw_words_find(c->t->lexicon->orthography, TW_LIT("calendar"));
    return (way && tw_slice_eq(tw_word_value(way), TW_LIT("small")) && c->t->token[i].low_n > 4)
           || tw_clock_cap(c, i);
}

/* 1..12 when the word at i names a month ("Sept." too). */
static int month_at(const struct tw_clock *c, size_t i)
{
    struct tw_slice s;
    const struct tw_word *w;

    if (!can_be_calendar(c, i)) return 0;
    s = tw_token_lower(c->t, i);
    if (s.n && s.p[s.n - 1] == '.') s.n--;
    w = tw_words_find(c->t->lexicon->months, s);
    return w ? small_value(w) : 0;
}

/* 0..6 when the word at i names a weekday, else -1. */
static int weekday_at(const struct tw_clock *c, size_t i)
{
    struct tw_slice s;
    const struct tw_word *w;

    if (!can_be_calendar(c, i)) return -1;
    s = tw_token_lower(c->t, i);
    if (s.n && s.p[s.n - 1] == '.') s.n--;
    w = tw_words_find(c->t->lexicon->weekdays, s);
    if (!w || (s.n <= 4 && !(c->t->token[i].shape & TW_SHAPE_CAP))) return -1;
    if (tw_slice_eq(s, TW_LIT("sun")) || tw_slice_eq(s, TW_LIT("sat"))
        || tw_slice_eq(s, TW_LIT("wed")))
        return tw_clock_is(c, i + 1, ",") || month_at(c, i + 1) ? small_value(w)
                                                                : -1; /* "the Sun said" */
    return small_value(w);
}

/* The value of all-digit tokens, -1 else; ordinal endings allowed for days. */
static int digits_at(const struct tw_clock *c, size_t i, size_t max_digits, bool allow_ordinal)
{
    struct tw_slice s;
    int n = 0;
    size_t k = 0;

    if (i >= c->s->end || c->t->token[i].kind != TW_TOK_NUMBER) return -1;
    s = tw_token_lower(c->t, i);
    for (; k < s.n && k <= max_digits && tw_is_digit(s.p[k]); k++) n = n * 10 + (s.p[k] - '0');
    if (k == 0 || k > max_digits) return -1;
    if (k == s.n) return n;
    return allow_ordinal && s.n == k + 2 && !tw_is_digit(s.p[k]) ? n : -1;
}

static int day_at(const struct tw_clock *c, size_t i)
{
    int n = digits_at(c, i, 2, true);

    return n >= 1 && n <= 31 ? n : -1;
}

int tw_year_at(const struct tw_clock *c, size_t i)
{
    int n = digits_at(c, i, 4, false);

    return n >= FIRST_YEAR && n <= LAST_YEAR && c->t->token[i].len == 4 ? n : -1;
}

/* "TNI" for "night" behind a day, when it stands at i; *used tells. */
static const char *part_at(const struct tw_clock *c, size_t i, size_t *used)
{
    const struct tw_word *w = tw_clock_find(c, c->t->lexicon->dayparts, i);

    *used = w != NULL;
    return w ? tw_word_string(w) : NULL;
}

/* The year that puts day and month nearest to now. */
static int nearest_year(const struct tw_clock *c, int month, int day)
{
    int best = c->year;
    int64_t best_gap = INT64_MAX;

    for (int y = c->year - 1; y <= c->year + 1; y++) {
        int64_t gap = tw_days_from_civil(y, month, day) - c->now;

        if (gap < 0) gap = -gap;
        if (gap >= best_gap) continue;
        best = y;
        best_gap = gap;
    }
    return best;
}

static size_t set_day(struct tw_clock *c, size_t end, int year, int month, int day,
                      struct tw_time *out)
{
    size_t used;
    const char *part;

    if (year < 0) {
        if (!c->has_now) return 0;
        year = nearest_year(c, month, day);
    }
    if (day > tw_days_in_month(year, month)) return 0;
    part = part_at(c, end, &used);
    c->last = tw_days_from_civil(year, month, day);
    tw_moment_day(c->mem, c->last, part, out);
    return end + used;
}

/* A year behind a day or month: ", 2023" or " 2023". */
static size_t read_year_behind(const struct tw_clock *c, size_t i, int *year)
{
    size_t at = i + (tw_clock_is(c, i, ",") || (i < c->s->end && tw_is_small(c->t, i, "is-of")));

    *year = tw_year_at(c, at);
    return *year >= 0 ? at + 1 : i;
}

/* "March 14", "March 14, 2023", "March 14-16". */
size_t tw_month_day_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    int month = month_at(c, i), day, year;
    size_t at;

    if (!month) return 0;
    at = i + 1 + tw_clock_is(c, i + 1, ".");
    if (tw_clock_is(c, at, "the")) at++;
    day = day_at(c, at);
    if (day < 0) return 0;
    at = read_year_behind(c, at + 1, &year);
    return set_day(c, at, year, month, day, out);
}

/* "14 March", "the 5th of May 2023". */
size_t tw_day_month_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    int day = day_at(c, i), month, year;
    size_t at = i + 1;

    if (day < 0) return 0;
    if (at < c->s->end && tw_is_small(c->t, at, "is-of")) at++;
    month = month_at(c, at);
    if (!month) return 0;
    at += 1 + tw_clock_is(c, at + 1, ".") * (tw_year_at(c, at + 2) >= 0);
    at = read_year_behind(c, at, &year);
    return set_day(c, at, year, month, day, out);
}

/* "2024-03-14". */
size_t tw_iso_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    int year = tw_year_at(c, i), month, day;

    if (year < 0 || !tw_clock_is(c, i + 1, "-") || !tw_clock_is(c, i + 3, "-")) return 0;
    month = digits_at(c, i + 2, 2, false);
    day = digits_at(c, i + 4, 2, false);
    if (month < 1 || month > 12 || day < 1 || day > 31) return 0;
    return set_day(c, i + 5, year, month, day, out);
}

/* "Friday", "last Friday", "Tuesday night", "Friday, March 14". */
size_t tw_weekday_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    size_t at = i + tw_clock_has(c, i, "step"), used, date;
    int weekday = weekday_at(c, at);
    const char *part;
    int64_t days;

    if (weekday < 0
        || (i > c->s->first && (tw_clock_is(c, i - 1, "a") || tw_clock_is(c, i - 1, "every"))))
        return 0;
    date = at + 1 + tw_clock_is(c, at + 1, ".");
    date += tw_clock_is(c, date, ",");
    if ((date = tw_month_day_read(c, date, out)) != 0) return date;
    date = at + 1 + tw_clock_is(c, at + 1, ",");
    if (tw_clock_is(c, date, "the")) date++;
    if ((date = tw_day_month_read(c, date, out)) != 0) return date;
    if (!c->has_now) return 0;
    part = part_at(c, at + 1, &used);
    days = c->now - (tw_weekday(c->now) - weekday + 7) % 7;
    if (tw_clock_is(c, i, "next")
        || (!tw_clock_is(c, i, "last") && tw_tense_is_future(c->t, c->s, i, at + 1))) {
        if (days < c->now || tw_clock_is(c, i, "next")) days += 7;
    } else if (tw_clock_is(c, i, "last") && days == c->now) {
        days -= 7;
    }
    c->last = days;
    tw_moment_day(c->mem, days, part, out);
    return at + 1 + used;
}

/* "in March", "since October", "March 2023", "last June". */
size_t tw_month_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    int month = month_at(c, i), year;
    size_t end;

    if (!month) return 0;
    end = i + 1 + (tw_clock_is(c, i + 1, ".") && tw_year_at(c, i + 2) >= 0);
    end = read_year_behind(c, end, &year);
    if (year < 0) {
        bool is_alone = i > c->s->first && tw_clock_has(c, i - 1, "before-month");

        if (!c->has_now || !is_alone || c->t->token[i].len < 3) return 0;
        if ((month == 5 || month == 3) && tw_clock_cap(c, i + 1))
            return 0; /* "May Lund", "March Hill" */
        year = c->year - (month > c->month);
        if (tw_clock_is(c, i - 1, "next")
            || (!tw_clock_is(c, i - 1, "last") && !tw_clock_is(c, i - 1, "since")
                && tw_tense_is_future(c->t, c->s, i, end)))
            year = c->year + (month < c->month);
        if (tw_clock_is(c, i - 1, "last") && month == c->month) year--;
    }
    tw_moment_month(c->mem, year, month, out);
    return end;
}

/* "the 1980s", "2016-17", "in 2022". */
size_t tw_year_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    int year = tw_year_at(c, i), last;
    struct tw_slice s = tw_token_lower(c->t, i);

    if (c->t->token[i].kind != TW_TOK_NUMBER) return 0;
    if (s.n == 5 && s.p[4] == 's' && s.p[3] == '0' && s.p[0] != '0' && s.p[0] <= '2') {
        tw_moment_decade(c->mem, (s.p[0] - '0') * 1000 + (s.p[1] - '0') * 100 + (s.p[2] - '0') * 10,
                         out);
        return i + 1;
    }
    if (year < 0 || (i > c->s->first && tw_clock_is(c, i - 1, "a")))
        return 0; /* "a 1964 quarter" */
    last = digits_at(c, i + 2, 2, false);
    if ((tw_clock_is(c, i + 1, "-") || tw_clock_is(c, i + 1, "–") || tw_clock_is(c, i + 1, "/"))
        && last == (year + 1) % 100 && c->t->token[i + 2].len == 2) {
        tw_moment_years(c->mem, year, year + 1, out);
        return i + 3;
    }
    tw_moment_year(c->mem, year, out);
    return i + 1;
}

size_t tw_holiday_read(struct tw_clock *c, size_t i, struct tw_time *out)
{
    const struct tw_word *w;
    size_t n =
        tw_clock_cap(c, i) ? tw_tokens_match(c->t, c->t->lexicon->holidays, i, c->s->end, &w) : 0;
    int month, day, year = -1;
    size_t at = i + n;

    if (!n) return 0;
    month = (tw_word_string(w)[0] - '0') * 10 + (tw_word_string(w)[1] - '0');
    day = (tw_word_string(w)[3] - '0') * 10 + (tw_word_string(w)[4] - '0');
    if (tw_year_at(c, at) >= 0) year = tw_year_at(c, at++);
    return set_day(c, at, year, month, day, out);
}
