/* tests/read/http_test.c - heads, chunks, codings, dates of archived responses. */
#include "read/http.h"
#include "base/buf.h"
#include "base/date.h"
#include "support/check.h"
#include "support/pack.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

static struct tw_slice body_of(struct tw_arena *mem, struct tw_slice message, enum tw_status want)
{
    struct tw_http h;
    struct tw_slice body;

    assert_true(tw_http_parse(message, &h));
    assert_int_equal(tw_http_body(mem, &h, 1000, &body), want);
    return body;
}

static void head_and_body_are_taken_apart(void **state)
{
    struct tw_http h;

    (void)state;
    assert_true(tw_http_parse(TW_LIT("HTTP/1.0 404 Not Found\ncontent-type:text/plain\nX-A: b\n\nbody\n\nmore"), &h));
    assert_int_equal(h.status, 404);
    assert_true(tw_slice_eq(h.content_type, TW_LIT("text/plain")));
    assert_true(tw_slice_eq(h.body, TW_LIT("body\n\nmore")));
    assert_false(tw_http_is_document(&h));
    assert_false(tw_http_parse(TW_LIT("<html>"), &h));
    assert_true(tw_http_parse(TW_LIT("HTTP/1.1 200"), &h));
    assert_int_equal(h.body.n, 0);
}

static void chunks_are_joined(void **state)
{
    struct tw_slice want = TW_LIT("ferry sinks");

    assert_true(tw_slice_eq(want, body_of(*state, TW_LIT(HEAD "Transfer-Encoding: chunked\r\n\r\n"
                                                         "5;x=1\r\nferry\r\n6\r\n sinks\r\n0\r\n\r\n"), TW_OK)));
    assert_true(tw_slice_eq(want,
                            body_of(*state,
                                    TW_LIT(HEAD "Transfer-Encoding: chunked\r\n\r\nferry sinks"),
                                    TW_OK)));
    assert_true(tw_slice_eq(want, body_of(*state, TW_LIT(HEAD "Transfer-Encoding: chunked\r\n\r\n"
                                                         "5\r\nferry\r\nff\r\n sinks"), TW_BROKEN)));
}

static void packed_bodies_are_unpacked(void **state)
{
    struct tw_buf b = {.mem = *state};
    struct tw_slice packed = pack_gzip(*state, TW_LIT("ferry sinks"));

    tw_buf_adds(&b, HEAD "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
    tw_buf_addf(&b, "%zx\r\n", packed.n);
    tw_buf_add(&b, packed);
    tw_buf_adds(&b, "\r\n0\r\n\r\n");
    assert_true(tw_slice_eq(body_of(*state, tw_buf_slice(&b), TW_OK), TW_LIT("ferry sinks")));
    assert_true(tw_slice_eq(body_of(*state, TW_LIT(HEAD "Content-Encoding: gzip\r\n\r\n<p>plain"),
                                    TW_OK), TW_LIT("<p>plain")));
}

static void body_has_a_limit(void **state)
{
    struct tw_buf b = {.mem = *state};

    tw_buf_adds(&b, HEAD "Content-Encoding: gzip\r\n\r\n");
    tw_buf_add(&b, pack_gzip(*state, pack_text(*state, 5000)));
    assert_true(body_of(*state, tw_buf_slice(&b), TW_TOOBIG).n <= 1000);
}

static void date_is(const char *text, const char *iso)
{
    struct tw_date d;
    char got[TW_DATE_TEXT] = "";

    if (tw_http_date(tw_slice_of(text), &d)) got[tw_date_iso(&d, got)] = 0;
    assert_string_equal(got, iso);
}

static void dates_of_heads_and_feeds_are_read(void **state)
{
    (void)state;
    date_is("Mon, 25 Mar 2024 10:30:00 GMT", "2024-03-25T10:30:00Z");
    date_is("25 Mar 24 10:30 +0100", "2024-03-25T10:30+01:00");
    date_is("Monday, 25-Mar-24 10:30:00 GMT", "2024-03-25T10:30:00Z");
    date_is("Thu, 09 May 2024 08:30:00 -05:30", "2024-05-09T08:30:00-05:30");
    date_is("Fri, 31 Feb 2024 10:30:00 GMT", "");
    date_is("soon", "");
    date_is("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(head_and_body_are_taken_apart), TEST_IN_ARENA(chunks_are_joined),
        TEST_IN_ARENA(packed_bodies_are_unpacked),    TEST_IN_ARENA(body_has_a_limit),
        TEST_IN_ARENA(dates_of_heads_and_feeds_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
