/* compare/reportitems.c - what is said in several accounts, the figures, the claims. */
#include "compare/report_int.h"

#include "compare/layout.h"

static void put_support(const struct tw_report *r, unsigned accounts, unsigned origins,
                        size_t speakers)
{
    tw_report_put(r, " <span class=\"note\">");
    tw_report_count(r, accounts, "account");
    tw_report_put(r, " \xC2\xB7 ");
    tw_report_count(r, origins, "origin");
    if (speakers > 0) {
        tw_report_put(r, " \xC2\xB7 ");
        tw_report_count(r, speakers, "speaker");
    }
    tw_report_put(r, "</span>");
}

static void put_anchor(const struct tw_report *r, const char *element, enum tw_mark_kind kind,
                       size_t number)
{
    tw_buf_addf(r->out, "<%s id=\"", element);
    tw_report_item(r, kind, number);
    tw_report_put(r, "\">");
}

/* The item's own name, a link to itself, so that it can be cited. */
static void put_name(const struct tw_report *r, enum tw_mark_kind kind, size_t number)
{
    tw_report_put(r, "<span class=\"name\">");
    tw_report_item_link(r, kind, number);
    tw_report_put(r, "</span> ");
}

/* Members with equal wording in one line: the words, then where. */
static void put_wordings(const struct tw_report *r, const struct tw_members *m)
{
    struct tw_slice *text = TW_NEW_N(r->mem, struct tw_slice, m->n);

    for (size_t i = 0; i < m->n; i++)
        text[i] = tw_member_words(r->mem, r->c, m->v[i].account, m->v[i].span);
    tw_report_put(r, "<ul>\n");
    for (size_t i = 0; i < m->n; i++) {
        struct tw_slice words = text[i];

        if (words.n == 0) continue;
        tw_report_put(r, "<li>");
        tw_report_words(r, words);
        for (size_t k = i; k < m->n; k++) {
            if (!tw_slice_eq(words, text[k])) continue;
            tw_report_put(r, " ");
            tw_report_link(r, m->v[k].account, m->v[k].span);
            text[k].n = 0;      /* shown */
        }
        tw_report_put(r, "</li>\n");
    }
    tw_report_put(r, "</ul>\n");
}

void tw_report_said(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"said\"><h2>Said in several accounts</h2>\n");
    if (r->c->said.n == 0) tw_report_put(r, "<p>Nothing found.</p>\n");
    for (size_t i = 0; i < r->c->said.n; i++) {
        const struct tw_said *s = &r->c->said.v[i];

        put_anchor(r, "div", TW_MARK_SAID, i + 1);
        tw_report_put(r, "<h3>");
        put_name(r, TW_MARK_SAID, i + 1);
        tw_report_words(r, s->speaker.n > 0 ? s->speaker : TW_LIT("(not named)"));
        tw_report_put(r, " <span class=\"note\">");
        tw_report_text(r, tw_said_words(r->mem, r->c, s));
        tw_report_put(r, " \xC2\xB7 </span>");
        put_support(r, s->accounts, s->origins, s->speaker.n > 0);
        tw_report_put(r, "</h3>\n");
        put_wordings(r, &s->members);
        tw_report_put(r, "</div>\n");
    }
    tw_report_put(r, "</section>\n");
}

static void put_outcome(const struct tw_report *r, const struct tw_reconciled *x)
{
    struct tw_buf outcome = {.mem = r->mem};

    tw_add_outcome(&outcome, x);
    tw_report_put(r, tw_figure_relation_text(x->relation));
    if (outcome.n > 0) tw_report_put(r, ": ");
    tw_report_text(r, tw_buf_slice(&outcome));
}

static void put_values(const struct tw_report *r, const struct tw_reconciled *x)
{
    struct tw_members m = {TW_NEW_N(r->mem, struct tw_member, x->members.n), x->members.n};

    for (size_t i = 0; i < m.n; i++)
        m.v[i] = (struct tw_member){x->members.v[i].account, x->members.v[i].figure->span};
    put_wordings(r, &m);
}

static void put_figure(const struct tw_report *r, const struct tw_reconciled *x, size_t number)
{
    put_anchor(r, "tr", TW_MARK_FIGURE, number);
    tw_report_put(r, "<th scope=\"row\">");
    put_name(r, TW_MARK_FIGURE, number);
    tw_report_words(r, tw_unit_words(r->mem, x->unit, x->of));
    tw_report_put(r, "</th><td>");
    put_outcome(r, x);
    tw_report_put(r, "</td><td>");
    put_values(r, x);
    tw_report_put(r, "</td><td>");
    put_support(r, x->accounts, x->origins, 0);
    tw_report_put(r, "</td></tr>\n");
}

void tw_report_figures(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"figures\"><h2>Figures</h2>\n");
    if (r->c->figures.n == 0) {
        tw_report_put(r, "<p>Nothing found.</p></section>\n");
        return;
    }
    tw_report_put(r,
                  "<p class=\"note\">Compatible: one value can fit all. Conflict: none can. Superseded: a later count "
                     "replaced an earlier one.</p>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">What</th>"
                     "<th scope=\"col\">Relation</th><th scope=\"col\">Values</th><th scope=\"col\">Stands on</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < r->c->figures.n; i++) put_figure(r, &r->c->figures.v[i], i + 1);
    tw_report_put(r, "</tbody></table></div></section>\n");
}

static void put_position(const struct tw_report *r, const struct tw_position *p)
{
    tw_report_put(r, "<div class=\"position\"><p><b>");
    tw_report_text(r, tw_stance_by(p->stance));
    tw_report_put(r, "</b> ");
    for (size_t i = 0; i < p->by.n; i++) {
        if (i > 0) tw_report_put(r, ", ");
        tw_report_words(r, p->by.v[i]);
    }
    if (p->by.n == 0) tw_report_put(r, "somebody not named");
    put_support(r, p->accounts, p->origins, p->by.n);
    tw_report_put(r, "</p>\n");
    put_wordings(r, &p->members);
    tw_report_put(r, "</div>\n");
}

void tw_report_claims(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"claims\"><h2>Claimed, denied, doubted, not answered</h2>\n");
    if (r->c->claims.n == 0) tw_report_put(r, "<p>Nothing found.</p>\n");
    for (size_t i = 0; i < r->c->claims.n; i++) {
        const struct tw_question *q = &r->c->claims.v[i];

        put_anchor(r, "div", TW_MARK_CLAIM, i + 1);
        tw_report_put(r, "<h3>");
        put_name(r, TW_MARK_CLAIM, i + 1);
        tw_report_words(r, tw_question_words(r->mem, r->c, q));
        tw_report_put(r, "</h3>\n");
        for (size_t k = 0; k < q->positions.n; k++) put_position(r, &q->positions.v[k]);
        tw_report_put(r, "</div>\n");
    }
    tw_report_put(r, "</section>\n");
}
