/* read/mime.c - see the header.  The structure of a message: headers, parts. */
#include "read/mime.h"

#include "base/vec.h"
#include "read/charset.h"
#include "read/http.h"
#include "read/mimecode.h"

enum {
    DEPTH = 16,
    PARTS = 256,
    HEADER = 1 << 20 /* bytes */,
    FIELDS = 3 /* of a message, at least */
};

/* A field's name may have any printable ASCII but the colon (RFC 5322, 3.6.8). */
static size_t name_length(struct tw_slice line)
{
    size_t n = 0;

    while (n < line.n && line.p[n] > ' ' && line.p[n] < 127 && line.p[n] != ':') n++;
    return n > 0 && n < line.n && line.p[n] == ':' ? n : 0;
}

bool tw_mime_is(struct tw_slice first)
{
    bool from = false, date = false, mail = false;
    struct tw_slice line;
    size_t fields = 0;

    if (first.n > HEADER) first.n = HEADER;
    while (tw_slice_line(&first, &line) && line.n) {
        size_t n = name_length(line);
        struct tw_slice name = tw_slice_sub(line, 0, n);

        if (line.p[0] == ' ' || line.p[0] == '\t') {
            if (!fields) return false;
            continue;
        }
        if (!n) return false;
        fields++;
        from |=
            tw_slice_eq_nocase(name, TW_LIT("From")) || tw_slice_eq_nocase(name, TW_LIT("Sender"));
        date |= tw_slice_eq_nocase(name, TW_LIT("Date"))
                || tw_slice_eq_nocase(name, TW_LIT("Received"));
        mail |= tw_slice_eq_nocase(name, TW_LIT("Message-ID"))
                || tw_slice_eq_nocase(name, TW_LIT("MIME-Version"))
                || tw_slice_eq_nocase(name, TW_LIT("Received"))
                || tw_slice_eq_nocase(name, TW_LIT("To"))
                || tw_slice_eq_nocase(name, TW_LIT("Subject"));
    }
    return from && date && mail && fields >= FIELDS;
}

bool tw_mime_is_box(struct tw_slice first)
{
    struct tw_slice line;

    if (!tw_slice_starts(first, TW_LIT("From ")) || !tw_slice_line(&first, &line)) return false;
    return line.n < 500 && tw_mime_is(first);
}

/* ---- Headers */

/* The next field with the lines it goes on over; false at the end of the header. */
static bool next_field(struct tw_slice *rest, struct tw_slice *name, struct tw_slice *value)
{
    struct tw_slice line, after = *rest;
    size_t n;

    if (!tw_slice_line(&after, &line) || !line.n) return false;
    n = name_length(line);
    *name = tw_slice_sub(line, 0, n);
    while (after.n && (after.p[0] == ' ' || after.p[0] == '\t')) (void)tw_slice_line(&after, &line);
    *value = tw_slice_sub(*rest, n ? n + 1 : 0, (size_t)(line.p + line.n - rest->p));
    if (!n) *value = TW_LIT("");
    *rest = after;
    return true;
}

/* The header and the body of a message or part. */
static struct tw_slice cut_header(struct tw_slice message, struct tw_slice *body)
{
    struct tw_slice rest = message, name, value;

    if (message.n > HEADER) rest.n = HEADER;
    while (next_field(&rest, &name, &value)) continue;
    *body = tw_slice_sub(message, (size_t)(rest.p - message.p), message.n);
    message.n = (size_t)(rest.p - message.p);
    if (tw_slice_starts(*body, TW_LIT("\r\n"))) *body = tw_slice_sub(*body, 2, body->n);
    else if (tw_slice_starts(*body, TW_LIT("\n"))) *body = tw_slice_sub(*body, 1, body->n);
    return message;
}

static struct tw_slice field(struct tw_slice header, struct tw_slice wanted)
{
    struct tw_slice name, value;

    while (next_field(&header, &name, &value))
        if (tw_slice_eq_nocase(name, wanted)) return tw_slice_trim(value);
    return TW_LIT("");
}

/* A date without the comment behind it: "Mon, 2 Apr 2031 10:00:00 +0200 (CEST)". */
static struct tw_date date_of(struct tw_slice s)
{
    size_t comment = tw_slice_find_char(s, '(', 0);
    struct tw_date d;

    if (comment != TW_NONE) s.n = comment;
    return tw_http_date(tw_slice_trim(s), &d) ? d : (struct tw_date){0};
}

/* "Press Office <press@lamp.example>", "press@lamp.example (Press Office)": the first of them. */
static void take_sender(struct tw_arena *mem, struct tw_slice value, struct tw_mime *out)
{
    size_t open = tw_slice_find_char(value, '<', 0), close = tw_slice_find_char(value, '>', 0),
           comment = tw_slice_find_char(value, '(', 0);
    struct tw_slice name = TW_LIT("");

    if (open != TW_NONE && close != TW_NONE && close > open) {
        name = tw_slice_sub(value, 0, open);
        out->address = tw_slice_sub(value, open + 1, close);
    } else {
        size_t end = tw_slice_find_char(value, ',', 0);

        if (comment != TW_NONE) {
            close = tw_slice_find_char(value, ')', comment);
            if (close != TW_NONE) name = tw_slice_sub(value, comment + 1, close);
            end = comment;
        }
        out->address = tw_slice_trim(tw_slice_sub(value, 0, end < value.n ? end : value.n));
    }
    name = tw_slice_trim(name);
    if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
        name = tw_slice_sub(name, 1, name.n - 1);
    out->sender = tw_mime_words(mem, name);
    out->address = tw_mime_words(mem, out->address);
}

/* <https://lists.example/x> -> the address (RFC 5064). */
static struct tw_slice bare(struct tw_slice s)
{
    return s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>' ? tw_slice_sub(s, 1, s.n - 1) : s;
}

static void take_header(struct tw_arena *mem, struct tw_slice header, struct tw_mime *out)
{
    struct tw_slice from = field(header, TW_LIT("From")), hop = field(header, TW_LIT("Received"));
    size_t stamp = tw_slice_find_last(hop, TW_LIT(";"));

    take_sender(mem, from.n ? from : field(header, TW_LIT("Sender")), out);
    out->subject = tw_mime_words(mem, field(header, TW_LIT("Subject")));
    out->organization = tw_mime_words(mem, field(header, TW_LIT("Organization")));
    out->url = tw_mime_words(mem, bare(field(header, TW_LIT("Archived-At"))));
    out->date = date_of(tw_mime_words(mem, field(header, TW_LIT("Date"))));
    if (stamp != TW_NONE)
        out->received = date_of(tw_mime_words(mem, tw_slice_sub(hop, stamp + 1, hop.n)));
}

/* ---- Parts */

/* "text/plain" of a Content-Type, in lower case. */
static struct tw_slice type_of(struct tw_arena *mem, struct tw_slice content_type)
{
    size_t end = tw_slice_find_char(content_type, ';', 0);

    return tw_slice_lower(
        mem, tw_slice_trim(tw_slice_sub(content_type, 0, end == TW_NONE ? content_type.n : end)));
}

static void add_leaf(struct tw_arena *mem, struct tw_slice header, struct tw_slice body,
                     struct tw_slice type, struct tw_mime *out)
{
    struct tw_slice content = field(header, TW_LIT("Content-Type")),
                    disposition = field(header, TW_LIT("Content-Disposition"));
    struct tw_mime_part p = {.type = type, .bytes = body};

    p.charset = tw_mime_parameter(mem, content, TW_LIT("charset"));
    p.encoding =
        tw_slice_lower(mem, tw_slice_trim(field(header, TW_LIT("Content-Transfer-Encoding"))));
    p.name = tw_mime_parameter(mem, disposition, TW_LIT("filename"));
    if (!p.name.n) p.name = tw_mime_parameter(mem, content, TW_LIT("name"));
    p.attached = p.name.n > 0 || tw_slice_starts_nocase(disposition, TW_LIT("attachment"));
    p.flowed =
        tw_slice_eq_nocase(tw_mime_parameter(mem, content, TW_LIT("format")), TW_LIT("flowed"));
    p.delsp = tw_slice_eq_nocase(tw_mime_parameter(mem, content, TW_LIT("delsp")), TW_LIT("yes"));
    TW_PUSH(mem, out->parts.v, out->parts.n, out->parts.cap, p);
}

static void add_part(struct tw_arena *mem, struct tw_slice entity, int depth, bool digest,
                     struct tw_mime *out);

/* The next line that is "--boundary" at or after `at`: its beginning; *behind the next line,
** *last: it ends the multipart.  TW_NONE. */
static size_t find_boundary(struct tw_slice s, size_t at, struct tw_slice boundary, size_t *behind,
                            bool *last)
{
    for (; (at = tw_slice_find(s, TW_LIT("--"), at)) != TW_NONE; at++) {
        struct tw_slice rest = tw_slice_sub(s, at + 2, s.n), line = rest;

        if ((at > 0 && s.p[at - 1] != '\n') || !tw_slice_starts(rest, boundary)) continue;
        (void)tw_slice_line(&rest, &line);
        *behind = (size_t)(rest.p - s.p);
        line = tw_slice_sub(line, boundary.n, line.n);
        *last = tw_slice_starts(line, TW_LIT("--"));
        if (tw_slice_trim(line).n == 0 || *last) return at;
    }
    return TW_NONE;
}

static void add_multipart(struct tw_arena *mem, struct tw_slice body, struct tw_slice boundary,
                          int depth, bool digest, struct tw_mime *out)
{
    size_t from, end;
    bool last = false;

    if (find_boundary(body, 0, boundary, &from, &last) == TW_NONE) return;
    while (!last && out->parts.n < PARTS) {
        size_t behind = body.n, to = find_boundary(body, from, boundary, &behind, &last);

        end = to == TW_NONE ? body.n : to;
        if (end > from && body.p[end - 1] == '\n')
            end--; /* the line end before a boundary is its own */
        if (end > from && body.p[end - 1] == '\r') end--;
        add_part(mem, tw_slice_sub(body, from, end), depth + 1, digest, out);
        if (to == TW_NONE) return;
        from = behind;
    }
}

static void add_part(struct tw_arena *mem, struct tw_slice entity, int depth, bool digest,
                     struct tw_mime *out)
{
    struct tw_slice body, header = cut_header(entity, &body),
                          content = field(header, TW_LIT("Content-Type")),
                          type = type_of(mem, content), boundary;

    if (depth > DEPTH || out->parts.n == PARTS) return;
    if (!type.n)
        type = digest ? TW_LIT("message/rfc822") : TW_LIT("text/plain"); /* RFC 2046, 5.1.5 */
    if (!tw_slice_starts(type, TW_LIT("multipart/"))) {
        add_leaf(mem, header, body, type, out);
        return;
    }
    boundary = tw_mime_parameter(mem, content, TW_LIT("boundary"));
    if (boundary.n)
        add_multipart(mem, body, boundary, depth, tw_slice_eq(type, TW_LIT("multipart/digest")),
                      out);
}

void tw_mime_parse(struct tw_arena *mem, struct tw_slice message, struct tw_mime *out)
{
    struct tw_slice body, header, line, rest = message;

    *out = (struct tw_mime){0};
    if (tw_slice_starts(message, TW_LIT("From ")) && tw_slice_line(&rest, &line)) message = rest;
    header = cut_header(message, &body);
    take_header(mem, header, out);
    add_part(mem, message, 0, false, out);
}

struct tw_slice tw_mime_bytes(struct tw_arena *mem, const struct tw_mime_part *part)
{
    if (tw_slice_eq(part->encoding, TW_LIT("base64"))) return tw_base64_decode(mem, part->bytes);
    if (tw_slice_eq(part->encoding, TW_LIT("quoted-printable")))
        return tw_quoted_decode(mem, part->bytes);
    return part->bytes;
}

struct tw_slice tw_mime_text(struct tw_arena *mem, const struct tw_mime_part *part)
{
    struct tw_slice bytes = tw_mime_bytes(mem, part);

    return tw_charset_convert(mem, bytes, tw_charset_find(bytes, TW_LIT(""), part->charset), NULL);
}

static bool is_type(const struct tw_mime_part *p, const char *type)
{
    return tw_slice_eq(p->type, tw_slice_of(type));
}

static bool is_named(const struct tw_mime_part *p, const char *ending)
{
    struct tw_slice end = tw_slice_of(ending);

    return p->name.n > end.n
           && tw_slice_eq_nocase(tw_slice_sub(p->name, p->name.n - end.n, p->name.n), end);
}

bool tw_mime_is_document(const struct tw_mime_part *p)
{
    if (is_type(p, "message/rfc822")) return true;
    if (!p->attached) return is_type(p, "application/pdf");
    if (is_type(p, "text/plain") || is_type(p, "text/html") || is_type(p, "application/xhtml+xml")
        || is_type(p, "application/pdf") || is_type(p, "application/x-pdf"))
        return true;
    return is_type(p, "application/octet-stream")
           && (is_named(p, ".pdf") || is_named(p, ".html") || is_named(p, ".htm")
               || is_named(p, ".txt") || is_named(p, ".eml"));
}
