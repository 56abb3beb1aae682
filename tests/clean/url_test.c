/* tests/clean/url_test.c - addresses: apart, joined, canonical, dated. */
#include "clean/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct tw_arena *mem;

static void is(struct tw_slice got, const char *want)
{
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p, want, got.n);
}

static void an_address_is_taken_apart(void **state)
{
    struct tw_url u;

    (void)state;
    assert_true(tw_url_split(TW_LIT(" https://ada:pw@News.Example.org:8443/a/b.html?x=1&y#z "),
                             &u));
    is(u.scheme, "https");
    is(u.host, "News.Example.org");
    is(u.port, "8443");
    is(u.path, "/a/b.html");
    is(u.query, "x=1&y");
    is(u.fragment, "z");
    assert_true(tw_url_split(TW_LIT("//example.org"), &u));
    is(u.scheme, "");
    is(u.path, "");
}

static void what_is_no_web_address_is_refused(void **state)
{
    struct tw_url u;

    (void)state;
    assert_false(tw_url_split(TW_LIT(""), &u));
    assert_false(tw_url_split(TW_LIT("example.org/a"), &u));
    assert_false(tw_url_split(TW_LIT("https://"), &u));
    assert_false(tw_url_split(TW_LIT("https://a b/c"), &u));
    assert_false(tw_url_split(TW_LIT("mailto:ada@example.org"), &u));
}

/* The examples of RFC 3986, section 5.4, on its base. */
static void references_are_joined_as_rfc_3986_says(void **state)
{
    static const char *const pairs[][2] = {
        {"g", "http://a.example/b/c/g"}, {"./g", "http://a.example/b/c/g"}, {"g/", "http://a.example/b/c/g/"},
        {"/g", "http://a.example/g"}, {"//g.example", "http://g.example"}, {"?y", "http://a.example/b/c/d;p?y"},
        {"g?y", "http://a.example/b/c/g?y"}, {"#s", "http://a.example/b/c/d;p?q"}, {".", "http://a.example/b/c/"},
        {"..", "http://a.example/b/"}, {"../g", "http://a.example/b/g"}, {"../..", "http://a.example/"},
        {"../../g", "http://a.example/g"}, {"../../../g", "http://a.example/g"}, {"g.", "http://a.example/b/c/g."},
        {"./../g", "http://a.example/b/g"}, {"g;x=1/../y", "http://a.example/b/c/y"},
        {"https://h.example/i", "https://h.example/i"}, {"mailto:a@b", ""}, {"javascript:void(0)", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(tw_url_join(mem, TW_LIT("http://a.example/b/c/d;p?q"), tw_slice_of(pairs[i][0])),
           pairs[i][1]);
}

static void canonical_addresses_lose_what_tracks(void **state)
{
    (void)state;
    is(tw_url_canonical(mem, TW_LIT("HTTPS://Example.ORG:443/A?utm_source=x&id=7&fbclid=9#top")),
       "https://example.org/A?id=7");
    is(tw_url_canonical(mem, TW_LIT("http://example.org:80?UTM_Medium=a&amp;gclid=b")),
       "http://example.org/");
    is(tw_url_canonical(mem, TW_LIT("http://example.org:8080/a;jsessionid=1A2B?p=2")),
       "http://example.org:8080/a?p=2");
    is(tw_url_canonical(mem, TW_LIT("//example.org/story?mtm_campaign=x")),
       "https://example.org/story");
    is(tw_url_canonical(mem, TW_LIT("not an address")), "");
}

static void canonical_twice_changes_nothing(void **state)
{
    struct tw_slice once = tw_url_canonical(mem, TW_LIT("https://example.org/a?&&b=1&utm_id=3&c"));

    (void)state;
    is(tw_url_canonical(mem, once), "https://example.org/a?b=1&c");
}

static void domains_are_what_somebody_registered(void **state)
{
    (void)state;
    is(tw_url_domain(TW_LIT("www.example.org")), "example.org");
    is(tw_url_domain(TW_LIT("news.example.co.uk")), "example.co.uk");
    is(tw_url_domain(TW_LIT("example.com.br")), "example.com.br");
    is(tw_url_domain(TW_LIT("www3.example.or.jp")), "example.or.jp");
    is(tw_url_domain(TW_LIT("harbourblog.blogspot.com")), "harbourblog.blogspot.com");
    is(tw_url_domain(TW_LIT("a.harbourblog.blogspot.co.uk")), "harbourblog.blogspot.co.uk");
    is(tw_url_domain(TW_LIT("192.0.2.7")), "192.0.2.7");
    is(tw_url_domain(TW_LIT("localhost")), "localhost");
    is(tw_url_domain(TW_LIT("co.uk")), "co.uk");
}

static void dated(const char *url, const char *want)
{
    struct tw_date d;
    char iso[TW_DATE_TEXT];

    assert_int_equal(tw_url_date(tw_slice_of(url), &d), want[0] != 0);
    tw_date_iso(&d, iso);
    assert_string_equal(iso, want);
}

static void paths_name_their_day(void **state)
{
    (void)state;
    dated("https://example.org/2024/03/25/bridge", "2024-03-25");
    dated("https://example.org/world/2024/mar/25/bridge", "2024-03-25");
    dated("https://example.org/2024-3-5-bridge.html", "2024-03-05");
    dated("https://example.org/a/20240325/bridge", "2024-03-25");
    dated("https://example.org/bridge-20240325", "2024-03-25");
    dated("https://example.org/a?date=2024-03-25", "2024-03-25");
    dated("https://example.org/2024/03/bridge", "2024-03");
}

static void numbers_that_are_no_days_are_left(void **state)
{
    (void)state;
    dated("https://example.org/bridge-20249925", "");
    dated("https://example.org/article120240325", "");
    dated("https://example.org/2024-elections", "");
    dated("https://example.org/1889/03/25/old", "");
    dated("https://example.org/", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart), cmocka_unit_test(what_is_no_web_address_is_refused),
        cmocka_unit_test(references_are_joined_as_rfc_3986_says), cmocka_unit_test(canonical_addresses_lose_what_tracks),
        cmocka_unit_test(canonical_twice_changes_nothing), cmocka_unit_test(domains_are_what_somebody_registered),
        cmocka_unit_test(paths_name_their_day), cmocka_unit_test(numbers_that_are_no_days_are_left),
    };
    int failed;

    mem = tw_arena_new(0);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    tw_arena_free(mem);
    return failed;
}
