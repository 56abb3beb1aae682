/* clean/dateinfer.c - clues gathered from the text, then years tried backwards.
**
** Clues: dates with day and month, and weekdays, each told as past or not: a
** word of the future before it in its sentence ("will", "until", "next") makes
** it no clue.  News names the weekday of the day itself or the one before most
** often, so a candidate day is believed when the weekday named most often lies
** at most two days before it.
** What it gets wrong: anniversaries ("since May 3") when no other date is told.
*/
#include "clean/dateinfer.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "clean/datewords.h"
#include "gen/words.h"

enum {
    LOOK = 4000,                /* bytes; the news is told at the beginning */
    CLUES_MAX = 32,
    YEARS_BACK = 12,            /* farther back weekdays repeat too often to decide */
    NEAR_DAYS = 2,
    /* bytes around a name of a day or month that can belong to its date */
    BEFORE = 16, BEHIND = 40
};

struct clue { int month, day, weekday; };      /* 0, 0, -1 when not named */
struct clues { struct clue v[CLUES_MAX]; size_t n; };

/* Is there a word of the future within the sentence before `at`? */
static bool is_future(struct tw_slice text, size_t at)
{
    size_t from = at, words = 0;

    while (from > 0 && words < 10) {
        char c = text.p[from - 1];

        if (c == '.' || c == '\n' || c == '!' || c == '?') break;
        words += c == ' ';
        from--;
    }
    while (from < at) {
        size_t end = from;

        while (end < at && text.p[end] != ' ' && text.p[end] != ',') end++;
        if (end > from && tw_words_find_nocase(&tw_words_any_future_words,
                                               tw_slice_sub(text, from, end)))
            return true;
        from = end + 1;
    }
    return false;
}

/* Is it the name of a weekday or month in this language? */
static bool is_date_word(struct tw_slice word, int language)
{
    return word.n >= 3 && word.n <= 24
        && (tw_dateword_own(TW_DW_WEEKDAY, word, language).n || tw_dateword_own(TW_DW_MONTH, word,
                                                                                language).n);
}

/* The end of the word at `at`: letters, and marks between them that hold it
** together; `at` when there is none. */
static size_t word_end(struct tw_slice text, size_t at)
{
    size_t start = at, end = at;

    while (at < text.n) {
        size_t letters = tw_eight_run(tw_eight_letters(tw_eight_some(text.p + at, text.n - at)));
        uint32_t c;

        if (letters) {
            end = at += letters;
            continue;
        }
        c = tw_utf8_next(text, &at);
        if (c >= 0x80 && tw_cp_is_letter(c)) end = at;
        else if (end == start || (c != '\'' && c != '-' && c != 0x2019)
                 || !tw_cp_is_letter(tw_utf8_at(text, at)))
            break;
    }
    return end;
}

/* Reads the clue around the word text[from, end); returns where to go on. */
static size_t read_clue(struct tw_slice text, size_t from, size_t end, const struct tw_datehow *how,
                        struct clues *out)
{
    struct tw_datetext d;
    size_t first = from > BEFORE ? from - BEFORE : 0,
        last = end + BEHIND < text.n ? end + BEHIND : text.n;
    struct tw_slice near;

    while (first < from && ((unsigned char)text.p[first] & 0xC0) == 0x80) first++;
    while (last < text.n && ((unsigned char)text.p[last] & 0xC0) == 0x80) last++;
    near = tw_slice_sub(text, first, last);
    for (size_t at = 0; tw_datetext_find(near, at, how, &d); at = tw_span_end(d.span)) {
        if (first + tw_span_end(d.span) <= from) continue;
        if (first + d.span.off > end) break;
        if (d.date.year == 0 && !is_future(text, first + d.span.off))
            out->v[out->n++] = (struct clue){d.date.month, d.date.day, d.weekday};
        return first + tw_span_end(d.span) > end ? first + tw_span_end(d.span) : end;
    }
    return end;
}

static void gather(struct tw_slice text, struct tw_slice lang, const struct tw_date *received,
                   struct clues *out)
{
    struct tw_datehow how = {.lang = lang, .received = *received, .partial = true,
                             .weekdays = true};
    int language = tw_dateword_language(lang);

    out->n = 0;
    if (language < 0) return;
    for (size_t from = 0; from < text.n && out->n < CLUES_MAX;) {
        size_t end = word_end(text, from);

        if (end == from) tw_utf8_next(text, &end);
        else if (is_date_word(tw_slice_sub(text, from, end), language))
            end = read_clue(text, from, end, &how, out);
        from = end;
    }
}

/* The weekday named most often (the earlier one among equals); -1. */
static int main_weekday(const struct clues *c)
{
    int count[7] = {0}, best = -1;

    for (size_t i = 0; i < c->n; i++) {
        int w = c->v[i].weekday;

        if (w < 0) continue;
        count[w]++;
        if (best < 0 || count[w] > count[best]) best = w;
    }
    return best;
}

/* Days from one weekday to the next `to`. */
static int days_between(int from, int to)
{
    return (to - from + 7) % 7;
}

/* How many days before `day` the weekday last was. */
static int days_since(int64_t day, int weekday)
{
    return days_between(weekday, tw_weekday(day));
}

/* The latest year not after `last` in which the day fits: its own weekday when
** named beside it, else the main one near it.  0: the date does not exist. */
static int64_t place_day(int month, int day, int own_weekday, int weekday, int64_t last)
{
    int year, m, d;
    int64_t fallback = 0;

    tw_civil_from_days(last, &year, &m, &d);
    for (int back = 0; back <= YEARS_BACK; back++, year--) {
        int64_t days;

        if (month < 1 || month > 12 || day < 1 || day > tw_days_in_month(year, month)) continue;
        days = tw_days_from_civil(year, month, day);
        if (days > last) continue;
        if (fallback == 0) fallback = days;
        if (own_weekday >= 0 ? tw_weekday(days) == own_weekday
                             : weekday < 0 || days_since(days, weekday) <= NEAR_DAYS) return days;
    }
    return fallback;
}

/* The day itself, or the one up to NEAR_DAYS later that a weekday names: "raids
** on Monday, December 8", then "said on Tuesday". */
static int64_t moved_on(const struct clues *c, int64_t day, int64_t last)
{
    int64_t latest = day;

    for (size_t i = 0; i < c->n; i++) {
        int64_t then = day;

        if (c->v[i].month || c->v[i].weekday < 0) continue;
        then += days_between(tw_weekday(day), c->v[i].weekday);
        if (then - day <= NEAR_DAYS && then <= last && then > latest) latest = then;
    }
    return latest;
}

struct tw_date tw_date_infer(struct tw_slice text, struct tw_slice lang,
                             const struct tw_dateline *dateline, const struct tw_date *received)
{
    struct clues c;
    int weekday;
    int64_t last, best = 0;

    if (received->grain < TW_DATE_DAY) return (struct tw_date){0};
    if (text.n > LOOK) {
        text.n = LOOK;
        while (text.n && ((unsigned char)text.p[text.n] & 0xC0) == 0x80) text.n--;
    }
    gather(text, lang, received, &c);
    last = tw_date_days(received);
    weekday = main_weekday(&c);
    if (dateline && dateline->date.span.len && dateline->date.date.month) {
        const struct tw_datetext *d = &dateline->date;

        if (d->date.year) return tw_date_from_days(tw_date_days(&d->date));
        best = place_day(d->date.month, d->date.day, d->weekday, weekday, last);
        return best ? tw_date_from_days(best) : (struct tw_date){0};
    }
    for (size_t i = 0; i < c.n; i++) {
        int64_t day = c.v[i].month ? place_day(c.v[i].month, c.v[i].day, c.v[i].weekday, weekday,
                                               last) : 0;

        if (day > best) best = day;
    }
    if (best) best = moved_on(&c, best, last);
    else if (weekday >= 0) best = last - days_since(last, weekday);
    return best ? tw_date_from_days(best) : (struct tw_date){0};
}
