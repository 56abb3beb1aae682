/* fetch/reply.c - see reply.h.  Numbers stop growing at a hundred years, so that sums of them
** fit. */
#include "fetch/reply.h"

#include "base/date.h"
#include "read/charset.h"
#include "read/http.h"

#define CENTURY INT64_C(3155760000)     /* s */

/* The number at the beginning of s; -1. */
static int64_t number(struct tw_slice s)
{
    int64_t n = -1;

    for (size_t i = 0; i < s.n && tw_is_digit(s.p[i]); i++) {
        n = (n < 0 ? 0 : n) * 10 + (s.p[i] - '0');
        if (n > CENTURY) n = CENTURY;
    }
    return n;
}

static int64_t seconds(struct tw_slice date)
{
    struct tw_date d;

    return tw_http_date(date, &d) ? tw_date_unix(&d) : 0;
}

static int64_t retry_after(struct tw_slice value, int64_t now)
{
    int64_t when;

    if (value.n && tw_is_digit(value.p[0])) return number(value);
    when = seconds(value);
    if (when == 0) return -1;
    if (when - now > CENTURY) return CENTURY;
    return when > now ? when - now : 0;
}

/* max-age among the directives of Cache-Control. */
static int64_t max_age(struct tw_slice value)
{
    struct tw_slice part, name = TW_LIT("max-age=");

    while (tw_slice_part(&value, ',', &part)) {
        part = tw_slice_trim(part);
        if (!tw_slice_starts_nocase(part, name)) continue;
        part = tw_slice_sub(part, name.n, part.n);
        return number(tw_slice_sub(part, part.n && part.p[0] == '"', part.n));
    }
    return -1;
}

void tw_reply_read(struct tw_slice head, int64_t now, struct tw_reply *out)
{
    struct tw_http h;
    struct tw_slice rest = head, line;
    size_t space;

    *out = (struct tw_reply){.retry_after = -1, .max_age = -1};
    if (!tw_http_parse(head, &h)) return;
    out->status = h.status;
    if (tw_slice_line(&rest, &line) && (space = tw_slice_find_char(line, ' ', 0)) != TW_NONE
        && (space = tw_slice_find_char(line, ' ', space + 1)) != TW_NONE)
        out->reason = tw_slice_trim(tw_slice_sub(line, space, line.n));
    out->content_type = h.content_type;
    out->charset = tw_charset_of_type(h.content_type);
    out->content_encoding = h.content_encoding;
    out->location = h.location;
    out->etag = tw_http_field(head, TW_LIT("ETag"));
    out->last_modified = tw_http_field(head, TW_LIT("Last-Modified"));
    out->date = seconds(h.date);
    out->retry_after =
        retry_after(tw_http_field(head, TW_LIT("Retry-After")), out->date ? out->date : now);
    out->max_age = max_age(tw_http_field(head, TW_LIT("Cache-Control")));
}
