/* tests/watch/opml_test.c - lists of feeds, read as they are met and written so that they can be
   read. */
#include "watch/opml.h"
#include "support/folder.h"

static const char *listed(struct tw_slice bytes)
{
    struct tw_buf out = {.mem = mem};
    struct tw_feed_list list;

    assert_int_equal(tw_opml_read(mem, bytes, &list), TW_OK);
    for (size_t i = 0; i < list.n; i++)
        tw_buf_addf(&out, "%.*s|%.*s|%.*s|%.*s|%.*s\n", TW_FMT(list.v[i].url),
                    TW_FMT(list.v[i].title),
                    TW_FMT(list.v[i].site), TW_FMT(list.v[i].folder), TW_FMT(list.v[i].lang));
    if (list.passed) tw_buf_addf(&out, "passed over %zu\n", list.passed);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static void folders_lie_in_folders(void **state)
{
    (void)state;
    assert_string_equal(
        listed(TW_LIT("<?xml version=\"1.0\"?><opml version='1.0'><body>"
                      "<outline text='News'><outline text='Ports &amp; Ferries'>"
                      "<outline type='rss' text='The Ferry' xmlUrl='http://ferry.example/rss?a=1&amp;b=2'"
                      " htmlUrl='http://ferry.example/' language='en'/></outline>"
                      "<outline xmlUrl='http://barge.example/atom' title='Barge'></outline></outline>"
                      "<outline xmlUrl='http://tug.example/' text='Tug/Boat' category='/Sea/Near,/Other'/>"
                      "<outline text='A/B'><outline xmlUrl='http://raft.example/'/></outline>"
                      "</body></opml>")),
        "http://ferry.example/rss?a=1&b=2|The Ferry|http://ferry.example/|News/Ports & Ferries|en\n"
        "http://barge.example/atom|Barge||News|\n"
        "http://tug.example/|Tug/Boat||Sea/Near|\n"
        "http://raft.example/|||A-B|\n");
}

static void case_encoding_and_repetition_do_not_matter(void **state)
{
    (void)state;
    assert_string_equal(
        listed(TW_LIT("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><OPML><BODY>"
                      "<OUTLINE TEXT=\"Z\xFCrich\" XMLURL=\"http://a.example/\"/>"
                      "<outline Text='again' xmlurl='http://a.example/'/>"
                      "<outline text='mail' xmlUrl='mailto:x@a.example'/><outline text='no end' xmlUrl='http://b.example/'>")),
        "http://a.example/|Z\xC3\xBCrich|||\nhttp://b.example/|no end|||\npassed over 1\n");
}

static void addresses_may_stand_on_lines(void **state)
{
    (void)state;
    assert_string_equal(listed(TW_LIT("# ports\r\nhttp://a.example/rss\r\n\r\n  https://b.example/feed\nnonsense\n")),
                        "http://a.example/rss||||\nhttps://b.example/feed||||\npassed over 1\n");
}

static void what_is_no_list_is_refused(void **state)
{
    struct tw_feed_list list;

    (void)state;
    assert_int_equal(tw_opml_read(mem, TW_LIT("<html><body>no</body></html>"), &list), TW_NOTNEWS);
    assert_int_equal(tw_opml_read(mem, TW_LIT("no list at all"), &list), TW_NOTNEWS);
    assert_int_equal(tw_opml_read(mem, TW_LIT(""), &list), TW_OK);
    assert_int_equal(list.n, 0);
}

static void what_is_written_is_read_again(void **state)
{
    struct tw_watched f[] = {
        {.url = TW_LIT("http://a.example/?x=1&y=\"2\""), .title = TW_LIT("A < B & 'C'"), .folder = TW_LIT("")},
        {.url = TW_LIT("http://b.example/"), .site = TW_LIT("http://www.b.example/"), .folder = TW_LIT("News"), .lang = TW_LIT("pt")},
        {.url = TW_LIT("http://c.example/"), .title = TW_LIT("\xC3\x89"), .folder = TW_LIT("News/Europe/North")},
        {.url = TW_LIT("http://d.example/"), .title = TW_LIT("D"), .folder = TW_LIT("News/Europe")},
        {.url = TW_LIT("http://e.example/"), .title = TW_LIT("E"), .folder = TW_LIT("Ports")},
    };
    struct tw_buf out = {.mem = mem}, again = {.mem = mem};
    struct tw_feed_list list;

    (void)state;
    tw_opml_write(&out, f, 5);
    assert_int_equal(tw_opml_read(mem, tw_buf_slice(&out), &list), TW_OK);
    assert_int_equal(list.n, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(tw_slice_eq(list.v[i].url, f[i].url));
        assert_true(tw_slice_eq(list.v[i].title, f[i].title));
        assert_true(tw_slice_eq(list.v[i].site, f[i].site) && tw_slice_eq(list.v[i].folder,
                                                                          f[i].folder));
        assert_true(tw_slice_eq(list.v[i].lang, f[i].lang));
    }
    tw_opml_write(&again, list.v, list.n);
    assert_true(tw_slice_eq(tw_buf_slice(&out), tw_buf_slice(&again)));
}

static void deep_nesting_is_survived(void **state)
{
    struct tw_buf b = {.mem = mem};

    (void)state;
    tw_buf_adds(&b, "<opml>");
    for (int i = 0; i < 5000; i++) tw_buf_adds(&b, "<outline text='folder'>");
    tw_buf_adds(&b, "<outline xmlUrl='http://a.example/'/>");
    for (int i = 0; i < 6000; i++) tw_buf_adds(&b, "</outline>");
    tw_buf_adds(&b, "<outline xmlUrl='http://b.example/'/>");
    assert_non_null(strstr(listed(tw_buf_slice(&b)), "http://b.example/||||\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(folders_lie_in_folders),
        TEST_IN_FOLDER(case_encoding_and_repetition_do_not_matter),
        TEST_IN_FOLDER(addresses_may_stand_on_lines),
        TEST_IN_FOLDER(what_is_no_list_is_refused),
        TEST_IN_FOLDER(what_is_written_is_read_again),
        TEST_IN_FOLDER(deep_nesting_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
