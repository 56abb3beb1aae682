/* tests/fetch/reply_test.c - what the head of an answer says. */
#include "fetch/reply.h"
#include "support/check.h"

static struct tw_reply reply(const char *fields)
{
    static char head[2000];
    struct tw_reply r;

    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\n%s\r\n\r\n", fields);
    tw_reply_read(tw_slice_of(head), 1711364400, &r);
    return r;
}

static void the_status_line_is_taken_apart(void **state)
{
    struct tw_reply r;

    (void)state;
    tw_reply_read(TW_LIT("HTTP/1.1 404 Not  Found\r\n\r\n"), 0, &r);
    assert_int_equal(r.status, 404);
    assert_text(r.reason, "Not  Found");
    tw_reply_read(TW_LIT("HTTP/1.1 301\r\nLocation: /x\r\n"), 0, &r);
    assert_int_equal(r.status, 301);
    assert_int_equal(r.reason.n, 0);
    assert_text(r.location, "/x");
    tw_reply_read(TW_LIT(""), 0, &r);
    assert_int_equal(r.status, 0);
    tw_reply_read(TW_LIT("ICY 200 OK\r\n"), 0, &r);
    assert_int_equal(r.status, 0);
}

static void retry_after_is_seconds_or_a_date(void **state)
{
    (void)state;
    assert_int_equal(reply("Retry-After: 120").retry_after, 120);
    assert_int_equal(reply("Retry-After: 0").retry_after, 0);
    assert_int_equal(reply("Retry-After: Mon, 25 Mar 2024 11:10:00 GMT").retry_after, 600);
    assert_int_equal(
        reply("Date: Mon, 25 Mar 2024 12:00:00 GMT\r\nRetry-After: Mon, 25 Mar 2024 12:00:30 GMT")
            .retry_after,
        30);
    assert_int_equal(reply("Retry-After: Mon, 25 Mar 2019 11:10:00 GMT").retry_after, 0);
    assert_int_equal(reply("Retry-After: soon").retry_after, -1);
    assert_int_equal(reply("Retry-After: -5").retry_after, -1);
    assert_true(reply("Retry-After: 99999999999999999999999").retry_after > 1000000000);
    assert_int_equal(reply("X: y").retry_after, -1);
}

static void max_age_stands_among_other_directives(void **state)
{
    (void)state;
    assert_int_equal(reply("Cache-Control: public, max-age=600, s-maxage=9").max_age, 600);
    assert_int_equal(reply("Cache-Control: Max-Age=\"60\"").max_age, 60);
    assert_int_equal(reply("Cache-Control: s-maxage=9").max_age, -1);
    assert_int_equal(reply("Cache-Control: max-age=").max_age, -1);
    assert_int_equal(reply("Cache-Control: max-age=x").max_age, -1);
}

static void dates_that_are_none_are_not_said(void **state)
{
    (void)state;
    assert_int_equal(reply("Date: Mon, 25 Mar 2024 11:00:00 GMT").date, 1711364400);
    assert_int_equal(reply("Date: yesterday").date, 0);
    assert_int_equal(reply("Date: Mon, 99 Mar 2024 11:00:00 GMT").date, 0);
}

static void the_charset_is_its_label(void **state)
{
    (void)state;
    assert_text(reply("Content-Type: text/html; Charset=\"KOI8-R\"; x=y").charset, "KOI8-R");
    assert_int_equal(reply("Content-Type: text/html").charset.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_line_is_taken_apart),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
        cmocka_unit_test(max_age_stands_among_other_directives),
        cmocka_unit_test(dates_that_are_none_are_not_said),
        cmocka_unit_test(the_charset_is_its_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
