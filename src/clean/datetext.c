/* clean/datetext.c - see datetext.h.
**
** The text is cut into tokens a window at a time (datelex.c); at each token a
** label, a weekday, a time or a day may begin (dateday.c, dateclock.c).  What
** stands around a day is gathered outward: its weekday and a time before it,
** weekday, time and zone behind it, and the label nearest before, else right
** behind.  Windows overlap, so that a date on their border is seen whole.
** Blind to relative dates ("two hours ago"), words for numbers, and Islamic,
** Nepali and Ethiopian calendars.
*/
#include "clean/datetext.h"

#include "base/utf8.h"
#include "clean/dateform.h"

enum {
    WINDOW = 96,        /* tokens cut at a time */
    REACH = 32,         /* tokens that a date with all around it can take */
    /* tokens between a label and its date: "Published by Jane Doe on Monday, " */
    LABEL_REACH = 8,
    FILL = 4            /* words and marks between a day and its time */
};

/* What was seen before the date that is being looked for. */
struct before { enum tw_date_label label; size_t at; };

static enum tw_date_label label_of(struct tw_slice value)
{
    if (value.n == 0) return TW_LABEL_NONE;
    return value.p[0] == 'p' ? TW_LABEL_PUBLISHED : TW_LABEL_MODIFIED;
}

static bool is_kind(const struct tw_datescan *s, size_t i, enum tw_datetoken_kind kind)
{
    return tw_datescan_at(s, i)->kind == kind;
}

/* "(Mon)", "(月)", ", Monday" behind a day. */
static size_t weekday_behind(const struct tw_datescan *s, size_t i, int *weekday)
{
    bool open = tw_dt_mark(s, i, '(') || tw_dt_mark(s, i, 0xFF08) || tw_dt_mark(s, i, '[');
    bool comma = tw_dt_mark(s, i, ',');
    size_t used = tw_dateform_weekday(s, i + open + comma, weekday);

    if (used == 0) return 0;
    if (open && !tw_dt_mark(s, i + 1 + used, ')') && !tw_dt_mark(s, i + 1 + used, 0xFF09)
        && !tw_dt_mark(s, i + 1 + used, ']')) {
        *weekday = -1;
        return 0;
    }
    return used + 2 * open + comma;
}

/* A time behind a day, past a few words and marks ("at", "um", "-", "|", "T"); none of them a
   number. */
static size_t time_behind(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    for (size_t k = 0; k <= FILL; k++) {
        size_t used = tw_dateform_time(s, i + k, true, d);

        if (used) return k + used;
        if (is_kind(s, i + k, TW_DT_NUMBER) || is_kind(s, i + k, TW_DT_END)) return 0;
    }
    return 0;
}

/* A day with what stands behind it. */
static size_t day_and_rest(const struct tw_datescan *s, size_t i, struct tw_datetext *out)
{
    size_t at = i + tw_dateform_day(s, i, &out->date);

    if (at == i) return 0;
    at += weekday_behind(s, at, &out->weekday);
    if (out->date.grain == TW_DATE_DAY) at += time_behind(s, at, &out->date);
    return at - i;
}

static void take_clock(struct tw_date *d, const struct tw_date *clock)
{
    if (d->grain > TW_DATE_DAY) return;
    d->hour = clock->hour;
    d->minute = clock->minute;
    d->second = clock->second;
    d->grain = clock->grain;
    d->has_zone = clock->has_zone;
    d->zone = clock->zone;
}

/* "10:30 Uhr, Montag, 25. März 2024": a time, then within a few tokens a day. */
static size_t time_then_day(const struct tw_datescan *s, size_t i, struct tw_datetext *out)
{
    struct tw_date clock = {0};
    size_t at = i + tw_dateform_time(s, i, false, &clock), used;

    if (at == i) return 0;
    for (size_t k = 0; k <= FILL; k++, at++) {
        size_t weekday = tw_dateform_weekday(s, at, &out->weekday);

        if (weekday) at += weekday + tw_dt_mark(s, at + weekday, ',');
        if ((used = tw_dateform_day(s, at, &out->date))) {
            at += used;
            at += weekday_behind(s, at, &out->weekday);
            take_clock(&out->date, &clock);
            return at - i;
        }
        if (is_kind(s, at, TW_DT_NUMBER) || is_kind(s, at, TW_DT_END)) return 0;
    }
    return 0;
}

/* A weekday alone counts in the page's own language only: "mon" and "mar" mean other things
   elsewhere. */
static bool is_own_weekday(const struct tw_datescan *s, size_t i, size_t used)
{
    struct tw_slice word = tw_slice_sub(s->text, s->v[i].off, s->v[i + used - 1].end);

    if (used > 1 && tw_slice_ends(word, TW_LIT("."))) word.n--;
    return tw_dateword_own(TW_DW_WEEKDAY, word,
                           s->how->lang.n ? s->language : tw_dateword_language(TW_LIT("en"))).n > 0;
}

/* "Mon, 25 Mar 2024", "Montag, den 25. März"; a weekday alone when that is asked for. */
static size_t weekday_then_day(const struct tw_datescan *s, size_t i, struct tw_datetext *out)
{
    size_t weekday = tw_dateform_weekday(s, i, &out->weekday), at = i + weekday, used;

    if (weekday == 0) return 0;
    for (size_t k = 0; k < 3 && !is_kind(s, at + k, TW_DT_END); k++) {
        int named = out->weekday;

        if ((used = day_and_rest(s, at + k, out))) {
            out->weekday = named;
            return at + k + used - i;
        }
        if (is_kind(s, at + k, TW_DT_NUMBER)) break;
    }
    if (!s->how->weekdays || !is_own_weekday(s, i, weekday)) return 0;
    out->date = (struct tw_date){0};
    used = time_behind(s, at, &out->date);
    out->date.grain = TW_DATE_NONE;
    return weekday + used;
}

/* A label behind a date: "2024年3月25日 10:30 更新".  Not one that leads the next date. */
static enum tw_date_label label_behind(const struct tw_datescan *s, size_t i)
{
    size_t used = 0, at = i + (tw_dt_mark(s, i, '(') || tw_dt_mark(s, i, 0xFF08));
    enum tw_date_label label = label_of(tw_datescan_find(s, at, TW_DW_LABEL, 4, &used));

    if (tw_dt_mark(s, at + used, ':') || tw_dt_mark(s, at + used, 0xFF1A)) return TW_LABEL_NONE;
    for (size_t k = 0; k < 2; k++)
        if (is_kind(s, at + used + k, TW_DT_NUMBER)) return TW_LABEL_NONE;
    return label;
}

static bool is_real(struct tw_datetext *found)
{
    struct tw_date check;

    tw_dateform_season(&found->date);
    if (found->date.grain == TW_DATE_NONE) return true;
    check = found->date;
    if (check.year == 0) check.year = 2000;     /* any leap year: the year is missing */
    return tw_date_valid(&check);
}

/* A number among the tokens from i on that a date can take before its first number. */
static bool number_near(const struct tw_datescan *s, size_t i)
{
    for (size_t k = 0; k < 8; k++)
        if (is_kind(s, i + k, TW_DT_NUMBER)) return true;
    return false;
}

/* The date that begins at token i, by the reading that takes most tokens: "Mar" is a month and a
   weekday. */
static size_t longest_at(const struct tw_datescan *s, size_t i, struct tw_datetext *out)
{
    struct tw_datetext day = {.weekday = -1}, week = {.weekday = -1};
    bool word = is_kind(s, i, TW_DT_WORD), near = number_near(s, i);
    size_t day_n = near ? day_and_rest(s, i, &day) : 0, week_n = 0;

    if (word && (near || s->how->weekdays)) week_n = weekday_then_day(s, i, &week);
    if (day_n == 0 && week_n == 0) {
        /* 9:05, 오후 3:20 */
        return !word || is_kind(s, i + 1, TW_DT_NUMBER) ? time_then_day(s, i, out) : 0;
    }
    *out = week_n > day_n ? week : day;
    return week_n > day_n ? week_n : day_n;
}

/* That date with its span and label. */
static size_t date_at(const struct tw_datescan *s, size_t i, struct before before,
                      struct tw_datetext *out)
{
    size_t used;

    out->weekday = -1;
    if (is_kind(s, i, TW_DT_MARK)) return 0;
    used = longest_at(s, i, out);
    if (used == 0 || !is_real(out)) return 0;
    out->span = tw_span_from_to(s->v[i].off, s->v[i + used - 1].end);
    out->label = before.label
        && i - before.at <= LABEL_REACH ? before.label : label_behind(s, i + used);
    return used;
}

static bool find_in(const struct tw_datescan *s, size_t until, struct tw_datetext *out)
{
    struct before before = {0};

    for (size_t i = 0; i < until; i++) {
        size_t used = 0;
        enum tw_date_label label;

        if (date_at(s, i, before, out)) return true;
        label = label_of(tw_datescan_find(s, i, TW_DW_LABEL, 4, &used));
        if (label) {
            before = (struct before){label, i + used};
            i += used - 1;
        }
    }
    return false;
}

bool tw_datetext_find(struct tw_slice text, size_t from, const struct tw_datehow *how,
                      struct tw_datetext *out)
{
    static const struct tw_datehow nothing_known;
    struct tw_datetoken token[WINDOW];
    struct tw_datescan s = {.text = text, .v = token, .how = how ? how : &nothing_known,
                            .language = how ? tw_dateword_language(how->lang) : -1};

    *out = (struct tw_datetext){.weekday = -1};
    while (from < text.n) {
        s.n = tw_datelex(text, from, token, WINDOW);
        if (find_in(&s, s.n < WINDOW ? s.n : WINDOW - REACH, out)) return true;
        if (s.n < WINDOW) break;
        from = token[WINDOW - REACH].off;
    }
    *out = (struct tw_datetext){.weekday = -1};
    return false;
}

/* The latest day not after `now` with that month, day and (when it is known) weekday. */
static bool settle_year(struct tw_date *d, int weekday, int64_t now, int year)
{
    for (int back = 0; back < 12; back++) {     /* a weekday comes back on a date within 11 years */
        int64_t days;

        d->year = year - back;
        if (!tw_date_valid(d)) continue;
        days = tw_date_days(d);
        if (days <= now && (weekday < 0 || tw_weekday(days) == weekday)) return true;
    }
    return false;
}

struct tw_date tw_datetext_settle(const struct tw_datetext *found, const struct tw_date *received)
{
    struct tw_date d = found->date;
    int64_t now;

    if (d.grain >= TW_DATE_DAY && d.year > 0) return d;
    if (received->grain < TW_DATE_DAY) return (struct tw_date){0};
    now = tw_date_days(received);
    if (d.grain >= TW_DATE_DAY) {
        return settle_year(&d, found->weekday, now, received->year) ? d : (struct tw_date){0};
    }
    if (found->weekday < 0) return (struct tw_date){0};
    return tw_date_from_days(now - (tw_weekday(now) - found->weekday + 7) % 7);
}

/* Unix seconds or milliseconds, of 2001-09-09 (ten digits) to 2100. */
static bool read_unix(struct tw_slice s, struct tw_date *out)
{
    int64_t v = 0;

    if (s.n != 10 && s.n != 13) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) return false;
        v = v * 10 + (s.p[i] - '0');
    }
    if (s.n == 13) v /= 1000;
    *out = tw_date_from_unix(v);
    return v >= 1000000000 && out->year < 2100;
}

bool tw_datetext_machine(struct tw_slice text, const struct tw_datehow *how, struct tw_date *out)
{
    struct tw_datetext found;

    text = tw_slice_trim(text);
    if (text.n > 200) text = tw_slice_sub(text, 0, 0);      /* no date, whatever it is */
    if (tw_date_parse_iso(text, out) && out->grain >= TW_DATE_DAY && out->year >= 1900) return true;
    if (read_unix(text, out)) return true;
    *out = (struct tw_date){0};
    if (!tw_datetext_find(text, 0, how, &found) || found.date.grain < TW_DATE_DAY
        || found.date.year == 0)
        return false;
    *out = found.date;
    return true;
}
