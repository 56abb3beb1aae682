/* clean/datesettle.c - see datesettle.h.
**
** A year that was not printed is the one nearest to a date that the page tells
** whole, else that of its copyright, else the latest that can be.  03/04/2024 is
** read as the page's other dates are, else by the habit of the country.
*/
#include "clean/datesettle.h"

#include "clean/copyyear.h"

enum { SHOWN = 40 };        /* weight of a date that is shown as one, not told in a sentence */

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

void tw_datesettle_years(struct tw_datepoll *poll, const struct tw_hints *c)
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
        if (poll->v[i].either || poll->v[i].weight < SHOWN) continue;
        if (tw_date_days(&poll->v[i].date) == tw_date_days(&x->date)) return -1;
        if (tw_date_days(&poll->v[i].date) == tw_date_days(&other)) return 1;
    }
    return 0;
}

void tw_datesettle_orders(struct tw_datepoll *poll, const struct tw_html *page,
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
