/* compare/reportedition.c - what later editions of an account changed. */
#include "compare/report_int.h"

static void put_span(const struct tw_report *r, unsigned account, struct tw_span span)
{
    tw_report_text(r, tw_span_text(r->c->accounts[account].article->text, span));
}

static void put_changed(const struct tw_report *r, const struct tw_edition *e,
                        const struct tw_change *c)
{
    static const char *const open[] = {"", " <del>", "<ins>"},
        *const close[] = {"", "</del> ", "</ins>"};
    struct tw_tolds told = tw_change_told(r->mem, e, c);

    for (size_t i = 0; i < told.n; i++) {
        tw_report_put(r, open[told.v[i].kind]);
        put_span(r, told.v[i].account, told.v[i].span);
        tw_report_put(r, close[told.v[i].kind]);
    }
}

static void put_change(const struct tw_report *r, const struct tw_edition *e,
                       const struct tw_change *c)
{
    tw_report_put(r, "<li>");
    tw_report_put(r, tw_change_text(c->kind));
    tw_report_put(r, ": <bdi>");
    if (c->kind == TW_CHANGED) put_changed(r, e, c);
    if (c->kind == TW_ADDED) tw_report_put(r, "<ins>"), put_span(r, e->to, c->to),
        tw_report_put(r, "</ins>");
    if (c->kind == TW_REMOVED) tw_report_put(r, "<del>"), put_span(r, e->from, c->from),
        tw_report_put(r, "</del>");
    tw_report_put(r, "</bdi>");
    if (c->from.len > 0) tw_report_put(r, " "), tw_report_link(r, e->from, c->from);
    if (c->to.len > 0) tw_report_put(r, " "), tw_report_link(r, e->to, c->to);
    tw_report_put(r, "</li>\n");
}

static void put_moved(const struct tw_report *r, const struct tw_edition *e,
                      const struct tw_moved_figure *m)
{
    tw_report_put(r, "<li><b>");
    tw_report_words(r, tw_unit_words(r->mem, m->to->unit, m->to->of));
    tw_report_put(r, "</b>: ");
    tw_report_member(r, e->from, m->from->span);
    tw_report_put(r, " ");
    tw_report_link(r, e->from, m->from->span);
    tw_report_put(r, " \xE2\x86\x92 ");
    tw_report_member(r, e->to, m->to->span);
    tw_report_put(r, " ");
    tw_report_link(r, e->to, m->to->span);
    tw_report_put(r, "</li>\n");
}

static void put_edition(const struct tw_report *r, const struct tw_edition *e, size_t number)
{
    tw_report_put(r, "<div id=\"");
    tw_report_item(r, TW_MARK_EDITED, number);
    tw_report_put(r, "\"><h3><span class=\"name\">");
    tw_report_item_link(r, TW_MARK_EDITED, number);
    tw_report_put(r, "</span> ");
    tw_add_letter(r->out, e->to);
    tw_report_put(r, " after ");
    tw_add_letter(r->out, e->from);
    tw_report_put(r, " \xC2\xB7 ");
    tw_report_words(r, tw_account_name(r->c->accounts[e->to].article));
    tw_report_put(r, " <span class=\"note\">");
    tw_add_changes(r->out, e);
    tw_report_put(r, " (");
    tw_report_text(r, e->why);
    tw_report_put(r, ")</span></h3>\n");
    if (e->figures.n + e->changes.n > 0) {
        tw_report_put(r, "<ul>\n");
        for (size_t i = 0; i < e->figures.n; i++) put_moved(r, e, &e->figures.v[i]);
        for (size_t i = 0; i < e->changes.n; i++) put_change(r, e, &e->changes.v[i]);
        tw_report_put(r, "</ul>\n");
    }
    tw_report_put(r, "</div>\n");
}

void tw_report_editions(const struct tw_report *r)
{
    if (r->c->editions.n == 0) return;
    tw_report_put(r, "<section id=\"editions\"><h2>Editions: what an outlet changed</h2>\n");
    for (size_t i = 0; i < r->c->editions.n; i++) put_edition(r, &r->c->editions.v[i], i + 1);
    tw_report_put(r, "</section>\n");
}
