/* tests/watch/issue_test.c - feeds of all kinds as items of one form, and which of them are
   news. */
#include "watch/issue.h"
#include "base/hash.h"
#include "clean/url.h"
#include "watch/known.h"
#include "support/folder.h"

static struct tw_issue issue_of(const char *text)
{
    struct tw_raw raw = {.kind = TW_RAW_FEED, .url = TW_LIT("http://ferry.example/feeds/news.xml"),
                         .bytes = tw_slice_of(text)};
    struct tw_slice json;
    struct tw_issue issue;
    const char *why = "";

    if (tw_issue_write(mem, &raw, &json, &why) != TW_OK) print_error("%s\n", why);
    assert_int_equal(tw_issue_write(mem, &raw, &json, &why), TW_OK);
    assert_int_equal(tw_issue_read(mem, json, &issue), TW_OK);
    return issue;
}

static const char *refused(const char *text)
{
    struct tw_raw raw = {.kind = TW_RAW_FEED, .bytes = tw_slice_of(text)};
    struct tw_slice json;
    const char *why = "";

    assert_int_equal(tw_issue_write(mem, &raw, &json, &why), TW_NOTNEWS);
    return why;
}

#define RSS(items) "<rss version='2.0' xmlns:sy='x'><channel><title>The Ferry</title><link>/</link><language>en</language>" \
                   "<ttl>30</ttl>" items "</channel></rss>"

static void a_feed_tells_of_itself_and_its_items(void **state)
{
    struct tw_issue i = issue_of(RSS(
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
        "<item><title>Bridge shut</title><link>../2031/bridge</link><guid isPermaLink='false'>f-1</guid>"
        "<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><description>The bridge is shut.</description></item>"
        "<item><title>Again</title><link>http://ferry.example/2031/bridge</link></item>"
        "<item><title>No address</title><guid>f-2</guid></item><item/>"));

    (void)state;
    assert_text(i.title, "The Ferry");
    assert_text(i.site, "http://ferry.example/");
    assert_text(i.lang, "en");
    assert_int_equal(i.pause, 1800);
    assert_int_equal(i.n, 2);
    assert_text(i.v[0].url, "http://ferry.example/2031/bridge");
    assert_text(i.v[0].id, "f-1");
    assert_text(i.v[0].content, "The bridge is shut.");
    assert_int_equal(i.v[0].published.hour, 10);
    assert_true(i.v[0].text != 0 && !i.v[0].telling);
    assert_text(i.v[1].id, "f-2");
    assert_false(i.index);
}

static void an_id_that_two_items_share_is_none(void **state)
{
    struct tw_issue i = issue_of(RSS("<item><link>http://a.example/1</link><guid>x</guid></item>"
                                     "<item><link>http://a.example/2</link><guid>x</guid></item>"
                                     "<item><link>http://a.example/3</link><guid>y</guid></item>"));

    (void)state;
    assert_int_equal(i.n, 3);
    assert_true(i.v[0].id.n == 0 && i.v[1].id.n == 0);
    assert_text(i.v[2].id, "y");
}

static void markup_and_space_do_not_change_a_text(void **state)
{
    struct tw_issue a =
        issue_of(RSS("<item><title>T</title><link>http://a.example/1</link><description>The <![CDATA[<b>bridge</b>]]> is shut.</description></item>")),
                    b = issue_of(RSS("<item><title>T </title><link>http://a.example/1</link><description>The bridge\n is shut.</description></item>")),
                    c = issue_of(RSS("<item><title>T</title><link>http://a.example/1</link><description>The bridge is open.</description></item>"));

    (void)state;
    assert_true(a.v[0].text == b.v[0].text && a.v[0].text != c.v[0].text);
}

static void json_feeds_and_atom_are_read_alike(void **state)
{
    struct tw_issue j =
        issue_of("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Barge\",\"home_page_url\":\"https://barge.example/\","
                                 "\"language\":\"pt\",\"items\":[{\"id\":7,\"url\":\"https://barge.example/7\",\"content_text\":\"x\",\"date_published\":\"2031-03-01T10:00:00Z\"}]}"),
                    a = issue_of("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Tug</title><link href='https://tug.example/'/><link rel='self' href='https://tug.example/atom'/>"
                                 "<entry><id>tag:1</id><link href='/1'/><title>One</title><updated>2031-03-01T10:00:00Z</updated></entry></feed>");

    (void)state;
    assert_true(j.n == 1 && a.n == 1);
    assert_text(j.v[0].id, "7");
    assert_text(j.site, "https://barge.example/");
    assert_text(j.lang, "pt");
    assert_text(a.lang, "de");
    assert_text(a.site, "https://tug.example/");
    assert_text(a.v[0].id, "tag:1");
    assert_text(a.v[0].url, "http://ferry.example/1");
}

static void of_sitemaps_only_what_is_new_counts(void **state)
{
    struct tw_buf b = {.mem = mem};
    struct tw_issue i;

    (void)state;
    tw_buf_adds(&b, "<urlset>");
    for (int d = 1; d <= 28; d++)
        tw_buf_addf(&b,
                    "<url><loc>http://ferry.example/%d</loc><lastmod>2031-03-%02d</lastmod></url>",
                    d, d);
    tw_buf_addf(&b, "</urlset>%c", 0);
    i = issue_of(b.p);
    assert_int_equal(i.n, 3);
    assert_text(i.v[0].url, "http://ferry.example/28");
    i = issue_of("<sitemapindex><sitemap><loc>http://ferry.example/a.xml</loc><lastmod>2031-01-01</lastmod></sitemap>"
                 "<sitemap><loc>http://ferry.example/b.xml</loc><lastmod>2031-03-01</lastmod></sitemap></sitemapindex>");
    assert_true(i.index && i.n == 2);
    assert_text(i.v[0].url, "http://ferry.example/b.xml");
}

static void what_is_no_feed_says_what_it_is(void **state)
{
    (void)state;
    assert_string_equal(refused("<!doctype html><html><head><title>x</title>"),
                        "it is a page, not a feed, and names none");
    assert_string_equal(refused("  \n"), "it is empty");
    assert_string_equal(refused("{\"error\":1}"), "it is no feed");
    assert_string_equal(refused("\x1F\x8B\x01"), "it is no feed");
}

/* ---- What is known */

static uint64_t link_hash(const char *url)
{
    return tw_hash(tw_url_canonical(mem, tw_slice_of(url)));
}

static struct tw_seen_entry entry(const char *url, const char *id, uint64_t text,
                                  enum tw_entry_state state)
{
    return (struct tw_seen_entry){.link = link_hash(url), .id = *id ? tw_hash(tw_slice_of(id)) : 0,
                                  .text = text,
                                  .tries = 1, .state = state, .why = {"", 0}};
}

static struct tw_issue_item item(const char *url, const char *id, uint64_t text, bool telling)
{
    return (struct tw_issue_item){.url = tw_slice_of(url), .id = tw_slice_of(id), .text = text,
                                  .telling = telling};
}

static void items_are_known_whatever_changes_about_them(void **state)
{
    struct tw_seen_entry v[] = {entry("http://a.example/1", "one", 11, TW_ENTRY_KEPT),
                                entry("http://a.example/2", "two", 22, TW_ENTRY_WAITS),
                                entry("http://a.example/3", "", 33, TW_ENTRY_NO_ARTICLE)};
    struct tw_known_items k = tw_known_items_of(mem, v, 3);
    const struct { struct tw_issue_item item; enum tw_item_is is; } cases[] = {
        {item("http://a.example/1", "one", 11, true), TW_ITEM_OLD},
        {item("http://A.example/1?utm_source=rss#top", "another id", 11, true), TW_ITEM_OLD},
        {item("http://a.example/1", "one", 12, true), TW_ITEM_CHANGED},
        {item("http://a.example/1-new-slug", "one", 11, false), TW_ITEM_MOVED},
        {item("http://a.example/1-new-slug", "one", 12, true), TW_ITEM_NEW},
        {item("http://a.example/session9/1", "changed", 11, true), TW_ITEM_MOVED},
        {item("http://a.example/session9/1", "changed", 11, false), TW_ITEM_NEW},
        {item("http://a.example/2", "two", 22, true), TW_ITEM_WAITS},
        {item("http://a.example/2b", "two", 22, true), TW_ITEM_NEW},
        {item("http://a.example/3", "", 33, false), TW_ITEM_OLD},
        {item("http://a.example/4", "four", 44, true), TW_ITEM_NEW},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tw_seen_entry out;
        uint64_t before;
        enum tw_item_is is = tw_known_items_find(&k, mem, &cases[i].item, &out, &before);

        if (is != cases[i].is) print_error("case %zu: %d\n", i, is);
        assert_int_equal(is, cases[i].is);
        assert_true(out.text == cases[i].item.text && out.link != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_feed_tells_of_itself_and_its_items),
        TEST_IN_FOLDER(an_id_that_two_items_share_is_none),
        TEST_IN_FOLDER(markup_and_space_do_not_change_a_text),
        TEST_IN_FOLDER(json_feeds_and_atom_are_read_alike),
        TEST_IN_FOLDER(of_sitemaps_only_what_is_new_counts),
        TEST_IN_FOLDER(what_is_no_feed_says_what_it_is),
        TEST_IN_FOLDER(items_are_known_whatever_changes_about_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
