/* tests/watch/discover_test.c - the feed that a page names. */
#include "watch/discover.h"
#include "support/folder.h"

#define PAGE(head) "<!doctype html><html><head><title>Ferry</title>" head "</head><body><p>News</p></body></html>"

static void names(const char *page, const char *feed)
{
    check_text(tw_discover_feed(mem, tw_slice_of(page), TW_LIT("http://ferry.example/news/")),
               tw_slice_of(feed), __FILE__, __LINE__);
}

static void a_page_names_its_feed(void **state)
{
    (void)state;
    names(PAGE("<link rel=alternate type='application/rss+xml' href='feed.xml'>"),
          "http://ferry.example/news/feed.xml");
    names(PAGE("<LINK REL='home ALTERNATE' TYPE='Application/Atom+XML; charset=utf-8' HREF='//a.example/?x=1&amp;y=2'>"),
          "http://a.example/?x=1&y=2");
    names(PAGE("<base href='http://b.example/c/'><link rel=alternate type='application/feed+json' href='d'>"),
          "http://b.example/c/d");
}

static void of_several_it_is_the_first_that_is_not_of_comments(void **state)
{
    (void)state;
    names(PAGE("<link rel=alternate type='application/rss+xml' href='/comments/feed'>"
               "<link rel=alternate type='application/rss+xml' title='Comments' href='/c'>"
               "<link rel=alternate type='application/rss+xml' href='/one'>"
               "<link rel=alternate type='application/rss+xml' href='/two'>"),
          "http://ferry.example/one");
    names(PAGE("<link rel=alternate type='application/rss+xml' href='/comments/feed'>"),
          "http://ferry.example/comments/feed");
}

static void what_is_no_feed_is_not_named(void **state)
{
    (void)state;
    names(PAGE(""), "");
    names(PAGE("<link rel=alternate hreflang=pt href='/pt'><link rel=stylesheet type='application/rss+xml' href='/x'>"
               "<link rel=alternate type='application/rss+xml'>"
               "<link rel=alternate type='application/rss+xml' href='javascript:alert(1)'>"),
          "");
    names("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_page_names_its_feed),
        TEST_IN_FOLDER(of_several_it_is_the_first_that_is_not_of_comments),
        TEST_IN_FOLDER(what_is_no_feed_is_not_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
