/* extract/when.c - times, resolved against the day of publication.
**
** Readers are tried at each token, the most exact first: a full date, a day
** and month, a day of the week, words ("last week", data/en/times.txt), a
** season, a month, a year.  A day without a year is the one nearest to the day
** of publication; a bare day of the week or month is the latest unless the
** sentence looks ahead (tense.h).  Without a day of publication only what is
** absolute gets a value; the rest is not given.
** Gets wrong: dates in other calendars, "Friday week", times told from other
** times than the one before.
*/
#include "extract/finders.h"

#include "base/vec.h"
#include "extract/moment.h"
#include "extract/number.h"
#include "extract/tense.h"
#include "gen/words.h"

enum { FIRST_YEAR = 1400, LAST_YEAR = 2100 }; /* bare four digits read as a year */

struct finder {
    struct tw_arena *mem;
    const struct tw_text *t;
    const struct tw_sentence *s; /* the one being read */
    struct tw_statements *out;
    size_t cap;
    bool has_now;
    int64_t now, last;    /* days; `last` of the time found before */
    int year, month, day; /* of now */
};

static bool is_word(const struct finder *c, size_t i, const char *word)
{
    return i < c->s->end && tw_token_is(c->t, i, word);
}

/* The role of a word in data/en/whenwords.txt. */
static bool has_role(const struct finder *c, size_t i, const char *role)
{
    return i < c->s->end && tw_token_has(c->t, i, c->t->lexicon->whenwords, role);
}

static bool has_cap(const struct finder *c, size_t i)
{
    return i < c->s->end && (c->t->token[i].shape & TW_SHAPE_CAP);
}

static const struct tw_word *find(const struct finder *c, const struct tw_words *list, size_t i)
{
    return i < c->s->end && c->t->token[i].kind == TW_TOK_WORD ? tw_token_find(c->t, i, list)
                                                               : NULL;
}

static int small_value(const struct tw_word *w)
{
    int n = 0;

    for (uint32_t i = 0; i < w->value_n; i++) n = n * 10 + (tw_word_string(w)[i] - '0');
    return n;
}

/* Written as the names of months and days are in the language: with a capital,
** or in small letters in full. */
static bool can_be_calendar(const struct finder *c, size_t i)
{
    const struct tw_word *way;

    if (i >= c->s->end) return false;
    way = tw_words_find(c->t->lexicon->orthography, TW_LIT("calendar"));
    return (way && tw_slice_eq(tw_word_value(way), TW_LIT("small")) && c->t->token[i].low_n > 4)
           || has_cap(c, i);
}

/* 1..12 when the word at i names a month ("Sept." too). */
static int month_at(const struct finder *c, size_t i)
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
static int weekday_at(const struct finder *c, size_t i)
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
        return is_word(c, i + 1, ",") || month_at(c, i + 1) ? small_value(w)
                                                            : -1; /* "the Sun said" */
    return small_value(w);
}

/* The value of all-digit tokens, -1 else; ordinal endings allowed for days. */
static int digits_at(const struct finder *c, size_t i, size_t max_digits, bool allow_ordinal)
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

static int day_at(const struct finder *c, size_t i)
{
    int n = digits_at(c, i, 2, true);

    return n >= 1 && n <= 31 ? n : -1;
}

static int year_at(const struct finder *c, size_t i)
{
    int n = digits_at(c, i, 4, false);

    return n >= FIRST_YEAR && n <= LAST_YEAR && c->t->token[i].len == 4 ? n : -1;
}

/* "TNI" for "night" behind a day, when it stands at i; *used tells. */
static const char *part_at(const struct finder *c, size_t i, size_t *used)
{
    const struct tw_word *w = find(c, c->t->lexicon->dayparts, i);

    *used = w != NULL;
    return w ? tw_word_string(w) : NULL;
}

/* The year that puts day and month nearest to now. */
static int nearest_year(const struct finder *c, int month, int day)
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

static size_t set_day(struct finder *c, size_t end, int year, int month, int day,
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
static size_t read_year_behind(const struct finder *c, size_t i, int *year)
{
    size_t at = i + (is_word(c, i, ",") || (i < c->s->end && tw_is_small(c->t, i, "is-of")));

    *year = year_at(c, at);
    return *year >= 0 ? at + 1 : i;
}

/* "March 14", "March 14, 2023", "March 14-16". */
static size_t read_month_day(struct finder *c, size_t i, struct tw_time *out)
{
    int month = month_at(c, i), day, year;
    size_t at;

    if (!month) return 0;
    at = i + 1 + is_word(c, i + 1, ".");
    if (is_word(c, at, "the")) at++;
    day = day_at(c, at);
    if (day < 0) return 0;
    at = read_year_behind(c, at + 1, &year);
    return set_day(c, at, year, month, day, out);
}

/* "14 March", "the 5th of May 2023". */
static size_t read_day_month(struct finder *c, size_t i, struct tw_time *out)
{
    int day = day_at(c, i), month, year;
    size_t at = i + 1;

    if (day < 0) return 0;
    if (at < c->s->end && tw_is_small(c->t, at, "is-of")) at++;
    month = month_at(c, at);
    if (!month) return 0;
    at += 1 + is_word(c, at + 1, ".") * (year_at(c, at + 2) >= 0);
    at = read_year_behind(c, at, &year);
    return set_day(c, at, year, month, day, out);
}

/* "2024-03-14". */
static size_t read_iso(struct finder *c, size_t i, struct tw_time *out)
{
    int year = year_at(c, i), month, day;

    if (year < 0 || !is_word(c, i + 1, "-") || !is_word(c, i + 3, "-")) return 0;
    month = digits_at(c, i + 2, 2, false);
    day = digits_at(c, i + 4, 2, false);
    if (month < 1 || month > 12 || day < 1 || day > 31) return 0;
    return set_day(c, i + 5, year, month, day, out);
}

/* "Friday", "last Friday", "Tuesday night", "Friday, March 14". */
static size_t read_weekday(struct finder *c, size_t i, struct tw_time *out)
{
    size_t at = i + has_role(c, i, "step"), used, date;
    int weekday = weekday_at(c, at);
    const char *part;
    int64_t days;

    if (weekday < 0 || (i > c->s->first && (is_word(c, i - 1, "a") || is_word(c, i - 1, "every"))))
        return 0;
    date = at + 1 + is_word(c, at + 1, ".");
    date += is_word(c, date, ",");
    if ((date = read_month_day(c, date, out)) != 0) return date;
    date = at + 1 + is_word(c, at + 1, ",");
    if (is_word(c, date, "the")) date++;
    if ((date = read_day_month(c, date, out)) != 0) return date;
    if (!c->has_now) return 0;
    part = part_at(c, at + 1, &used);
    days = c->now - (tw_weekday(c->now) - weekday + 7) % 7;
    if (is_word(c, i, "next")
        || (!is_word(c, i, "last") && tw_tense_is_future(c->t, c->s, i, at + 1))) {
        if (days < c->now || is_word(c, i, "next")) days += 7;
    } else if (is_word(c, i, "last") && days == c->now) {
        days -= 7;
    }
    c->last = days;
    tw_moment_day(c->mem, days, part, out);
    return at + 1 + used;
}

static void set_month(struct finder *c, int64_t months,
                      struct tw_time *out) /* months since year 0 */
{
    tw_moment_month(c->mem, (int)(months / 12), (int)(months % 12) + 1, out);
}

/* The rule of data/en/times.txt: a unit, a step and a part of the day. */
static bool apply_rule(struct finder *c, const struct tw_word *w, size_t i, size_t end,
                       struct tw_time *out)
{
    const char *p = tw_word_string(w) + 1, *part = NULL;
    bool is_minus = *p == '-';
    int n = 0;

    p += is_minus;
    for (; tw_is_digit(*p); p++) n = n * 10 + (*p - '0');
    if (*p == ' ') part = p + 1;
    if (is_minus) n = -n;
    switch (tw_word_string(w)[0]) {
    case 'p':
        if (c->last == INT64_MIN) return false;
        c->last += n;
        tw_moment_day(c->mem, c->last, part, out);
        return true;
    case 'd':
        c->last = c->now + n;
        tw_moment_day(c->mem, c->last, part, out);
        return true;
    case 'w':
        tw_moment_week(c->mem, c->now + n * 7, false, out);
        return true;
    case 'e':
        if (w->value_n == 1 && tw_weekday(c->now) < 5 && !tw_tense_is_future(c->t, c->s, i, end))
            n = -1;
        tw_moment_week(c->mem, c->now + n * 7, true, out);
        return true;
    case 'm':
        set_month(c, (int64_t)c->year * 12 + c->month - 1 + n, out);
        return true;
    default:
        tw_moment_year(c->mem, c->year + n, out);
        return true;
    }
}

/* "Today" inside a sentence is a name. */
static bool is_name(const struct finder *c, size_t i)
{
    return has_cap(c, i) && !(c->t->token[i].shape & (TW_SHAPE_START | TW_SHAPE_CAPS))
           && i > c->s->first && c->t->token[i - 1].kind == TW_TOK_WORD;
}

/* A word that stands alone in quotation marks is somebody's word, not a time. */
static bool is_scare_quoted(const struct finder *c, size_t i, size_t end)
{
    return i > c->s->first && end < c->s->end && c->t->token[i - 1].kind == TW_TOK_OPEN
           && c->t->token[end].kind == TW_TOK_CLOSE;
}

static size_t read_words(struct finder *c, size_t i, struct tw_time *out)
{
    const struct tw_word *w;
    size_t n = c->has_now ? tw_tokens_match(c->t, c->t->lexicon->times, i, c->s->end, &w) : 0;

    if (n && (is_name(c, i) || is_scare_quoted(c, i, i + n))) return 0;
    return n && apply_rule(c, w, i, i + n, out) ? i + n : 0;
}

/* "last winter", "the autumn", "since spring": the season nearest in the
** direction the sentence looks. */
static size_t read_season(struct finder *c, size_t i, struct tw_time *out)
{
    bool is_last = is_word(c, i, "last"), is_next = is_word(c, i, "next");
    bool is_marked = is_last || is_next || is_word(c, i, "this") || is_word(c, i, "the");
    size_t at = i + is_marked;
    const struct tw_word *w = find(c, c->t->lexicon->seasons, at);
    const char *season;
    int begins, year;

    if (!w || !c->has_now) return 0;
    if (!is_marked && !(i > c->s->first && has_role(c, i - 1, "before-season"))) return 0;
    if (is_word(c, i, "the") && !(i > c->s->first && has_role(c, i - 1, "before-season"))) return 0;
    if (year_at(c, at + 1) >= 0) {
        tw_moment_season(c->mem, year_at(c, at + 1), tw_word_string(w), out);
        return at + 2;
    }
    season = tw_word_string(w);
    begins = season[0] == 'W' ? 12 : season[1] == 'P' ? 3 : season[1] == 'U' ? 6 : 9;
    year = c->year;
    if (is_last) {
        if (c->month < begins + 3) year--; /* the latest that is over */
    } else if (is_next || (!is_word(c, i, "this") && tw_tense_is_future(c->t, c->s, i, at + 1))) {
        if (c->month >= begins) year++;
    } else if (!is_word(c, i, "this") && c->month < begins) {
        bool is_ahead = is_word(c, i, "the") && has_role(c, i - 1, "before-season-ahead");

        if (!is_ahead) year--;
    }
    if (begins == 12 && is_last && c->month < 3) year = c->year - 2;
    tw_moment_season(c->mem, year, tw_word_string(w), out);
    return at + 1;
}

/* "in March", "since October", "March 2023", "last June". */
static size_t read_month(struct finder *c, size_t i, struct tw_time *out)
{
    int month = month_at(c, i), year;
    size_t end;

    if (!month) return 0;
    end = i + 1 + (is_word(c, i + 1, ".") && year_at(c, i + 2) >= 0);
    end = read_year_behind(c, end, &year);
    if (year < 0) {
        bool is_alone = i > c->s->first && has_role(c, i - 1, "before-month");

        if (!c->has_now || !is_alone || c->t->token[i].len < 3) return 0;
        if ((month == 5 || month == 3) && has_cap(c, i + 1))
            return 0; /* "May Lund", "March Hill" */
        year = c->year - (month > c->month);
        if (is_word(c, i - 1, "next")
            || (!is_word(c, i - 1, "last") && !is_word(c, i - 1, "since")
                && tw_tense_is_future(c->t, c->s, i, end)))
            year = c->year + (month < c->month);
        if (is_word(c, i - 1, "last") && month == c->month) year--;
    }
    tw_moment_month(c->mem, year, month, out);
    return end;
}

/* "the 1980s", "2016-17", "in 2022". */
static size_t read_year(struct finder *c, size_t i, struct tw_time *out)
{
    int year = year_at(c, i), last;
    struct tw_slice s = tw_token_lower(c->t, i);

    if (c->t->token[i].kind != TW_TOK_NUMBER) return 0;
    if (s.n == 5 && s.p[4] == 's' && s.p[3] == '0' && s.p[0] != '0' && s.p[0] <= '2') {
        tw_moment_decade(c->mem, (s.p[0] - '0') * 1000 + (s.p[1] - '0') * 100 + (s.p[2] - '0') * 10,
                         out);
        return i + 1;
    }
    if (year < 0 || (i > c->s->first && is_word(c, i - 1, "a"))) return 0; /* "a 1964 quarter" */
    last = digits_at(c, i + 2, 2, false);
    if ((is_word(c, i + 1, "-") || is_word(c, i + 1, "–") || is_word(c, i + 1, "/"))
        && last == (year + 1) % 100 && c->t->token[i + 2].len == 2) {
        tw_moment_years(c->mem, year, year + 1, out);
        return i + 3;
    }
    tw_moment_year(c->mem, year, out);
    return i + 1;
}

/* "three days ago", "a year ago": as exact as the unit. */
static size_t read_ago(struct finder *c, size_t i, struct tw_time *out)
{
    static const char *const units[] = {"day",  "days",  "week",   "weeks",   "month", "months",
                                        "year", "years", "decade", "decades", NULL};
    struct tw_number number;
    size_t at;
    int n = 1, unit = -1;

    if (is_word(c, i, "a") || is_word(c, i, "an") || is_word(c, i, "one")) at = i + 1;
    else if (tw_number_read(c->t, i, c->s->end, &number) && number.kind == TW_NUMBER_PLAIN
             && number.value < 1000) {
        at = number.end;
        n = (int)number.value;
    } else return 0;
    for (int k = 0; units[k]; k++)
        if (is_word(c, at, units[k])) unit = k / 2;
    if (unit < 0 || !is_word(c, at + 1, "ago") || !c->has_now) return 0;
    if (unit == 0) tw_moment_day(c->mem, c->now - n, NULL, out);
    else if (unit == 1) tw_moment_week(c->mem, c->now - n * 7, false, out);
    else if (unit == 2 || (unit == 3 && n == 1))
        set_month(c, (int64_t)c->year * 12 + c->month - 1 - n * (unit == 3 ? 12 : 1), out);
    else tw_moment_year(c->mem, c->year - n * (unit == 4 ? 10 : 1), out);
    return at + 2;
}

static size_t read_holiday(struct finder *c, size_t i, struct tw_time *out)
{
    const struct tw_word *w;
    size_t n = has_cap(c, i) ? tw_tokens_match(c->t, c->t->lexicon->holidays, i, c->s->end, &w) : 0;
    int month, day, year = -1;
    size_t at = i + n;

    if (!n) return 0;
    month = (tw_word_string(w)[0] - '0') * 10 + (tw_word_string(w)[1] - '0');
    day = (tw_word_string(w)[3] - '0') * 10 + (tw_word_string(w)[4] - '0');
    if (year_at(c, at) >= 0) year = year_at(c, at++);
    return set_day(c, at, year, month, day, out);
}

/* True where a four-digit number counts something: "2000 people", "$1990". */
static bool is_counted_number(const struct finder *c, size_t i)
{
    return has_role(c, i + 1, "counted")
           || (i > c->s->first && (has_role(c, i - 1, "counts") || is_word(c, i - 1, "#")));
}

static size_t read_time(struct finder *c, size_t i, struct tw_time *out)
{
    static size_t (*const of_words[])(struct finder *, size_t, struct tw_time *) = {
        read_month_day, read_weekday, read_holiday, read_words, read_season, read_ago, read_month};
    static size_t (*const of_numbers[])(struct finder *, size_t,
                                        struct tw_time *) = {read_iso, read_day_month, read_ago};
    size_t end = 0;

    if (c->t->token[i].kind == TW_TOK_NUMBER) {
        for (size_t k = 0; !end && k < sizeof of_numbers / sizeof of_numbers[0]; k++)
            end = of_numbers[k](c, i, out);
        if (!end && !is_counted_number(c, i)) end = read_year(c, i, out);
    } else if (c->t->token[i].kind == TW_TOK_WORD) {
        for (size_t k = 0; !end && k < sizeof of_words / sizeof of_words[0]; k++)
            end = of_words[k](c, i, out);
    }
    return end;
}

static void set_now(struct finder *c)
{
    const struct tw_date *d = &c->t->article->published;

    c->last = INT64_MIN;
    if (d->grain < TW_DATE_DAY) return;
    c->has_now = true;
    c->now = tw_date_days(d);
    tw_civil_from_days(c->now, &c->year, &c->month, &c->day);
}

void tw_times_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct finder c = {.mem = mem, .t = t, .out = out};

    set_now(&c);
    for (size_t k = 0; k < t->sentences; k++) {
        c.s = &t->sentence[k];
        for (size_t i = c.s->first; i < c.s->end;) {
            struct tw_time time = {0};
            size_t end = read_time(&c, i, &time);

            if (!end) {
                i++;
                continue;
            }
            time.span = tw_tokens_span(t, i, end - 1);
            TW_PUSH(mem, out->times.v, out->times.n, c.cap, time);
            i = end;
        }
    }
}
