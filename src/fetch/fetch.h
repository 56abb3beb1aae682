/* fetch/fetch.h - pages and feeds over http and https: thousands of requests from one thread,
** politely.
**
**     struct tw_fetch_options o = tw_fetch_defaults();
**     tw_fetch_open(&o, &f, &why);
**     tw_fetch_add(f, &(struct tw_request){.url = TW_LIT("https://a.example/"), .context = feed});
**     while (tw_fetch_pending(f)) {
**         tw_fetch_step(f, 1000);
**         while ((r = tw_fetch_next(f))) ... r->context, r->why, r->status, r->body ...
**     }
**
** Every request that is added gives exactly one result, whatever happens; results come in the order
** in which requests end.  There is no retrying in here: who asks decides, and says with
** `not_before` when.
**
** Politeness is kept for each host (name and port): at most `host_connections` requests at once,
** `pause_ms` between the beginnings of two; after 429 and 503 nothing until Retry-After is over;
** after a failure (no connection, timeout, 429, 5xx) twice as long a pause each time, up to
** `longest_wait_ms`; an answer ends that.  A redirect is a request of its own to the host it leads
** to.  With `robots`, robots.txt (RFC 9309) is fetched first and kept for a day; requests to the
** host wait for it.
**
** Cookies that a redirect sets go with the request to where it leads, and are then forgotten: some
** sites let nobody in without.
**
** Trust: only http and https; no address of a private network, looked at when the connection is
** made, so neither a redirect nor a changing name gets round it; no proxy and no .netrc from the
** environment; a user name in an address goes to its host only and stands in no result; bodies are
** capped as received and as unpacked (gzip, deflate, br, zstd).  TLS certificates are checked.
**
** The clock is the caller's, so a test can run in simulated time: pauses, back-off, Retry-After and
** the age of robots.txt follow it; only the timeouts of a running transfer are real time.
**
** Method: libcurl's multi interface (loaded when first opened, base/late.h), HTTP/1.1; redirects,
** queues and unpacking are done here.  Cost: about 400 bytes and the address for a request that
** waits, 64 KiB and its body for one that runs, 200 bytes for each host ever asked; a step is
** linear in the running transfers.  Not for sharing between threads.
*/
#ifndef TW_FETCH_FETCH_H
#define TW_FETCH_FETCH_H
#include "base/slice.h"
#include "base/status.h"
#include "library/version.h"

#include <stdint.h>

struct tw_fetcher;
struct tw_warc_writer;          /* fetch/warcwrite.h */

struct tw_fetch_options {
    const char *user_agent;
    unsigned connect_ms;        /* to have a connection, TLS included */
    unsigned whole_ms;          /* for one request from its start to the last byte */
    unsigned stalled_ms;        /* without a byte to speak of; whole seconds count */
    size_t max_received;        /* bytes of a body as sent */
    size_t max_body;            /* bytes of a body unpacked */
    unsigned redirects;         /* followed for one request */
    unsigned connections;       /* at once */
    unsigned host_connections;  /* at once to one host */
    unsigned pause_ms;          /* between the beginnings of two requests to one host */
    unsigned longest_wait_ms;   /* for Retry-After, back-off and the crawl-delay of robots.txt */
    /* a request whose host may not be asked for so long ends at once; 0: it waits */
    unsigned patience_ms;
    bool robots;                /* ask robots.txt first */
    bool allow_private;         /* loopback and private networks too */
    /* Takes http_proxy and its like from the environment.  What the proxy reaches is its affair
    ** then, but private addresses that are written out are still refused. */
    bool use_proxy;
    /* PEM file of those whose certificates are trusted; NULL: the system's */
    const char *authorities;
    const char *connect_to;     /* for tests: every connection goes to this HOST:PORT; NULL */
    /* gets every exchange that had an answer, robots.txt and redirects too; NULL */
    struct tw_warc_writer *warc;
    int64_t (*clock)(void *context);    /* ms since 1970; NULL: the system's, never going back */
    void *clock_context;
};

#define TW_FETCH_AGENT "Twosource/" TW_VERSION

/* Politeness for machines: 64 connections, one a host, a second's pause, robots.txt asked; 10 s
** to connect, 60 s for all, 20 s stalled; 16 MiB received, 64 MiB unpacked; 10 redirects; waits
** up to an hour.  The authorities are those that SSL_CERT_FILE in the environment names, as for
** OpenSSL's own programs. */
struct tw_fetch_options tw_fetch_defaults(void);

/* Loads libcurl and makes a fetcher.  TW_OK; TW_NOTFOUND: there is no (sufficient) libcurl, *why
** says what is missing.  *options is copied, what it points to is borrowed until tw_fetch_close. */
TW_MUST_USE enum tw_status tw_fetch_open(const struct tw_fetch_options *options,
                                         struct tw_fetcher **out, const char **why);

/* Breaks off what is running, without results.  NULL is fine. */
void tw_fetch_close(struct tw_fetcher *f);

struct tw_request {
    /* http or https; spaces and other bytes that may not stand there are encoded */
    struct tw_slice url;
    bool post;                  /* POST `body`; a redirect of it is not followed */
    struct tw_slice body;
    struct tw_slices headers;   /* "Name: value", besides those that always go; to no other host */
    struct tw_slice etag, last_modified;    /* of the copy that one has, as they came; empty */
    size_t max_body;            /* below the fetcher's max_body; 0: that */
    int64_t not_before;         /* ms of the clock; 0 = at once */
    /* among what waits for one host and may start, the highest goes first, then the oldest */
    int priority;
    bool by_hand;               /* a person named it: robots.txt is not asked */
    void *context;              /* comes back in the result */
};

/* Queues a request; everything in *r is copied.  An address that is none gives a result that
** says so. */
void tw_fetch_add(struct tw_fetcher *f, const struct tw_request *r);

/* How it ended; each asks for something different. */
enum tw_fetch_end {
    TW_FETCH_ANSWERED,          /* a whole answer: see status */
    /* not asked: no web address, a private network, robots.txt, patience */
    TW_FETCH_REFUSED,
    TW_FETCH_UNREACHED,         /* no such name, no connection, no trusted certificate */
    TW_FETCH_SLOW,              /* a timeout */
    TW_FETCH_TOOBIG,            /* over a cap */
    TW_FETCH_DAMAGED,           /* cut off, reset, or not HTTP; body has what came */
    TW_FETCH_ASTRAY,            /* too many redirects, or one that leads nowhere */
    TW_FETCH_ENDS
};

struct tw_fetched {
    void *context;
    enum tw_fetch_end end;
    /* a phrase for people, about "it"; NULL: a good answer (2xx or 304) with a whole body */
    const char *why;
    int status;                 /* of the last answer; 0 = none came */
    struct tw_slice url;        /* as asked for, without user name */
    struct tw_slice final_url;  /* where the answer came from, after redirects */
    /* final_url when there were redirects and all were 301 or 308; else empty */
    struct tw_slice permanent_url;
    unsigned redirects;
    struct tw_slice etag, last_modified;    /* to send the next time; empty when there are none */
    struct tw_slice content_type;   /* the whole value */
    struct tw_slice charset;        /* its label, as given */
    int64_t date;               /* Date of the server, Unix s; 0 = none or not readable */
    /* s from now on; -1 = not said.  Both forms are understood; with TW_FETCH_REFUSED: patience
       ended */
    int64_t retry_after;
    int64_t max_age;            /* s, of Cache-Control; -1 = not said */
    struct tw_slice head;       /* status line and fields, as they came */
    struct tw_slice body;       /* unpacked; empty with 304 */
    size_t received;            /* bytes of the body as sent */
    unsigned ms;                /* from the start of the last request to its last byte, real time */
    enum tw_status kept;        /* TW_OK, or why it is not in the archive */
};

/* Starts what may start, moves data, and waits at most timeout_ms (0: does not wait) until
** something has ended or may start.  Returns the number of results that tw_fetch_next has. */
size_t tw_fetch_step(struct tw_fetcher *f, unsigned timeout_ms);

/* The next result, NULL when there is none now; it lives until the next call of this function or of
** tw_fetch_close.  Results that are not taken hold up new requests. */
const struct tw_fetched *tw_fetch_next(struct tw_fetcher *f);

/* requests added whose result has not been taken */
size_t tw_fetch_pending(const struct tw_fetcher *f);
size_t tw_fetch_running(const struct tw_fetcher *f);    /* of them, those on a connection */

/* When the next waiting request may start, in ms of the clock: now or earlier = at once,
** INT64_MAX = none waits, or all wait for one that runs.  In simulated time the clock can jump
** there when nothing is running. */
int64_t tw_fetch_due(const struct tw_fetcher *f);

/* A descriptor that ends the wait of tw_fetch_step too, when one of `events` (of poll(2)) is
** true of it; -1: none. */
void tw_fetch_also(struct tw_fetcher *f, int fd, short events);

/* Ends a running wait of tw_fetch_step early; may be called from another thread. */
void tw_fetch_wake(struct tw_fetcher *f);

/* What was done since it was opened. */
struct tw_fetch_counts {
    uint64_t requests, redirects, robots, end[TW_FETCH_ENDS], received /* bytes */;
};
const struct tw_fetch_counts *tw_fetch_counts(const struct tw_fetcher *f);

/* The host whose politeness an address comes under: name and port in lower case, a slice of mem;
** empty when it is no web address. */
struct tw_slice tw_fetch_host(struct tw_fetcher *f, struct tw_arena *mem, struct tw_slice url);

#endif
