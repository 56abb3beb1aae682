/* tests/fetch/robots_test.c - what robots.txt allows; the groups and rules of RFC 9309, section
** 2, and what is met. */
#include "fetch/robots.h"
#include "base/buf.h"
#include "support/check.h"

#include <stdlib.h>

static bool allows(struct tw_arena *mem, const char *text, const char *path)
{
    struct tw_robots r;

    tw_robots_read(mem, tw_slice_of(text), TW_LIT("Twosource"), &r);
    return tw_robots_allow(mem, &r, tw_slice_of(path));
}

static void without_rules_everything_is_allowed(void **state)
{
    assert_true(allows(*state, "", "/a"));
    assert_true(allows(*state, "<html>Not found</html>", "/a"));
    assert_true(allows(*state, "User-agent: *\nDisallow:\n", "/a"));
    assert_true(allows(*state, "Disallow: /\n", "/a"));
    assert_true(allows(*state, "User-agent: otherbot\nDisallow: /\n", "/a"));
}

static void the_group_that_names_us_is_ours_alone(void **state)
{
    const char *text =
        "User-agent: *\nDisallow: /\n\nUser-agent: twoSource/2.1\nDisallow: /drafts\n\n"
        "User-agent: Twosources\nDisallow: /\n\nuser-agent:a\nUSER-AGENT : "
        "Twosource\nDisallow:/b\n";

    assert_true(allows(*state, text, "/news"));
    assert_false(allows(*state, text, "/drafts/1"));
    assert_false(allows(*state, text, "/b"));
    assert_false(allows(
        *state,
        "User-agent: *\nDisallow: /x\nUser-agent: b\nDisallow: /y\nUser-agent: *\nDisallow: /z",
        "/x"));
    assert_false(allows(
        *state,
        "User-agent: *\nDisallow: /x\nUser-agent: b\nDisallow: /y\nUser-agent: *\nDisallow: /z",
        "/z"));
    assert_true(allows(*state, "User-agent: *\nDisallow: /x\nUser-agent: Twosource\n", "/x"));
}

static void the_longest_rule_decides(void **state)
{
    const char *text =
        "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/closed$\n";

    assert_false(allows(*state, text, "/news/1"));
    assert_true(allows(*state, text, "/news/open/1"));
    assert_false(allows(*state, text, "/news/open/closed"));
    assert_true(allows(*state, text, "/news/open/closed/1"));
    assert_true(allows(*state, "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    assert_true(allows(*state, "User-agent: *\nAllow: /a\nDisallow: /a\n", "/a"));
    assert_true(allows(*state, "User-agent: *\nDisallow: /\n", "/robots.txt"));
}

static void stars_and_ends_are_understood(void **state)
{
    const struct { const char *rule, *path; bool matches;
    } cases[] = {
        {"/fish", "/fish.html", true},
        {"/fish", "/Fish", false},
        {"/fish*", "/fish/a", true},
        {"/*.php", "/a/b.php?c", true},
        {"/*.php$", "/a/b.php?c", false},
        {"/*.php$", "/a.php/b.php", true},
        {"/fish*.php", "/fishheads/catfish.php?x", true},
        {"/a*b*c", "/axxbxxc1", true},
        {"/a*b*c", "/axxcxxb", false},
        {"*/private/", "/x/private/y", true},
        {"/a$", "/a", true},
        {"/a$", "/ab", false},
        {"/*$", "/any", true},
        {"/a*a$", "/a", false},
        {"/a*aa$", "/aaa", true},
        {"/**/b", "/x/b", true},
        {"/$", "/", true},
        {"/$", "/a", false},
        {"$", "/a", false},
        {"*", "/a", true},
        {"/?page=", "/?page=2", true},
        {"fish", "/fish", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tw_buf b = {.mem = *state};

        tw_buf_addf(&b, "User-agent: *\rDisallow: %s # remark\r\n%c", cases[i].rule, 0);
        if (allows(*state, b.p, cases[i].path) == cases[i].matches)
            fail_msg("%s %s", cases[i].rule, cases[i].path);
    }
}

static void spellings_of_one_path_are_one(void **state)
{
    assert_false(allows(*state, "User-agent: *\nDisallow: /f%C3%bcr\n", "/f\xC3\xBCr"));
    assert_false(allows(*state, "User-agent: *\nDisallow: /f\xC3\xBCr\n", "/f%c3%BCr"));
    assert_false(allows(*state, "User-agent: *\nDisallow: /%7Ejoe/\n", "/~joe/x"));
    assert_true(allows(*state, "User-agent: *\nDisallow: /a%2Fb\n", "/a/b"));
    assert_true(allows(*state, "User-agent: *\nDisallow: /100%\n", "/100"));
}

static void the_delay_is_read(void **state)
{
    const struct { const char *text; int ms;
    } cases[] = {
        {"User-agent: *\nCrawl-delay: 10\nDisallow: /x", 10000},
        {"User-agent: *\nCrawl-delay: 0.25", 250},
        {"User-agent: other\nCrawl-delay: 5", 0},
        {"User-agent: *\nCrawl-delay: soon", 0},
        {"User-agent: *\nCrawl-delay: 5\nUser-agent: Twosource\nCrawl-delay: 2\n", 2000},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tw_robots r;

        tw_robots_read(*state, tw_slice_of(cases[i].text), TW_LIT("Twosource"), &r);
        assert_int_equal(r.delay_ms, cases[i].ms);
    }
}

static void a_copy_stands_alone(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_robots r, *copy;

    tw_robots_read(mem, TW_LIT("User-agent: *\nDisallow: /a\nAllow: /a/b\n"), TW_LIT("Twosource"),
                   &r);
    copy = tw_robots_copy(&r);
    tw_arena_free(mem);
    assert_int_equal(copy->n, 2);
    assert_false(tw_robots_allow(*state, copy, TW_LIT("/a/c")));
    assert_true(tw_robots_allow(*state, copy, TW_LIT("/a/b")));
    free(copy);
}

static void hostile_ones_end(void **state)
{
    struct tw_buf b = {.mem = *state}, path = {.mem = *state};
    struct tw_robots r;

    tw_buf_adds(&b, "User-agent: *\n");
    while (b.n < TW_ROBOTS_MAX + 1000) tw_buf_adds(&b, "Disallow: *a*a*b\n");
    tw_buf_adds(&b, "Disallow: /\n");
    while (path.n < 8000) tw_buf_adds(&path, "/a");
    tw_robots_read(*state, tw_buf_slice(&b), TW_LIT("Twosource"), &r);
    assert_int_equal(r.n, TW_ROBOTS_RULES);
    assert_true(tw_robots_allow(*state, &r, tw_buf_slice(&path)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(without_rules_everything_is_allowed),
        TEST_IN_ARENA(the_group_that_names_us_is_ours_alone),
        TEST_IN_ARENA(the_longest_rule_decides),
        TEST_IN_ARENA(stars_and_ends_are_understood),
        TEST_IN_ARENA(spellings_of_one_path_are_one),
        TEST_IN_ARENA(the_delay_is_read),
        TEST_IN_ARENA(a_copy_stands_alone),
        TEST_IN_ARENA(hostile_ones_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
