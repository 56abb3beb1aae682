/* clean/pagezone.c - see pagezone.h.
**
** Looks for strings that end in an offset, +hh:m0 or +hhm0, and are dates.
** Two offsets an hour apart are one place in winter and summer; any others,
** UTC among them, and the page says nothing.
*/
#include "clean/pagezone.h"

#include "clean/datetext.h"

enum {
    STRING_MAX = 40,        /* bytes of a date with its zone */
    DAYS_MAX = 45,          /* from the moment: half a quarter, since clocks change twice a year */
    MOMENTS_MAX = 40        /* looked at, of one page */
};

struct seen { int least, most, nearest; int64_t away; unsigned n; };

/* True when an offset ends at `end`. */
static bool is_offset(struct tw_slice s, size_t end)
{
    size_t at = end, digits = 0;

    while (at > 0 && digits < 4
           && (tw_is_digit(s.p[at - 1]) || (digits == 2 && s.p[at - 1] == ':'))) {
        at--;
        digits += s.p[at] != ':';
    }
    return digits == 4 && at > 3 && (s.p[at - 1] == '+' || s.p[at - 1] == '-')
           && (tw_is_digit(s.p[at - 2]) || s.p[at - 2] == ' ');
}

/* The string that ends at `end`, without its quotation marks. */
static struct tw_slice string_before(struct tw_slice s, size_t end)
{
    size_t from = end;

    while (from > 0 && end - from <= STRING_MAX && s.p[from - 1] != '"') from--;
    return tw_slice_sub(s, from, end);
}

static void see(struct seen *seen, const struct tw_date *d, int64_t moment)
{
    int64_t away = tw_date_unix(d) > moment ? tw_date_unix(d) - moment : moment - tw_date_unix(d);

    if (seen->n == 0 || d->zone < seen->least) seen->least = d->zone;
    if (seen->n == 0 || d->zone > seen->most) seen->most = d->zone;
    if (seen->n == 0 || away < seen->away) {
        seen->away = away;
        seen->nearest = d->zone;
    }
    seen->n++;
}

static void scan(struct tw_slice s, int64_t moment, struct seen *seen)
{
    for (size_t at = 0;
         seen->n < MOMENTS_MAX && (at = tw_slice_find(s, TW_LIT("0\""), at)) != TW_NONE; at++) {
        struct tw_slice text = string_before(s, at + 1);
        struct tw_date d;

        if (!is_offset(s, at + 1) || text.n > STRING_MAX) continue;
        if (tw_datetext_machine(text, NULL, &d) && d.has_zone && d.grain >= TW_DATE_MINUTE)
            see(seen, &d, moment);
    }
}

bool tw_pagezone_find(const struct tw_html *page, const struct tw_date *moment, int *zone)
{
    struct seen seen = {.n = 0};

    for (uint32_t i = 0; (i = tw_html_find(page, TW_TAG_SCRIPT, i + 1, page->n)) != 0;)
        scan(tw_html_raw(page, i), tw_date_unix(moment), &seen);
    if (seen.n == 0 || seen.most - seen.least > 60 || (seen.least <= 0 && seen.most >= 0))
        return false;
    *zone = seen.nearest;
    return seen.away <= (int64_t)DAYS_MAX * 86400;
}
