/* clean/jsonmend.c - see jsonmend.h.  A quotation mark inside a string that is
** followed by a comma is taken for the string's end: then the text is cut there.
*/
#include "clean/jsonmend.h"

enum { DEEPEST = 60 };      /* brackets open at once; the reader takes 64 */

struct mend {
    struct tw_slice in;
    struct tw_buf out;
    char open[DEEPEST];     /* the brackets that would close what is open */
    int depth;
};

static size_t skip_space(struct tw_slice s, size_t at)
{
    while (at < s.n && tw_is_space(s.p[at])) at++;
    return at;
}

static bool cut_front(struct tw_slice *s, struct tw_slice what)
{
    if (!tw_slice_starts(*s, what)) return false;
    *s = tw_slice_trim(tw_slice_sub(*s, what.n, s->n));
    return true;
}

static bool cut_back(struct tw_slice *s, struct tw_slice what)
{
    if (!tw_slice_ends(*s, what)) return false;
    *s = tw_slice_trim(tw_slice_sub(*s, 0, s->n - what.n));
    return true;
}

/* Comment marks, CDATA marks and semicolons around the value. */
static struct tw_slice unwrap(struct tw_slice s)
{
    s = tw_slice_trim(s);
    while (cut_front(&s, TW_LIT("<!--")) || cut_front(&s, TW_LIT("//<![CDATA["))
           || cut_front(&s, TW_LIT("// <![CDATA["))
           || cut_front(&s, TW_LIT("/* <![CDATA[ */")) || cut_front(&s, TW_LIT("/*<![CDATA[*/"))
           || cut_front(&s, TW_LIT("<![CDATA[")) || cut_front(&s, TW_LIT("\xEF\xBB\xBF"))) {}
    while (cut_back(&s, TW_LIT("-->")) || cut_back(&s, TW_LIT("//]]>"))
           || cut_back(&s, TW_LIT("// ]]>"))
           || cut_back(&s, TW_LIT("/* ]]> */")) || cut_back(&s, TW_LIT("/*]]>*/"))
           || cut_back(&s, TW_LIT("]]>"))
           || cut_back(&s, TW_LIT(";")) || cut_back(&s, TW_LIT("//"))) {}
    return s;
}

/* True when the quotation mark at `at` ends its string: something that follows strings follows
   it. */
static bool ends_string(struct tw_slice s, size_t at)
{
    size_t next = skip_space(s, at + 1);

    return next >= s.n || s.p[next] == ',' || s.p[next] == ':' || s.p[next] == '}'
           || s.p[next] == ']';
}

/* The escape at `at` (a backslash), kept if it is one of JSON's; returns its length. */
static size_t mend_escape(struct mend *m, size_t at)
{
    char c = at + 1 < m->in.n ? m->in.p[at + 1] : 0;
    bool is_hex = c == 'u' && at + 6 <= m->in.n;

    for (size_t i = at + 2; is_hex && i < at + 6; i++)
        is_hex = tw_is_digit(m->in.p[i])
            || (tw_to_lower(m->in.p[i]) >= 'a' && tw_to_lower(m->in.p[i]) <= 'f');
    if (is_hex || (c && strchr("\"\\/bfnrt", c))) {
        tw_buf_add(&m->out, tw_slice_sub(m->in, at, at + 2));
        return 2;
    }
    if (c == '\'') tw_buf_addc(&m->out, c);
    else tw_buf_adds(&m->out, "\\\\");
    return c == '\'' ? 2 : 1;
}

/* The string whose opening mark is at `at`; returns where it ends. */
static size_t mend_string(struct mend *m, size_t at)
{
    tw_buf_addc(&m->out, '"');
    for (at++; at < m->in.n;) {
        unsigned char c = (unsigned char)m->in.p[at];

        if (c == '"' && ends_string(m->in, at)) break;
        if (c == '\\') {
            at += mend_escape(m, at);
            continue;
        }
        if (c == '"') tw_buf_adds(&m->out, "\\\"");
        else if (c < ' ') tw_buf_adds(&m->out, c == '\n' ? "\\n" : " ");
        else tw_buf_addc(&m->out, (char)c);
        at++;
    }
    tw_buf_addc(&m->out, '"');
    return at < m->in.n ? at + 1 : at;
}

static void drop_comma(struct mend *m)
{
    while (m->out.n && tw_is_space(m->out.p[m->out.n - 1])) m->out.n--;
    if (m->out.n && m->out.p[m->out.n - 1] == ',') m->out.n--;
}

/* The end of a comment that begins at `at`, or `at` when none does. */
static size_t skip_comment(struct tw_slice s, size_t at)
{
    char next = at + 1 < s.n ? s.p[at + 1] : 0;
    size_t end = at;

    if (s.p[at] != '/') return at;
    if (next == '*') end = tw_slice_find(s, TW_LIT("*/"), at + 2);
    else if (next == '/') end = tw_slice_find_char(s, '\n', at);
    return end == TW_NONE ? s.n : next == '*' ? end + 2 : end;
}

/* False when brackets are nested too deeply. */
static bool mend_bracket(struct mend *m, char c)
{
    if (c == '{' || c == '[') {
        if (m->depth == DEEPEST) return false;
        if (m->depth == 1 && m->out.n > 1 && m->out.p[m->out.n - 1] != ',')
            tw_buf_addc(&m->out, ',');
        m->open[m->depth++] = c == '{' ? '}' : ']';
        tw_buf_addc(&m->out, c);
        return true;
    }
    if (m->depth <= 1) return true;         /* one too many */
    drop_comma(m);
    tw_buf_addc(&m->out, m->open[--m->depth]);
    return true;
}

static bool mend(struct mend *m)
{
    for (size_t at = 0; at < m->in.n;) {
        char c = m->in.p[at];
        size_t comment = skip_comment(m->in, at);

        if (comment > at) {
            at = comment;
        } else if (c == '"') {
            at = mend_string(m, at);
        } else if (c == '{' || c == '[' || c == '}' || c == ']') {
            if (!mend_bracket(m, c)) return false;
            at++;
        } else {
            if (!tw_is_space(c) && c != ';') tw_buf_addc(&m->out, c);
            at++;
        }
    }
    drop_comma(m);
    if (m->out.n && m->out.p[m->out.n - 1] == ':') tw_buf_adds(&m->out, "null");
    while (m->depth > 0) tw_buf_addc(&m->out, m->open[--m->depth]);
    return true;
}

bool tw_jsonmend_parse(struct tw_arena *mem, struct tw_slice s, struct tw_jv *out)
{
    struct mend m = {.in = unwrap(s), .out = {.mem = mem}};

    if (m.in.n == 0) return false;
    if (tw_json_parse(mem, m.in, out, NULL) == TW_OK) return true;
    tw_buf_addc(&m.out, '[');
    m.open[m.depth++] = ']';
    return mend(&m) && tw_json_parse(mem, tw_buf_slice(&m.out), out, NULL) == TW_OK;
}
