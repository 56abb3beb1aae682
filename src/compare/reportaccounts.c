/* compare/reportaccounts.c - the accounts side by side, their sentences marked (markup.h).
**
** Behind a sentence stand links to the items whose marks begin in it.
*/
#include "compare/report_int.h"

#include "compare/markup.h"

struct walk {
    const struct tw_report *r;
    unsigned account;
    struct tw_slice text;
    struct tw_marked marked;
    size_t next_mark;
};

static void read_edges(struct walk *w)
{
    static const char *const name[] = {"said", "figure", "claim", "only", "copied", "edited"};
    const struct tw_report_marks *m = &w->r->marks[w->account];

    w->marked = (struct tw_marked){.out = w->r->out, .text = w->text, .name = name};
    for (size_t i = 0; i < m->n; i++)
        tw_marked_add(&w->marked, w->r->mem, m->v[i].span, m->v[i].kind);
    tw_marked_ready(&w->marked);
}

/* Links to the items whose marks begin before `end`, each once. */
static void put_references(struct walk *w, size_t end)
{
    const struct tw_report_marks *m = &w->r->marks[w->account];
    size_t from = w->next_mark;

    for (; w->next_mark < m->n && m->v[w->next_mark].span.off < end; w->next_mark++) {
        const struct tw_report_mark *x = &m->v[w->next_mark];
        bool seen = false;

        for (size_t i = from; i < w->next_mark && !seen; i++)
            seen = m->v[i].kind == x->kind && m->v[i].number == x->number;
        if (seen) continue;
        tw_report_put(w->r, w->next_mark == from ? "<sup>" : " ");
        tw_report_item_link(w->r, x->kind, x->number);
    }
    if (w->next_mark > from) tw_report_put(w->r, "</sup>");
}

static void put_sentence(struct walk *w, size_t index, struct tw_span s, size_t end)
{
    tw_report_put(w->r, "<span id=\"");
    tw_add_letter(w->r->out, w->account);
    tw_buf_addf(w->r->out, "-%zu\">", index + 1);
    tw_marked_put(&w->marked, s.off, end);
    tw_report_put(w->r, "</span>");
    put_references(w, end);
}

static void put_text_of(struct walk *w, const struct tw_article *a, const struct tw_statements *s)
{
    size_t next = 0, sentences = s ? s->sentences.n : 0;

    for (size_t p = 0; p < a->paragraphs.n; p++) {
        size_t at = a->paragraphs.v[p].off, end = tw_span_end(a->paragraphs.v[p]);

        tw_report_put(w->r, tw_markup_is_rtl(a->lang) ? "<p dir=\"rtl\">" : "<p dir=\"auto\">");
        for (; next < sentences && s->sentences.v[next].off < end; next++) {
            struct tw_span x = s->sentences.v[next];
            size_t to = tw_span_end(x) < end ? tw_span_end(x) : end;

            if (x.off < at) continue;
            tw_marked_put(&w->marked, at, x.off);
            put_sentence(w, next, x, to);
            at = to;
        }
        tw_marked_put(&w->marked, at, end);
        put_references(w, end);
        tw_report_put(w->r, "</p>\n");
    }
}

static void put_heading(const struct tw_report *r, unsigned account, const struct tw_article *a)
{
    tw_report_put(r, "<header><h3>");
    tw_add_letter(r->out, account);
    tw_report_put(r, " \xC2\xB7 ");
    tw_report_words(r, tw_account_name(a));
    tw_report_put(r, "</h3>\n<p class=\"title\" dir=\"auto\">");
    tw_report_text(r, a->title);
    tw_report_put(r, "</p>\n<p class=\"note\">");
    tw_add_when(r->out, &a->published);
    for (size_t i = 0; i < a->byline.n; i++) {
        tw_report_put(r, i || a->published.grain != TW_DATE_NONE ? " \xC2\xB7 " : "");
        tw_report_words(r, a->byline.v[i]);
    }
    if (tw_markup_is_web(a->url)) {
        tw_report_put(r, " <a rel=\"noopener noreferrer\" href=\"");
        tw_report_text(r, a->url);
        tw_report_put(r, "\">original</a>");
    }
    if (a->modified.grain != TW_DATE_NONE
        && tw_date_unix(&a->modified) > tw_date_unix(&a->published)) {
        tw_report_put(r, " \xC2\xB7 changed ");
        tw_add_when(r->out, &a->modified);
    }
    tw_report_put(r, "</p>");
    for (size_t i = 0; i < a->notes.n; i++) {
        tw_report_put(r, "<p class=\"note\">");
        tw_report_words(r, a->notes.v[i]);
        tw_report_put(r, "</p>");
    }
    tw_report_put(r, "</header>\n");
}

static void put_account(const struct tw_report *r, unsigned account)
{
    const struct tw_article *a = r->c->accounts[account].article;
    struct walk w = {.r = r, .account = account, .text = a->text};

    tw_report_put(r, "<article id=\"");
    tw_add_letter(r->out, account);
    tw_report_put(r, "\"");
    if (tw_markup_is_tag(a->lang)) {
        tw_report_put(r, " lang=\"");
        tw_report_text(r, a->lang);
        tw_report_put(r, "\"");
    }
    tw_report_put(r, ">\n");
    put_heading(r, account, a);
    read_edges(&w);
    put_text_of(&w, a, r->c->accounts[account].statements);
    tw_report_put(r, "</article>\n");
}

void tw_report_accounts(const struct tw_report *r)
{
    tw_report_put(r, "<section id=\"accounts\"><h2>The accounts, side by side</h2>\n"
                     "<p class=\"note\">Marked are <mark class=\"said\">what several accounts let people say (S)</mark>, "
                     "<mark class=\"figure\">figures (F)</mark>, <mark class=\"claim\">claims (C)</mark>, "
                     "<mark class=\"only\">what only this account has (O)</mark>, "
                     "<mark class=\"copied\">passages that were copied (P)</mark>");
    if (r->c->editions.n > 0)
        tw_report_put(r, ", and <mark class=\"edited\">what another edition changed (E)</mark>");
    tw_report_put(r, "; the links behind a sentence lead to the items.</p>\n"
                     "<div class=\"columns\">\n");
    for (unsigned i = 0; i < r->c->n; i++) put_account(r, i);
    tw_report_put(r, "</div></section>\n");
}
