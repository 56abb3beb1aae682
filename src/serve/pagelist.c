/* serve/pagelist.c - the stories, one line each: what they stand on, how they grow, what is new.
**
** New is what changed after the marker in the cookie `seen`, which a button moves; a story that was
** opened since is known to the browser (assets/live.js), so a line loses its mark without a
** word to the server.
** Cost: stories are asked for once, most important first; each that is shown, its articles.
*/
#include "serve/page.h"
#include "serve/pages.h"

#include "group/storyfacts.h"
#include "store/lookup.h"
#include "store/tell.h"

#include <stdio.h>

enum {
    SHOWN = 50,
    PAGES = 200,
    FEW = 10
}; /* stories of a page; pages; active ones that make a list */

/* ---- How a story grew: bars of articles in equal times, own reports above the line, copies below
 */

enum { BARS = 24, BAR = 4, HALF = 13 }; /* HALF: height of either half; units of the viewBox */
static const double is_copy = .5; /* share of its words from which an article counts as a copy */

static void put_spark(struct tw_page *p, const struct tw_glance *v, size_t n)
{
    unsigned own[BARS] = {0}, copied[BARS] = {0}, most = 1, owns = 0;
    int64_t from = INT64_MAX, to = INT64_MIN;

    for (size_t i = 0; i < n; i++) {
        if (v[i].time < from) from = v[i].time;
        if (v[i].time > to) to = v[i].time;
    }
    for (size_t i = 0; i < n; i++) {
        size_t bar = to > from ? (size_t)((v[i].time - from) * (BARS - 1) / (to - from)) : 0;
        unsigned *count = v[i].copied < is_copy ? &own[bar] : &copied[bar];

        if (++*count > most) most = *count;
        owns += v[i].copied < is_copy;
    }
    tw_buf_addf(p->out, "<svg class=\"spark\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
                BARS * BAR, 2 * HALF);
    tw_page_count(p, n, "article");
    tw_buf_addf(p->out, ": %u own, %zu mostly copied\"><path class=\"axis\" d=\"M0 %dH%d\"/>", owns,
                n - owns, HALF, BARS * BAR);
    for (int i = 0; i < BARS; i++) {
        double up = own[i] * (HALF - 1.0) / most, down = copied[i] * (HALF - 1.0) / most;

        if (own[i])
            tw_buf_addf(p->out,
                        "<rect class=\"own\" x=\"%d\" y=\"%.1f\" width=\"3\" height=\"%.1f\"/>",
                        i * BAR, HALF - up, up);
        if (copied[i])
            tw_buf_addf(p->out,
                        "<rect class=\"copy\" x=\"%d\" y=\"%d\" width=\"3\" height=\"%.1f\"/>",
                        i * BAR, HALF, down);
    }
    tw_page_put(p, "</svg>");
}

/* ---- What is asked for */

struct asked {
    struct tw_story_filter f;
    struct tw_slice view; /* empty: active ones; all, starred, changed, confirmed */
    uint64_t page;        /* from 1 */
    bool filtered, few;   /* few: hardly any is active, so all are shown */
};

static bool is_view(const struct asked *k, const char *view)
{
    return tw_slice_eq(k->view, tw_slice_of(view));
}

static struct asked read_asked(struct tw_page *p)
{
    struct asked k = {.view = tw_request_query(p->r, "view"), .page = tw_page_asked(p, "page", 1)};
    struct tw_slice outlet = tw_request_query(p->r, "outlet");

    if (k.page < 1 || k.page > PAGES) k.page = 1;
    k.f = (struct tw_story_filter){
        .words = tw_request_query(p->r, "words"),
        .actor = tw_request_query(p->r, "actor"),
        .outlet = outlet,
        .language = tw_request_query(p->r, "lang"),
        .origins = tw_page_asked(p, "origins", 0),
        .limit = k.page * SHOWN + 1,
    };
    k.filtered = k.f.words.n + k.f.actor.n + k.f.outlet.n + k.f.language.n + k.f.origins > 0;
    k.f.all = is_view(&k, "all") || is_view(&k, "starred") || is_view(&k, "changed")
              || tw_page_asked(p, "all", 0);
    k.f.starred = is_view(&k, "starred");
    if (is_view(&k, "changed")) k.f.changed = p->look.changed;
    if (is_view(&k, "confirmed") && k.f.origins < 2) k.f.origins = 2;
    return k;
}

/* The query of this list with another view or page. */
static void put_query(struct tw_page *p, const struct asked *k, const char *view, uint64_t page)
{
    static const char *const kept[] = {"words", "actor", "outlet", "lang", "origins"};

    tw_page_put(p, "/?view=");
    if (view) tw_page_put(p, view);
    else tw_page_url(p, k->view);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct tw_slice value = tw_request_query(p->r, kept[i]);

        if (value.n == 0) continue;
        tw_buf_addf(p->out, "&amp;%s=", kept[i]);
        tw_page_url(p, value);
    }
    if (page > 1) tw_buf_addf(p->out, "&amp;page=%llu", (unsigned long long)page);
}

/* ---- Views and filters */

static void put_view(struct tw_page *p, const struct asked *k, const char *view, const char *text)
{
    tw_page_put(p, "<li><a href=\"");
    put_query(p, k, view, 1);
    tw_buf_addf(p->out, "\"%s>%s</a></li>\n",
                (is_view(k, view) && !k->few)
                        || (k->few && tw_slice_eq(tw_slice_of(view), TW_LIT("all")))
                    ? " aria-current=\"page\""
                    : "",
                text);
}

static void put_field(struct tw_page *p, const char *name, const char *label, const char *hint)
{
    tw_buf_addf(p->out, "<label>%s <input name=\"%s\" placeholder=\"%s\" value=\"", label, name,
                hint);
    tw_page_text(p, tw_request_query(p->r, name));
    tw_page_put(p, "\"></label>\n");
}

static void put_filters(struct tw_page *p, const struct asked *k)
{
    tw_page_put(p, "<nav class=\"views\" aria-label=\"Views\"><ul>\n");
    put_view(p, k, "", "Active");
    put_view(p, k, "confirmed", "Two origins or more");
    put_view(p, k, "starred", "Starred");
    if (p->look.has_seen) put_view(p, k, "changed", "Changed since you looked");
    put_view(p, k, "all", "All");
    tw_buf_addf(
        p->out,
        "</ul></nav>\n<details class=\"filters\"%s><summary>Filter</summary><form action=\"/\">\n"
        "<input type=\"hidden\" name=\"view\" value=\"",
        k->filtered ? " open" : "");
    tw_page_text(p, k->view);
    tw_page_put(p, "\">");
    put_field(p, "words", "Words",
              "bridge \xE2\x80\x9C"
              "closed to lorries\xE2\x80\x9D");
    put_field(p, "actor", "Person or body", "");
    put_field(p, "outlet", "Outlet", "name or domain");
    put_field(p, "lang", "Language", "en");
    put_field(p, "origins", "Origins, at least", "2");
    tw_page_put(p, "<button>Apply</button> <a href=\"/\">Clear</a></form></details>\n");
}

/* ---- Stories */

static void put_star(struct tw_page *p, const struct tw_stored_story *s)
{
    char id[32];

    if (!tw_page_may_decide(p)) {
        tw_page_put(
            p, s->starred
                   ? "<span class=\"star\" role=\"img\" aria-label=\"starred\">\xE2\x98\x85</span>"
                   : "<span class=\"star\"></span>");
        return;
    }
    snprintf(id, sizeof id, "star-s%llu", (unsigned long long)s->number);
    tw_page_form_open(p, s->starred ? "unstar" : "star", id);
    tw_page_form_word(p, tw_slice_of(id + 5));
    tw_buf_addf(
        p->out,
        "<button class=\"star\" id=\"%s\" data-key=\"s\" aria-label=\"%s %s\">%s</button></form>",
        id, s->starred ? "Remove the star of" : "Star", id + 5,
        s->starred ? "\xE2\x98\x85" : "\xE2\x98\x86");
}

/* "2 new articles", of those behind the marker. */
static void put_changed(struct tw_page *p, const struct tw_stored_story *s,
                        const struct tw_glance *v, size_t n)
{
    size_t fresh = 0;

    if (!p->look.has_seen || s->changed <= p->look.changed) return;
    for (size_t i = 0; i < n; i++) fresh += v[i].number > p->look.article;
    tw_page_put(p, "<span class=\"new\" data-new>");
    if (fresh == n) tw_page_put(p, "new");
    else if (fresh > 0) tw_page_count(p, fresh, "new article");
    else tw_page_put(p, "changed");
    tw_page_put(p, "</span>");
}

static enum tw_status put_story(struct tw_page *p, const struct tw_stored_story *s, int64_t newest)
{
    const char *life = tw_story_life_text(tw_tell_life(s, newest));
    struct tw_glance *v;
    size_t n;
    enum tw_status st = tw_store_glances(p->store, p->mem, s->number, &v, &n);

    if (st != TW_OK) return st;
    tw_buf_addf(p->out, "<li class=\"row\" data-story=\"s%llu\" data-changed=\"%llu\">",
                (unsigned long long)s->number, (unsigned long long)s->changed);
    put_star(p, s);
    tw_buf_addf(p->out, "<h2 dir=\"auto\"><a href=\"/stories/s%llu\">",
                (unsigned long long)s->number);
    tw_page_words(p, s->title.n > 0 ? s->title : TW_LIT("(without a title)"));
    tw_page_put(p, "</a> ");
    put_changed(p, s, v, n);
    tw_page_put(p, "</h2><p class=\"on\">");
    tw_page_count(p, s->outlets, "outlet");
    tw_page_put(p, " \xC2\xB7 ");
    tw_page_count(p, s->accounts, "account");
    tw_buf_addf(p->out, " \xC2\xB7 <b class=\"%s\">", s->origins > 1 ? "several" : "single");
    tw_page_count(p, s->origins, "origin");
    tw_page_put(p, "</b></p>");
    put_spark(p, v, n);
    tw_buf_addf(p->out, "<p class=\"state %s\">%s</p><p class=\"when\">", life, life);
    tw_page_hidden(p, "first seen ");
    tw_page_time(p, s->first);
    tw_page_put(p, "</p>");
    if (s->note.n > 0) {
        tw_page_put(p, "<p class=\"note\"><span class=\"hidden\">note: </span>");
        tw_page_words(p, s->note);
        tw_page_put(p, "</p>");
    }
    tw_page_put(p, "</li>\n");
    return TW_OK;
}

static void put_paging(struct tw_page *p, const struct asked *k, bool more)
{
    if (k->page == 1 && !more) return;
    tw_page_put(p, "<nav class=\"paging\" aria-label=\"Pages\">");
    if (k->page > 1) {
        tw_page_put(p, "<a rel=\"prev\" data-key=\"h\" href=\"");
        put_query(p, k, NULL, k->page - 1);
        tw_page_put(p, "\">\xE2\x86\x90 Before</a> ");
    }
    tw_buf_addf(p->out, "<span>Page %llu</span> ", (unsigned long long)k->page);
    if (more) {
        tw_page_put(p, "<a rel=\"next\" data-key=\"l\" href=\"");
        put_query(p, k, NULL, k->page + 1);
        tw_page_put(p, "\">More \xE2\x86\x92</a>");
    }
    tw_page_put(p, "</nav>\n");
}

/* The marker: a button that sets it to what is shown now. */
static enum tw_status put_seen(struct tw_page *p, const struct tw_stored_story *v, size_t n)
{
    uint64_t last, changed = p->look.changed;
    enum tw_status st = tw_store_last(p->store, &last);

    for (size_t i = 0; i < n; i++)
        if (v[i].changed > changed) changed = v[i].changed;
    tw_buf_addf(
        p->out,
        "<form class=\"act seen\" method=\"post\" action=\"/seen\"><input type=\"hidden\" "
        "name=\"changed\" value=\"%llu\">"
        "<input type=\"hidden\" name=\"article\" value=\"%llu\"><button>%s</button></form>\n",
        (unsigned long long)changed, (unsigned long long)last,
        p->look.has_seen ? "Mark all as seen" : "Mark what is new from now on");
    return st;
}

static enum tw_status put_list(struct tw_page *p, const struct asked *k,
                               const struct tw_stored_story *v, size_t n)
{
    size_t from = (k->page - 1) * SHOWN, to = n < k->page * SHOWN ? n : k->page * SHOWN;
    int64_t newest;
    enum tw_status st = tw_lookup_newest(p->store, &newest);

    if (n <= from) {
        tw_page_put(
            p,
            k->filtered || k->view.n > 0
                ? "<p class=\"empty\">No story fits. <a href=\"/?view=all\">All stories</a></p>\n"
                : "<p class=\"empty\">No stories yet. <code>twosource add FILE...</code> brings "
                  "some.</p>\n");
        return st;
    }
    tw_page_put(
        p,
        "<div class=\"row columns\" aria-hidden=\"true\"><span></span><span>Story</span><span "
        "class=\"on\">Stands on</span>"
        "<span>Own / copied</span><span>State</span><span class=\"when\">First seen</span></div>\n"
        "<ol class=\"stories\" id=\"stories\">\n");
    for (size_t i = from; i < to && st == TW_OK; i++) st = put_story(p, &v[i], newest);
    tw_page_put(p, "</ol>\n");
    put_paging(p, k, n > to);
    return st;
}

enum tw_status tw_page_list(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct asked k = read_asked(&p);
    struct tw_stored_story *v;
    size_t n;
    enum tw_status st = tw_store_stories(r->store, r->mem, &k.f, &v, &n);

    if (st == TW_OK && n < FEW && k.view.n == 0 && !k.filtered && !k.f.all) {
        k.few = true; /* a morning: what was before is worth more than an empty page */
        k.f.all = true;
        st = tw_store_stories(r->store, r->mem, &k.f, &v, &n);
    }
    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_open(&p, TW_LIT("Stories"), TW_PAGE_STORIES, "list");
    tw_page_put(&p, "<div class=\"bar\"><h1>Stories</h1>\n");
    put_filters(&p, &k);
    st = put_seen(&p, v, n);
    tw_page_put(&p, "</div>\n");
    if (st == TW_OK) st = put_list(&p, &k, v, n);
    tw_page_close(&p);
    return st == TW_OK ? st : tw_refuse(a, r, st, "%s", tw_store_why(r->store));
}
