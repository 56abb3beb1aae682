/* tests/watch/watch_test.c - feeds polled over real connections, in simulated time. */
#include "watch/watch.h"
#include "pipeline.h"
#include "store/desk.h"
#include "support/canned.h"
#include "support/folder.h"

#include <stdio.h>

#define OK(call) assert_int_equal((call), TW_OK)

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
static const int64_t START = 1930000000;

/* Everything that a watch stands on. */
struct work {
    struct canned *server;
    struct tw_store *store;
    struct tw_desk *desk;
    struct tw_fetcher *fetcher;
    struct tw_watch *watch;
    struct tw_watch_options o;
    int64_t ms;
    struct tw_watch_counts sum;
    struct tw_buf told;
};

static int64_t clock_of(void *context)
{
    return ((struct work *)context)->ms;
}

static enum tw_status parse(void *context, struct tw_arena *to, const struct tw_raw *raw,
                            struct tw_slice *out, const char **why)
{
    (void)context;
    return tw_flow_document(to, raw, NULL, out, why);
}

static void dropped(void *context, struct tw_slice source, enum tw_status st, const char *why)
{
    struct work *w = context;

    (void)st;
    tw_buf_addf(&w->told, "%.*s: %s\n", TW_FMT(source), why);
}

static void feed_failed(void *context, const struct tw_watched *feed)
{
    struct work *w = context;

    tw_buf_addf(&w->told, "%.*s failed: %.*s\n", TW_FMT(feed->url), TW_FMT(feed->failed));
}

static enum tw_status committed(void *context, const struct tw_watch_counts *c)
{
    struct tw_watch_counts *sum = &((struct work *)context)->sum;

    assert_int_equal(c->items, c->kept + c->duplicates + c->not_article + c->dropped + c->waiting);
    sum->polls += c->polls;
    sum->unchanged += c->unchanged;
    sum->failed += c->failed;
    sum->disabled += c->disabled;
    sum->items += c->items;
    sum->kept += c->kept;
    sum->duplicates += c->duplicates;
    sum->not_article += c->not_article;
    sum->dropped += c->dropped;
    sum->waiting += c->waiting;
    sum->from_feed += c->from_feed;
    return TW_OK;
}

static const char *path_of(const char *name)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%s/%s%c", dir, name, 0);
    return b.p;
}

/* Opens everything on the store of the test, with the server saying these pages. */
static void begin(struct work *w, const struct canned_page *pages, size_t n)
{
    struct tw_fetch_options f = tw_fetch_defaults();
    struct tw_buf to = {.mem = mem};
    const char *why = "";

    w->server = canned_start(pages, n);
    w->told = (struct tw_buf){.mem = mem};
    if (!w->ms) w->ms = START * 1000;
    OK(tw_store_open(mem, path_of("a.db"), TW_STORE_CREATE, &w->store, &why));
    OK(tw_desk_open(w->store, path_of("a.db"), &(struct tw_desk_options){.threads = 1}, &w->desk));
    tw_buf_addf(&to, "127.0.0.1:%u%c", canned_port(w->server), 0);
    f.connect_to = to.p;
    f.allow_private = true;
    f.robots = false;
    f.patience_ms = 60000;
    f.clock = clock_of;
    f.clock_context = w;
    OK(tw_fetch_open(&f, &w->fetcher, &why));
    w->o = (struct tw_watch_options){.store = w->store, .desk = w->desk, .fetcher = w->fetcher,
                                     .pace = {10 * MINUTE, 6 * HOUR}, .clock = clock_of, .clock_context = w,
                                     .parse = parse, .dropped = dropped, .feed_failed = feed_failed,
                                     .committed = committed, .context = w};
    w->watch = tw_watch_new(&w->o);
}

static const char *end(struct work *w)
{
    struct tw_slice asked;

    tw_watch_free(w->watch);
    tw_fetch_close(w->fetcher);
    tw_desk_close(w->desk);
    tw_store_close(w->store);
    asked = canned_stop(w->server, mem);
    return tw_slice_dup(mem, asked).p;
}

static void watch_one(struct work *w, const char *url)
{
    struct tw_watched f = {.url = tw_slice_of(url)};
    size_t added;

    OK(tw_store_watch(w->store, &f, 1, &added));
}

/* Lets the time pass until then. */
static void pass(struct work *w, int64_t until)
{
    for (int i = 0; i < 100000; i++) {
        int64_t next;

        OK(tw_watch_step(w->watch, 20));
        if (tw_fetch_running(w->fetcher)) continue;
        next = tw_watch_next(w->watch);
        if (next <= w->ms) continue;
        if (next >= until * 1000) break;
        w->ms = next;
    }
    w->ms = until * 1000;
    OK(tw_watch_step(w->watch, 0));
}

static struct tw_watched the_feed(struct work *w)
{
    struct tw_watched *f;
    size_t n;

    OK(tw_store_watched(w->store, mem, NULL, 0, &f, &n));
    assert_int_equal(n, 1);
    return f[0];
}

static unsigned count_of(const char *text, const char *what)
{
    unsigned n = 0;

    while ((text = strstr(text, what))) n++, text += strlen(what);
    return n;
}

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
#define PROSE(n) "<p>The harbour office of Tarnova said on Monday that bridge " n " would stay shut for lorries until the end of the month.</p>" \
                 "<p>\"We have looked at every bolt of bridge " n ",\" said Ann Ody, who leads the office. \"It will not carry lorries before then.\"</p>" \
                 "<p>Ferries take over meanwhile; about 40 lorries a day have to wait for one, the office said in its statement " n ".</p>"
#define PAGE(n) TW_LIT(HEAD "<html><head><title>Bridge " n " shut</title></head><body><article><h1>Bridge " n " shut</h1>" PROSE(n) "</article></body></html>")
#define ITEM(n) "<item><title>Bridge " n " shut</title><link>http://ferry.example/" n "</link><guid>" n "</guid></item>"
#define FEED(head, items) TW_LIT("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n" head "\r\n<rss><channel><title>The Ferry</title>" items "</channel></rss>")
static const char URL[] = "http://ferry.example/rss";

static void new_items_are_fetched_and_stored_once(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = FEED("", ITEM("1") ITEM("2"))},
                                        {.path = "/1", .answer = PAGE("1")}, {.path = "/2", .answer = PAGE("2")}};
    struct work w = {0};
    struct tw_watched f;
    const char *asked;
    uint64_t last;

    (void)state;
    begin(&w, pages, 3);
    watch_one(&w, URL);
    pass(&w, START + DAY);
    f = the_feed(&w);
    OK(tw_store_last(w.store, &last));
    assert_int_equal(last, 2);
    assert_int_equal(w.sum.kept, 2);
    assert_int_equal(w.sum.items, 2);
    assert_true(f.polls >= 4 && f.items == 2 && f.kept == 2 && f.failures == 0);
    assert_text(f.title, "The Ferry");
    asked = end(&w);
    assert_int_equal(count_of(asked, "GET /1 "), 1);
    assert_int_equal(count_of(asked, "GET /2 "), 1);
}

static void a_feed_that_has_not_changed_is_not_sent_again(void **state)
{
    const struct canned_page first[] = {{.path = "/rss",
                                         .answer = FEED("ETag: \"x1\"\r\nLast-Modified: Mon, 03 Mar 2031 10:00:00 GMT\r\n", ITEM("1"))},
                                        {.path = "/1", .answer = PAGE("1")}};
    const struct canned_page then[] = {{.path = "/rss",
                                        .answer = TW_LIT("HTTP/1.1 304 Not Modified\r\n\r\n")}};
    struct work w = {0};
    const char *asked;

    (void)state;
    begin(&w, first, 2);
    watch_one(&w, URL);
    pass(&w, START + 5 * MINUTE);
    end(&w);
    begin(&w, then, 1);
    pass(&w, START + DAY);
    assert_true(w.sum.unchanged >= 3 && w.sum.failed == 0);
    assert_int_equal(the_feed(&w).items, 1);
    asked = end(&w);
    assert_non_null(strstr(asked, "If-None-Match: \"x1\""));
    assert_non_null(strstr(asked, "If-Modified-Since: Mon, 03 Mar 2031 10:00:00 GMT"));
}

/* The first process fetches everything and is gone before its commit. */
static void what_was_not_committed_is_asked_for_again(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss",
                                         .answer = FEED("ETag: \"x1\"\r\n",
                                                        ITEM("1"))}, {.path = "/1", .answer = PAGE("1")}};
    struct work w = {0};
    const char *asked;
    uint64_t last;

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    OK(tw_watch_step(w.watch, 0));
    for (int i = 0; i < 1000 && tw_fetch_pending(w.fetcher); i++) {
        tw_fetch_step(w.fetcher, 20);
        if (tw_fetch_next(w.fetcher)) break;    /* taken, and lost */
    }
    end(&w);
    begin(&w, pages, 2);
    pass(&w, START + 5 * MINUTE);
    OK(tw_store_last(w.store, &last));
    assert_int_equal(last, 1);
    asked = end(&w);
    assert_null(strstr(asked, "If-None-Match"));
}

/* The first process is gone before it had the page, and the feed has forgotten the item by then. */
static void an_item_on_its_way_is_not_lost_with_its_process(void **state)
{
    const struct canned_page before[] = {{.path = "/rss", .answer = FEED("", ITEM("1"))},
                                         {.path = "/1", .answer = PAGE("1")}},
                             after[] = {{.path = "/rss", .answer = FEED("", ITEM("2"))},
                                        {.path = "/1", .answer = PAGE("1")},
                                        {.path = "/2", .answer = PAGE("2")}};
    struct work w = {0};
    struct tw_seen_entry *e = NULL;
    uint64_t last;
    size_t n = 0;

    (void)state;
    begin(&w, before, 2);
    watch_one(&w, URL);
    /* a step of 5 ms: the page may be asked for after a second */
    for (int i = 0; i < 1000 && n == 0; i++) {
        OK(tw_watch_step(w.watch, 20));
        if (!tw_fetch_running(w.fetcher)) w.ms += 5;
        OK(tw_store_entries(w.store, mem, 1, &e, &n));
    }
    assert_int_equal(n, 1);
    assert_int_equal(e[0].state, TW_ENTRY_WAITS);
    assert_null(strstr(end(&w), "GET /1 "));
    begin(&w, after, 3);
    pass(&w, START + HOUR);
    OK(tw_store_last(w.store, &last));
    assert_int_equal(last, 2);
    end(&w);
}

static void an_item_that_changes_becomes_an_edition(void **state)
{
    const struct canned_page first[] = {{.path = "/rss", .answer = FEED("", ITEM("1"))},
                                        {.path = "/1", .answer = PAGE("1")}};
    const struct canned_page then[] = {
        {.path = "/rss", .answer = FEED("", "<item><title>Bridge 1 open</title><link>http://ferry.example/1</link><guid>other</guid></item>")},
        {.path = "/1", .answer = TW_LIT(HEAD "<html><head><title>Bridge 1 open</title></head><body><article><h1>Bridge 1 open</h1>" PROSE("1")
                                        "<p>Late on Tuesday the office opened one lane after all, it said.</p></article></body></html>")}};
    struct work w = {0};
    struct tw_stored a;

    (void)state;
    begin(&w, first, 2);
    watch_one(&w, URL);
    pass(&w, START + 5 * MINUTE);
    end(&w);
    begin(&w, then, 2);
    pass(&w, START + DAY);
    OK(tw_store_article(w.store, mem, 2, &a));
    assert_int_equal(a.edition_of, 1);
    assert_int_equal(w.sum.kept, 2);
    assert_int_equal(the_feed(&w).items, 1);
    end(&w);
}

static void the_text_of_the_feed_stands_in_for_a_page_that_cannot_be_had(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/rss", .answer = FEED("", "<item><title>Bridge 3 shut</title><link>http://ferry.example/3</link><description><![CDATA[" PROSE("3") "]]></description></item>"
                                        "<item><title>Nothing</title><link>http://ferry.example/4</link></item>")},
        {.path = "/4", .answer = TW_LIT(HEAD "<html><body><p>Log in</p></body></html>")}};
    struct work w = {0};
    enum tw_evidence_kind kind;
    struct tw_slice bytes;

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    pass(&w, START + DAY);
    assert_true(w.sum.kept == 1 && w.sum.from_feed == 1 && w.sum.not_article == 1);
    OK(tw_store_evidence(w.store, mem, 1, &kind, &bytes));
    assert_int_equal(kind, TW_EVIDENCE_ENTRY);
    assert_non_null(strstr(tw_slice_dup(mem, tw_buf_slice(&w.told)).p, "http://ferry.example/4: "));
    end(&w);
}

static void a_page_that_fails_for_a_while_is_tried_three_times(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = FEED("ETag: \"x\"\r\n", ITEM("1"))},
                                        {.path = "/1", .answer = TW_LIT("HTTP/1.1 500 Oops\r\n\r\n")}};
    struct work w = {0};
    const char *asked;

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    pass(&w, START + 2 * DAY);
    assert_true(w.sum.waiting == 2 && w.sum.dropped == 1 && w.sum.kept == 0);
    asked = end(&w);
    assert_int_equal(count_of(asked, "GET /1 "), 3);
}

/* Each page fails at first: after a few the host is left alone, and the rest is not even asked
   for. */
static void pages_of_a_host_that_is_left_alone_are_not_lost(void **state)
{
    enum { PAGES = 12 };
    struct canned_page bad[PAGES + 1], good[PAGES + 1];
    struct tw_buf items = {.mem = mem};
    struct work w = {0};

    (void)state;
    tw_buf_adds(&items, "HTTP/1.1 200 OK\r\n\r\n<rss><channel><title>The Ferry</title>");
    for (int i = 1; i <= PAGES; i++) {
        struct tw_buf path = {.mem = mem}, page = {.mem = mem};

        tw_buf_addf(&path, "/%d%c", i, 0);
        tw_buf_addf(&items, "<item><title>Bridge %d shut</title><link>http://ferry.example/%d</link></item>", i, i);
        tw_buf_addf(&page, "%s<article><h1>Bridge %d shut</h1>%s<p>It is bridge number %d.</p></article>", HEAD, i, PROSE("x"), i);
        bad[i] = (struct canned_page){.path = path.p, .answer = TW_LIT("HTTP/1.1 503 Later\r\n\r\n")};
        good[i] = (struct canned_page){.path = path.p, .answer = tw_buf_slice(&page)};
    }
    tw_buf_adds(&items, "</channel></rss>");
    bad[0] = good[0] = (struct canned_page){.path = "/rss", .answer = tw_buf_slice(&items)};
    begin(&w, bad, PAGES + 1);
    watch_one(&w, URL);
    pass(&w, START + 8 * MINUTE);
    assert_int_equal(w.sum.dropped, 0);
    assert_int_equal(w.sum.waiting, PAGES);
    end(&w);
    begin(&w, good, PAGES + 1);
    pass(&w, START + 2 * DAY);
    assert_int_equal(w.sum.kept, PAGES);
    end(&w);
}

static void a_feed_that_is_gone_is_disabled_and_a_page_is_no_feed(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = TW_LIT("HTTP/1.1 410 Gone\r\n\r\n")},
                                        {.path = "/html", .answer = PAGE("1")}};
    struct work w = {0};
    struct tw_watched *f;
    size_t n;

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    watch_one(&w, "http://barge.example/html");
    pass(&w, START + 10);
    OK(tw_store_watched(w.store, mem, NULL, 0, &f, &n));
    assert_text(f[0].failed, "it is a page, not a feed, and names none");
    assert_true(f[0].failures == 1 && !f[0].disabled);
    assert_true(f[1].disabled >= START && w.sum.disabled == 1);
    assert_true(f[1].next > START + 23 * HOUR);
    end(&w);
}

static void a_feed_that_moved_for_good_is_asked_there(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = TW_LIT("HTTP/1.1 301 Moved\r\nLocation: http://ferry.example/new\r\n\r\n")},
                                        {.path = "/new", .answer = FEED("", "")}};
    struct work w = {0};
    const char *asked;

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    pass(&w, START + DAY);
    assert_text(the_feed(&w).moved, "http://ferry.example/new");
    asked = end(&w);
    assert_int_equal(count_of(asked, "GET /rss "), 1);
    assert_true(count_of(asked, "GET /new ") > 2);
}

static void the_sitemaps_of_an_index_are_asked_in_turn(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/index.xml", .answer = TW_LIT("HTTP/1.1 200 OK\r\n\r\n<sitemapindex><sitemap><loc>http://ferry.example/s1.xml</loc></sitemap>"
                                                "<sitemap><loc>http://ferry.example/s2.xml</loc></sitemap>"
                                                "<sitemap><loc>http://ferry.example/gone.xml</loc></sitemap></sitemapindex>")},
        {.path = "/s2.xml", .answer = TW_LIT("HTTP/1.1 200 OK\r\n\r\n<urlset><url><loc>http://ferry.example/1</loc></url></urlset>")},
        {.path = "/s1.xml", .answer = TW_LIT("HTTP/1.1 200 OK\r\n\r\n<urlset><url><loc>http://ferry.example/1</loc><news:news><news:publication><news:name>Ferry</news:name>"
                                             "</news:publication><news:title>Bridge 1 shut</news:title></news:news></url></urlset>")},
        {.path = "/1", .answer = PAGE("1")}};
    struct work w = {0};
    const char *asked;

    (void)state;
    begin(&w, pages, 4);
    watch_one(&w, "http://ferry.example/index.xml");
    pass(&w, START + 10 * MINUTE);
    assert_true(w.sum.kept == 1 && w.sum.items == 1 && w.sum.failed == 0);
    asked = end(&w);
    assert_int_equal(count_of(asked, "GET /1 "), 1);
}

/* Two feeds name the same page: it is asked for once, and both know it. */
static void a_page_in_two_feeds_is_fetched_once(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = FEED("", ITEM("1"))}, {.path = "/more", .answer = FEED("", ITEM("1"))},
                                        {.path = "/1", .answer = PAGE("1")}};
    struct work w = {0};
    const char *asked;

    (void)state;
    begin(&w, pages, 3);
    watch_one(&w, URL);
    watch_one(&w, "http://barge.example/more");
    pass(&w, START + DAY);
    assert_int_equal(w.sum.kept, 1);
    asked = end(&w);
    assert_int_equal(count_of(asked, "GET /1 "), 1);
}

static void one_round_polls_what_is_due_and_no_more(void **state)
{
    const struct canned_page pages[] = {{.path = "/rss", .answer = FEED("", ITEM("1"))}, {.path = "/1", .answer = PAGE("1")}};
    struct work w = {0};

    (void)state;
    begin(&w, pages, 2);
    watch_one(&w, URL);
    tw_watch_free(w.watch);
    w.o.until = START;
    w.watch = tw_watch_new(&w.o);
    for (int i = 0; i < 1000; i++) {
        OK(tw_watch_step(w.watch, 20));
        if (tw_watch_is_idle(w.watch)) break;
        if (!tw_fetch_running(w.fetcher) && tw_watch_next(w.watch) > w.ms) w.ms = tw_watch_next(w.watch);
    }
    assert_true(tw_watch_is_idle(w.watch));
    assert_int_equal(w.sum.polls, 1);
    assert_int_equal(w.sum.kept, 1);
    pass(&w, START + DAY);
    assert_int_equal(w.sum.polls, 1);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(new_items_are_fetched_and_stored_once),
        TEST_IN_FOLDER(a_feed_that_has_not_changed_is_not_sent_again),
        TEST_IN_FOLDER(what_was_not_committed_is_asked_for_again),
        TEST_IN_FOLDER(an_item_on_its_way_is_not_lost_with_its_process),
        TEST_IN_FOLDER(an_item_that_changes_becomes_an_edition),
        TEST_IN_FOLDER(the_text_of_the_feed_stands_in_for_a_page_that_cannot_be_had),
        TEST_IN_FOLDER(a_page_that_fails_for_a_while_is_tried_three_times),
        TEST_IN_FOLDER(pages_of_a_host_that_is_left_alone_are_not_lost),
        TEST_IN_FOLDER(a_feed_that_is_gone_is_disabled_and_a_page_is_no_feed),
        TEST_IN_FOLDER(a_feed_that_moved_for_good_is_asked_there),
        TEST_IN_FOLDER(the_sitemaps_of_an_index_are_asked_in_turn),
        TEST_IN_FOLDER(a_page_in_two_feeds_is_fetched_once),
        TEST_IN_FOLDER(one_round_polls_what_is_due_and_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
