/* compare/reporttext.c - text and links of the page. */
#include "compare/report_int.h"

#include "compare/markup.h"

void tw_report_text(const struct tw_report *r, struct tw_slice s)
{
    tw_markup_text(r->out, s);
}

void tw_report_words(const struct tw_report *r, struct tw_slice s)
{
    tw_markup_words(r->out, s);
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
