/* read/warc.c - record heads, blocks, and finding the next one after damage.
**
** A record is a head (a version line, fields, a blank line), a block of
** Content-Length bytes and two line ends.  The reader never trusts a length
** alone: behind the block the two line ends must stand, or the file end; when
** they do not, the record is given up and the next head is searched for from
** just behind this one's, so a length that is too long swallows nothing.
*/
#include "read/warc.h"

#include "read/http.h"

enum {
    HEAD_MAX = 64 << 10,        /* heads are about 500 bytes */
    PEEK = 16 << 10,            /* of a block, to see whether it is a document */
    SEARCH = 256 << 10
};

bool tw_warc_is(struct tw_slice first)
{
    return tw_slice_starts(first, TW_LIT("WARC/1.")) || tw_slice_starts(first, TW_LIT("WARC/0."));
}

/* ---- finding the beginning of a record ---- */

/* Offset of the next "WARC/1." at the beginning of a line, from `from` on. */
static size_t find_head(struct tw_slice w, size_t from)
{
    for (size_t at = tw_slice_find(w, TW_LIT("WARC/1."), from); at != TW_NONE;
         at = tw_slice_find(w, TW_LIT("WARC/1."), at + 1))
        if (at == 0 || w.p[at - 1] == '\n') return at;
    return TW_NONE;
}

/* Moves to the next head that is at least `skip` bytes on; false at the end. */
static bool search_head(struct tw_stream *s, size_t skip)
{
    for (;;) {
        enum tw_status st = tw_stream_fill(s, skip + SEARCH);
        struct tw_slice w = tw_stream_window(s);
        size_t at = skip < w.n ? find_head(w, skip) : TW_NONE;

        if (at != TW_NONE) return tw_stream_skip(s, at), true;
        if (st != TW_OK) {
            tw_stream_skip(s, w.n);
            if (st == TW_BROKEN && tw_stream_resync(s)) {
                skip = 0;
                continue;
            }
            return false;
        }
        tw_stream_skip(s, w.n - 8);     /* a head may lie across the edge */
        skip = 1;
    }
}

/* Passes over the blank lines between records. */
static enum tw_status skip_blank(struct tw_stream *s)
{
    for (;;) {
        enum tw_status st = tw_stream_fill(s, 1);
        struct tw_slice w = tw_stream_window(s);
        size_t n = 0;

        if (st != TW_OK) return st;
        while (n < w.n && (w.p[n] == '\r' || w.p[n] == '\n')) n++;
        tw_stream_skip(s, n);
        if (n < w.n) return TW_OK;
    }
}

/* ---- one record ---- */

struct head { struct tw_slice fields; size_t n; uint64_t length; };

/* Makes the head visible and reads its length.  n counts the blank line. */
static enum tw_status read_head(struct tw_stream *s, struct head *h)
{
    struct tw_slice w, length;
    size_t crlf, lf;
    enum tw_status st = tw_stream_fill(s, HEAD_MAX);

    w = tw_stream_window(s);
    if (w.n > HEAD_MAX) w.n = HEAD_MAX;
    if (!tw_warc_is(w)) return TW_BROKEN;
    crlf = tw_slice_find(w, TW_LIT("\r\n\r\n"), 0);
    lf = tw_slice_find(w, TW_LIT("\n\n"), 0);
    if (crlf == TW_NONE && lf == TW_NONE) return st == TW_IO ? st : TW_BROKEN;
    h->n = lf == TW_NONE || (crlf != TW_NONE && crlf < lf) ? crlf + 4 : lf + 2;
    h->fields = tw_slice_sub(w, 0, h->n);
    length = tw_http_field(h->fields, TW_LIT("Content-Length"));
    if (length.n == 0 || length.n > 18) return TW_BROKEN;
    h->length = 0;
    for (size_t i = 0; i < length.n; i++) {
        if (!tw_is_digit(length.p[i])) return TW_BROKEN;
        h->length = h->length * 10 + (uint64_t)(length.p[i] - '0');
    }
    return TW_OK;
}

static struct tw_slice bare(struct tw_slice url)
{
    if (url.n >= 2 && url.p[0] == '<' && url.p[url.n - 1] == '>')
        return tw_slice_sub(url, 1, url.n - 1);
    return url;
}

/* Can the record hold a document, by its type and the beginning of its block? */
static bool is_document(struct tw_slice fields, struct tw_slice block, bool *is_http)
{
    struct tw_slice type = tw_http_field(fields, TW_LIT("WARC-Type"));
    struct tw_http h;

    *is_http = tw_slice_eq_nocase(type, TW_LIT("response"))
        && tw_slice_starts_nocase(block, TW_LIT("HTTP/"));
    if (*is_http) return tw_http_parse(block, &h) && tw_http_is_document(&h);
    if (!tw_slice_eq_nocase(type, TW_LIT("resource"))
        && !tw_slice_eq_nocase(type, TW_LIT("conversion")))
        return false;
    h = (struct tw_http){.content_type = tw_http_field(fields, TW_LIT("Content-Type"))};
    return tw_http_is_document(&h);
}

/* Passes over `n` bytes, however many. */
static enum tw_status skip_long(struct tw_stream *s, uint64_t n)
{
    while (n) {
        enum tw_status st = tw_stream_fill(s, n < SEARCH ? (size_t)n : SEARCH);
        struct tw_slice w = tw_stream_window(s);
        size_t now = w.n < n ? w.n : (size_t)n;

        tw_stream_skip(s, now);
        n -= now;
        if (n && st != TW_OK) return st;
    }
    return TW_OK;
}

/* What must stand behind a block: two line ends, the next head, or nothing.
** One byte more makes the decoder finish the member and check its sum; when it
** is the next member that is damaged, this one has been complete. */
static bool ends_well(struct tw_stream *s, size_t end)
{
    struct tw_slice w;

    if (tw_stream_fill(s, end + 5) == TW_BROKEN && !tw_stream_member_in(s, end, end + 4))
        return false;
    w = tw_stream_window(s);
    if (w.n <= end) return w.n == end;
    return w.p[end] == '\r' || w.p[end] == '\n' || find_head(w, end) == end;
}

static void fill_record(struct tw_arena *mem, const struct head *h, struct tw_slice block,
                        struct tw_warc_record *out)
{
    struct tw_slice date = tw_http_field(h->fields, TW_LIT("WARC-Date"));

    out->url = tw_slice_dup(mem, bare(tw_http_field(h->fields, TW_LIT("WARC-Target-URI"))));
    out->content_type = tw_slice_dup(mem, tw_http_field(h->fields, TW_LIT("Content-Type")));
    if (!tw_date_parse_iso(date, &out->date)) out->date = (struct tw_date){0};
    out->block = tw_slice_dup(mem, block);
}

/* What the stream's answer means for the record: TW_TOOBIG stands for a record
** over the limit, so a bomb is TW_IO, as is a file that cannot be read on. */
static enum tw_status lost(enum tw_status st)
{
    return st == TW_DONE || st == TW_BROKEN ? TW_BROKEN : TW_IO;
}

/* The record that begins the window.  TW_NOTNEWS: it has no document. */
static enum tw_status read_record(struct tw_stream *s, struct tw_arena *mem, size_t max,
                                  struct tw_warc_record *out, const char **why)
{
    struct head h;
    enum tw_status st = read_head(s, &h);
    struct tw_slice w;
    size_t all;

    *why = "record without a proper head";
    if (st != TW_OK) return st;
    *why = "record damaged or cut off";
    st = tw_stream_fill(s, h.n + (h.length < PEEK ? (size_t)h.length : PEEK));
    if (st != TW_OK) return lost(st);
    w = tw_stream_window(s);
    h.fields.p = w.p;           /* the window may have moved */
    w = tw_slice_sub(w, h.n, w.n - h.n > h.length ? h.n + (size_t)h.length : w.n);
    if (!is_document(h.fields, w, &out->is_http)) {
        st = skip_long(s, h.n + h.length);
        return st == TW_OK ? TW_NOTNEWS : lost(st);
    }
    if (h.length > max) {
        *why = "record over the limit for one document";
        st = skip_long(s, h.n + h.length);
        return st == TW_OK ? TW_TOOBIG : lost(st);
    }
    all = h.n + (size_t)h.length;
    st = tw_stream_fill(s, all);
    if (st != TW_OK) return lost(st);
    if (!ends_well(s, all)) return TW_BROKEN;
    w = tw_stream_window(s);
    h.fields.p = w.p;
    fill_record(mem, &h, tw_slice_sub(w, h.n, all), out);
    tw_stream_skip(s, all);
    return TW_OK;
}

enum tw_status tw_warc_next(struct tw_stream *s, struct tw_arena *mem, size_t max,
                            struct tw_warc_record *out, const char **why)
{
    for (;;) {
        enum tw_status st = skip_blank(s);
        uint64_t member;

        *out = (struct tw_warc_record){.offset = tw_stream_offset(s)};
        if (st == TW_DONE) return st;
        if (tw_stream_at_member(s, &member)) out->offset = member;
        if (st == TW_OK) st = read_record(s, mem, max, out, why);
        else st = lost(st), *why = "damaged between records";
        if (st == TW_NOTNEWS) continue;
        if (st == TW_BROKEN) (void)search_head(s, 1);
        if (st == TW_IO)
            tw_stream_stop(s), *why = "cannot be read on: packed too tightly, or a failing disk";
        return st;
    }
}
