/* clean/dateplace.c - see dateplace.h.
**
** Asked in turn: the country of the address, when a day on the page agrees; the
** same moment shown without a zone; other moments of the page that have one;
** the zone that the page's scripts and texts name.
*/
#include "clean/dateplace.h"

#include "clean/countryzone.h"
#include "clean/pagezone.h"

enum { NEAR_DAYS = 10 };    /* between moments of one clock: seldom across its change */

/* The same moment by another clock. */
static void move_clock(struct tw_date *d, int zone)
{
    struct tw_date local = tw_date_from_unix(tw_date_unix(d) + zone * 60);

    local.grain = d->grain;
    local.has_zone = true;
    local.zone = zone;
    *d = local;
}

/* A day of the page or its address that is not the moment's day in UTC: the clock of the country,
** when it agrees. */
static bool move_by_country(const struct tw_datepoll *p, struct tw_slice url, struct tw_date *d)
{
    struct tw_date local = *d;
    int zone = 0;

    if (!tw_country_zone(url, d, &zone) || zone == 0) return false;
    move_clock(&local, zone);
    if (tw_date_days(&local) == tw_date_days(d)) return false;
    for (size_t i = 0; i < p->n; i++) {
        const struct tw_vote *x = &p->v[i];

        if (x->modified || x->date.grain != TW_DATE_DAY || x->weight < 60
            || tw_date_days(&x->date) != tw_date_days(&local))
            continue;
        *d = local;
        return true;
    }
    return false;
}

/* A moment that the page also shows by the local clock. */
static bool move_by_shown(const struct tw_datepoll *p, struct tw_date *d)
{
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
        return true;
    }
    return false;
}

/* A moment in UTC whose day is another one by the clock of the page's other moments. */
static void move_by_page(const struct tw_html *page, struct tw_date *d)
{
    struct tw_date local = *d;
    int zone;

    if (d->hour >= 9 && d->hour < 12) return;       /* it is the same day from UTC-9 to UTC+12 */
    if (!tw_pagezone_find(page, d, &zone)) return;
    move_clock(&local, zone);
    if (tw_date_days(&local) != tw_date_days(d)) *d = local;
}

/* The clock of the votes near a moment in UTC; none when they are of more than one place. */
static bool move_by_votes(const struct tw_datepoll *p, struct tw_date *d)
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

void tw_dateplace_move(const struct tw_datepoll *p, const struct tw_hints *c, struct tw_date *d)
{
    if (!d->has_zone || d->zone != 0 || d->grain < TW_DATE_MINUTE) return;
    if (move_by_country(p, c->url, d) || move_by_shown(p, d) || move_by_votes(p, d)) return;
    move_by_page(c->page, d);
}
