/* serve/pagewhy.c - why a statement, an origin or an article's place is what it is.
**
** The story is compared once more (store/grounds.h), so this page costs more than the others.
*/
#include "serve/page.h"
#include "serve/pages.h"

#include "base/utf8.h"
#include "compare/wording.h"
#include "store/grounds.h"

enum { WORDS = 20, PLACES = 26 }; /* shown of each kind of reason */

static void put_place(struct tw_page *p, const struct tw_comparison *c, const struct tw_member *m)
{
    const struct tw_article *a = c->accounts[m->account].article;
    struct tw_cpindex x = tw_cpindex_in(p->mem, a->text);

    tw_page_put(p, "<a class=\"at\" href=\"/articles/");
    tw_page_url(p, a->id);
    tw_buf_addf(p->out, "?at=%zu-%zu#at\">", tw_cpindex_at(&x, m->span.off),
                tw_cpindex_at(&x, tw_span_end(m->span)));
    tw_add_place(p->out, c, m->account, m->span.off);
    tw_page_put(p, "<span class=\"hidden\"> ");
    tw_page_text(p, tw_account_name(a));
    tw_page_put(p, "</span></a> ");
}

static void put_because(struct tw_page *p, const struct tw_grounds *g)
{
    tw_page_put(p, "<table class=\"because\"><thead><tr><th scope=\"col\">Reason</th><th "
                   "scope=\"col\">What</th><th scope=\"col\">Where"
                   "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < g->explained.because.n; i++) {
        const struct tw_because *b = &g->explained.because.v[i];

        tw_buf_addf(p->out, "<tr><th scope=\"row\">%s</th><td>", b->what);
        tw_page_words(p, b->text);
        tw_page_put(p, "</td><td>");
        for (size_t k = 0; k < b->at.n && k < PLACES; k++)
            put_place(p, &g->comparison, &b->at.v[k]);
        tw_page_put(p, "</td></tr>\n");
    }
    tw_page_put(p, "</tbody></table>\n");
}

/* ---- An article in its story */

static void put_shared(struct tw_page *p, const struct tw_reasons *r, enum tw_reason_kind kind,
                       const char *label)
{
    size_t shown = 0;

    for (size_t i = 0; i < r->reasons && shown < WORDS; i++) {
        if (r->reason[i].kind != kind) continue;
        if (shown++ == 0) tw_buf_addf(p->out, "<tr><th scope=\"row\">%s in common</th><td>", label);
        else tw_page_put(p, ", ");
        tw_page_words(p, r->reason[i].text);
    }
    if (shown) tw_page_put(p, "</td></tr>\n");
}

static void put_near(struct tw_page *p, const struct tw_reason_article *x)
{
    tw_page_put(p, "<tr><th scope=\"row\">Near</th><td><a href=\"/articles/");
    tw_page_url(p, x->id);
    tw_page_put(p, "\">");
    tw_page_words(p, x->id);
    tw_buf_addf(p->out, "</a>: %.0f %% that both tell one event", tw_odds_share(x->odds) * 100);
    if (x->hours >= 0) tw_buf_addf(p->out, ", %.1f hours apart", (double)x->hours);
    tw_page_put(p, "</td></tr>\n");
}

static void put_article(struct tw_page *p, const struct tw_grounds *g)
{
    const struct tw_reasons *r = &g->why.reasons;

    tw_page_put(p, "<p>Article <a href=\"/articles/");
    tw_page_url(p, g->asked.article_id);
    tw_page_put(p, "\">");
    tw_page_words(p, g->asked.article_id);
    tw_page_put(p, "</a></p>\n");
    if (r->pinned) tw_page_put(p, "<p>A person put it where it is.</p>\n");
    if (!r->nears) tw_page_put(p, "<p>It is the only article.</p>\n");
    tw_page_put(p, "<table class=\"because\"><tbody>\n");
    if (r->nears)
        tw_buf_addf(p->out,
                    "<tr><th scope=\"row\">Odds</th><td>%.0f %% that it tells the event of the "
                    "story</td></tr>\n",
                    tw_odds_share(r->odds) * 100);
    put_shared(p, r, TW_REASON_NAME, "Names");
    put_shared(p, r, TW_REASON_NUMBER, "Numbers");
    put_shared(p, r, TW_REASON_WORD, "Words");
    if (r->copied > 0)
        tw_buf_addf(p->out,
                    "<tr><th scope=\"row\">Copied</th><td>up to %.0f %% of the text</td></tr>\n",
                    (double)r->copied * 100);
    for (size_t i = 0; i < r->nears; i++) put_near(p, &r->near[i]);
    tw_page_put(p, "</tbody></table>\n");
}

/* ---- Deciding otherwise */

static void put_choice(struct tw_page *p, const struct tw_comparison *c, const char *all)
{
    tw_page_put(p, "<label>Account <select name=\"word\">");
    if (all) tw_buf_addf(p->out, "<option value=\"\">%s</option>", all);
    for (unsigned i = 0; i < c->n; i++) {
        tw_page_put(p, "<option value=\"");
        tw_page_text(p, c->accounts[i].article->id);
        tw_page_put(p, "\">");
        tw_page_letter(p, i);
        tw_page_put(p, " ");
        tw_page_text(p, tw_account_name(c->accounts[i].article));
        tw_page_put(p, "</option>");
    }
    tw_page_put(p, "</select></label> ");
}

static void put_forms(struct tw_page *p, const struct tw_grounds *g)
{
    struct tw_buf item = {.mem = p->mem};

    if (!tw_page_may_decide(p) || !g->is_explained || g->explained.id.n == 0) return;
    if (g->explained.name[0] != 'S' && g->explained.name[0] != 'F') return;
    tw_buf_addf(&item, "s%llu:%.*s", (unsigned long long)g->asked.story.number,
                TW_FMT(g->explained.id));
    tw_page_put(p, "<h2>Is it wrong?</h2>\n");
    tw_page_form_open(p, g->explained.name[0] == 'S' ? "not-speaker" : "not-figure", "decisions");
    tw_page_form_word(p, tw_buf_slice(&item));
    put_choice(p, &g->comparison, g->explained.name[0] == 'S' ? "all accounts" : NULL);
    tw_page_form_close(p, g->explained.name[0] == 'S' ? "It was not this speaker"
                                                      : "Its number counts something else");
}

/* ---- The page */

static enum tw_status put_page(struct tw_page *p, const struct tw_grounds *g)
{
    const struct tw_stored_story *s = &g->asked.story;
    enum tw_status st;

    tw_page_open(p, TW_LIT("Why"), TW_PAGE_STORIES, "why");
    tw_buf_addf(p->out, "<p class=\"kicker\"><a href=\"/stories/s%llu\">Story s%llu</a> \xC2\xB7 ",
                (unsigned long long)s->number, (unsigned long long)s->number);
    tw_page_words(p, s->title);
    tw_page_put(p, "</p>\n<h1>");
    if (g->is_explained) {
        tw_page_put(p, g->explained.name);
        tw_page_put(p, " ");
        tw_page_words(p, g->explained.answer);
    } else tw_page_put(p, g->group ? "Why the article is in this story" : "Why this is one story");
    tw_page_put(p, "</h1>\n");
    if (g->is_explained) put_because(p, g);
    else if (g->group) put_article(p, g);
    put_forms(p, g);
    if (g->decisions.n > 0) tw_page_put(p, "<h2 id=\"decisions\">Decisions about it</h2>\n");
    st = tw_page_decisions(p, g->decisions.v, g->decisions.n);
    tw_page_close(p);
    return st;
}

enum tw_status tw_page_why(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_grounds g;
    const char *why_not;
    enum tw_status st =
        tw_grounds_find(r->store, r->mem, r->arg[0], tw_request_query(r, "article"), &g, &why_not);

    if (st != TW_OK) (void)tw_refuse(a, r, st, "%s", why_not);
    else st = put_page(&p, &g);
    tw_grounds_free(&g);
    return st;
}
