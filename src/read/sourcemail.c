/* read/sourcemail.c - the documents of a message or a box of them: each message, and what it
** brings.
**
** A box is cut where a blank line, a line "From ..." and a header follow each other (RFC 4155;
** other such lines are text).  Of a message here only the structure is looked at; its text is
** found by read/mimetext.c in a worker.
*/
#include "base/buf.h"
#include "read/mime.h"
#include "read/source_int.h"

enum { FIELD = 1000 }; /* bytes of a line of a header, at most (RFC 5322, 2.1.1) */
static const char mark[] = "\nFrom ";

/* Does a message begin at `at`: a blank line before, "From ...", "Name: ..." on the next line?
** *more: the window has too little to tell. */
static bool begins_message(struct tw_slice w, size_t at, bool *more)
{
    size_t from = at > 0 && w.p[at - 1] == '\r' ? at - 1 : at, n = 0;
    struct tw_slice rest = tw_slice_sub(w, at + 1, w.n), line;

    if (from == 0 || w.p[from - 1] != '\n') return false;
    (void)tw_slice_line(&rest, &line);
    *more = rest.n < FIELD && tw_slice_find_char(rest, '\n', 0) == TW_NONE;
    while (n < rest.n && rest.p[n] > ' ' && rest.p[n] < 127 && rest.p[n] != ':') n++;
    return n > 0 && n < rest.n && rest.p[n] == ':';
}

/* Makes the next message visible as a whole: *n bytes. */
static enum tw_status find_message(struct tw_source *s, size_t *n)
{
    size_t from = 0, want = 1;

    for (;;) {
        enum tw_status st = tw_stream_fill(s->stream, want);
        struct tw_slice w = tw_stream_window(s->stream);
        bool last = st == TW_DONE, more = false;

        if (st != TW_OK && !last) return st;
        while (s->mail.box && (from = tw_slice_find(w, tw_slice_of(mark), from)) != TW_NONE) {
            bool begins = begins_message(w, from, &more);

            if (more && !last) break;
            if (begins && from > 0)
                return *n = from + 1, *n > s->options.max_document ? TW_TOOBIG : TW_OK;
            from++;
        }
        if (w.n > s->options.max_document) return TW_TOOBIG;
        if (last) return *n = w.n, w.n ? TW_OK : TW_DONE;
        if (from == TW_NONE || !more) from = w.n > sizeof mark ? w.n - sizeof mark : 0;
        want = w.n + 1;
    }
}

static bool next_attached(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    struct tw_source_mail *m = &s->mail;

    while (m->part < m->mail.parts.n) {
        const struct tw_mime_part *p = &m->mail.parts.v[m->part++];
        struct tw_slice bytes;

        if (!tw_mime_is_document(p)) continue;
        bytes = tw_mime_bytes(mem, p);
        if (!bytes.n) continue;
        *out = tw_source_raw(s, TW_RAW_FILE);
        out->source = tw_source_numbered(mem, m->name, ++m->attached);
        out->bytes = bytes.p == p->bytes.p ? tw_slice_dup(mem, bytes) : bytes;
        if (tw_slice_starts(p->type, TW_LIT("text/")) && !out->charset.n)
            out->charset = tw_slice_dup(mem, p->charset);
        out->outlet =
            tw_slice_dup(mem, m->mail.organization.n ? m->mail.organization : m->mail.sender);
        out->host = tw_slice_dup(mem, tw_mime_host(&m->mail));
        out->published = m->mail.date;
        return true;
    }
    return false;
}

enum tw_status tw_source_next_mail(struct tw_source *s, struct tw_arena *mem, struct tw_raw *out)
{
    struct tw_source_mail *m = &s->mail;

    while (!next_attached(s, mem, out)) {
        size_t n = 0;
        enum tw_status st = find_message(s, &n);
        struct tw_slice name = tw_slice_dup(mem, s->name), message;

        if (st == TW_DONE) return st;
        s->line++;
        if (m->box) name = tw_source_numbered(mem, s->name, s->line);
        if (st != TW_OK) return tw_source_drop(s, name, tw_source_why(s, st)), TW_DONE;
        tw_arena_reset(m->mem);
        m->name = tw_slice_dup(m->mem, name);
        m->part = m->attached = 0;
        message = tw_slice_dup(m->mem, tw_slice_sub(tw_stream_window(s->stream), 0, n));
        tw_stream_skip(s->stream, n);
        tw_mime_parse(m->mem, message, &m->mail);
        *out = tw_source_raw(s, TW_RAW_FILE);
        out->source = name;
        out->bytes = tw_slice_dup(mem, message);
        return TW_OK;
    }
    return TW_OK;
}

void tw_source_open_mail(struct tw_source *s, bool box)
{
    if (!s->mail.mem) s->mail.mem = tw_arena_new(0);
    s->mail = (struct tw_source_mail){.mem = s->mail.mem, .box = box};
    s->next = tw_source_next_mail;
}
