/* tests/fetch/hosts_test.c - whose turn it is, in simulated time. */
#include "fetch/hosts.h"
#include "support/check.h"

static struct tw_fetch_options options;
static struct tw_hosts hosts;

static int setup(void **state)
{
    *state = tw_arena_new(0);
    options = (struct tw_fetch_options){
        .host_connections = 1, .pause_ms = 1000, .longest_wait_ms = 600000};
    tw_hosts_open(&hosts, *state, &options);
    return 0;
}

static int teardown(void **state)
{
    tw_hosts_close(&hosts);
    tw_arena_free(*state);
    return 0;
}

static void add(const char *host, const char *name, int priority, int64_t not_before)
{
    struct tw_request r = {
        .url = tw_slice_of(name), .priority = priority, .not_before = not_before};
    struct tw_web_address address = {r.url, r.url, tw_slice_of(host)};
    struct tw_ask *a = tw_ask_new(&r, &address, TW_LIT(""));

    a->host = tw_hosts_get(&hosts, address.host);
    tw_hosts_add(&hosts, a);
}

/* Begins what is next and ends it so, after 10 ms; its name, "" when nothing may start. */
static const char *run(int64_t now, enum tw_host_verdict verdict, int64_t retry_after)
{
    static char name[40];
    struct tw_ask *a = tw_hosts_take(&hosts, now);

    if (!a) return "";
    tw_hosts_begin(&hosts, a->host, now);
    tw_hosts_end(&hosts, a->host, verdict, retry_after, now + 10);
    snprintf(name, sizeof name, "%s", a->url.p);
    tw_ask_free(a);
    return name;
}

static const char *next(int64_t now)
{
    return run(now, TW_HOST_ANSWERED, -1);
}

static void a_host_has_its_pause(void **state)
{
    (void)state;
    add("a", "1", 0, 0), add("a", "2", 0, 0), add("b", "3", 0, 0);
    assert_string_equal(next(5000), "1");
    assert_string_equal(next(5000), "3");
    assert_string_equal(next(5999), "");
    assert_int_equal(tw_hosts_due(&hosts), 6000);
    assert_string_equal(next(6000), "2");
    assert_int_equal(tw_hosts_due(&hosts), INT64_MAX);
}

static void a_host_has_one_connection(void **state)
{
    struct tw_ask *a;

    (void)state;
    add("a", "1", 0, 0), add("a", "2", 0, 0);
    a = tw_hosts_take(&hosts, 0);
    tw_hosts_begin(&hosts, a->host, 0);
    assert_null(tw_hosts_take(&hosts, 100000));
    assert_int_equal(tw_hosts_due(&hosts), INT64_MAX);
    tw_hosts_end(&hosts, a->host, TW_HOST_ANSWERED, -1, 100000);
    tw_ask_free(a);
    assert_string_equal(next(100000), "2");
}

static void what_is_due_goes_by_priority_then_age(void **state)
{
    (void)state;
    options.pause_ms = 0;
    add("a", "old", 0, 0), add("a", "later", 9, 500), add("a", "urgent", 5, 0),
        add("a", "young", 0, 0);
    assert_string_equal(next(0), "urgent");
    assert_string_equal(next(0), "old");
    assert_string_equal(next(500), "later");
    assert_string_equal(next(500), "young");
    add("a", "tomorrow", 0, 90000);
    assert_string_equal(next(89999), "");
    assert_int_equal(tw_hosts_due(&hosts), 90000);
    assert_string_equal(next(90000), "tomorrow");
}

static void no_host_starves_beside_a_full_one(void **state)
{
    size_t small = 0, turns = 0;

    (void)state;
    for (size_t i = 0; i < 500; i++) add("full", "f", 0, 0);
    for (size_t i = 0; i < 50; i++) add(i % 2 ? "x" : "y", "s", 0, 0);
    for (int64_t now = 0; small < 50; now += 100) {
        const char *name;

        while (*(name = next(now))) small += *name == 's', turns++;
        assert_true(now < 26000);
    }
    assert_int_equal(turns, 50 + 25);
}

static void failures_make_the_pause_grow_and_an_answer_ends_that(void **state)
{
    int64_t now = 0, wait[5];

    (void)state;
    for (size_t i = 0; i < 20; i++) add("a", "x", 0, 0);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(run(now, TW_HOST_FAILED, -1), "x");
        wait[i] = tw_hosts_due(&hosts) - (now + 10);
        now = tw_hosts_due(&hosts);
    }
    for (size_t i = 0; i < 5; i++) assert_int_equal(wait[i], 1000 << i);
    for (size_t i = 0; i < 10; i++) run(now, TW_HOST_FAILED, -1), now = tw_hosts_due(&hosts);
    run(now, TW_HOST_FAILED, -1);
    assert_int_equal(tw_hosts_due(&hosts) - now, 600010);
    now = tw_hosts_due(&hosts);
    next(now);
    assert_int_equal(tw_hosts_due(&hosts) - now, 1000);
}

static void retry_after_wins_over_back_off_and_has_a_cap(void **state)
{
    (void)state;
    add("a", "1", 0, 0), add("a", "2", 0, 0), add("a", "3", 0, 0);
    run(0, TW_HOST_BUSY, 300);
    assert_int_equal(tw_hosts_due(&hosts), 300010);
    run(300010, TW_HOST_BUSY, 1000000000);
    assert_int_equal(tw_hosts_due(&hosts), 300010 + 600010);
}

static void impatient_requests_end_when_the_wait_is_too_long(void **state)
{
    struct tw_ask *a;

    (void)state;
    options.patience_ms = 30000;
    add("a", "1", 0, 0), add("a", "2", 0, 0), add("a", "3", 0, 100000);
    run(0, TW_HOST_BUSY, 60);
    for (size_t i = 0; i < 2; i++) {
        assert_non_null(a = tw_hosts_take(&hosts, 20));
        assert_non_null(a->refused);
        tw_ask_free(a);
    }
    add("a", "4", 0, 0);
    assert_null(tw_hosts_take(&hosts, 30010));
    assert_int_equal(tw_hosts_due(&hosts), 60010);
    assert_string_equal(next(60010), "4");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_host_has_its_pause),
        TEST(a_host_has_one_connection),
        TEST(what_is_due_goes_by_priority_then_age),
        TEST(no_host_starves_beside_a_full_one),
        TEST(failures_make_the_pause_grow_and_an_answer_ends_that),
        TEST(retry_after_wins_over_back_off_and_has_a_cap),
        TEST(impatient_requests_end_when_the_wait_is_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
