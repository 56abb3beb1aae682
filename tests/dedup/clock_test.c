/* tests/dedup/clock_test.c - what time is it in a stream of dates that may be wrong? */
#include "dedup/clock.h"

#include "support/check.h"

static void the_third_latest_time_is_now(void **state)
{
    struct tw_clock c = {0};

    (void)state;
    assert_int_equal(tw_clock_tick(&c, 100), 100);
    assert_int_equal(tw_clock_tick(&c, 200), 100);
    assert_int_equal(tw_clock_tick(&c, 300), 100);
    assert_int_equal(tw_clock_tick(&c, 400), 200);
    assert_int_equal(tw_clock_tick(&c, 150), 200);
    assert_int_equal(tw_clock_tick(&c, 500), 300);
}

static void one_date_in_the_far_future_changes_nothing(void **state)
{
    struct tw_clock c = {0};

    (void)state;
    tw_clock_tick(&c, 9000000);
    for (int64_t t = 100; t < 200; t++) assert_true(tw_clock_tick(&c, t) <= t);
    assert_in_range(tw_clock_tick(&c, 200), 190, 200);
}

static void articles_without_a_date_do_not_stop_it(void **state)
{
    struct tw_clock c = {0};

    (void)state;
    assert_int_equal(tw_clock_tick(&c, 0), 0);
    tw_clock_tick(&c, 100);
    assert_int_equal(tw_clock_tick(&c, 0), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_third_latest_time_is_now),
        cmocka_unit_test(one_date_in_the_far_future_changes_nothing),
        cmocka_unit_test(articles_without_a_date_do_not_stop_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
