/* tests/base/progress_test.c - what the progress line says. */
#include "base/progress.h"
#include "support/check.h"

#define SECOND INT64_C(1000000000)

static void shows(const struct tw_progress *p, int64_t elapsed, const char *want)
{
    char line[512];

    assert_int_equal(tw_progress_line(p, elapsed, line, sizeof line), strlen(want));
    assert_string_equal(line, want);
}

static void a_known_total_gives_the_time_left(void **state)
{
    struct tw_progress p = {
        .stage = "read", .done = 25000000, .total = 100000000, .items = 9, .kept = 8, .dropped = 1};

    (void)state;
    shows(&p, 2 * SECOND, "read  25 MB/100 MB  12 MB/s  0:06 left  8 kept, 1 dropped");
    p.dropped = 0;
    shows(&p, 2000 * SECOND, "read  25 MB/100 MB  12 kB/s  1:40:00 left  8 kept");
}

static void an_unknown_total_gives_only_the_rate(void **state)
{
    struct tw_progress p = {.stage = "group", .done = 999, .kept = 3};

    (void)state;
    shows(&p, SECOND, "group  999 B  999 B/s  3 kept");
}

static void nothing_done_yet_has_no_time_left(void **state)
{
    struct tw_progress p = {.stage = "read", .total = 1500};

    (void)state;
    shows(&p, 0, "read  0 B/1.5 kB  0 B/s  0 kept");
}

static void amounts_change_unit_before_they_grow_long(void **state)
{
    struct tw_progress p = {.stage = "read", .done = 9949};

    (void)state;
    shows(&p, SECOND, "read  9.9 kB  9.9 kB/s  0 kept");
    p.done = 999499;
    shows(&p, SECOND, "read  999 kB  999 kB/s  0 kept");
    p.done = 999500;
    shows(&p, SECOND, "read  1.0 MB  1.0 MB/s  0 kept");
}

static void json_says_the_same_in_numbers(void **state)
{
    struct tw_progress p = {.stage = "read",
                            .done = 50,
                            .total = 200,
                            .items = 4,
                            .kept = 3,
                            .dropped = 1,
                            .mode = TW_PROGRESS_JSON};

    (void)state;
    shows(&p, 2 * SECOND,
          "{\"stage\":\"read\",\"done\":50,\"total\":200,\"items\":4,\"kept\":3,\"dropped\":1,"
          "\"seconds\":2,\"rate\":25,\"left\":6}");
    p.total = 0;
    shows(&p, 2 * SECOND,
          "{\"stage\":\"read\",\"done\":50,\"total\":null,\"items\":4,\"kept\":3,\"dropped\":1,"
          "\"seconds\":2,\"rate\":25,\"left\":null}");
}

static void a_short_buffer_cuts_the_line(void **state)
{
    struct tw_progress p = {.stage = "read", .done = 1};
    char line[6];

    (void)state;
    assert_int_equal(tw_progress_line(&p, SECOND, line, sizeof line), 5);
    assert_string_equal(line, "read ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_total_gives_the_time_left),
        cmocka_unit_test(an_unknown_total_gives_only_the_rate),
        cmocka_unit_test(nothing_done_yet_has_no_time_left),
        cmocka_unit_test(amounts_change_unit_before_they_grow_long),
        cmocka_unit_test(json_says_the_same_in_numbers),
        cmocka_unit_test(a_short_buffer_cuts_the_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
