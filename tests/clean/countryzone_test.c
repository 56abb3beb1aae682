/* tests/clean/countryzone_test.c - what time is it where the page is from? */
#include "clean/countryzone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static int zone_of(const char *url, const char *day)
{
    struct tw_date d;
    int zone = -9999;

    assert_true(tw_date_parse_iso(tw_slice_of(day), &d));
    return tw_country_zone(tw_slice_of(url), &d, &zone) ? zone : -9999;
}

static void summer_time_begins_and_ends_on_sundays(void **state)
{
    (void)state;
    assert_int_equal(zone_of("https://harbour.de/a", "2024-03-30"), 60);
    assert_int_equal(zone_of("https://harbour.de/a", "2024-03-31"), 120);
    assert_int_equal(zone_of("https://harbour.de/a", "2024-10-26"), 120);
    assert_int_equal(zone_of("https://harbour.de/a", "2024-10-27"), 60);
    assert_int_equal(zone_of("https://harbour.co.uk/a", "2024-07-01"), 60);
}

static void other_countries_keep_one_time(void **state)
{
    (void)state;
    assert_int_equal(zone_of("https://harbour.co.jp/a", "2024-07-01"), 540);
    assert_int_equal(zone_of("https://harbour.com.ar/a", "2024-07-01"), -180);
    assert_int_equal(zone_of("https://harbour.in/a", "2024-01-01"), 330);
}

static void what_is_no_country_has_no_clock(void **state)
{
    (void)state;
    assert_int_equal(zone_of("https://harbour.com/a", "2024-07-01"), -9999);
    assert_int_equal(zone_of("https://harbour.us/a", "2024-07-01"), -9999);
    assert_int_equal(zone_of("no address", "2024-07-01"), -9999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summer_time_begins_and_ends_on_sundays),
        cmocka_unit_test(other_countries_keep_one_time),
        cmocka_unit_test(what_is_no_country_has_no_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
