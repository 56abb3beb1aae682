/* compare/reportonly.c - for each account: what only it has, and what it leaves out. */
#include "compare/report_int.h"

#include "compare/layout.h"
#include "compare/leftout.h"

enum { LEFT_OUT_WORDS = 140 };      /* columns of a left-out statement's text */

static size_t put_only(const struct tw_report *r, unsigned account, size_t from)
{
    size_t i = from;

    if (i == r->c->only.n || r->c->only.v[i].member.account != account) {
        tw_report_put(r, "<p>Nothing of its own found.</p>\n");
        return i;
    }
    tw_report_put(r, "<ul>\n");
    for (; i < r->c->only.n && r->c->only.v[i].member.account == account; i++) {
        const struct tw_only *o = &r->c->only.v[i];

        tw_report_put(r, "<li id=\"");
        tw_report_item(r, TW_MARK_ONLY, i + 1);
        tw_report_put(r, "\"><span class=\"name\">");
        tw_report_item_link(r, TW_MARK_ONLY, i + 1);
        tw_report_put(r, "</span> <b>");
        tw_report_words(r, tw_only_words(r->mem, o->what));
        tw_report_put(r, "</b> ");
        tw_report_member(r, account, o->member.span);
        tw_report_put(r, " ");
        tw_report_link(r, account, o->member.span);
        tw_report_put(r, "</li>\n");
    }
    tw_report_put(r, "</ul>\n");
    return i;
}

static void put_left_out(const struct tw_report *r, unsigned account)
{
    struct tw_left_outs left = tw_left_out_by(r->mem, r->c, account);

    if (left.n == 0) return;
    tw_report_put(r, "<h4>Left out by it, but in accounts of two origins or more</h4>\n<ul>\n");
    for (size_t i = 0; i < left.n; i++) {
        const struct tw_left_out *x = &left.v[i];

        tw_report_put(r, "<li>");
        tw_report_item_link(r, x->is_figure ? TW_MARK_FIGURE : TW_MARK_SAID, x->index + 1);
        tw_report_put(r, " ");
        tw_report_words(r, tw_one_line(r->mem, tw_left_out_words(r->mem, r->c, x), LEFT_OUT_WORDS));
        tw_report_put(r, " <span class=\"note\">");
        tw_report_count(r, x->origins, "origin");
        tw_report_put(r, "</span></li>\n");
    }
    tw_report_put(r, "</ul>\n");
}

void tw_report_only(const struct tw_report *r)
{
    size_t next = 0;

    tw_report_put(r, "<section id=\"only\"><h2>Only in one account, and left out</h2>\n");
    for (unsigned i = 0; i < r->c->n; i++) {
        tw_report_put(r, "<h3>Only in ");
        tw_add_letter(r->out, i);
        tw_report_put(r, " \xC2\xB7 ");
        tw_report_words(r, tw_account_name(r->c->accounts[i].article));
        tw_report_put(r, "</h3>\n");
        next = put_only(r, i, next);
        put_left_out(r, i);
    }
    tw_report_put(r, "</section>\n");
}
