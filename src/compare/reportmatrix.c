/* compare/reportmatrix.c - one row a statement, one column an account: who has what.
**
** A cell says what the account does with the statement, in words, and links to
** the sentence; a dash means that nothing was found there.  Left out when there
** are more accounts than fit a page.
*/
#include "compare/report_int.h"

#include "compare/layout.h"
#include "compare/leftout.h"

enum { WIDEST = 26 };               /* accounts */

/* The cell's first member in the account; NULL when it has none. */
static const struct tw_member *member_in(const struct tw_members *m, unsigned account)
{
    for (size_t i = 0; i < m->n; i++) if (m->v[i].account == account) return &m->v[i];
    return NULL;
}

static void put_cell(const struct tw_report *r, unsigned account, struct tw_span span,
                     struct tw_slice text)
{
    size_t sentence = tw_report_sentence(r, account, span.off);

    tw_report_put(r, "<a href=\"#");
    tw_add_letter(r->out, account);
    if (sentence != TW_NONE) tw_buf_addf(r->out, "-%zu", sentence + 1);
    tw_report_put(r, "\">");
    tw_report_words(r, text);
    tw_report_put(r, "</a>");
}

static void put_row_head(const struct tw_report *r, enum tw_mark_kind kind, size_t number,
                         struct tw_slice text)
{
    tw_report_put(r, "<tr><th scope=\"row\">");
    tw_report_item_link(r, kind, number);
    tw_report_put(r, " ");
    tw_report_words(r, tw_one_line(r->mem, text, 60));
    tw_report_put(r, "</th>");
}

static void put_said(const struct tw_report *r, const struct tw_said *s, size_t number)
{
    struct tw_left_out x = {false, number - 1, s->origins};

    put_row_head(r, TW_MARK_SAID, number, tw_left_out_words(r->mem, r->c, &x));
    for (unsigned a = 0; a < r->c->n; a++) {
        const struct tw_member *m = member_in(&s->members, a);

        tw_report_put(r, "<td>");
        if (m) put_cell(r, a, m->span, TW_LIT("says"));
        else tw_report_put(r, "\xE2\x80\x93");
        tw_report_put(r, "</td>");
    }
    tw_report_put(r, "</tr>\n");
}

static void put_figure(const struct tw_report *r, const struct tw_reconciled *x, size_t number)
{
    put_row_head(r, TW_MARK_FIGURE, number, tw_unit_words(r->mem, x->unit, x->of));
    for (unsigned a = 0; a < r->c->n; a++) {
        bool any = false;

        tw_report_put(r, "<td>");
        for (size_t i = 0; i < x->members.n; i++) {
            const struct tw_figure_member *m = &x->members.v[i];

            if (m->account != a) continue;
            if (any) tw_report_put(r, ", ");
            put_cell(r, a, m->figure->span, tw_figure_words(r->mem, r->c, m));
            any = true;
        }
        tw_report_put(r, any ? "</td>" : "\xE2\x80\x93</td>");
    }
    tw_report_put(r, "</tr>\n");
}

static void put_question(const struct tw_report *r, const struct tw_question *q, size_t number)
{
    put_row_head(r, TW_MARK_CLAIM, number, tw_question_words(r->mem, r->c, q));
    for (unsigned a = 0; a < r->c->n; a++) {
        bool any = false;

        tw_report_put(r, "<td>");
        for (size_t i = 0; i < q->positions.n; i++) {
            const struct tw_position *p = &q->positions.v[i];
            const struct tw_member *m = member_in(&p->members, a);

            if (!m) continue;
            if (any) tw_report_put(r, ", ");
            if (p->by.n > 0) {
                tw_report_words(r, p->by.v[0]);
                tw_report_put(r, " ");
            }
            put_cell(r, a, m->span, tw_stance_verb(p->stance));
            any = true;
        }
        tw_report_put(r, any ? "</td>" : "\xE2\x80\x93</td>");
    }
    tw_report_put(r, "</tr>\n");
}

void tw_report_matrix(const struct tw_report *r)
{
    const struct tw_comparison *c = r->c;

    if (c->n < 2 || c->n > WIDEST || c->said.n + c->figures.n + c->claims.n == 0) return;
    tw_report_put(r,
                  "<section id=\"matrix\"><h2>Who has what</h2>\n<p class=\"note\">A dash: not found in this account.</p>\n"
                     "<div class=\"wide\"><table class=\"matrix\"><thead><tr><th scope=\"col\">Statement, figure, claim</th>");
    for (unsigned a = 0; a < c->n; a++) {
        tw_report_put(r, "<th scope=\"col\"><a href=\"#");
        tw_add_letter(r->out, a);
        tw_report_put(r, "\">");
        tw_add_letter(r->out, a);
        tw_report_put(r, "</a></th>");
    }
    tw_report_put(r, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < c->said.n; i++) put_said(r, &c->said.v[i], i + 1);
    for (size_t i = 0; i < c->figures.n; i++) put_figure(r, &c->figures.v[i], i + 1);
    for (size_t i = 0; i < c->claims.n; i++) put_question(r, &c->claims.v[i], i + 1);
    tw_report_put(r, "</tbody></table></div></section>\n");
}
