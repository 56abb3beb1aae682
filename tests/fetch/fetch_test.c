/* tests/fetch/fetch_test.c - requests against a server on loopback: what comes back, and what is
** asked. */
#include "asking.h"
#include "base/buf.h"

static void an_answer_is_taken_apart(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/a%20b",
         .answer = OK("Content-Type: text/html; charset=windows-1251\r\nETag: "
                      "\"x1\"\r\nLast-Modified: Mon, 25 Mar 2024 10:30:00 GMT\r\n"
                      "Date: Mon, 25 Mar 2024 11:00:00 GMT\r\nCache-Control: public, "
                      "max-age=300\r\nContent-Length: 5\r\n",
                      "ferry")}};
    struct canned *c = canned_start(pages, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);
    int mark;
    const struct tw_fetched *r;

    tw_fetch_add(f,
                 &(struct tw_request){.url = canned_url(c, *state, "/a b#part"), .context = &mark});
    assert_int_equal(tw_fetch_pending(f), 1);
    r = wait_for(f);
    assert_null(r->why);
    assert_ptr_equal(r->context, &mark);
    assert_int_equal(r->status, 200);
    assert_text(r->body, "ferry");
    assert_text(r->charset, "windows-1251");
    assert_text(r->etag, "\"x1\"");
    assert_text(r->last_modified, "Mon, 25 Mar 2024 10:30:00 GMT");
    assert_int_equal(r->date, 1711364400);
    assert_int_equal(r->max_age, 300);
    assert_int_equal(r->retry_after, -1);
    assert_true(tw_slice_eq(r->final_url, canned_url(c, *state, "/a%20b")));
    assert_int_equal(r->permanent_url.n, 0);
    assert_null(tw_fetch_next(f));
    assert_int_equal(tw_fetch_pending(f), 0);
    tw_fetch_close(f);
    canned_stop(c, *state);
}

static void redirects_are_followed_and_permanent_ones_learnt(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/old", .answer = TO("301", "/older")},
        {.path = "/older", .answer = TO("308", "http://127.0.0.1:%P/new")},
        {.path = "/now", .answer = TO("302", "/old")},
        {.path = "/new", .answer = OK("", "here")},
        {.path = "/loop", .answer = TO("301", "/loop2")},
        {.path = "/loop2", .answer = TO("301", "/loop")},
        {.path = "/self", .answer = TO("302", "/self")},
        {.path = "/odd", .answer = TO("302", "../a b\xC3\xA4?c=1#d")},
        {.path = "/a%20b%c3%a4?c=1", .answer = OK("", "odd")},
        {.path = "/nowhere", .answer = TO("302", "http://")},
        {.path = "/mute", .answer = TW_LIT("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")},
        {.path = "/away", .answer = TO("302", "ftp://127.0.0.1/x")},
    };
    struct canned *c = canned_start(pages, sizeof pages / sizeof *pages);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);
    const struct tw_fetched *r = fetched(f, canned_url(c, *state, "/old"));

    assert_null(r->why);
    assert_text(r->body, "here");
    assert_int_equal(r->redirects, 2);
    assert_true(tw_slice_eq(r->permanent_url, canned_url(c, *state, "/new")));
    assert_true(tw_slice_eq(r->url, canned_url(c, *state, "/old")));
    r = fetched(f, canned_url(c, *state, "/now"));
    assert_text(r->body, "here");
    assert_int_equal(r->permanent_url.n, 0);
    r = fetched(f, canned_url(c, *state, "/loop"));
    assert_int_equal(r->end, TW_FETCH_ASTRAY);
    assert_string_equal(r->why, "it redirects too often");
    assert_string_equal(fetched(f, canned_url(c, *state, "/self"))->why, "it redirects to itself");
    assert_string_equal(fetched(f, canned_url(c, *state, "/away"))->why,
                        "it redirects to no web address");
    assert_string_equal(fetched(f, canned_url(c, *state, "/nowhere"))->why,
                        "it redirects to no web address");
    assert_string_equal(fetched(f, canned_url(c, *state, "/mute"))->why,
                        "it redirects to no web address");
    assert_text(fetched(f, canned_url(c, *state, "/odd"))->body, "odd");
    tw_fetch_close(f);
    canned_stop(c, *state);
}

static void a_copy_that_is_fresh_is_not_sent_again(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/feed", .answer = TW_LIT("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n")}};
    struct canned *c = canned_start(pages, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);
    const struct tw_fetched *r;
    struct tw_slice log;

    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/feed"),
                                         .etag = TW_LIT("W/\"1\""),
                                         .last_modified = TW_LIT("Mon, 25 Mar 2024 10:30:00 GMT")});
    r = wait_for(f);
    assert_null(r->why);
    assert_int_equal(r->status, 304);
    assert_text(r->etag, "\"2\"");
    assert_int_equal(r->body.n, 0);
    tw_fetch_close(f);
    log = canned_stop(c, *state);
    assert_true(tw_slice_find(log, TW_LIT("If-None-Match: W/\"1\"\r\n"), 0) != TW_NONE);
    assert_true(
        tw_slice_find(log, TW_LIT("If-Modified-Since: Mon, 25 Mar 2024 10:30:00 GMT\r\n"), 0)
        != TW_NONE);
    assert_true(tw_slice_find(log, TW_LIT("User-Agent: Twosource/"), 0) != TW_NONE);
}

static void a_post_sends_its_body(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/hook", .answer = OK("Content-Length: 0\r\n", "")},
        {.path = "/moved", .answer = TO("302", "/hook")}};
    struct canned *c = canned_start(pages, 2);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);
    struct tw_slice headers[] = {TW_LIT("Content-Type: application/json"),
                                 TW_LIT("X-Evil: a\r\nX-More: b")},
                    log;

    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/hook"),
                                         .post = true,
                                         .body = TW_LIT("{\"a\":1}"),
                                         .headers = {headers, 2}});
    assert_null(wait_for(f)->why);
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/moved"), .post = true});
    assert_string_equal(wait_for(f)->why, "its server answered 302 Moved");
    tw_fetch_close(f);
    log = canned_stop(c, *state);
    assert_true(tw_slice_starts(log, TW_LIT("POST /hook HTTP/1.1\r\n")));
    assert_true(tw_slice_find(log, TW_LIT("Content-Type: application/json\r\n"), 0) != TW_NONE);
    assert_true(tw_slice_find(log, TW_LIT("\r\n\r\n{\"a\":1}"), 0) != TW_NONE);
    assert_true(tw_slice_find(log, TW_LIT("X-More"), 0) == TW_NONE);
}

static void cookies_live_as_long_as_a_request(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/",
         .answer = TW_LIT("HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/\r\nLocation: "
                          "/\r\nContent-Length: 0\r\n\r\n")},
    };
    struct canned *c = canned_start(pages, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f;
    struct tw_slice log;
    size_t at;

    o.redirects = 2;
    f = opened(&o);
    assert_string_equal(fetched(f, canned_url(c, *state, "/"))->why, "it redirects too often");
    assert_string_equal(fetched(f, canned_url(c, *state, "/"))->why, "it redirects too often");
    tw_fetch_close(f);
    log = canned_stop(c, *state);
    for (size_t i = 0; i < 6; i++) {
        at = tw_slice_find(log, TW_LIT("\r\n\r\n"), 0);
        assert_true(
            (tw_slice_find(tw_slice_sub(log, 0, at), TW_LIT("Cookie: seen=1"), 0) != TW_NONE)
            == (i % 3 != 0));
        log = tw_slice_sub(log, at + 4, log.n);
    }
}

static void private_addresses_are_refused(void **state)
{
    const struct canned_page pages[] = {{.path = "/", .answer = OK("", "secret")}};
    struct canned *c = canned_start(pages, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f;
    const struct tw_fetched *r;

    o.allow_private = false;
    f = opened(&o);
    r = fetched(f, canned_url(c, *state, "/"));
    assert_int_equal(r->end, TW_FETCH_REFUSED);
    assert_string_equal(r->why, "its address is in a private network, which is not asked");
    assert_int_equal(fetched(f, TW_LIT("file:///etc/passwd"))->end, TW_FETCH_REFUSED);
    assert_int_equal(fetched(f, TW_LIT("http://"))->end, TW_FETCH_REFUSED);
    tw_fetch_close(f);
    assert_int_equal(canned_stop(c, *state).n, 0);
}

static int64_t clock_now;

static int64_t clock_of_test(void *context)
{
    (void)context;
    return clock_now;
}

/* As for machines, in simulated time. */
static struct tw_fetch_options simulated(void)
{
    struct tw_fetch_options o = tw_fetch_defaults();

    o.allow_private = true;
    o.clock = clock_of_test;
    clock_now = 1000000;
    return o;
}

/* The next result; the clock jumps to when something may start. */
static const struct tw_fetched *jump_for(struct tw_fetcher *f)
{
    const struct tw_fetched *r;

    while (!(r = tw_fetch_next(f))) {
        if (!tw_fetch_pending(f)) return NULL;
        if (!tw_fetch_running(f) && tw_fetch_due(f) != INT64_MAX && tw_fetch_due(f) > clock_now)
            clock_now = tw_fetch_due(f);
        tw_fetch_step(f, tw_fetch_running(f) ? 100 : 0);
    }
    return r;
}

static void robots_txt_is_asked_once_and_obeyed(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/robots.txt",
         .answer = OK("", "User-agent: twosource\nDisallow: /no\nCrawl-delay: 7\n")},
        {.path = "/yes", .answer = OK("", "yes")},
        {.path = "/no", .answer = OK("", "no")},
    };
    struct canned *c = canned_start(pages, 3);
    struct tw_fetch_options o = simulated();
    struct tw_fetcher *f = opened(&o);
    const struct tw_fetched *r;
    struct tw_slice log;
    size_t yes = 0, no = 0;

    for (size_t i = 0; i < 3; i++)
        tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, i ? "/yes?" : "/no?x")});
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/no"), .by_hand = true});
    while ((r = jump_for(f))) {
        if (r->end == TW_FETCH_REFUSED)
            assert_string_equal(r->why, "its host's robots.txt does not allow it"), no++;
        else yes++;
    }
    assert_int_equal(yes, 3);
    assert_int_equal(no, 1);
    /* the pause behind robots.txt was begun without its rule */
    assert_int_equal(clock_now, 1000000 + 1000 + 2 * 7000);
    tw_fetch_close(f);
    log = canned_stop(c, *state);
    assert_int_equal(tw_slice_find(log, TW_LIT("/robots.txt"), 0), 4);
    assert_true(tw_slice_find(log, TW_LIT("/robots.txt"), 5) == TW_NONE);
}

static void a_host_whose_robots_txt_fails_is_left_alone(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/robots.txt", .answer = TW_LIT("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")},
        {.path = "/a", .answer = OK("", "a")},
    };
    struct canned *c = canned_start(pages, 2);
    struct tw_fetch_options o = simulated();
    struct tw_fetcher *f = opened(&o);
    const struct tw_fetched *r;

    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    r = jump_for(f);
    assert_int_equal(r->end, TW_FETCH_UNREACHED);
    assert_string_equal(r->why,
                        "its host's robots.txt cannot be had: its server answered 503 Busy");
    tw_fetch_close(f);
    assert_true(tw_slice_find(canned_stop(c, *state), TW_LIT("GET /a"), 0) == TW_NONE);
}

static void a_robots_txt_that_is_cut_off_says_nothing(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/robots.txt", .answer = OK("Content-Length: 100\r\n", "User-agent: *\n")},
        {.path = "/a", .answer = OK("", "a")},
    };
    struct canned *c = canned_start(pages, 2);
    struct tw_fetch_options o = simulated();
    struct tw_fetcher *f = opened(&o);
    const struct tw_fetched *r;

    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    r = jump_for(f);
    assert_int_equal(r->end, TW_FETCH_DAMAGED);
    assert_string_equal(
        r->why, "its host's robots.txt cannot be had: it was cut off after 14 of 100 bytes");
    tw_fetch_close(f);
    assert_true(tw_slice_find(canned_stop(c, *state), TW_LIT("GET /a"), 0) == TW_NONE);
}

static void robots_txt_may_redirect(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/robots.txt", .answer = TO("301", "/rules.txt")},
        {.path = "/a", .answer = OK("", "a")},
        {.path = "/rules.txt", .answer = OK("", "User-agent: *\nDisallow: /a\n")},
    };
    struct canned *c = canned_start(pages, 3);
    struct tw_fetch_options o = simulated();
    struct tw_fetcher *f = opened(&o);

    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    assert_string_equal(jump_for(f)->why, "its host's robots.txt does not allow it");
    tw_fetch_close(f);
    canned_stop(c, *state);
}

static void a_busy_host_is_left_alone_as_long_as_it_says(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/busy",
         .answer =
             TW_LIT("HTTP/1.1 429 Too Many\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")},
        {.path = "/a", .answer = OK("", "a")},
    };
    struct canned *c = canned_start(pages, 2);
    struct tw_fetch_options o = simulated();
    struct tw_fetcher *f;
    const struct tw_fetched *r;

    o.robots = false;
    f = opened(&o);
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/busy")});
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    r = jump_for(f);
    assert_int_equal(r->retry_after, 120);
    assert_string_equal(r->why, "its server answered 429 Too Many");
    assert_null(jump_for(f)->why);
    assert_int_equal(clock_now, 1000000 + 120000);
    tw_fetch_close(f);
    o.patience_ms = 60000;
    f = opened(&o);
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/busy")});
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    assert_int_equal(jump_for(f)->end, TW_FETCH_ANSWERED);
    r = jump_for(f);
    assert_int_equal(r->end, TW_FETCH_REFUSED);
    assert_string_equal(r->why,
                        "its host asked to be left alone for longer than it can be waited for");
    assert_true(r->retry_after > 0);
    clock_now += 120000;
    tw_fetch_add(f, &(struct tw_request){.url = canned_url(c, *state, "/a")});
    assert_null(jump_for(f)->why);
    tw_fetch_close(f);
    canned_stop(c, *state);
}

static void a_user_name_stays_with_its_host(void **state)
{
    const struct canned_page pages[] = {
        {.path = "/in", .answer = TO("302", "http://localhost:%P/out")},
        {.path = "/out", .answer = OK("", "out")}};
    struct canned *c = canned_start(pages, 2);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f = opened(&o);
    struct tw_buf url = {.mem = *state};
    const struct tw_fetched *r;
    struct tw_slice log;
    size_t out;

    tw_buf_addf(&url, "http://anna:secret@127.0.0.1:%u/in", canned_port(c));
    tw_fetch_add(f,
                 &(struct tw_request){.url = tw_buf_slice(&url),
                                      .headers = {(struct tw_slice[]){TW_LIT("X-Token: 1")}, 1}});
    r = wait_for(f);
    assert_text(r->body, "out");
    assert_true(tw_slice_eq(r->url, canned_url(c, *state, "/in")));
    tw_fetch_close(f);
    log = canned_stop(c, *state);
    out = tw_slice_find(log, TW_LIT("GET /out"), 0);
    assert_true(tw_slice_find(log, TW_LIT("Authorization: Basic"), 0) < out);
    assert_true(tw_slice_find(log, TW_LIT("Authorization"), out) == TW_NONE);
    assert_true(tw_slice_find(log, TW_LIT("X-Token: 1"), 0) < out);
    assert_true(tw_slice_find(log, TW_LIT("X-Token"), out) == TW_NONE);
}

static void many_requests_each_give_one_result(void **state)
{
    const struct canned_page pages[] = {{.path = "/", .answer = OK("Content-Length: 2\r\n", "ok")}};
    struct canned *c = canned_start(pages, 1);
    struct tw_fetch_options o = local();
    struct tw_fetcher *f;
    bool seen[300] = {0};

    o.connections = 8;
    o.host_connections = 4;
    f = opened(&o);
    for (size_t i = 0; i < 300; i++)
        tw_fetch_add(f, &(struct tw_request){.url = i % 3 ? canned_url(c, *state, "/")
                                                          : TW_LIT("gopher://x"),
                                             .context = &seen[i]});
    for (const struct tw_fetched *r; (r = wait_for(f));) {
        bool *mark = r->context;

        assert_false(*mark);
        *mark = true;
        assert_true((r->why == NULL) == ((mark - seen) % 3 != 0));
    }
    for (size_t i = 0; i < 300; i++) assert_true(seen[i]);
    tw_fetch_close(f);
    canned_stop(c, *state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(an_answer_is_taken_apart),
        TEST_IN_ARENA(redirects_are_followed_and_permanent_ones_learnt),
        TEST_IN_ARENA(a_copy_that_is_fresh_is_not_sent_again),
        TEST_IN_ARENA(a_post_sends_its_body),
        TEST_IN_ARENA(cookies_live_as_long_as_a_request),
        TEST_IN_ARENA(private_addresses_are_refused),
        TEST_IN_ARENA(robots_txt_is_asked_once_and_obeyed),
        TEST_IN_ARENA(a_host_whose_robots_txt_fails_is_left_alone),
        TEST_IN_ARENA(a_robots_txt_that_is_cut_off_says_nothing),
        TEST_IN_ARENA(robots_txt_may_redirect),
        TEST_IN_ARENA(a_busy_host_is_left_alone_as_long_as_it_says),
        TEST_IN_ARENA(a_user_name_stays_with_its_host),
        TEST_IN_ARENA(many_requests_each_give_one_result),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
