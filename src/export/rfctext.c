/* export/rfctext.c - see the header. */
#include "export/rfctext.h"

#include <string.h>

static struct tw_slice with_fraction(struct tw_arena *mem, int64_t seconds, const char *fraction)
{
    struct tw_date d = tw_date_from_unix(seconds);
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%04d-%02d-%02dT%02d:%02d:%02d%sZ", d.year, d.month, d.day, d.hour, d.minute,
                d.second, fraction);
    return tw_buf_slice(&b);
}

struct tw_slice tw_rfc3339(struct tw_arena *mem, int64_t seconds)
{
    return with_fraction(mem, seconds, "");
}

struct tw_slice tw_rfc3339_ms(struct tw_arena *mem, int64_t seconds)
{
    return with_fraction(mem, seconds, ".000");
}

struct tw_slice tw_rfc3339_date(struct tw_arena *mem, const struct tw_date *d)
{
    char iso[TW_DATE_TEXT];

    if (d->grain == TW_DATE_SECOND && d->has_zone)
        return tw_slice_dup(mem, (struct tw_slice){iso, tw_date_iso(d, iso)});
    return tw_rfc3339(mem, tw_date_unix(d));
}

/* RFC 3986, 2: unreserved and reserved characters, and escapes; beyond ASCII what can be escaped.
** */
static bool may_stand(unsigned char c)
{
    return c >= 0x80 || (c > ' ' && c < 0x7F && !strchr("\"<>\\^`{|}", c));
}

static bool is_hex(char c)
{
    return tw_is_digit(c) || (tw_to_lower(c) >= 'a' && tw_to_lower(c) <= 'f');
}

static bool is_address(struct tw_slice url)
{
    size_t host = tw_slice_starts_nocase(url, TW_LIT("https://"))  ? 8
                  : tw_slice_starts_nocase(url, TW_LIT("http://")) ? 7
                                                                   : 0;

    if (!host || host == url.n || !(tw_is_alnum(url.p[host]) || (unsigned char)url.p[host] >= 0x80))
        return false;
    for (size_t i = 0; i < url.n; i++) {
        if (!may_stand((unsigned char)url.p[i])) return false;
        if (url.p[i] == '%' && (url.n - i < 3 || !is_hex(url.p[i + 1]) || !is_hex(url.p[i + 2])))
            return false;
    }
    return true;
}

struct tw_slice tw_rfc3986(struct tw_arena *mem, struct tw_slice url)
{
    struct tw_buf b = {.mem = mem};
    bool ascii = true;

    if (!is_address(url)) return (struct tw_slice){"", 0};
    for (size_t i = 0; i < url.n && ascii; i++) ascii = (unsigned char)url.p[i] < 0x80;
    if (ascii) return url;
    for (size_t i = 0; i < url.n; i++) {
        if ((unsigned char)url.p[i] < 0x80) tw_buf_addc(&b, url.p[i]);
        else tw_buf_addf(&b, "%%%02X", (unsigned)(unsigned char)url.p[i]);
    }
    return tw_buf_slice(&b);
}
