/* read/http.c - head lines, chunks, codings, dates.
**
** Each is done by hand because archived messages are often not what the
** grammar says.  A chunked body is copied chunk by chunk; when the first line
** is no chunk size the body is taken as it is.
*/
#include "read/http.h"

#include "base/buf.h"
#include "base/date.h"
#include "gen/words.h"
#include "read/stream.h"

enum { HEAD_MAX = 256 << 10, CODINGS_MAX = 4 };

/* Offset behind the blank line that ends the head; TW_NONE. */
static size_t head_end(struct tw_slice s)
{
    size_t crlf, lf;

    if (s.n > HEAD_MAX) s.n = HEAD_MAX;
    crlf = tw_slice_find(s, TW_LIT("\r\n\r\n"), 0);
    lf = tw_slice_find(s, TW_LIT("\n\n"), 0);
    if (crlf == TW_NONE && lf == TW_NONE) return TW_NONE;
    return lf == TW_NONE || (crlf != TW_NONE && crlf < lf) ? crlf + 4 : lf + 2;
}

struct tw_slice tw_http_field(struct tw_slice head, struct tw_slice name)
{
    struct tw_slice line;

    while (tw_slice_line(&head, &line)) {
        if (line.n <= name.n || line.p[name.n] != ':' || !tw_slice_starts_nocase(line, name))
            continue;
        return tw_slice_trim(tw_slice_sub(line, name.n + 1, line.n));
    }
    return TW_LIT("");
}

/* A number of at most nine digits at the beginning of s; -1. */
static int number(struct tw_slice s)
{
    int n = -1;

    for (size_t i = 0; i < s.n && i < 9 && tw_is_digit(s.p[i]); i++)
        n = (n < 0 ? 0 : n) * 10 + (s.p[i] - '0');
    return n;
}

bool tw_http_parse(struct tw_slice message, struct tw_http *out)
{
    size_t end = head_end(message), space;
    struct tw_slice head;

    *out = (struct tw_http){0};
    if (!tw_slice_starts_nocase(message, TW_LIT("HTTP/"))) return false;
    if (end == TW_NONE) end = message.n < HEAD_MAX ? message.n : HEAD_MAX;
    head = tw_slice_sub(message, 0, end);
    space = tw_slice_find_char(head, ' ', 0);
    if (space != TW_NONE) out->status = number(tw_slice_trim(tw_slice_sub(head, space, head.n)));
    if (out->status < 0) out->status = 0;
    out->content_type = tw_http_field(head, TW_LIT("Content-Type"));
    out->content_encoding = tw_http_field(head, TW_LIT("Content-Encoding"));
    out->transfer_encoding = tw_http_field(head, TW_LIT("Transfer-Encoding"));
    out->date = tw_http_field(head, TW_LIT("Date"));
    out->location = tw_http_field(head, TW_LIT("Location"));
    out->body = tw_slice_sub(message, end, message.n);
    return true;
}

/* The size that a chunk's line gives; TW_NONE when it is no such line. */
static size_t chunk_size(struct tw_slice line)
{
    size_t n = 0, i = 0;

    line = tw_slice_trim(line);
    for (; i < line.n && i < 8; i++) {
        char c = tw_to_lower(line.p[i]);

        if (tw_is_digit(c)) n = n * 16 + (size_t)(c - '0');
        else if (c >= 'a' && c <= 'f') n = n * 16 + (size_t)(c - 'a') + 10;
        else break;
    }
    if (i == 0 || (i < line.n && line.p[i] != ';' && !tw_is_space(line.p[i]))) return TW_NONE;
    return n;
}

/* Joins the chunks (RFC 9112, 7.1). */
static enum tw_status join_chunks(struct tw_arena *mem, struct tw_slice body, struct tw_slice *out)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice line;
    size_t n = TW_NONE;
    bool first = true;

    while (tw_slice_line(&body, &line)) {
        if ((n = chunk_size(line)) == TW_NONE) break;
        if (first) (void)tw_buf_room(&b, body.n + 1);
        first = false;
        if (n > body.n) {
            tw_buf_add(&b, body);
            n = TW_NONE;
            break;
        }
        if (n == 0) break;
        tw_buf_add(&b, tw_slice_sub(body, 0, n));
        body = tw_slice_sub(body, n, body.n);
        (void)tw_slice_line(&body, &line);      /* the end of the chunk's last line */
    }
    if (!first) *out = tw_buf_slice(&b);
    return first || n == 0 ? TW_OK : TW_BROKEN;
}

/* Bytes that a packed body of this coding begins with; others are taken as
** already unpacked.  deflate and br have no mark. */
static bool looks_packed(struct tw_slice body, struct tw_slice coding)
{
    if (tw_slice_eq_nocase(coding, TW_LIT("gzip")) || tw_slice_eq_nocase(coding, TW_LIT("x-gzip")))
        return tw_slice_starts(body, TW_LIT("\x1F\x8B"));
    if (tw_slice_eq_nocase(coding, TW_LIT("zstd")))
        return tw_slice_starts(body, TW_LIT("\x28\xB5\x2F\xFD"));
    return body.n == 0 || tw_slice_trim(body).p[0] != '<';
}

enum tw_status tw_http_body(struct tw_arena *mem, const struct tw_http *h, size_t max,
                            struct tw_slice *out)
{
    struct tw_slice rest = h->content_encoding, coding, codings[CODINGS_MAX];
    enum tw_status st = TW_OK;
    size_t n = 0;

    *out = h->body;
    if (tw_slice_find_nocase(h->transfer_encoding, TW_LIT("chunked"), 0) != TW_NONE)
        st = join_chunks(mem, h->body, out);
    while (n < CODINGS_MAX && tw_slice_part(&rest, ',', &coding))
        codings[n++] = tw_slice_trim(coding);
    while (n-- > 0) {                           /* the last one named was applied last */
        enum tw_status one;

        if (codings[n].n == 0 || tw_slice_eq_nocase(codings[n], TW_LIT("identity"))) continue;
        if (!looks_packed(*out, codings[n])) continue;
        one = tw_inflate(mem, *out, codings[n], max, out);
        if (one != TW_OK) st = one;
    }
    return out->n > max ? TW_TOOBIG : st;
}

bool tw_http_is_document(const struct tw_http *h)
{
    static const char *const types[] = {"text/html", "application/xhtml", "text/plain", "text/xml",
                                        "application/xml",
                                        "application/rss", "application/atom", "application/json", "text/markdown",
                                        "application/rdf", "application/feed"};

    if (h->status != 0 && (h->status < 200 || h->status > 299)) return false;
    if (h->content_type.n == 0) return true;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (tw_slice_starts_nocase(h->content_type, tw_slice_of(types[i]))) return true;
    return false;
}

/* "10:30" or "10:30:00" into d. */
static bool read_clock(struct tw_slice s, struct tw_date *d)
{
    size_t colon = tw_slice_find_char(s, ':', 0), second;

    if (colon == TW_NONE) return false;
    d->hour = number(s);
    d->minute = number(tw_slice_sub(s, colon + 1, s.n));
    second = tw_slice_find_char(s, ':', colon + 1);
    d->grain = second == TW_NONE ? TW_DATE_MINUTE : TW_DATE_SECOND;
    if (second != TW_NONE) d->second = number(tw_slice_sub(s, second + 1, s.n));
    return d->hour >= 0 && d->minute >= 0 && d->second >= 0;
}

/* "+0100", "GMT", "EST" (RFC 822, 5.1) into d. */
static void read_zone(struct tw_slice s, struct tw_date *d)
{
    static const struct { const char *name; int minutes; } zones[] = {
        {"gmt", 0}, {"ut", 0}, {"utc", 0}, {"z", 0}, {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
        {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
    };
    int n;

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (tw_slice_eq_nocase(s, tw_slice_of(zones[i].name)))
            d->has_zone = true, d->zone = zones[i].minutes;
    if (s.n < 5 || (s.p[0] != '+' && s.p[0] != '-')) return;
    n = s.p[3] == ':' ? number(tw_slice_sub(s, 1, 3)) * 100 + number(tw_slice_sub(s, 4, s.n))
                      : number(tw_slice_sub(s, 1, 5));
    if (n < 0 || n / 100 > 15 || n % 100 > 59) return;
    d->has_zone = true;
    d->zone = (n / 100 * 60 + n % 100) * (s.p[0] == '-' ? -1 : 1);
}

bool tw_http_date(struct tw_slice s, struct tw_date *out)
{
    struct tw_date d = {.grain = TW_DATE_DAY};
    struct tw_slice word;

    *out = (struct tw_date){0};
    while (tw_slice_part(&s, ' ', &word)) {
        const struct tw_word *month;
        size_t dash;

        if (word.n && word.p[word.n - 1] == ',') word.n--;
        if (word.n == 0) continue;
        month = word.n >= 3 ? tw_words_find_nocase(&tw_words_en_months, word) : NULL;
        dash = tw_slice_find_char(word, '-', 1);
        if (month) d.month = number(tw_word_value(month));
        /* RFC 850: 25-Mar-24 */
        else if (d.day == 0 && dash != TW_NONE && tw_is_digit(word.p[0])) {
            d.day = number(word);
            month = word.n >= dash + 4
                ? tw_words_find_nocase(&tw_words_en_months, tw_slice_sub(word, dash + 1, dash + 4))
                : NULL;
            if (month) d.month = number(tw_word_value(month));
            if (word.n > dash + 5) d.year = number(tw_slice_sub(word, dash + 5, word.n));
        } else if (tw_slice_find_char(word, ':', 0) != TW_NONE && tw_is_digit(word.p[0])) {
            if (!read_clock(word, &d)) return false;
        } else if (tw_is_digit(word.p[0]) && d.day == 0) d.day = number(word);
        else if (tw_is_digit(word.p[0]) && d.year == 0) d.year = number(word);
        else read_zone(word, &d);
    }
    if (d.year > 0 && d.year < 100) d.year += d.year < 70 ? 2000 : 1900;
    if (d.year < 1970 || !tw_date_valid(&d)) return false;
    *out = d;
    return true;
}
