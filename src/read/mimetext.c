/* read/mimetext.c - the text of a message: which part it is, and what of it is its own.
**
** Press releases are mostly sent with both forms; the plain one has no layout to be told from the
** text, so it is taken, unless the HTML one has twice its words ("view this in your browser").
** Wrong where a text is broken by lines of ">" that are its own, and where a legal footer stands
** before the last third.
*/
#include "read/mime.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "gen/words.h"
#include "read/html.h"

enum {
    ATTACHED = 40, /* words: a message with less says what is attached */
    TWICE = 2,
    BEFORE = 300, /* bytes before a forwarded message, at most */
    FORWARDS = 16, /* messages forwarded within each other; each costs a walk */
    LINE = 200    /* bytes of a mark */
};

/* ---- format=flowed */

/* Lines that end with a space go on (RFC 3676, 4.2); "-- " does not. */
static struct tw_slice unflow(struct tw_arena *mem, struct tw_slice s, bool delsp)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice line;

    while (tw_slice_line(&s, &line)) {
        bool flows = line.n && line.p[line.n - 1] == ' ' && !tw_slice_eq(line, TW_LIT("-- "));

        if (line.n && line.p[0] == ' ') line = tw_slice_sub(line, 1, line.n); /* stuffed (4.4) */
        if (flows && delsp && line.n) line.n--; /* " " alone was stuffed */
        tw_buf_add(&b, line);
        if (!flows) tw_buf_addc(&b, '\n');
    }
    return tw_buf_slice(&b);
}

/* ---- What is not the message's own */

/* The words of a line without dashes, underscores and colons at its ends, in lower case. */
static struct tw_slice mark_of(struct tw_arena *mem, struct tw_slice line)
{
    if (line.n > LINE) return TW_LIT("");
    while (line.n && strchr("-_=*:> \t", line.p[0])) line = tw_slice_sub(line, 1, line.n);
    while (line.n && strchr("-_=*: \t", line.p[line.n - 1])) line.n--;
    return tw_slice_lower(mem, line);
}

/* Behind a forwarded message's own head: "From: ...", "Date: ...", a blank line. */
static struct tw_slice behind_head(struct tw_slice s)
{
    struct tw_slice line, rest = s;
    bool any = false;

    while (tw_slice_line(&rest, &line)) {
        size_t colon = tw_slice_find_char(line, ':', 0);

        if (!tw_slice_trim(line).n) {
            if (any) return rest;
            s = rest;
            continue;
        }
        if (!any && (colon == TW_NONE || colon > 20)) return s;
        any = true;
    }
    return s;
}

/* Where the text ends: at a signature, or at a mark with text before it.  *forward: a forwarded
** message begins early, and `end` is behind its mark. */
static bool find_end(struct tw_arena *mem, struct tw_slice s, size_t *end, bool *forward)
{
    struct tw_slice rest = s, line;
    bool any = false; /* text stands before */

    while (tw_slice_line(&rest, &line)) {
        struct tw_slice mark = mark_of(mem, line);
        const struct tw_word *w = mark.n ? tw_words_find(&tw_words_any_mail_marks, mark) : NULL;
        bool signature = tw_slice_eq(line, TW_LIT("-- ")) || tw_slice_eq(line, TW_LIT("--"));

        *end = (size_t)(line.p - s.p);
        *forward = w && tw_word_value(w).p[0] == 'f' && *end <= BEFORE;
        if (*forward) *end = (size_t)(rest.p - s.p);
        if (*forward || (any && (w || signature))) return true;
        any |= tw_slice_trim(line).n > 0;
    }
    return false;
}

/* What stands behind a mark of an original message goes; behind one of a forwarded one it is the
** text, when little stands before it. */
static struct tw_slice cut_at_mark(struct tw_arena *mem, struct tw_slice s)
{
    size_t end;
    bool forward;

    for (int i = 0; i < FORWARDS && find_end(mem, s, &end, &forward); i++) {
        if (!forward) return tw_slice_sub(s, 0, end);
        s = behind_head(tw_slice_sub(s, end, s.n));
    }
    return s;
}

/* Lines of a quoted reply, and the line that leads to them ("On Monday, Ilo Wern wrote:"). */
static struct tw_slice without_quotes(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice line, rest = s;
    size_t lead = TW_NONE; /* where the last line stands, when it may lead to a quotation */

    while (tw_slice_line(&rest, &line)) {
        if (line.n && line.p[0] == '>' && !tw_slice_starts(line, TW_LIT(">From "))) {
            if (lead != TW_NONE) b.n = lead;
            lead = TW_NONE;
            continue;
        }
        if (tw_slice_trim(line).n) lead = line.p[line.n - 1] == ':' ? b.n : TW_NONE;
        if (tw_slice_starts(line, TW_LIT(">From "))) line = tw_slice_sub(line, 1, line.n);
        tw_buf_add(&b, line);
        tw_buf_addc(&b, '\n');
    }
    return tw_buf_slice(&b);
}

/* Has the paragraph words that only stand in legal footers? */
static bool is_footer(struct tw_slice paragraph)
{
    for (uint32_t i = 0; i < tw_words_any_mail_footers.n; i++)
        if (tw_slice_find_nocase(paragraph, tw_word_key(&tw_words_any_mail_footers.v[i]), 0)
            != TW_NONE)
            return true;
    return false;
}

/* From the first footer in the last third on. */
static struct tw_slice without_footer(struct tw_slice s)
{
    size_t from = s.n / 3 * 2;

    while (from < s.n) {
        size_t end = tw_slice_find(s, TW_LIT("\n\n"), from);
        struct tw_slice paragraph = tw_slice_sub(s, from, end == TW_NONE ? s.n : end);

        if (is_footer(paragraph)) {
            size_t begin = tw_slice_find_last(tw_slice_sub(s, 0, from), TW_LIT("\n\n"));

            if (from > s.n / 3 * 2) return tw_slice_sub(s, 0, from);
            return tw_slice_sub(s, 0, begin == TW_NONE ? from : begin);
        }
        if (end == TW_NONE) break;
        from = end + 2;
    }
    return s;
}

static struct tw_slice own_text(struct tw_arena *mem, struct tw_slice s)
{
    return tw_slice_trim(without_footer(without_quotes(mem, cut_at_mark(mem, s))));
}

/* ---- Which part */

struct forms {
    struct tw_slice plain, html;
    bool brings;
};

static struct forms forms_of(struct tw_arena *mem, const struct tw_mime *mail)
{
    struct tw_buf plain = {.mem = mem};
    struct forms f = {.html = TW_LIT("")};

    for (size_t i = 0; i < mail->parts.n; i++) {
        const struct tw_mime_part *p = &mail->parts.v[i];

        f.brings |= tw_mime_is_document(p);
        if (p->attached) continue;
        if (tw_slice_eq(p->type, TW_LIT("text/plain"))) {
            struct tw_slice text = tw_mime_text(mem, p);

            tw_buf_add(&plain, own_text(mem, p->flowed ? unflow(mem, text, p->delsp) : text));
            tw_buf_adds(&plain, "\n\n");
        } else if (tw_slice_eq(p->type, TW_LIT("text/html"))
                   || tw_slice_eq(p->type, TW_LIT("application/xhtml+xml"))) {
            struct tw_slice text = tw_mime_text(mem, p);

            if (text.n > f.html.n) f.html = text;
        }
    }
    f.plain = tw_slice_trim(tw_buf_slice(&plain));
    return f;
}

static size_t words_of_html(struct tw_arena *mem, struct tw_slice html)
{
    struct tw_html t;

    if (!html.n || tw_html_parse(mem, html, &t) != TW_OK) return 0;
    return tw_slice_words(tw_html_text(mem, &t, t.body));
}

/* ---- The document */

/* Without "Re:", "Fwd:" and the like, and the [name of a list]. */
static struct tw_slice title_of(struct tw_slice subject)
{
    for (;;) {
        size_t colon = tw_slice_find_char(subject, ':', 0),
               bracket = tw_slice_find_char(subject, ']', 0);

        if (subject.n && subject.p[0] == '[' && bracket != TW_NONE && bracket + 1 < subject.n)
            subject = tw_slice_trim(tw_slice_sub(subject, bracket + 1, subject.n));
        else if (colon != TW_NONE
                 && tw_words_find_nocase(&tw_words_any_subject_marks,
                                         tw_slice_sub(subject, 0, colon)))
            subject = tw_slice_trim(tw_slice_sub(subject, colon + 1, subject.n));
        else return subject;
    }
}

struct tw_slice tw_mime_host(const struct tw_mime *mail)
{
    size_t at = tw_slice_find_last(mail->address, TW_LIT("@"));
    struct tw_slice host =
        at == TW_NONE ? TW_LIT("") : tw_slice_sub(mail->address, at + 1, mail->address.n);

    return tw_words_find_nocase(&tw_words_any_mail_hosts, host) ? TW_LIT("") : host;
}

/* Is the address made of the sender's name, and the host not: ilo.wern@lamp.example, but not
** lamp@lamp.example or press@lamp.example? */
static bool is_person(struct tw_arena *mem, const struct tw_mime *mail)
{
    size_t at = tw_slice_find_last(mail->address, TW_LIT("@"));
    struct tw_slice local =
                        tw_slice_lower(mem, tw_slice_sub(mail->address, 0, at == TW_NONE ? 0 : at)),
                    host = tw_slice_lower(mem, tw_mime_host(mail)),
                    sender = tw_utf8_fold(mem, mail->sender), word;
    size_t words = 0;
    bool named = false;

    if (tw_words_has(&tw_words_any_mail_roles, local)) return false;
    while (tw_slice_part(&sender, ' ', &word)) {
        words += word.n > 0;
        if (word.n < 3) continue;
        if (tw_slice_find(host, word, 0) != TW_NONE) return false;
        named |= tw_slice_find(local, word, 0) != TW_NONE;
    }
    return named && words > 1 && words < 6;
}

static void take_head(struct tw_arena *mem, const struct tw_mime *mail, struct tw_document *out)
{
    out->feed_title = title_of(mail->subject);
    out->feed_outlet = mail->organization;
    out->sender = mail->sender;
    out->sender_is_person = is_person(mem, mail);
    out->sender_host = tw_mime_host(mail);
    out->feed_date = mail->date;
    if (tw_slice_starts_nocase(mail->url, TW_LIT("http"))) out->url = mail->url;
    if (!out->received_given && mail->received.grain) {
        out->received = mail->received;
        out->received_given = true;
    }
}

enum tw_status tw_mime_read(struct tw_arena *mem, struct tw_slice message, struct tw_document *out,
                            const char **why)
{
    struct tw_mime mail;
    struct forms f;
    size_t words;

    tw_mime_parse(mem, message, &mail);
    f = forms_of(mem, &mail);
    words = tw_slice_words(f.plain);
    out->format = TW_FORMAT_TEXT;
    out->text = f.plain;
    if (f.html.n) {
        size_t marked = words_of_html(mem, f.html);

        if (marked > words * TWICE) {
            out->format = TW_FORMAT_HTML;
            out->text = f.html;
            words = marked;
        }
    }
    if (!words) return *why = "a mail without text", TW_EMPTY;
    if (f.brings && words < ATTACHED)
        return *why = "a mail that only brings what is attached", TW_EMPTY;
    take_head(mem, &mail, out);
    return TW_OK;
}
