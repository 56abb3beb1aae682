/* clean/countryzone.c - see countryzone.h.  The hour of the change itself counts as the new
   time. */
#include "clean/countryzone.h"

#include "base/words.h"
#include "clean/url.h"
#include "gen/words.h"

/* The days of the year's clock changes in Europe: the last Sunday of the month. */
static int last_sunday(int year, int month)
{
    int last = tw_days_in_month(year, month);

    return last - (tw_weekday(tw_days_from_civil(year, month, last)) + 1) % 7;
}

bool tw_country_zone(struct tw_slice url, const struct tw_date *moment, int *zone)
{
    struct tw_url u;
    size_t dot = tw_url_split(url, &u) ? tw_slice_find_last(u.host, TW_LIT(".")) : TW_NONE;
    const struct tw_word *w;
    int day = moment->month * 100 + moment->day, minutes = 0;
    struct tw_slice v;

    if (dot == TW_NONE) return false;
    w = tw_words_find_nocase(&tw_words_any_country_zones, tw_slice_sub(u.host, dot + 1, u.host.n));
    if (!w) return false;
    v = tw_word_value(w);
    for (size_t i = 0; i < v.n && v.p[i] != ' '; i++)
        if (tw_is_digit(v.p[i])) minutes = minutes * 10 + (v.p[i] - '0');
    *zone = v.p[0] == '-' ? -minutes : minutes;
    if (tw_slice_ends(v, TW_LIT(" eu")) && day >= 300 + last_sunday(moment->year, 3)
        && day < 1000 + last_sunday(moment->year, 10))
        *zone += 60;
    return true;
}
