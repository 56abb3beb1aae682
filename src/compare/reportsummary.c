/* compare/reportsummary.c - the head of the page: counts, what they count, and the accounts. */
#include "compare/report_int.h"

#include "compare/headline.h"

static void put_account(const struct tw_report *r, unsigned i)
{
    const struct tw_article *a = r->c->accounts[i].article;

    tw_report_put(r, "<tr><th scope=\"row\"><a href=\"#");
    tw_add_letter(r->out, i);
    tw_report_put(r, "\">");
    tw_add_letter(r->out, i);
    tw_report_put(r, "</a></th><td>");
    tw_report_words(r, tw_account_name(a));
    tw_report_put(r, "</td><td>");
    tw_add_when(r->out, &a->published);
    tw_report_put(r, "</td><td>");
    tw_report_words(r, a->title);
    tw_report_put(r, "</td><td>");
    tw_report_words(r, r->c->origin[i]);
    tw_report_put(r, "</td><td>");
    if (r->c->origin_why) tw_report_words(r, r->c->origin_why[i]);
    tw_report_put(r, "</td></tr>\n");
}

static void put_figures_line(const struct tw_report *r)
{
    size_t by[4] = {0};
    bool any = false;

    for (size_t i = 0; i < r->c->figures.n; i++) by[r->c->figures.v[i].relation]++;
    for (int k = 0; k < 4; k++) {
        if (by[k] == 0) continue;
        tw_buf_addf(r->out, "%s%zu %s", any ? ", " : ": ", by[k],
                    tw_figure_relation_text((enum tw_figure_relation)k));
        any = true;
    }
}

static void put_found(const struct tw_report *r)
{
    tw_report_put(r, "<ul class=\"found\">\n<li><a href=\"#said\">");
    tw_report_count(r, r->c->said.n, "statement");
    tw_report_put(r, "</a> in several accounts</li>\n<li><a href=\"#figures\">");
    tw_report_count(r, r->c->figures.n, "figure");
    tw_report_put(r, "</a> in several accounts");
    put_figures_line(r);
    tw_report_put(r, "</li>\n<li><a href=\"#claims\">");
    tw_report_count(r, r->c->claims.n, "question");
    tw_report_put(r, "</a> on which positions are taken</li>\n<li><a href=\"#only\">");
    tw_report_count(r, r->c->only.n, "item");
    tw_report_put(r, "</a> that only one account has</li>\n<li><a href=\"#copied\">");
    tw_report_count(r, r->c->copied.n, "copied passage");
    tw_report_put(r, "</a></li>\n</ul>\n");
}

void tw_report_summary(const struct tw_report *r)
{
    struct tw_tally tally = tw_tally_of(r->mem, r->c);

    tw_report_put(r, "<section id=\"summary\"><h1 dir=\"auto\">");
    tw_report_text(r, tw_headline(r->mem, r->c));
    tw_report_put(r, "</h1>\n<p class=\"tally\">");
    tw_add_tally(r->out, &tally);
    tw_report_put(r, "</p>\n");
    if (!r->c->one_event) {
        tw_report_put(r, "<p class=\"warning\">These do not look like accounts of one event: ");
        tw_report_words(r, r->c->why);
        tw_report_put(r, "</p>\n");
    }
    put_found(r);
    tw_report_put(r,
                  "<p class=\"note\">An <b>outlet</b> published an account; an <b>account</b> is one article; an "
                     "<b>origin</b> is whose reporting it is: accounts that share one count once; a <b>speaker</b> is who is "
                     "quoted: two origins that quote one speaker are still one speaker.</p>\n"
                     "<div class=\"wide\"><table><thead><tr><th scope=\"col\"></th><th scope=\"col\">Outlet</th>"
                     "<th scope=\"col\">Published</th><th scope=\"col\">Title</th><th scope=\"col\">Origin</th>"
                     "<th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (unsigned i = 0; i < r->c->n; i++) put_account(r, i);
    tw_report_put(r, "</tbody></table></div></section>\n");
}
