/* compare/markup.c - see the header. */
#include "compare/markup.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "compare/layout.h"

#include <assert.h>

static const char *escaped(uint32_t c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Not for interchange: XML 1.0, 2.2. */
static bool is_no_character(uint32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* Bytes of ASCII from `at` on that stand for themselves. */
static size_t plain(struct tw_slice s, size_t at)
{
    size_t from = at;

    while (at < s.n && s.p[at] >= ' ' && s.p[at] < 0x7F && !escaped((unsigned char)s.p[at])) at++;
    return at - from;
}

void tw_markup_text(struct tw_buf *out, struct tw_slice s)
{
    for (size_t at = 0; at < s.n;) {
        size_t n = plain(s, at);
        const char *name;
        uint32_t c;

        tw_buf_add(out, tw_slice_sub(s, at, at + n));
        if ((at += n) == s.n) return;
        c = tw_utf8_next(s, &at);
        if ((name = escaped(c)) != NULL) tw_buf_adds(out, name);
        else if (c == '\n' || c == '\t') tw_buf_addc(out, (char)c);
        else if (!tw_is_control(c)) tw_buf_add_cp(out, is_no_character(c) ? 0xFFFD : c);
    }
}

void tw_markup_words(struct tw_buf *out, struct tw_slice s)
{
    tw_buf_adds(out, "<bdi>");
    tw_markup_text(out, tw_one_line(out->mem, s, 0));
    tw_buf_adds(out, "</bdi>");
}

/* Those of the scripts Arab, Hebr and Thaa that have a code in ISO 639-1, and Sorani Kurdish
** (CLDR 42, scriptMetadata). */
bool tw_markup_is_rtl(struct tw_slice lang)
{
    static const char *const codes[] = {"ar", "he", "fa", "ur", "ps",
                                        "sd", "ug", "yi", "dv", "ckb"};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (tw_slice_eq(lang, tw_slice_of(codes[i]))) return true;
    return false;
}

bool tw_markup_is_tag(struct tw_slice lang)
{
    for (size_t i = 0; i < lang.n; i++)
        if (!tw_is_alnum(lang.p[i]) && lang.p[i] != '-') return false;
    return lang.n > 0;
}

bool tw_markup_is_web(struct tw_slice url)
{
    return tw_slice_starts_nocase(url, TW_LIT("https://"))
           || tw_slice_starts_nocase(url, TW_LIT("http://"));
}

/* ---- Marked text */

static int by_edge(const void *a, const void *b)
{
    const struct tw_marked_edge *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->step != y->step) return x->step < y->step ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

void tw_marked_add(struct tw_marked *m, struct tw_arena *mem, struct tw_span place, unsigned kind)
{
    assert(kind < TW_MARKED_KINDS && tw_span_check(m->text, place));
    TW_PUSH(mem, m->edge, m->n, m->cap, (struct tw_marked_edge){place.off, kind, 1});
    TW_PUSH(mem, m->edge, m->n, m->cap, (struct tw_marked_edge){tw_span_end(place), kind, -1});
}

void tw_marked_ready(struct tw_marked *m)
{
    TW_SORT(m->edge, m->n, by_edge);
}

/* True when the piece lies in a place: its tag is open then. */
static bool open_piece(const struct tw_marked *m)
{
    bool any = false;

    for (unsigned k = 0; k < TW_MARKED_KINDS; k++) {
        if (m->open[k] == 0) continue;
        tw_buf_adds(m->out, any ? " " : "<mark class=\"");
        tw_buf_adds(m->out, m->name[k]);
        any = true;
    }
    if (any) tw_buf_adds(m->out, "\">");
    return any;
}

void tw_marked_put(struct tw_marked *m, size_t from, size_t to)
{
    while (from < to) {
        size_t end = to;
        bool marked;

        for (; m->next < m->n && m->edge[m->next].at <= from; m->next++)
            m->open[m->edge[m->next].kind] += (unsigned)m->edge[m->next].step;
        if (m->next < m->n && m->edge[m->next].at < to) end = m->edge[m->next].at;
        marked = open_piece(m);
        tw_markup_text(m->out, tw_slice_sub(m->text, from, end));
        if (marked) tw_buf_adds(m->out, "</mark>");
        from = end;
    }
}
