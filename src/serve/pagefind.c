/* serve/pagefind.c - articles that have certain words, with a snippet of each; outlets. */
#include "serve/page.h"
#include "serve/pages.h"

#include "store/store.h"

enum { FOUND = 40 };

/* The snippet with the words that were found marked. */
static void put_snippet(struct tw_page *p, const struct tw_found *f)
{
    size_t at = 0;

    if (f->span.off > 0) tw_page_put(p, "\xE2\x80\xA6 ");
    for (size_t i = 0; i < f->hits.n; i++) {
        struct tw_span h = f->hits.v[i];

        if (h.off < at || tw_span_end(h) > f->snippet.n) continue;
        tw_page_text(p, tw_slice_sub(f->snippet, at, h.off));
        tw_page_put(p, "<mark class=\"hit\">");
        tw_page_text(p, tw_span_text(f->snippet, h));
        tw_page_put(p, "</mark>");
        at = tw_span_end(h);
    }
    tw_page_text(p, tw_slice_sub(f->snippet, at, f->snippet.n));
}

static void put_found(struct tw_page *p, const struct tw_found *f)
{
    tw_page_put(p, "<li class=\"row found\"><h2 dir=\"auto\"><a href=\"/articles/");
    tw_page_url(p, f->id);
    tw_page_put(p, "\">");
    tw_page_words(p, f->title.n ? f->title : TW_LIT("(without a title)"));
    tw_page_put(p, "</a></h2><p class=\"fine\">");
    tw_page_words(p, f->outlet);
    tw_page_put(p, " \xC2\xB7 ");
    tw_page_date(p, &f->published);
    if (f->story)
        tw_buf_addf(p->out, " \xC2\xB7 <a href=\"/stories/s%llu\">story s%llu</a>",
                    (unsigned long long)f->story, (unsigned long long)f->story);
    tw_page_put(p, "</p><p class=\"snippet\" dir=\"auto\">");
    put_snippet(p, f);
    tw_page_put(p, "</p></li>\n");
}

static void put_help(struct tw_page *p)
{
    tw_page_put(
        p,
        "<div class=\"fine help\"><p>Words are joined by <i>and</i>; case and accents do not "
        "matter.</p><dl>"
        "<dt><code>\xE2\x80\x9C"
        "closed to lorries\xE2\x80\x9D</code></dt><dd>these words in a row</dd>"
        "<dt><code>flood OR floods</code></dt><dd>either</dd><dt><code>lorr*</code></dt><dd>words "
        "that begin so</dd>"
        "<dt><code>-ferry</code></dt><dd>not that</dd><dt><code>bridge NEAR/5 "
        "ferry</code></dt><dd>at most five words between them</dd>"
        "<dt><code>title: speaker: actor: outlet: lang: after: before:</code></dt><dd>only "
        "there</dd></dl></div>\n");
}

enum tw_status tw_page_search(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_slice words = tw_request_query(r, "q");
    struct tw_found *v = NULL;
    size_t n = 0;
    enum tw_status st = words.n ? tw_store_search(r->store, r->mem, words, FOUND, &v, &n) : TW_OK;
    bool wrong = st == TW_USAGE;

    if (st != TW_OK && !wrong) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_open(&p, TW_LIT("Search"), TW_PAGE_SEARCH, "search");
    tw_page_put(&p, "<h1>Search</h1>\n");
    if (wrong) {
        tw_page_put(&p, "<p class=\"warning\" role=\"alert\">");
        tw_page_words(&p, tw_slice_of(tw_store_why(r->store)));
        tw_page_put(&p, "</p>\n");
    } else if (words.n) {
        tw_page_put(&p, "<p class=\"fine\">");
        tw_page_count(&p, n, "article");
        tw_page_put(&p, n == FOUND ? ", the best; more words find fewer.</p>\n"
                                   : ", the best first.</p>\n");
    }
    tw_page_put(&p, "<ol class=\"stories\" id=\"stories\">\n");
    for (size_t i = 0; i < n; i++) put_found(&p, &v[i]);
    tw_page_put(&p, "</ol>\n");
    if (n == 0) put_help(&p);
    tw_page_close(&p);
    return TW_OK;
}

/* ---- Outlets */

static void put_outlet(struct tw_page *p, const struct tw_stored_outlet *o)
{
    struct tw_slice name = o->name.n ? o->name : o->domain;

    tw_page_put(p, "<tr><th scope=\"row\"><a href=\"/?view=all&amp;outlet=");
    tw_page_url(p, o->domain.n ? o->domain : o->name);
    tw_page_put(p, "\">");
    tw_page_words(p, name.n ? name : TW_LIT("(not known)"));
    tw_page_put(p, "</a>");
    if (o->name.n && o->domain.n) {
        tw_page_put(p, " <span class=\"fine\">");
        tw_page_words(p, o->domain);
        tw_page_put(p, "</span>");
    }
    tw_page_put(p, "</th><td class=\"amount\">");
    tw_page_number(p, o->articles);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_page_number(p, o->stories);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_page_share(p, o->first_hand);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_page_share(p, o->copied);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_page_number(p, o->corrections);
    tw_page_put(p, "</td><td>");
    tw_page_time(p, o->last);
    tw_page_put(p, "</td></tr>\n");
}

enum tw_status tw_page_outlets(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_stored_outlet *v;
    size_t n;
    enum tw_status st = tw_store_outlets(r->store, r->mem, &v, &n);

    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_open(&p, TW_LIT("Outlets"), TW_PAGE_OUTLETS, "outlets");
    tw_page_put(
        &p, "<h1>Outlets</h1>\n<p class=\"fine\">First-hand: articles with less than a tenth of "
            "their words from another outlet and "
            "no agency credit. Copied: the mean share of words from other outlets. Corrections: "
            "later editions that changed the "
            "text.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Outlets, a "
            "table\"><table class=\"list\">"
            "<thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\" "
            "class=\"amount\">Articles</th><th scope=\"col\" class=\"amount\">"
            "Stories</th><th scope=\"col\" class=\"amount\">First-hand</th><th scope=\"col\" "
            "class=\"amount\">Copied</th><th scope=\"col\" "
            "class=\"amount\">Corrections</th><th scope=\"col\">Latest</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < n && i < 500; i++) put_outlet(&p, &v[i]);
    tw_page_put(&p, "</tbody></table></div>\n");
    if (n > 500)
        tw_page_put(&p, "<p class=\"fine\">The 500 with most articles are shown; <a "
                        "href=\"/v1/outlets\">all as JSON</a>.</p>\n");
    tw_page_close(&p);
    return TW_OK;
}
