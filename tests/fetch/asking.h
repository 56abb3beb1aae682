/* tests/fetch/asking.h - what the tests that ask a server share. */
#ifndef TW_TESTS_ASKING_H
#define TW_TESTS_ASKING_H
#include "fetch/fetch.h"
#include "support/canned.h"
#include "support/check.h"

#define OK(headers, body) TW_LIT("HTTP/1.1 200 OK\r\nConnection: close\r\n" headers "\r\n" body)
#define TO(status, where)                                                                          \
    TW_LIT("HTTP/1.1 " status " Moved\r\nContent-Length: 0\r\nLocation: " where "\r\n\r\n")

/* Loopback is asked, at once and as often as one likes. */
static inline struct tw_fetch_options local(void)
{
    struct tw_fetch_options o = tw_fetch_defaults();

    o.allow_private = true;
    o.robots = false;
    o.pause_ms = 0;
    return o;
}

static inline struct tw_fetcher *opened(const struct tw_fetch_options *o)
{
    struct tw_fetcher *f;
    const char *why;

    assert_int_equal(tw_fetch_open(o, &f, &why), TW_OK);
    return f;
}

/* The next result, waited for; NULL: nothing is pending. */
static inline const struct tw_fetched *wait_for(struct tw_fetcher *f)
{
    const struct tw_fetched *r;

    while (!(r = tw_fetch_next(f))) {
        if (!tw_fetch_pending(f)) return NULL;
        tw_fetch_step(f, 1000);
    }
    return r;
}

static inline const struct tw_fetched *fetched(struct tw_fetcher *f, struct tw_slice url)
{
    tw_fetch_add(f, &(struct tw_request){.url = url});
    return wait_for(f);
}

#endif
