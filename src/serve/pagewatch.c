/* serve/pagewatch.c - feeds and how they are, alerts and where they went. */
#include "serve/page.h"
#include "serve/pages.h"

#include "alert/alertjson.h"
#include "base/json.h"
#include "watch/feedlist.h"

enum { FEEDS = 1000, ALERTS = 100, PLACES = 8 };

/* ---- Feeds */

static bool is_well(const struct tw_watched *f)
{
    return !f->failures && !f->disabled;
}

static void put_feed(struct tw_page *p, const struct tw_watched *f)
{
    const char *state = tw_feed_state(f);

    tw_page_put(p, "<tr><th scope=\"row\">");
    tw_page_words(p, f->title.n ? f->title : f->url);
    if (f->title.n) {
        tw_page_put(p, "<br><span class=\"fine\">");
        tw_page_words(p, f->url);
        tw_page_put(p, "</span>");
    }
    tw_buf_addf(p->out, "</th><td><span class=\"health %s\">%s</span>", is_well(f) ? "well" : "ill",
                state);
    if (!is_well(f) && (f->why.n || f->failed.n)) {
        tw_page_put(p, "<br><span class=\"fine\">");
        tw_page_words(p, f->why.n ? f->why : f->failed);
        if (f->failures > 1)
            tw_buf_addf(p->out, ", %llu times in a row", (unsigned long long)f->failures);
        tw_page_put(p, "</span>");
    }
    tw_page_put(p, "</td><td>");
    tw_page_words(p, f->folder);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_page_number(p, f->kept);
    tw_page_put(p, "</td><td class=\"amount\">");
    tw_buf_addf(p->out, "%.1f</td><td>", f->rhythm);
    tw_page_time(p, f->news);
    tw_page_put(p, "</td><td>");
    tw_page_time(p, f->polled);
    tw_page_put(p, "</td></tr>\n");
}

static void put_feeds(struct tw_page *p, const struct tw_watched *v, size_t n)
{
    size_t shown = 0;

    tw_page_put(p, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Feeds, a "
                   "table\"><table class=\"list\"><thead><tr>"
                   "<th scope=\"col\">Feed</th><th scope=\"col\">State</th><th "
                   "scope=\"col\">Folder</th><th scope=\"col\" class=\"amount\">"
                   "Articles kept</th><th scope=\"col\" class=\"amount\">New a day</th><th "
                   "scope=\"col\">Last news</th><th scope=\"col\">Last asked"
                   "</th></tr></thead><tbody>\n");
    for (int well = 0; well < 2; well++) /* those in trouble first */
        for (size_t i = 0; i < n && shown < FEEDS; i++)
            if (is_well(&v[i]) == (well == 1)) put_feed(p, &v[i]), shown++;
    tw_page_put(p, "</tbody></table></div>\n");
}

enum tw_status tw_page_feeds(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_watched *v;
    size_t n, ill = 0;
    enum tw_status st = tw_store_watched(r->store, r->mem, NULL, 0, &v, &n);

    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    for (size_t i = 0; i < n; i++) ill += !is_well(&v[i]);
    tw_page_open(&p, TW_LIT("Feeds"), TW_PAGE_FEEDS, "feeds");
    tw_page_put(&p, "<h1>Feeds</h1>\n<p class=\"sum\">");
    tw_page_count(&p, n, "feed");
    tw_buf_addf(p.out, ", %zu in trouble.</p>\n", ill);
    if (n == 0)
        tw_page_put(&p, "<p class=\"empty\"><code>twosource watch FEEDS.opml</code> polls feeds "
                        "and adds what is new.</p>\n");
    else put_feeds(&p, v, n);
    tw_page_close(&p);
    return TW_OK;
}

/* ---- Alerts */

static void put_evidence(struct tw_page *p, const struct tw_jv *x)
{
    const struct tw_jv *span = tw_jv_get(x, "span");
    struct tw_slice outlet = tw_jv_str(tw_jv_get(x, "outlet"), "name");

    tw_page_put(p, "<li>");
    tw_page_words(p, tw_jv_str(x, "text"));
    tw_page_put(p, " <a class=\"at\" href=\"/articles/");
    tw_page_url(p, tw_jv_str(x, "id"));
    if (span && span->n == 2 && span->v[1].num > span->v[0].num)
        tw_buf_addf(p->out, "?at=%.0f-%.0f#at", span->v[0].num, span->v[1].num);
    tw_page_put(p, "\">");
    tw_page_words(p, outlet.n ? outlet : TW_LIT("article"));
    tw_page_put(p, "</a></li>\n");
}

static enum tw_status put_delivery(struct tw_page *p, uint64_t alert)
{
    struct tw_delivered *v;
    size_t n;
    enum tw_status st = tw_store_delivery(p->store, p->mem, alert, &v, &n);

    for (size_t i = 0; st == TW_OK && i < n; i++) {
        tw_page_put(p, i ? "; " : " \xC2\xB7 to ");
        tw_page_words(p, v[i].target);
        tw_buf_addf(p->out, ": %s", tw_message_state_text(v[i].state));
        if (v[i].error.n > 0) {
            tw_page_put(p, " (");
            tw_page_words(p, v[i].error);
            tw_page_put(p, ")");
        }
    }
    return st;
}

static enum tw_status put_alert(struct tw_page *p, const struct tw_stored_alert *a)
{
    const struct tw_jv *evidence;
    struct tw_jv o;
    enum tw_status st = tw_json_parse(p->mem, a->json, &o, NULL);

    if (st != TW_OK) return st;
    evidence = tw_jv_get(&o, "evidence");
    tw_buf_addf(p->out,
                "<li class=\"row found\" id=\"n%llu\"><h2 dir=\"auto\"><a href=\"/stories/s%llu\">",
                (unsigned long long)a->number, (unsigned long long)a->story);
    tw_page_words(p, tw_jv_str(&o, "headline"));
    tw_page_put(p, "</a></h2><p class=\"fine\"><b>");
    tw_page_words(p, tw_jv_str(&o, "rule"));
    tw_page_put(p, "</b> \xC2\xB7 ");
    tw_page_time(p, a->fired);
    tw_page_put(p, " \xC2\xB7 ");
    tw_page_words(p, tw_jv_str(&o, "title"));
    if (tw_jv_str(&o, "item").n > 0) {
        tw_buf_addf(p->out,
                    " \xC2\xB7 <a class=\"why\" href=\"/why/s%llu:", (unsigned long long)a->story);
        tw_page_url(p, tw_jv_str(&o, "item"));
        tw_page_put(p, "\">why</a>");
    }
    st = put_delivery(p, a->number);
    tw_page_put(p, "</p><ul class=\"wordings\">\n");
    for (size_t i = 0; evidence && i < evidence->n && i < PLACES; i++)
        put_evidence(p, &evidence->v[i]);
    tw_page_put(p, "</ul></li>\n");
    return st;
}

enum tw_status tw_page_alerts(struct tw_request *r, struct tw_answer *a)
{
    struct tw_page p = tw_page_of(r, a);
    struct tw_stored_alert *v = NULL;
    uint64_t last;
    size_t n = 0;
    enum tw_status st = tw_store_alert_last(r->store, &last);

    if (st == TW_OK)
        st = tw_store_alerts(r->store, r->mem, last > ALERTS ? last - ALERTS : 0, 0, &v, &n);
    if (st != TW_OK) return tw_refuse(a, r, st, "%s", tw_store_why(r->store));
    tw_page_open(&p, TW_LIT("Alerts"), TW_PAGE_ALERTS, "alerts");
    tw_page_put(&p, "<h1>Alerts</h1>\n");
    if (n == 0)
        tw_page_put(&p, "<p class=\"empty\">None has fired. <code>twosource watch --alerts "
                        "RULES</code> tells when a second origin "
                        "confirms, a figure changes, somebody denies.</p>\n");
    else tw_page_put(&p, "<ol class=\"stories\" id=\"stories\">\n");
    for (size_t i = n; i-- > 0 && st == TW_OK;) st = put_alert(&p, &v[i]);
    if (n > 0) tw_page_put(&p, "</ol>\n");
    tw_page_close(&p);
    return st;
}
