/* read/decode.c - from a document's bytes to UTF-8 text of a known format.
**
** The format is told from the content: markup at the beginning, or several
** tags early on, is HTML; a known signature or too many control bytes is
** binary; the rest is text.
*/
#include "read/decode.h"

#include "base/buf.h"
#include "base/eight.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/claimreview.h"
#include "read/http.h"
#include "read/mime.h"
#include "read/ninjs.h"
#include "read/pdftext.h"

#include <stdint.h>

enum {
    LOOK = 8 << 10,             /* bytes looked at for binary */
    LOOK_TAGS = 64 << 10        /* ... and for tags in a page without a head */
};

/* Signatures of what people keep beside pages (IANA media type registrations). */
static const struct { const char *mark; size_t n; const char *what; } signatures[] = {
    {"%PDF-", 5, "a PDF file"},
    {"PK\x03\x04", 4, "a ZIP archive or office document"},
    {"\xD0\xCF\x11\xE0", 4, "an office document"},
    {"\x89PNG", 4, "an image"},
    {"GIF8", 4, "an image"},
    {"\xFF\xD8\xFF", 3, "an image"},
    {"RIFF", 4, "audio, video or an image"},
    {"ID3", 3, "audio"},
    {"OggS", 4, "audio or video"},
    {"\x7F" "ELF", 4, "a program"},
    {"SQLite format 3", 15, "a database"},
};

/* How many of at most eight bytes are below 32, but for white space and ESC,
** which terminals leave. */
static unsigned controls(const char *p, size_t n)
{
    uint64_t x = tw_eight_some(p, n), ascii = x & ~TW_EIGHT_HIGH, in;

    if (((x - 32 * TW_EIGHT_ONES) & ~x & TW_EIGHT_HIGH) == 0) return 0;     /* none below 32 */
    in = tw_eight_in(ascii, 0, 31) & ~tw_eight_in(ascii, '\t', '\r') & ~tw_eight_in(ascii, 27,
                                                                                    27) & ~x;
    return tw_eight_count(n < 8 ? in & (((uint64_t)1 << 8 * n) - 1) : in);
}

static const char *binary(struct tw_slice b)
{
    size_t n = b.n < LOOK ? b.n : LOOK, control = 0;

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (tw_slice_starts(b, (struct tw_slice){signatures[i].mark, signatures[i].n}))
            return signatures[i].what;
    for (size_t i = 0; i < n; i += 8) control += controls(b.p + i, n - i);
    return control * 50 > n ? "binary" : NULL;
}

/* Elements that a page or a piece of one begins with. */
static bool begins_markup(struct tw_slice s)
{
    static const char *const names[] = {"!doctype", "html", "head", "body", "meta", "title",
                                        "script",
                                        "link", "div", "p", "h1", "h2", "article", "section", "main",
                                        "table", "span", "a", "img", "ul", "header", "!--", "?xml",
                                        "style", "figure", "b", "i", "em", "strong", "br", "center",
                                        "font", "blockquote", "iframe", "form", "nav", "base"};

    if (s.n == 0 || s.p[0] != '<') return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct tw_slice name = tw_slice_of(names[i]), rest = {s.p + 1, s.n - 1};

        if (!tw_slice_starts_nocase(rest, name)) continue;
        if (rest.n == name.n || !tw_is_alnum(rest.p[name.n]) || !tw_is_alpha(name.p[0]))
            return true;
    }
    return false;
}

/* Three closing tags of common elements, or line breaks, in the beginning. */
static bool has_tags(struct tw_slice s)
{
    size_t tags = 0;

    if (s.n > LOOK_TAGS) s.n = LOOK_TAGS;
    for (size_t at = tw_slice_find_char(s, '<', 0); at != TW_NONE;
         at = tw_slice_find_char(s, '<', at + 1)) {
        struct tw_slice tag = {s.p + at, s.n - at};

        tags += tw_slice_starts_nocase(tag, TW_LIT("</p>"))
             || tw_slice_starts_nocase(tag, TW_LIT("</div>"))
             || tw_slice_starts_nocase(tag, TW_LIT("</a>"))
             || tw_slice_starts_nocase(tag, TW_LIT("<br"))
             || tw_slice_starts_nocase(tag, TW_LIT("</h"));
        if (tags >= 3) return true;
    }
    return false;
}

/* A tag anywhere, or a character reference: what a feed means as markup. */
static bool has_any_tag(struct tw_slice s)
{
    for (size_t at = tw_slice_find_char(s, '<', 0); at != TW_NONE;
         at = tw_slice_find_char(s, '<', at + 1))
        if (at + 1 < s.n && (tw_is_alpha(s.p[at + 1]) || s.p[at + 1] == '/')) return true;
    return tw_slice_find_char(s, '&', 0) != TW_NONE && tw_slice_find_char(s, ';', 0) != TW_NONE;
}

static bool is_html(struct tw_slice text)
{
    return begins_markup(tw_slice_trim(text)) || has_tags(text);
}

static enum tw_status read_page(struct tw_arena *mem, struct tw_slice bytes,
                                struct tw_slice outside,
                                struct tw_slice http, struct tw_document *out, const char **why)
{
    struct tw_charset c = tw_charset_find(bytes, outside, http);

    if (strncmp(c.name, "UTF-16", 6) != 0 && (*why = binary(bytes))) return TW_BINARY;
    out->text = tw_charset_convert(mem, bytes, c, &out->repaired);
    if (tw_slice_trim(out->text).n == 0) return *why = "nothing but white space", TW_EMPTY;
    out->format = is_html(out->text) ? TW_FORMAT_HTML : TW_FORMAT_TEXT;
    return TW_OK;
}

/* The first of the named members that has text. */
static struct tw_slice first_str(const struct tw_jv *o, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct tw_slice s = tw_jv_str(o, names[i]);

        if (s.n) return s;
    }
    return TW_LIT("");
}

#define FIRST(o, ...) first_str((o), (const char *const[]){__VA_ARGS__}, \
                                sizeof (const char *const[]){__VA_ARGS__} / sizeof(const char *))

/* An article object out of a crawl's line: text as given, under our names. */
static struct tw_slice as_article(struct tw_arena *mem, const struct tw_jv *o, struct tw_slice text,
                                  struct tw_slice source)
{
    struct tw_buf b = {.mem = mem};
    struct tw_json j = {.out = &b};
    struct tw_slice url = FIRST(o, "url", "link", "canonical_url", "source_url");
    struct tw_slice when = FIRST(o, "published", "date", "published_at", "date_publish",
                                 "publish_date", "pub_date", "datePublished", "timestamp");
    struct tw_slice given = tw_jv_str(o, "source");
    char id[17];

    if (given.n == 0) given = source;
    tw_hash_id((const struct tw_slice[]){url.n ? url : given, text}, 2, id);
    tw_json_open(&j, '{');
    tw_json_key(&j, "id"), tw_json_str(&j, tw_slice_of(id));
    tw_json_key(&j, "source"), tw_json_str(&j, given);
    if (url.n) tw_json_key(&j, "url"), tw_json_str(&j, url);
    tw_json_key(&j, "title"), tw_json_str(&j, FIRST(o, "title", "headline"));
    if (when.n) tw_json_key(&j, "published"), tw_json_str(&j, when);
    tw_json_key(&j, "lang"), tw_json_str(&j, FIRST(o, "lang", "language"));
    tw_json_key(&j, "text"), tw_json_str(&j, text);
    tw_json_close(&j, '}');
    return tw_buf_slice(&b);
}

/* A date that stands in a JSON member, when it is ISO 8601. */
static struct tw_date date_of(const struct tw_jv *o)
{
    struct tw_date d;
    struct tw_slice s = FIRST(o, "published", "date", "published_at", "date_publish",
                              "publish_date", "pub_date", "datePublished", "timestamp");

    return tw_date_parse_iso(s, &d) ? d : (struct tw_date){0};
}

/* An article as `read` writes it; one whose text is empty when it has a title. */
static bool is_article(const struct tw_jv *o)
{
    const struct tw_jv *text = tw_jv_get(o, "text");

    if (tw_jv_str(o, "id").n == 0 || !text || text->type != TW_JSTRING) return false;
    return text->s.n || (tw_jv_str(o, "title").n && FIRST(o, "html", "raw_html").n == 0);
}

static enum tw_status read_json(struct tw_arena *mem, const struct tw_raw *raw,
                                struct tw_document *out, const char **why)
{
    struct tw_jv o;
    struct tw_reviews reviews;
    struct tw_slice bytes = tw_utf8_repair(mem, raw->bytes, &out->repaired), html, text;

    if (tw_json_parse(mem, bytes, &o, NULL) != TW_OK) return *why = "not valid JSON", TW_BROKEN;
    text = FIRST(&o, "text", "maintext", "content", "body", "article", "raw_text");
    out->format = TW_FORMAT_ARTICLE;
    out->text = bytes;
    if (is_article(&o)) {
        out->object = tw_arena_dup(mem, &o, sizeof o);
        return TW_OK;
    }
    if (tw_ninjs_is(&o)) return tw_ninjs_read(mem, &o, out, why);
    tw_claimreview_find(&o, &reviews);
    if (reviews.n) return tw_claimreview_read(mem, &reviews, out, why);
    html = FIRST(&o, "html", "raw_html");
    if (html.n == 0 && is_html(text)) html = text;
    if (html.n) {
        out->format = TW_FORMAT_HTML;
        out->text = html;
        out->url = FIRST(&o, "url", "link");
        out->feed_title = FIRST(&o, "title", "headline");
        out->feed_date = date_of(&o);
        return TW_OK;
    }
    if (text.n == 0) return *why = "JSON without text or html", TW_EMPTY;
    out->text = as_article(mem, &o, text, raw->source);
    return TW_OK;
}

static enum tw_status read_http(struct tw_arena *mem, const struct tw_raw *raw,
                                struct tw_document *out, const char **why)
{
    struct tw_http h;
    struct tw_slice body;
    struct tw_date date;
    enum tw_status st;

    if (!tw_http_parse(raw->bytes, &h))
        return read_page(mem, raw->bytes, raw->charset, TW_LIT(""), out, why);
    if (!raw->received_given && tw_http_date(h.date, &date)) {
        out->received = date;
        out->received_given = true;
    }
    st = tw_http_body(mem, &h, TW_MAX_DOCUMENT, &body);
    if (st == TW_TOOBIG) return *why = "body inflates beyond the limit", st;
    if (body.n == 0) return *why = st == TW_OK ? "response without a body" : "packed body damaged",
        TW_EMPTY;
    return read_page(mem, body, raw->charset, tw_charset_of_type(h.content_type), out, why);
}

/* A feed's entry: HTML is put into a page of its own, so that it is read like
** the pages it is a part of. */
static enum tw_status read_entry(struct tw_arena *mem, const struct tw_raw *raw,
                                 struct tw_document *out, const char **why)
{
    struct tw_buf b = {.mem = mem};

    out->text = tw_utf8_repair(mem, raw->bytes, &out->repaired);
    if (tw_slice_trim(out->text).n == 0) return *why = "feed entry without text", TW_EMPTY;
    out->format = is_html(out->text) || has_any_tag(out->text) ? TW_FORMAT_HTML : TW_FORMAT_TEXT;
    if (out->format == TW_FORMAT_TEXT) return TW_OK;
    tw_buf_adds(&b, "<!doctype html><body><article>");
    tw_buf_add(&b, out->text);
    tw_buf_adds(&b, "</article>");
    out->text = tw_buf_slice(&b);
    return TW_OK;
}

static enum tw_status read_pdf(struct tw_arena *mem, const struct tw_raw *raw,
                               struct tw_document *out, const char **why)
{
    out->text = tw_pdftext_mend(mem, tw_utf8_repair(mem, raw->bytes, &out->repaired));
    out->format = TW_FORMAT_TEXT;
    return out->text.n ? TW_OK : (*why = "a PDF without text: pictures of pages, perhaps",
                                  TW_EMPTY);
}

enum tw_status tw_document_read(struct tw_arena *mem, const struct tw_raw *raw,
                                struct tw_document *out, const char **why)
{
    *out = (struct tw_document){.source = raw->source, .url = raw->url, .received = raw->received,
                                .received_given = raw->received_given,
                                .feed_title = raw->title, .feed_outlet = raw->outlet, .sender_host = raw->host,
                                .feed_date = raw->published};
    switch (raw->kind) {
    case TW_RAW_JSON: return read_json(mem, raw, out, why);
    case TW_RAW_HTTP: return read_http(mem, raw, out, why);
    case TW_RAW_ENTRY: return read_entry(mem, raw, out, why);
    case TW_RAW_FEED: return *why = "a feed as a whole", TW_NOTNEWS;
    case TW_RAW_PDF: return read_pdf(mem, raw, out, why);
    case TW_RAW_FILE: break;
    }
    if (tw_mime_is(raw->bytes) || tw_mime_is_box(raw->bytes))
        return tw_mime_read(mem, raw->bytes, out, why);
    return read_page(mem, raw->bytes, raw->charset, TW_LIT(""), out, why);
}
