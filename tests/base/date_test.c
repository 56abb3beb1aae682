/* tests/base/date_test.c - the calendar and ISO 8601. */
#include "base/date.h"
#include "support/check.h"

static void every_day_of_eight_centuries_comes_back(void **state)
{
    int64_t day = tw_days_from_civil(1600, 1, 1);
    int weekday = tw_weekday(day);

    (void)state;
    assert_int_equal(weekday, 5); /* 1 January 1600 was a Saturday */
    for (int year = 1600; year < 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int i = 1; i <= tw_days_in_month(year, month); i++, day++, weekday++) {
                int y, m, d;

                tw_civil_from_days(day, &y, &m, &d);
                if (y != year || m != month || d != i || tw_days_from_civil(y, m, d) != day
                    || tw_weekday(day) != weekday % 7)
                    fail_msg("%d-%d-%d became %d-%d-%d", year, month, i, y, m, d);
            }
    assert_int_equal(day, tw_days_from_civil(2400, 1, 1));
}

static void known_days_are_where_they_belong(void **state)
{
    (void)state;
    assert_int_equal(tw_days_from_civil(1970, 1, 1), 0);
    assert_int_equal(tw_days_from_civil(2000, 3, 1), 11017);
    assert_int_equal(tw_weekday(tw_days_from_civil(2024, 3, 25)), 0); /* a Monday */
    assert_int_equal(tw_weekday(-4), 6);
    assert_int_equal(tw_days_in_month(1900, 2), 28);
    assert_int_equal(tw_days_in_month(2000, 2), 29);
    assert_int_equal(tw_days_in_month(2024, 13), 0);
}

/* Reads `in`; it must write back as `want`, or be refused when `want` is NULL. */
static void reads_as(const char *in, const char *want)
{
    struct tw_date d;
    char iso[TW_DATE_TEXT];
    bool ok = tw_date_parse_iso(tw_slice_of(in), &d);

    if (ok != (want != NULL)) fail_msg("\"%s\" was %s", in, ok ? "taken" : "refused");
    if (!ok) assert_int_equal(d.grain, TW_DATE_NONE);
    assert_int_equal(tw_date_iso(&d, iso), want ? strlen(want) : 0);
    assert_string_equal(iso, want ? want : "");
}

static void iso_dates_keep_their_precision(void **state)
{
    (void)state;
    reads_as("2024", "2024");
    reads_as("2024-03", "2024-03");
    reads_as("2024-03-25", "2024-03-25");
    reads_as("2024-03-25T10:00", "2024-03-25T10:00");
    reads_as("2024-03-25T10:00:59Z", "2024-03-25T10:00:59Z");
    reads_as("2024-03-25T10:00+02:00", "2024-03-25T10:00+02:00");
    reads_as("2024-03-25T10:00:00-03:30", "2024-03-25T10:00:00-03:30");
}

static void the_usual_liberties_are_understood(void **state)
{
    (void)state;
    reads_as("20240325", "2024-03-25");
    reads_as("20240325T100000Z", "2024-03-25T10:00:00Z");
    reads_as("2024-03-25 10:00:00", "2024-03-25T10:00:00");
    reads_as("2024-03-25t10:00:00z", "2024-03-25T10:00:00Z");
    reads_as("2024-03-25T10:00:00.123456+0200", "2024-03-25T10:00:00+02:00");
    reads_as("2024-03-25T10:00:00,5Z", "2024-03-25T10:00:00Z");
    reads_as("2024-03-25 10:00:00 +0000", "2024-03-25T10:00:00Z");
    reads_as("2024-03-25 10:00 UTC", "2024-03-25T10:00Z");
    reads_as("2024-03-25T10:00-05", "2024-03-25T10:00-05:00");
    reads_as("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z");
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "today",
        "24-03-25",
        "2024-13-01",
        "2024-00-10",
        "2024-02-30",
        "2023-02-29",
        "0000-01-01",
        "2024-3-5",
        "2024-03-25T",
        "2024-03-25T24:00",
        "2024-03-25T10",
        "2024-03-25T10:60",
        "2024-03-25T10:00:61",
        "2024-03-25T10:00:00+",
        "2024-03-25T10:00:00+25:00",
        "2024-03-25T10:00:00+02:75",
        "2024-03-25T10:00:00 EST",
        "2024-03-25x",
        "2024-03-25 ",
        " 2024-03-25",
        "2024-03T10:00",
        "202403",
        "2024032",
        "-2024-03-25",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) reads_as(wrong[i], NULL);
}

static void unix_seconds_respect_the_zone(void **state)
{
    struct tw_date d;

    (void)state;
    assert_true(tw_date_parse_iso(TW_LIT("2001-09-09T01:46:40Z"), &d));
    assert_int_equal(tw_date_unix(&d), 1000000000);
    assert_true(tw_date_parse_iso(TW_LIT("2001-09-09T03:46:40+02:00"), &d));
    assert_int_equal(tw_date_unix(&d), 1000000000);
    assert_int_equal(tw_date_days(&d), tw_days_from_civil(2001, 9, 9));
    assert_true(tw_date_parse_iso(TW_LIT("1970-02"), &d));
    assert_int_equal(tw_date_unix(&d), 31 * 86400);
}

static void unix_seconds_come_back(void **state)
{
    (void)state;
    for (int64_t t = -11676096000; t < 13569465600; t += 8640001) { /* 1600 to 2400 */
        struct tw_date d = tw_date_from_unix(t);

        assert_true(tw_date_valid(&d));
        assert_int_equal(tw_date_unix(&d), t);
    }
}

static void a_date_of_days_is_no_finer(void **state)
{
    struct tw_date d = tw_date_from_days(19807);
    char iso[TW_DATE_TEXT];

    (void)state;
    tw_date_iso(&d, iso);
    assert_string_equal(iso, "2024-03-25");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_eight_centuries_comes_back),
        cmocka_unit_test(known_days_are_where_they_belong),
        cmocka_unit_test(iso_dates_keep_their_precision),
        cmocka_unit_test(the_usual_liberties_are_understood),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(unix_seconds_respect_the_zone),
        cmocka_unit_test(unix_seconds_come_back),
        cmocka_unit_test(a_date_of_days_is_no_finer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
