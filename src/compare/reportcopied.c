/* compare/reportcopied.c - the passages one account took from another, beside each other. */
#include "compare/report_int.h"

static void put_passage(const struct tw_report *r, const struct tw_copied *p, size_t number)
{
    tw_report_put(r, "<tr id=\"");
    tw_report_item(r, TW_MARK_COPIED, number);
    tw_report_put(r, "\"><th scope=\"row\"><span class=\"name\">");
    tw_report_item_link(r, TW_MARK_COPIED, number);
    tw_report_put(r, "</span> ");
    tw_report_count(r, p->words, "word");
    tw_report_put(r, "</th><td>");
    tw_report_member(r, p->a, p->a_span);
    tw_report_put(r, " ");
    tw_report_link(r, p->a, p->a_span);
    tw_report_put(r, "</td><td>");
    tw_report_member(r, p->b, p->b_span);
    tw_report_put(r, " ");
    tw_report_link(r, p->b, p->b_span);
    tw_report_put(r, "</td></tr>\n");
}

static void put_account(const struct tw_report *r, unsigned account)
{
    tw_add_letter(r->out, account);
    tw_report_put(r, " \xC2\xB7 ");
    tw_report_words(r, tw_account_name(r->c->accounts[account].article));
}

void tw_report_copied(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"copied\"><h2>Copied passages</h2>\n");
    if (r->c->copied.n == 0)
        tw_report_put(r,
                      "<p>None found. Quoting the same words of a speaker is not copying.</p>\n");
    for (size_t i = 0; i < r->c->copied.n;) {
        const struct tw_copied *x = &r->c->copied.v[i];

        tw_report_put(r,
                      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Equal</th><th scope=\"col\">");
        put_account(r, x->a);
        tw_report_put(r, " (first)</th><th scope=\"col\">");
        put_account(r, x->b);
        tw_report_put(r, " (took it over)</th></tr></thead><tbody>\n");
        for (; i < r->c->copied.n && r->c->copied.v[i].a == x->a && r->c->copied.v[i].b == x->b;
             i++)
            put_passage(r, &r->c->copied.v[i], i + 1);
        tw_report_put(r, "</tbody></table></div>\n");
    }
    tw_report_put(r, "</section>\n");
}
