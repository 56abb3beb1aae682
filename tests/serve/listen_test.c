/* tests/serve/listen_test.c - addresses to listen on, and names of hosts. */
#include "serve/listen.h"

#include "support/check.h"

#include <unistd.h>

static struct tw_slice read_back(struct tw_arena *mem, const char *text)
{
    struct tw_listen l;

    assert_int_equal(tw_listen_read(text, &l), TW_OK);
    return tw_listen_text(mem, &l);
}

static void addresses_are_read_with_what_is_left_out(void **state)
{
    assert_text(read_back(*state, "127.0.0.1:8470"), "127.0.0.1:8470");
    assert_text(read_back(*state, "127.0.0.1"), "127.0.0.1:8470");
    assert_text(read_back(*state, "localhost:80"), "127.0.0.1:80");
    assert_text(read_back(*state, ":0"), "127.0.0.1:0");
    assert_text(read_back(*state, "9000"), "127.0.0.1:9000");
    assert_text(read_back(*state, "[::1]:65535"), "[::1]:65535");
    assert_text(read_back(*state, "[::1]"), "[::1]:8470");
    assert_text(read_back(*state, "0.0.0.0:1"), "0.0.0.0:1");
}

static void what_is_no_address_is_refused(void **state)
{
    static const char *const wrong[] = {"127.0.0.1:65536", "127.0.0.1:x", "news.example:80",
                                        "1.2.3:80", "[::1:80", "::::",
                                        "127.0.0.1:123456", "256.0.0.1"};
    struct tw_listen l;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(tw_listen_read(wrong[i], &l), TW_USAGE);
}

static bool answers(const char *listen, const char *host)
{
    struct tw_slice names[] = {TW_LIT("news.example"), TW_LIT("desk.example:8080")};
    struct tw_listen l;

    assert_int_equal(tw_listen_read(listen, &l), TW_OK);
    return tw_listen_is_host(&l, tw_slice_of(host), (struct tw_slices){names, 2});
}

static void a_server_goes_by_its_address_and_its_names(void **state)
{
    (void)state;
    assert_true(answers("127.0.0.1:8470", "127.0.0.1:8470"));
    assert_true(answers("127.0.0.1:8470", "localhost:8470"));
    assert_true(answers("127.0.0.1:8470", "LOCALHOST"));
    assert_true(answers("127.0.0.1:8470", "[::1]:8470"));
    assert_true(answers("127.0.0.1:8470", "news.example"));
    assert_true(answers("127.0.0.1:8470", "News.Example:443"));
    assert_true(answers("127.0.0.1:8470", "desk.example:8080"));
    assert_true(answers("192.0.2.7:80", "192.0.2.7"));
}

static void a_name_that_was_made_to_point_here_is_refused(void **state)
{
    (void)state;
    assert_false(answers("127.0.0.1:8470", "attacker.example:8470"));
    assert_false(answers("127.0.0.1:8470", "127.0.0.1.attacker.example"));
    assert_false(answers("127.0.0.1:8470", "localhost.attacker.example"));
    assert_false(answers("127.0.0.1:8470", "desk.example"));
    assert_false(answers("127.0.0.1:8470", "192.0.2.7:8470"));
    assert_false(answers("127.0.0.1:8470", ""));
    assert_false(answers("192.0.2.7:80", "localhost"));
    assert_false(answers("192.0.2.7:80", "127.0.0.1"));
}

static void an_address_that_is_taken_is_told(void **state)
{
    struct tw_listen l, again;
    const char *why;
    int file, other;

    assert_int_equal(tw_listen_read("127.0.0.1:0", &l), TW_OK);
    assert_int_equal(tw_listen_open(&l, &file, &why), TW_OK);
    assert_int_equal(tw_listen_read(tw_slice_dup(*state, tw_listen_text(*state, &l)).p, &again),
                     TW_OK);
    assert_int_equal(tw_listen_open(&again, &other, &why), TW_LOCKED);
    assert_int_equal(close(file), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(addresses_are_read_with_what_is_left_out),
        TEST_IN_ARENA(what_is_no_address_is_refused),
        TEST_IN_ARENA(a_server_goes_by_its_address_and_its_names),
        TEST_IN_ARENA(a_name_that_was_made_to_point_here_is_refused),
        TEST_IN_ARENA(an_address_that_is_taken_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
