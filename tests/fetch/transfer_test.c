/* tests/fetch/transfer_test.c - bodies: packed, cut off, too large, too slow; and what is said
** of them. */
#include "asking.h"
#include "base/buf.h"
#include "support/folder.h"
#include "support/pack.h"

/* The result for a server that answers so. */
static const struct tw_fetched *result(struct canned_page page, struct tw_fetch_options o,
                                       struct tw_fetcher **f)
{
    struct canned *c;
    const struct tw_fetched *r;

    page.path = "/";
    c = canned_start(&page, 1);
    *f = opened(&o);
    r = fetched(*f, canned_url(c, mem, "/"));
    canned_stop(c, mem);
    return r;
}

static struct tw_slice packed(const char *coding, struct tw_slice body)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %zu\r\n\r\n",
                coding, body.n);
    tw_buf_add(&b, body);
    return tw_buf_slice(&b);
}

static void a_packed_body_is_unpacked(void **state)
{
    struct tw_slice body = pack_gzip(mem, TW_LIT("ferry sinks"));
    struct tw_fetcher *f;
    const struct tw_fetched *r =
        result((struct canned_page){.answer = packed("gzip", body)}, local(), &f);

    (void)state;
    assert_null(r->why);
    assert_text(r->body, "ferry sinks");
    assert_int_equal(r->received, body.n);
    tw_fetch_close(f);
}

static void a_damaged_packed_body_is_told(void **state)
{
    struct tw_slice body = pack_gzip(mem, TW_LIT("ferry sinks"));
    struct tw_fetcher *f;
    const struct tw_fetched *r =
        result((struct canned_page){.answer = packed("gzip", tw_slice_sub(body, 0, body.n - 9))},
               local(), &f);

    (void)state;
    assert_int_equal(r->end, TW_FETCH_DAMAGED);
    assert_string_equal(r->why, "its packed body is damaged or cut off");
    tw_fetch_close(f);
}

static void a_bomb_is_not_unpacked_beyond_the_limit(void **state)
{
    struct tw_buf zeros = {.mem = mem};
    struct tw_fetch_options o = local();
    struct tw_fetcher *f;
    const struct tw_fetched *r;

    (void)state;
    memset(tw_buf_room(&zeros, 4 << 20), '0', 4 << 20);
    zeros.n = 4 << 20;
    o.max_body = 1 << 20;
    r = result((struct canned_page){.answer = packed("gzip", pack_gzip(mem, tw_buf_slice(&zeros)))},
               o, &f);
    assert_int_equal(r->end, TW_FETCH_TOOBIG);
    assert_string_equal(r->why, "it is larger than the limit when unpacked");
    assert_true(r->body.n <= 1 << 20);
    tw_fetch_close(f);
}

static void a_body_larger_than_is_received_is_cut(void **state)
{
    const struct tw_slice answers[] = {
        TW_LIT("HTTP/1.1 200 OK\r\nContent-Length: "
               "40\r\n\r\n0123456789012345678901234567890123456789"),
        TW_LIT(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
            "chunked\r\n\r\n14\r\n01234567890123456789\r\n14\r\n01234567890123456789\r\n0\r\n\r\n"),
        TW_LIT("HTTP/1.0 200 OK\r\n\r\n0123456789012345678901234567890123456789"),
    };
    struct tw_fetch_options o = local();

    (void)state;
    o.max_received = 39;
    for (size_t i = 0; i < 3; i++) {
        struct tw_fetcher *f;
        const struct tw_fetched *r = result((struct canned_page){.answer = answers[i]}, o, &f);

        assert_int_equal(r->end, TW_FETCH_TOOBIG);
        assert_string_equal(r->why, "it is larger than what is received");
        assert_true(r->body.n <= 39);
        tw_fetch_close(f);
    }
}

static void a_request_can_have_a_lower_limit(void **state)
{
    const struct canned_page page = {.path = "/",
                                     .answer = OK("Content-Length: 11\r\n", "ferry sinks")};
    struct canned *c = canned_start(&page, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);

    (void)state;
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, mem, "/"), .max_body = 10});
    assert_int_equal(wait_for(f)->end, TW_FETCH_TOOBIG);
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, mem, "/"), .max_body = 11});
    assert_null(wait_for(f)->why);
    tw_fetch_close(f);
    canned_stop(c, mem);
}

static void what_is_cut_off_is_told_with_what_came(void **state)
{
    struct tw_fetcher *f;
    const struct tw_fetched *r;

    (void)state;
    r = result((struct canned_page){.answer = OK("Content-Length: 100\r\n", "ferry")}, local(), &f);
    assert_int_equal(r->end, TW_FETCH_DAMAGED);
    assert_string_equal(r->why, "it was cut off after 5 of 100 bytes");
    assert_text(r->body, "ferry");
    assert_int_equal(r->status, 200);
    tw_fetch_close(f);
    r = result(
        (struct canned_page){.answer = OK("Transfer-Encoding: chunked\r\n", "5\r\nferry\r\n")},
        local(), &f);
    assert_string_equal(r->why, "it was cut off after 5 bytes");
    tw_fetch_close(f);
    r = result(
        (struct canned_page){.answer = OK("Content-Length: 100\r\n", "ferry"), .reset = true},
        local(), &f);
    assert_int_equal(r->end, TW_FETCH_DAMAGED);
    tw_fetch_close(f);
    r = result((struct canned_page){.answer = TW_LIT("")}, local(), &f);
    assert_string_equal(r->why, "its server closed the connection without an answer");
    tw_fetch_close(f);
    r = result((struct canned_page){.answer = TW_LIT("<html>no head")}, local(), &f);
    assert_int_equal(r->end, TW_FETCH_DAMAGED);
    tw_fetch_close(f);
}

static void a_slow_server_is_given_up(void **state)
{
    struct tw_fetch_options o = local();
    struct tw_fetcher *f;
    const struct tw_fetched *r;

    (void)state;
    o.whole_ms = 100;
    r = result((struct canned_page){.answer = OK("Content-Length: 5\r\n", "ferry"), .slow_ms = 500},
               o, &f);
    assert_int_equal(r->end, TW_FETCH_SLOW);
    assert_non_null(r->why);
    tw_fetch_close(f);
}

static void a_head_without_end_is_given_up(void **state)
{
    struct tw_buf b = {.mem = mem};
    struct tw_fetcher *f;

    (void)state;
    tw_buf_adds(&b, "HTTP/1.1 200 OK\r\n");
    while (b.n < 400 << 10) tw_buf_adds(&b, "X-More: and more and more and more\r\n");
    assert_int_equal(result((struct canned_page){.answer = tw_buf_slice(&b)}, local(), &f)->end,
                     TW_FETCH_TOOBIG);
    tw_fetch_close(f);
}

static void a_preliminary_answer_is_not_the_answer(void **state)
{
    struct tw_fetcher *f;
    const struct tw_fetched *r = result(
        (struct canned_page){
            .answer = TW_LIT("HTTP/1.1 103 Early Hints\r\nETag: \"no\"\r\n\r\n"
                             "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"yes\"\r\n\r\nferry")},
        local(), &f);

    (void)state;
    assert_null(r->why);
    assert_text(r->etag, "\"yes\"");
    assert_true(tw_slice_starts(r->head, TW_LIT("HTTP/1.1 200 OK")));
    tw_fetch_close(f);
}

static void what_a_server_says_of_an_error_is_one_line(void **state)
{
    struct tw_fetcher *f;
    const struct tw_fetched *r = result(
        (struct canned_page){
            .answer = TW_LIT("HTTP/1.1 403 No\x1b[31m way\r\nContent-Length: 0\r\n\r\n")},
        local(), &f);

    (void)state;
    assert_string_equal(r->why, "its server answered 403 No");
    assert_int_equal(r->end, TW_FETCH_ANSWERED);
    tw_fetch_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_packed_body_is_unpacked),
        TEST_IN_FOLDER(a_damaged_packed_body_is_told),
        TEST_IN_FOLDER(a_bomb_is_not_unpacked_beyond_the_limit),
        TEST_IN_FOLDER(a_body_larger_than_is_received_is_cut),
        TEST_IN_FOLDER(a_request_can_have_a_lower_limit),
        TEST_IN_FOLDER(what_is_cut_off_is_told_with_what_came),
        TEST_IN_FOLDER(a_slow_server_is_given_up),
        TEST_IN_FOLDER(a_head_without_end_is_given_up),
        TEST_IN_FOLDER(a_preliminary_answer_is_not_the_answer),
        TEST_IN_FOLDER(what_a_server_says_of_an_error_is_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
