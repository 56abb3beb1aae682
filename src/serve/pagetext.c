/* serve/pagetext.c - text, numbers, dates and addresses of the pages. */
#include "serve/page.h"

#include "compare/markup.h"
#include "compare/wording.h"
#include "serve/assets.h"
#include "serve/router.h"

#include <stdio.h>

void tw_page_text(struct tw_page *p, struct tw_slice s)
{
    tw_markup_text(p->out, s);
}
void tw_page_words(struct tw_page *p, struct tw_slice s)
{
    tw_markup_words(p->out, s);
}
void tw_page_letter(struct tw_page *p, size_t account)
{
    tw_add_letter(p->out, account);
}

void tw_page_number(struct tw_page *p, uint64_t n)
{
    char digit[24];
    int len = snprintf(digit, sizeof digit, "%llu", (unsigned long long)n);

    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) tw_buf_addc(p->out, ',');
        tw_buf_addc(p->out, digit[i]);
    }
}

void tw_page_count(struct tw_page *p, uint64_t n, const char *noun)
{
    tw_page_number(p, n);
    tw_buf_addf(p->out, " %s%s", noun, n == 1 ? "" : "s");
}

void tw_page_share(struct tw_page *p, double share)
{
    tw_buf_addf(p->out, "%.0f %%", share * 100);
}

void tw_page_url(struct tw_page *p, struct tw_slice s)
{
    tw_route_encode(p->out, s);
}

/* "+02:00", "UTC"; nothing when none was given. */
static void put_zone(struct tw_page *p, const struct tw_date *d)
{
    int minutes = d->zone < 0 ? -d->zone : d->zone;

    if (!d->has_zone) return;
    if (d->zone == 0) tw_page_put(p, " UTC");
    else tw_buf_addf(p->out, " %c%02d:%02d", d->zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void put_plain(struct tw_page *p, const struct tw_date *d)
{
    static const char month[][4] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    if (d->grain >= TW_DATE_DAY) tw_buf_addf(p->out, "%d ", d->day);
    if (d->grain >= TW_DATE_MONTH) tw_buf_addf(p->out, "%s ", month[d->month]);
    tw_buf_addf(p->out, "%d", d->year);
    if (d->grain < TW_DATE_MINUTE) return;
    tw_buf_addf(p->out, ", %02d:%02d", d->hour, d->minute);
    put_zone(p, d);
}

void tw_page_date(struct tw_page *p, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    if (d->grain == TW_DATE_NONE) {
        tw_page_put(p, "time unknown");
        return;
    }
    tw_buf_addf(p->out, "<time datetime=\"%.*s\">", (int)tw_date_iso(d, iso), iso);
    put_plain(p, d);
    tw_page_put(p, "</time>");
}

void tw_page_plain_time(struct tw_page *p, int64_t seconds)
{
    struct tw_date d = tw_date_from_unix(seconds);

    put_plain(p, &d);
}

void tw_page_iso(struct tw_page *p, struct tw_slice iso)
{
    struct tw_date d;

    if (!tw_date_parse_iso(iso, &d)) d = (struct tw_date){0};
    tw_page_date(p, &d);
}

void tw_page_time(struct tw_page *p, int64_t seconds)
{
    struct tw_date d = {0};

    if (seconds) d = tw_date_from_unix(seconds);
    tw_page_date(p, &d);
}

void tw_page_hidden(struct tw_page *p, const char *text)
{
    tw_page_put(p, "<span class=\"hidden\">");
    tw_page_put(p, text);
    tw_page_put(p, "</span>");
}

uint64_t tw_page_asked(const struct tw_page *p, const char *name, uint64_t other)
{
    struct tw_slice s = tw_request_query(p->r, name);
    uint64_t n = 0;

    if (s.n == 0 || s.n > 18) return other;
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i])) return other;
        n = n * 10 + (uint64_t)(s.p[i] - '0');
    }
    return n;
}

/* "style.css" is served as "style-1f2e3d4c5b6a7988.css": when it changes its address does. */
void tw_page_asset(struct tw_page *p, const char *name)
{
    const struct tw_asset *a = tw_asset_find(tw_slice_of(name));
    struct tw_slice file = tw_slice_of(name);
    size_t dot = tw_slice_find_last(file, TW_LIT("."));

    tw_buf_addf(p->out, "/assets/%.*s-%s%.*s", TW_FMT(tw_slice_sub(file, 0, dot)),
                a ? a->hash : "0", TW_FMT(tw_slice_sub(file, dot, file.n)));
}
