/* clean/pubdate.c - see pubdate.h.
**
** First the votes are read aright: a year that was not printed is the one
** nearest to a date that the page tells whole, else that of its copyright, else
** the latest that can be; 03/04/2024 is read as the page's other dates are,
** else by the habit of the country.  Then they are counted.
** Wrong where a page gives the day of its event, its upload or its last change
** as that of publication.
*/
#include "clean/pubdate.h"

#include "clean/copyyear.h"
#include "clean/countryzone.h"
#include "clean/datepoll.h"
#include "clean/pagezone.h"
#include "clean/url.h"

enum {
    SAME_MONTH = 12,        /* worth of a month that the address names, hundredths */
    SHOWN = 40,             /* weight of a date that is shown as one, not told in a sentence */
    NEAR_DAYS = 10          /* between moments of one clock: seldom across its change */
};

static bool ends_in(struct tw_slice host, const char *const *list)
{
    for (; *list; list++) if (tw_slice_ends(host, tw_slice_of(*list))) return true;
    return false;
}

bool tw_pubdate_month_first(struct tw_slice lang, struct tw_slice url)
{
    /* Country endings of places that print English news with the day first. */
    static const char *const day_first[] = {".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng",
                                            ".ke", ".gh", ".pk", ".bd", ".lk", ".my", ".sg",
                                            ".hk", ".tz", ".ug", ".zw", ".zm", ".mt", ".eu",
                                            ".np", ".jm", ".tt", ".bw", ".na", NULL};
    /* Endings that tell no country, or the United States. */
    static const char *const open[] = {".com", ".org",  ".net", ".us",   ".gov", ".edu",
                                       ".mil", ".info", ".tv",  ".news", NULL};
    struct tw_url u;
    bool host = tw_url_split(url, &u);

    if (!tw_slice_starts_nocase(lang, TW_LIT("en")) && !tw_slice_starts_nocase(lang, TW_LIT("tl"))
        && !tw_slice_starts_nocase(lang, TW_LIT("fil")) && lang.n) return false;
    if (host && ends_in(u.host, lang.n ? day_first : open)) return lang.n == 0;
    if (lang.n < 5) return lang.n > 0 || !host;
    return tw_slice_eq_nocase(tw_slice_sub(lang, 3, 5), TW_LIT("US"))
           || tw_slice_eq_nocase(tw_slice_sub(lang, 3, 5), TW_LIT("PH"));
}

/* The whole date with the most weight, of publication or change; none that is only told in text:
** an article tells of what was long before it. */
static const struct tw_vote *anchor(const struct tw_datepoll *poll)
{
    const struct tw_vote *best = NULL;

    for (size_t i = 0; i < poll->n; i++) {
        const struct tw_vote *x = &poll->v[i];

        if (x->date.year == 0 || (x->from == TW_FROM_TEXT && x->weight < SHOWN)) continue;
        if (!best || x->weight > best->weight) best = x;
    }
    return best;
}

/* The year in which a month and day lie nearest to a day; of one with a weekday, only a year that
** fits it. */
static int nearest_year(const struct tw_vote *vote, int64_t day, int year)
{
    int best = 0;
    int64_t least = 0;

    for (int y = year - 1; y <= year + 1; y++) {
        struct tw_date d = vote->date;
        int64_t away;

        d.year = y;
        if (!tw_date_valid(&d)) continue;
        away = tw_date_days(&d) - day;
        if (away < 0) away = -away;
        if (vote->weekday >= 0 && tw_weekday(tw_date_days(&d)) != vote->weekday) continue;
        if (best && away >= least) continue;
        best = y;
        least = away;
    }
    return best;
}

static bool fits(const struct tw_vote *vote, int year, struct tw_date *d)
{
    *d = vote->date;
    d->year = year;
    return tw_date_valid(d) && (vote->weekday < 0 || tw_weekday(tw_date_days(d)) == vote->weekday);
}

/* A date without a year where no other tells it: of the page's copyright, when only the file's
** time says when it was received; else the latest one that can be. */
static struct tw_date latest(const struct tw_vote *vote, const struct tw_hints *c)
{
    const struct tw_datetext printed = {.date = vote->date, .weekday = vote->weekday};
    int year = c->doc->received_given ? 0 : tw_copyyear_of(c->page);
    struct tw_date d;

    if (year && year < c->doc->received.year
        && (fits(vote, year, &d) || fits(vote, year - 1, &d)))
        return d;
    return tw_datetext_settle(&printed, &c->doc->received);
}

/* Gives dates without a year theirs; what has none after all leaves the poll. */
static void settle_years(struct tw_datepoll *poll, const struct tw_hints *c)
{
    const struct tw_vote *whole = anchor(poll);
    const struct tw_date *near = whole ? &whole->date : &poll->month;
    int month = near->month ? near->month : 1;
    int64_t day = tw_days_from_civil(near->year, month, whole ? near->day : 15);
    size_t n = 0;

    for (size_t i = 0; i < poll->n; i++) {
        struct tw_vote *x = &poll->v[i];
        int year = near->year;

        if (x->date.year == 0 && year) x->date.year = nearest_year(x, day, year);
        if (x->date.year == 0) x->date = latest(x, c);
        if (tw_datepoll_is_possible(&x->date, &c->doc->received)) poll->v[n++] = *x;
    }
    poll->n = n;
}

static void swap_order(struct tw_date *d)
{
    int month = d->month;

    d->month = d->day;
    d->day = month;
}

/* A number of one or two digits at `at`, and where it ends; -1: there is none. */
static int two_digits(struct tw_slice s, size_t at, size_t *end)
{
    int n = -1;

    for (*end = at; *end < s.n && *end < at + 2 && tw_is_digit(s.p[*end]); ++*end)
        n = (n < 0 ? 0 : n * 10) + (s.p[*end] - '0');
    return n;
}

/* Dates like 25/03/2024 (less one) or 03/25/2024 (one more) in a text. */
static int orders_in(struct tw_slice s)
{
    int sum = 0;

    for (size_t i = 0; i + 8 <= s.n; i++) {
        size_t mid, end;
        int a, b;

        if (!tw_is_digit(s.p[i]) || (i > 0 && tw_is_digit(s.p[i - 1]))) continue;
        a = two_digits(s, i, &mid);
        if (mid + 6 > s.n || (s.p[mid] != '/' && s.p[mid] != '.' && s.p[mid] != '-')) continue;
        b = two_digits(s, mid + 1, &end);
        if (b < 1 || end + 5 > s.n || s.p[end] != s.p[mid] || !tw_is_digit(s.p[end + 4])) continue;
        if (a > 12 && a <= 31 && b <= 12) sum--;
        if (b > 12 && b <= 31 && a <= 12) sum++;
    }
    return sum;
}

/* Which order the page's other dates have: below 0 the day first, above 0 the month. */
static int order_of_page(const struct tw_html *t)
{
    int sum = 0;

    for (uint32_t i = t->body; i < t->n; i++)
        if (tw_html_is_text(t, i) && !(t->node[i].flags & TW_NODE_RAW))
            sum += orders_in(tw_html_raw(t, i));
    return sum;
}

/* What a date without doubt says of one that can be read in two ways: -1 as it is, 1 the other way,
** 0 nothing. */
static int told_order(const struct tw_datepoll *poll, const struct tw_vote *x)
{
    struct tw_date other = x->date;

    swap_order(&other);
    for (size_t i = 0; i < poll->n; i++) {
        if (poll->v[i].either || poll->v[i].weight < 40) continue;
        if (tw_date_days(&poll->v[i].date) == tw_date_days(&x->date)) return -1;
        if (tw_date_days(&poll->v[i].date) == tw_date_days(&other)) return 1;
    }
    return 0;
}

/* Turns 03/04/2024 round where the page speaks against its habit. */
static void settle_orders(struct tw_datepoll *poll, const struct tw_html *page,
                          const struct tw_datehow *how)
{
    int order = 0;

    for (size_t i = 0; i < poll->n && order == 0; i++) {
        if (!poll->v[i].either) continue;
        order = told_order(poll, &poll->v[i]);
        if (order == 0) order = order_of_page(page) * (how->month_first ? -1 : 1);
        if (order == 0) return;
    }
    if (order <= 0) return;
    for (size_t i = 0; i < poll->n; i++) {
        struct tw_date turned = poll->v[i].date;

        if (!poll->v[i].either) continue;
        swap_order(&turned);
        if (tw_datepoll_is_possible(&turned, &how->received)) poll->v[i].date = turned;
    }
}

/* The same day by the calendars of their places, or in UTC. */
static bool same_day(const struct tw_date *a, const struct tw_date *b)
{
    int64_t x = tw_date_days(a), y = tw_date_days(b);
    int64_t ux = a->has_zone ? tw_date_unix(a) / 86400 : x,
            uy = b->has_zone ? tw_date_unix(b) / 86400 : y;

    return x == y || ux == uy || x == uy || ux == y;
}

static bool same_month(const struct tw_date *a, const struct tw_date *month)
{
    return month->grain == TW_DATE_MONTH && a->year == month->year && a->month == month->month;
}

/* The vote that wins: its weight, more in the month of the address, and 4 for each other kind of
** source on the same day. */
static const struct tw_vote *winner(const struct tw_datepoll *p, bool modified)
{
    const struct tw_vote *best = NULL;
    int most = 0;

    for (size_t i = 0; i < p->n; i++) {
        int w = p->v[i].weight;
        unsigned kinds = 1u << p->v[i].from;

        if (p->v[i].modified != modified) continue;
        if (same_month(&p->v[i].date, &p->month)) w += SAME_MONTH;
        for (size_t k = 0; k < p->n; k++) {
            if (p->v[k].modified != modified || (kinds & 1u << p->v[k].from)
                || !same_day(&p->v[i].date, &p->v[k].date))
                continue;
            kinds |= 1u << p->v[k].from;
            w += p->v[k].weight >= 40 ? 6 : 3;
        }
        if (w > most) {
            most = w;
            best = &p->v[i];
        }
    }
    return best;
}

/* The most precise vote of the winner's day, among those worth believing. */
static const struct tw_vote *finest(const struct tw_datepoll *p, const struct tw_vote *best)
{
    const struct tw_vote *fine = best;

    for (size_t i = 0; i < p->n; i++) {
        const struct tw_vote *x = &p->v[i];

        if (x->modified != best->modified || x->weight < 60 || !same_day(&x->date, &best->date))
            continue;
        if (x->date.grain > fine->date.grain
            && (fine->date.grain == TW_DATE_DAY || (x->date.has_zone && !fine->date.has_zone)))
            fine = x;
    }
    return fine;
}

/* A day of the page or its address that is not the moment's day in UTC: the clock of the country,
** when it agrees. */
static void place_country(const struct tw_datepoll *p, struct tw_slice url, struct tw_date *d)
{
    int zone = 0;
    struct tw_date local;

    if (!tw_country_zone(url, d, &zone) || zone == 0) return;
    local = tw_date_from_unix(tw_date_unix(d) + zone * 60);
    if (tw_date_days(&local) == tw_date_days(d)) return;
    for (size_t i = 0; i < p->n; i++) {
        const struct tw_vote *x = &p->v[i];

        if (x->modified || x->date.grain != TW_DATE_DAY || x->weight < 60
            || tw_date_days(&x->date) != tw_date_days(&local))
            continue;
        local.grain = d->grain;
        local.second = d->second;
        local.zone = zone;
        *d = local;
        return;
    }
}

/* The same moment by another clock. */
static void move_clock(struct tw_date *d, int zone)
{
    struct tw_date local = tw_date_from_unix(tw_date_unix(d) + zone * 60);

    local.grain = d->grain;
    local.has_zone = true;
    local.zone = zone;
    *d = local;
}

/* A moment in UTC whose day is another one by the clock of the page's other moments. */
static void place_page(const struct tw_html *page, struct tw_date *d)
{
    struct tw_date local = *d;
    int zone;

    if (d->hour >= 9 && d->hour < 12) return;       /* it is the same day from UTC-9 to UTC+12 */
    if (!tw_pagezone_find(page, d, &zone)) return;
    move_clock(&local, zone);
    if (tw_date_days(&local) != tw_date_days(d)) *d = local;
}

/* The clock of the votes near a moment in UTC; none when they are of more than one place. */
static bool place_votes(const struct tw_datepoll *p, struct tw_date *d)
{
    int zone = 0;

    for (size_t i = 0; i < p->n; i++) {
        const struct tw_date *x = &p->v[i].date;
        int64_t away = tw_date_unix(x) - tw_date_unix(d);

        if (!x->has_zone || x->zone == 0) continue;
        if (away > NEAR_DAYS * 86400 || away < -NEAR_DAYS * 86400) continue;
        if (zone && x->zone != zone) return false;
        zone = x->zone;
    }
    if (zone) move_clock(d, zone);
    return zone != 0;
}

/* A moment in UTC that the page also shows by the local clock tells the zone. */
static void place_zone(const struct tw_datepoll *p, const struct tw_hints *c, struct tw_date *d)
{
    if (!d->has_zone || d->zone != 0 || d->grain < TW_DATE_MINUTE) return;
    place_country(p, c->url, d);
    if (d->zone != 0) return;
    for (size_t i = 0; i < p->n; i++) {
        const struct tw_date *local = &p->v[i].date;
        int64_t minutes;

        if (local->has_zone || local->grain < TW_DATE_MINUTE) continue;
        minutes = tw_date_unix(local) / 60 - tw_date_unix(d) / 60;
        if (minutes == 0 || minutes % 30 != 0 || minutes < -12 * 60 || minutes > 14 * 60) continue;
        d->hour = local->hour;
        d->minute = local->minute;
        d->year = local->year;
        d->month = local->month;
        d->day = local->day;
        d->zone = (int)minutes;
        return;
    }    if (!place_votes(p, d)) place_page(c->page, d);
}

static uint32_t shown_at(const struct tw_datepoll *p, uint32_t title, const struct tw_date *date)
{
    for (size_t i = 0; i < p->n; i++)
        if (tw_datepoll_is_near(title, p->v[i].node) && same_day(&p->v[i].date, date))
            return p->v[i].node;
    return 0;
}

/* An outlet that brings an old article up to date may show that day as the article's, no other. */
static bool is_redated(const struct tw_datepoll *p, uint32_t title, const struct tw_vote *published,
                       const struct tw_vote *modified)
{
    bool shown = false;

    if (tw_date_days(&modified->date) < tw_date_days(&published->date) + TW_DATEPOLL_OLD)
        return false;
    for (size_t i = 0; i < p->n; i++) {
        const struct tw_vote *x = &p->v[i];

        if (x->modified || !tw_datepoll_is_near(title, x->node)) continue;
        if (same_day(&x->date, &published->date)) return false;
        if (same_day(&x->date, &modified->date)) shown = true;
    }
    return shown;
}

/* The first of January of a year long before the last change is what systems write for an unknown
** day. */
static bool is_placeholder(const struct tw_date *published, const struct tw_date *modified)
{
    return published->grain >= TW_DATE_DAY && published->month == 1 && published->day == 1
           && tw_date_days(modified) > tw_date_days(published) + 365;
}

static void decide(const struct tw_datepoll *p, const struct tw_hints *c, uint32_t title,
                   struct tw_article *a)
{
    const struct tw_vote *published = winner(p, false), *modified = winner(p, true);

    if (modified && (!published || is_redated(p, title, published, modified))) {
        published = modified;
        modified = NULL;
    }
    if (published) {
        const struct tw_vote *fine = finest(p, published);

        a->published = fine->date;
        a->published_from = (enum tw_date_from)fine->from;
        place_zone(p, c, &a->published);
    }
    if (modified) modified = finest(p, modified);
    if (modified && is_placeholder(&a->published, &modified->date)) {
        a->published = modified->date;
        a->published_from = (enum tw_date_from)modified->from;
    }
    if (modified && tw_date_unix(&modified->date) > tw_date_unix(&a->published))
        a->modified = modified->date;
}

uint32_t tw_pubdate_vote(struct tw_arena *mem, const struct tw_hints *c, uint32_t title,
                         struct tw_slice lang, struct tw_article *a)
{
    struct tw_datehow how = {.lang = lang, .received = c->doc->received, .partial = true,
                             .month_first = tw_pubdate_month_first(lang, c->url)};
    struct tw_datepoll *poll = TW_NEW(mem, struct tw_datepoll);

    tw_datepoll_take(mem, c, title, &how, poll);
    settle_years(poll, c);
    settle_orders(poll, c->page, &how);
    decide(poll, c, title, a);
    return shown_at(poll, title, &a->published);
}
