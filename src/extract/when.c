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
#include "extract/calendar.h"
#include "extract/moment.h"
#include "extract/number.h"
#include "extract/tense.h"
#include "gen/words.h"

static void set_month(struct tw_clock *c, int64_t months,
                      struct tw_time *out) /* months since year 0 */
{
    tw_moment_month(c->mem, (int)(months / 12), (int)(months % 12) + 1, out);
}

/* The rule of data/en/times.txt: a unit, a step and a part of the day. */
static bool apply_rule(struct tw_clock *c, const struct tw_word *w, size_t i, size_t end,
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
static bool is_name(const struct tw_clock *c, size_t i)
{
    return tw_clock_cap(c, i) && !(c->t->token[i].shape & (TW_SHAPE_START | TW_SHAPE_CAPS))
           && i > c->s->first && c->t->token[i - 1].kind == TW_TOK_WORD;
}

/* A word that stands alone in quotation marks is somebody's word, not a time. */
static bool is_scare_quoted(const struct tw_clock *c, size_t i, size_t end)
{
    return i > c->s->first && end < c->s->end && c->t->token[i - 1].kind == TW_TOK_OPEN
           && c->t->token[end].kind == TW_TOK_CLOSE;
}

static size_t read_words(struct tw_clock *c, size_t i, struct tw_time *out)
{
    const struct tw_word *w;
    size_t n = c->has_now ? tw_tokens_match(c->t, c->t->lexicon->times, i, c->s->end, &w) : 0;

    if (n && (is_name(c, i) || is_scare_quoted(c, i, i + n))) return 0;
    return n && apply_rule(c, w, i, i + n, out) ? i + n : 0;
}

/* "last winter", "the autumn", "since spring": the season nearest in the
** direction the sentence looks. */
static size_t read_season(struct tw_clock *c, size_t i, struct tw_time *out)
{
    bool is_last = tw_clock_is(c, i, "last"), is_next = tw_clock_is(c, i, "next");
    bool is_marked = is_last || is_next || tw_clock_is(c, i, "this") || tw_clock_is(c, i, "the");
    size_t at = i + is_marked;
    const struct tw_word *w = tw_clock_find(c, c->t->lexicon->seasons, at);
    const char *season;
    int begins, year;

    if (!w || !c->has_now) return 0;
    if (!is_marked && !(i > c->s->first && tw_clock_has(c, i - 1, "before-season"))) return 0;
    if (tw_clock_is(c, i, "the") && !(i > c->s->first && tw_clock_has(c, i - 1, "before-season")))
        return 0;
    if (tw_year_at(c, at + 1) >= 0) {
        tw_moment_season(c->mem, tw_year_at(c, at + 1), tw_word_string(w), out);
        return at + 2;
    }
    season = tw_word_string(w);
    begins = season[0] == 'W' ? 12 : season[1] == 'P' ? 3 : season[1] == 'U' ? 6 : 9;
    year = c->year;
    if (is_last) {
        if (c->month < begins + 3) year--; /* the latest that is over */
    } else if (is_next
               || (!tw_clock_is(c, i, "this") && tw_tense_is_future(c->t, c->s, i, at + 1))) {
        if (c->month >= begins) year++;
    } else if (!tw_clock_is(c, i, "this") && c->month < begins) {
        bool is_ahead = tw_clock_is(c, i, "the") && tw_clock_has(c, i - 1, "before-season-ahead");

        if (!is_ahead) year--;
    }
    if (begins == 12 && is_last && c->month < 3) year = c->year - 2;
    tw_moment_season(c->mem, year, tw_word_string(w), out);
    return at + 1;
}

/* "three days ago", "a year ago": as exact as the unit. */
static size_t read_ago(struct tw_clock *c, size_t i, struct tw_time *out)
{
    static const char *const units[] = {"day",  "days",  "week",   "weeks",   "month", "months",
                                        "year", "years", "decade", "decades", NULL};
    struct tw_number number;
    size_t at;
    int n = 1, unit = -1;

    if (tw_clock_is(c, i, "a") || tw_clock_is(c, i, "an") || tw_clock_is(c, i, "one")) at = i + 1;
    else if (tw_number_read(c->t, i, c->s->end, &number) && number.kind == TW_NUMBER_PLAIN
             && number.value < 1000) {
        at = number.end;
        n = (int)number.value;
    } else return 0;
    for (int k = 0; units[k]; k++)
        if (tw_clock_is(c, at, units[k])) unit = k / 2;
    if (unit < 0 || !tw_clock_is(c, at + 1, "ago") || !c->has_now) return 0;
    if (unit == 0) tw_moment_day(c->mem, c->now - n, NULL, out);
    else if (unit == 1) tw_moment_week(c->mem, c->now - n * 7, false, out);
    else if (unit == 2 || (unit == 3 && n == 1))
        set_month(c, (int64_t)c->year * 12 + c->month - 1 - n * (unit == 3 ? 12 : 1), out);
    else tw_moment_year(c->mem, c->year - n * (unit == 4 ? 10 : 1), out);
    return at + 2;
}

/* True where a four-digit number counts something: "2000 people", "$1990". */
static bool is_counted_number(const struct tw_clock *c, size_t i)
{
    return tw_clock_has(c, i + 1, "counted")
           || (i > c->s->first && (tw_clock_has(c, i - 1, "counts") || tw_clock_is(c, i - 1, "#")));
}

static size_t read_time(struct tw_clock *c, size_t i, struct tw_time *out)
{
    static size_t (*const of_words[])(struct tw_clock *, size_t, struct tw_time *) = {
        tw_month_day_read, tw_weekday_read, tw_holiday_read, read_words,
        read_season,       read_ago,        tw_month_read};
    static size_t (*const of_numbers[])(struct tw_clock *, size_t, struct tw_time *) = {
        tw_iso_read, tw_day_month_read, read_ago};
    size_t end = 0;

    if (c->t->token[i].kind == TW_TOK_NUMBER) {
        for (size_t k = 0; !end && k < sizeof of_numbers / sizeof of_numbers[0]; k++)
            end = of_numbers[k](c, i, out);
        if (!end && !is_counted_number(c, i)) end = tw_year_read(c, i, out);
    } else if (c->t->token[i].kind == TW_TOK_WORD) {
        for (size_t k = 0; !end && k < sizeof of_words / sizeof of_words[0]; k++)
            end = of_words[k](c, i, out);
    }
    return end;
}

static void set_now(struct tw_clock *c)
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
    struct tw_clock c = {.mem = mem, .t = t, .out = out};

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
