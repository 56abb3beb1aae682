/* compare/reporttext.c - text and links of the page.
**
** Escaped are the five characters that mean something in HTML and XML; what
** neither allows becomes U+FFFD; controls and marks that turn text round are
** dropped, so no title can change how what stands beside it reads.
*/
#include "compare/report_int.h"

#include "base/utf8.h"
#include "compare/layout.h"

static const char *escaped(uint32_t c)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* Not for interchange: XML 1.0, 2.2. */
static bool is_no_character(uint32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

void tw_report_text(const struct tw_report *r, struct tw_slice s)
{
    size_t at = 0;

    while (at < s.n) {
        uint32_t c = tw_utf8_next(s, &at);
        const char *name = escaped(c);

        if (name) tw_buf_adds(r->out, name);
        else if (c == '\n' || c == '\t') tw_buf_addc(r->out, (char)c);
        else if (!tw_is_control(c)) tw_buf_add_cp(r->out, is_no_character(c) ? 0xFFFD : c);
    }
}

void tw_report_words(const struct tw_report *r, struct tw_slice s)
{
    tw_report_put(r, "<bdi>");
    tw_report_text(r, tw_one_line(r->mem, s, 0));
    tw_report_put(r, "</bdi>");
}

void tw_report_member(const struct tw_report *r, unsigned account, struct tw_span span)
{
    tw_report_words(r, tw_member_words(r->mem, r->c, account, span));
}

void tw_report_count(const struct tw_report *r, size_t n, const char *noun)
{
    tw_add_count(r->out, n, noun);
}

size_t tw_report_sentence(const struct tw_report *r, unsigned account, size_t off)
{
    const struct tw_statements *s = r->c->accounts[account].statements;
    size_t lo = 0, hi = s ? s->sentences.n : 0;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->sentences.v[mid].off <= off) lo = mid + 1;
        else hi = mid;
    }
    return lo - 1;
}

void tw_report_link(const struct tw_report *r, unsigned account, struct tw_span span)
{
    size_t sentence = tw_report_sentence(r, account, span.off);

    tw_report_put(r, "<a class=\"place\" href=\"#");
    tw_add_letter(r->out, account);
    if (sentence != TW_NONE) tw_buf_addf(r->out, "-%zu", sentence + 1);
    tw_report_put(r, "\">");
    tw_add_place(r->out, r->c, account, span.off);
    tw_report_put(r, "</a>");
}

void tw_report_item(const struct tw_report *r, enum tw_mark_kind kind, size_t number)
{
    tw_buf_addf(r->out, "%c%zu", "SFCOPE"[kind], number);
}

void tw_report_item_link(const struct tw_report *r, enum tw_mark_kind kind, size_t number)
{
    tw_report_put(r, "<a href=\"#");
    tw_report_item(r, kind, number);
    tw_report_put(r, "\">");
    tw_report_item(r, kind, number);
    tw_report_put(r, "</a>");
}
