/* clean/pubdate.c - see pubdate.h.
**
** The votes are read aright (datesettle.h) and counted; the winner is told by the
** clock of its place (dateplace.h).
** Wrong where a page gives the day of its event, its upload or its last change
** as that of publication.
*/
#include "clean/pubdate.h"

#include "clean/dateplace.h"
#include "clean/datepoll.h"
#include "clean/datesettle.h"
#include "clean/url.h"

enum { SAME_MONTH = 12 };   /* worth of a month that the address names, hundredths */

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
        tw_dateplace_move(p, c, &a->published);
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
    tw_datesettle_years(poll, c);
    tw_datesettle_orders(poll, c->page, &how);
    decide(poll, c, title, a);
    return shown_at(poll, title, &a->published);
}
