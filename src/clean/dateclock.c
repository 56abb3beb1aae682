/* clean/dateclock.c - times of day and their zones as they are printed.
**
** "10:30", "10:30:05.123", "9.05 Uhr", "10h30", "3 p.m.", "오후 3:20",
** "午後3時20分", "10:30 GMT+7", "21:05 ET".  An hour alone counts only with a
** word that makes it one.  Zones are names (data/any/zones.txt) or offsets.
*/
#include "clean/dateform.h"

/* "p.m.", 오후: 'a', 'p' or 'n' (noon); 0 when there is none. */
static size_t half_at(const struct tw_datescan *s, size_t i, char *half)
{
    size_t used = 0;
    struct tw_slice value = tw_datescan_find(s, i, TW_DW_DAYTIME, 3, &used);

    if (value.n == 0) return 0;
    *half = value.p[0];
    return used + tw_dt_mark(s, i + used, '.');
}

static void apply_half(struct tw_date *d, char half)
{
    if (half == 'a' && d->hour == 12) d->hour = 0;
    else if ((half == 'p' || (half == 'n' && d->hour < 10)) && d->hour < 12) d->hour += 12;
}

static bool is_hour_word(const struct tw_datescan *s, size_t i)
{
    return tw_dt_word(s, i, "h H u T 時 时 點 点 시 giờ Uhr ώρα");
}

/* Seconds behind the minutes, with a fraction that is dropped; 秒 and the like. */
static size_t seconds_at(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t at = i;

    if (tw_dt_word(s, at, "分 분")) at++;
    if (tw_dt_mark(s, at, ':') || (at > i && tw_dt_number(s, at, 1, 2))) {
        at += tw_dt_mark(s, at, ':');
        if (!tw_dt_number(s, at, 1, 2) || s->v[at].value > 60) return tw_dt_word(s, i, "分 분");
        d->second = s->v[at].value < 60 ? (int)s->v[at].value : 59;
        d->grain = TW_DATE_SECOND;
        at++;
        if ((tw_dt_mark(s, at, '.') || tw_dt_mark(s, at, ',')) && tw_dt_number(s, at + 1, 1, 9)
            && !s->v[at + 1].spaced) at += 2;
        if (tw_dt_word(s, at, "秒 초")) at++;
    }
    return at - i;
}

static bool word_makes_hour(const struct tw_datescan *s, size_t i)
{
    return tw_dt_word(s, i, "Uhr h hrs hod год ч godz óra órakor val.");
}

/* The hour and, if printed, the minutes at i.  *certain: their shape alone says that they are a
   time. */
static size_t hour_and_minute(const struct tw_datescan *s, size_t i, bool loose, struct tw_date *d,
                              bool *certain)
{
    size_t at = i + 1;
    bool colon = tw_dt_mark(s, at, ':'), dot = tw_dt_mark(s, at, '.'), word = is_hour_word(s, at);

    *certain = false;
    if (!tw_dt_number(s, i, 1, 2) || s->v[i].value > 24) return 0;
    d->hour = (int)s->v[i].value % 24;
    d->minute = d->second = 0;
    d->grain = TW_DATE_MINUTE;
    if ((colon || dot || word) && tw_dt_number(s, at + 1, word ? 1 : 2, 2)
        && s->v[at + 1].value < 60 && (!dot || !s->v[at + 1].spaced)) {
        d->minute = (int)s->v[at + 1].value;
        *certain = !dot || loose || word_makes_hour(s, at + 2);
        return 3;
    }
    *certain = tw_dt_word(s, at, "時 时 點 点 시") || (loose && word_makes_hour(s, at));
    return *certain ? 2 : 1;
}

/* "+0200", "-05:00", "+7" behind a time; the sign is at i. */
static size_t offset_at(const struct tw_datescan *s, size_t i, bool after_name, struct tw_date *d)
{
    bool minus = tw_dt_mark(s, i, '-') || tw_dt_mark(s, i, 0x2212) || tw_dt_mark(s, i, 0x2013);
    int minutes;
    size_t used = 2;

    if (!minus && !tw_dt_mark(s, i, '+')) return 0;
    if (!tw_dt_number(s, i + 1, 1, 4) || s->v[i + 1].spaced) return 0;
    minutes = (int)s->v[i + 1].value;
    if (s->v[i + 1].digits == 4) {
        minutes = minutes / 100 * 60 + minutes % 100;
    } else if (s->v[i + 1].digits <= 2 && tw_dt_mark(s, i + 2, ':')
               && tw_dt_number(s, i + 3, 2, 2)) {
        minutes = minutes * 60 + (int)s->v[i + 3].value;
        used = 4;
    } else if (after_name && s->v[i + 1].digits <= 2) {
        minutes *= 60;
    } else {
        return 0;
    }
    if (minutes > 14 * 60) return 0;    /* the farthest zones are UTC-12 and UTC+14 */
    d->zone = minus ? -minutes : minutes;
    d->has_zone = true;
    return used;
}

enum { US_SEASON = 100000 };    /* added to a zone until its season is known */

static size_t zone_name(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t used = 0;
    struct tw_slice value = tw_datescan_find(s, i, TW_DW_ZONE, 2, &used);
    bool season = tw_slice_starts(value, TW_LIT("us ")), minus;

    if (value.n == 0) return 0;
    if (season) value = tw_slice_sub(value, 3, value.n);
    minus = value.p[0] == '-';
    d->zone = 0;
    for (size_t k = minus; k < value.n; k++) d->zone = d->zone * 10 + (value.p[k] - '0');
    if (minus) d->zone = -d->zone;
    if (season) d->zone += US_SEASON;
    d->has_zone = true;
    return used + offset_at(s, i + used, true, d);
}

static size_t zone_at(const struct tw_datescan *s, size_t i, struct tw_date *d)
{
    size_t at = i, used;
    bool open = tw_dt_mark(s, at, '(');

    at += open;
    used = zone_name(s, at, d);
    if (used == 0 && !open) used = offset_at(s, at, false, d);
    if (used == 0) return 0;
    at += used;
    if (open) at += tw_dt_mark(s, at, ')');
    return at - i;
}

size_t tw_dateform_time(const struct tw_datescan *s, size_t i, bool loose, struct tw_date *d)
{
    struct tw_date t = *d;
    char half = 0;
    bool certain;
    size_t at = i, used;

    at += half_at(s, at, &half);
    if ((used = hour_and_minute(s, at, loose, &t, &certain)) == 0) return 0;
    at += used;
    at += seconds_at(s, at, &t);
    if (half == 0) at += half_at(s, at, &half);
    if (!certain && half == 0) return 0;
    if (word_makes_hour(s, at)) at++;
    apply_half(&t, half);
    at += zone_at(s, at, &t);
    *d = t;
    return at - i;
}

/* The day of the month of the n-th Sunday. */
static int nth_sunday(int year, int month, int n)
{
    int first = tw_weekday(tw_days_from_civil(year, month, 1));

    return 1 + (6 - first) + 7 * (n - 1);
}

void tw_dateform_season(struct tw_date *d)
{
    int day = d->month * 100 + d->day;

    if (!d->has_zone || d->zone < US_SEASON - 1440) return;
    d->zone -= US_SEASON;
    if (d->year == 0) {
        d->has_zone = false;
        d->zone = 0;
    } else if (day >= 300 + nth_sunday(d->year, 3, 2) && day < 1100 + nth_sunday(d->year, 11, 1)) {
        d->zone += 60;
    }
}
