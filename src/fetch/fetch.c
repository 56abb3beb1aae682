/* fetch/fetch.c - moves requests: from the queues (hosts.c) onto connections (transfer.c), on to
** where a redirect leads, and to whoever asked.
**
** Requests that run are at most `connections`; so are results that wait to be taken, else nothing
** new is started.  A redirect makes a new request in the queue of its host, so that it is as polite
** and as suspicious as the first.
*/
#include "fetch/fetch.h"

#include "fetch/address.h"
#include "fetch/permission.h"
#include "fetch/transfer.h"
#include "fetch/warcwrite.h"

#include <assert.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

struct tw_fetcher {
    struct tw_fetch_options options;
    struct tw_curl curl;
    CURLM *multi;
    struct curl_slist *connect_to;
    struct tw_arena *mem;       /* hosts and queues */
    struct tw_arena *scratch;
    struct tw_hosts hosts;
    struct tw_transfer *all, *idle;
    struct tw_transfer *first, **last;  /* results */
    struct tw_transfer *shown;  /* the result that the caller looks at */
    size_t running, results, asked;     /* asked: of callers, not taken yet */
    int64_t real_zero, wall_zero;       /* ms: when it was opened */
    struct curl_waitfd also;    /* fd -1: none */
    struct tw_fetch_counts counts;
};

struct tw_fetch_options tw_fetch_defaults(void)
{
    return (struct tw_fetch_options){
        .user_agent = TW_FETCH_AGENT,
        .connect_ms = 10000,
        .whole_ms = 60000,
        .stalled_ms = 20000,
        .max_received = 16 << 20,
        .max_body = 64 << 20,
        .redirects = 10,
        .connections = 64,
        .host_connections = 1,
        .pause_ms = 1000,
        .longest_wait_ms = 3600000,
        .robots = true,
        .authorities = getenv("SSL_CERT_FILE"),
    };
}

static int64_t milliseconds(clockid_t which)
{
    struct timespec t;

    clock_gettime(which, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Since 1970, but never going back. */
static int64_t now_of(const struct tw_fetcher *f)
{
    if (f->options.clock) return f->options.clock(f->options.clock_context);
    return f->wall_zero + milliseconds(CLOCK_MONOTONIC) - f->real_zero;
}

static void connect_to(struct tw_fetcher *f, const char *place)
{
    struct tw_buf b = {.mem = f->mem};

    tw_buf_adds(&b, "::");      /* of any host and port */
    tw_buf_adds(&b, place);
    tw_buf_addc(&b, 0);
    f->connect_to = f->curl.slist_append(NULL, b.p);
    if (!f->connect_to) tw_oom(b.n);
}

enum tw_status tw_fetch_open(const struct tw_fetch_options *options, struct tw_fetcher **out,
                             const char **why)
{
    struct tw_fetcher *f = calloc(1, sizeof *f);
    enum tw_status st;

    assert(options->connections && options->host_connections);
    *out = NULL;
    if (!f) tw_oom(sizeof *f);
    if ((st = tw_curl_load(&f->curl, why)) != TW_OK) {
        free(f);
        return st;
    }
    f->options = *options;
    f->multi = f->curl.multi_init();
    if (!f->multi) tw_oom(sizeof *f);
    f->curl.multi_set(f->multi, CURLMOPT_MAXCONNECTS, (long)options->connections);
    f->mem = tw_arena_new(0);
    f->scratch = tw_arena_new(0);
    if (options->connect_to) connect_to(f, options->connect_to);
    tw_hosts_open(&f->hosts, f->mem, &f->options);
    f->last = &f->first;
    f->also.fd = -1;
    f->real_zero = milliseconds(CLOCK_MONOTONIC);
    f->wall_zero = milliseconds(CLOCK_REALTIME);
    *out = f;
    return TW_OK;
}

void tw_fetch_close(struct tw_fetcher *f)
{
    if (!f) return;
    for (struct tw_transfer *t = f->all, *next; t; t = next) {
        next = t->sibling;
        if (t->runs) f->curl.multi_remove(f->multi, t->easy);
        tw_transfer_free(t);
    }
    f->curl.multi_cleanup(f->multi);
    f->curl.slist_free_all(f->connect_to);
    tw_hosts_close(&f->hosts);
    tw_arena_free(f->scratch);
    tw_arena_free(f->mem);
    free(f);
}

/* Behind a proxy nobody sees what is connected to: what an address says itself must do. */
static void refuse_private(const struct tw_fetcher *f, struct tw_ask *a, struct tw_slice host)
{
    if (f->options.use_proxy && !f->options.allow_private && tw_address_names_private(host))
        a->refused = "its address is in a private network, which is not asked";
}

/* A request, not queued yet. */
static struct tw_ask *ask(struct tw_fetcher *f, const struct tw_request *r)
{
    struct tw_web_address address = tw_web_address(&f->curl, f->scratch, tw_slice_trim(r->url));
    struct tw_request request = *r;
    struct tw_ask *a;

    request.url = address.shown;
    a = tw_ask_new(&request, &address, TW_LIT(""));
    if (address.host.n == 0) a->refused = "it is no web address";
    refuse_private(f, a, address.host);
    a->permanent = true;
    a->host = tw_hosts_get(&f->hosts, address.host);
    tw_arena_reset(f->scratch);
    return a;
}

/* The request that takes the place of one which was redirected.  What the caller has for one
** host is not told another. */
static struct tw_ask *ask_on(struct tw_fetcher *f, const struct tw_ask *old, struct tw_slice url,
                             struct tw_slice cookies)
{
    struct tw_web_address address = tw_web_address(&f->curl, f->scratch, url);
    struct tw_request request = old->request;
    struct tw_ask *a;

    if (!tw_slice_eq(address.host, old->host->key)) request.headers.n = 0;
    a = tw_ask_new(&request, &address, cookies);
    if (address.host.n == 0) a->refused = "it redirects to no web address";
    refuse_private(f, a, address.host);
    a->redirects = old->redirects + 1;
    a->robots_of = old->robots_of;
    a->number = old->number;    /* it does not wait behind what was added later */
    a->host = tw_hosts_get(&f->hosts, address.host);
    tw_arena_reset(f->scratch);
    return a;
}

void tw_fetch_add(struct tw_fetcher *f, const struct tw_request *r)
{
    f->asked++;
    tw_hosts_add(&f->hosts, ask(f, r));
}

/* ---- starting ---- */

static struct tw_transfer *transfer_get(struct tw_fetcher *f)
{
    struct tw_transfer *t = f->idle;

    if (t) {
        f->idle = t->next;
        t->next = NULL;
        return t;
    }
    t = tw_transfer_new(&f->curl, &f->options);
    t->sibling = f->all;
    f->all = t;
    return t;
}

static void transfer_put(struct tw_fetcher *f, struct tw_transfer *t)
{
    tw_transfer_clear(t);
    t->next = f->idle;
    f->idle = t;
}

/* Puts a transfer with its result in the row for whoever asked. */
static void hand_out(struct tw_fetcher *f, struct tw_transfer *t)
{
    f->counts.end[t->result.end]++;
    t->next = NULL;
    *f->last = t;
    f->last = &t->next;
    f->results++;
}

/* Takes a transfer with its result to where it is waited for. */
static void finish(struct tw_fetcher *f, struct tw_transfer *t, int64_t now)
{
    struct tw_host *host = t->ask->robots_of;

    if (!host) {
        hand_out(f, t);
        return;
    }
    tw_permission_learn(f->scratch, host, &t->result, &f->options, now);
    tw_hosts_changed(&f->hosts, host);
    tw_arena_reset(f->scratch);
    transfer_put(f, t);
}

static void begin(struct tw_fetcher *f, struct tw_ask *a, int64_t now)
{
    struct tw_transfer *t = transfer_get(f);

    tw_transfer_begin(t, a);
    if (f->connect_to) f->curl.easy_set(t->easy, CURLOPT_CONNECT_TO, f->connect_to);
    t->runs = f->curl.multi_add(f->multi, t->easy) == CURLM_OK;
    assert(t->runs);
    tw_hosts_begin(&f->hosts, a->host, now);
    f->running++;
    f->counts.requests++;
}

/* Asks for the robots.txt of the host of a request, which goes back and waits. */
static void begin_robots(struct tw_fetcher *f, struct tw_ask *a, int64_t now)
{
    struct tw_slice url = tw_permission_url(f->scratch, a);
    struct tw_ask *robots = ask(f, &(struct tw_request){.url = url});

    assert(robots->host == a->host);
    robots->robots_of = robots->host;
    robots->host->robots_asked = true;
    tw_hosts_return(&f->hosts, a);
    begin(f, robots, now);
    f->counts.robots++;
}

/* A request that will not be made has ended. */
static void refuse(struct tw_fetcher *f, struct tw_ask *a, int64_t now)
{
    struct tw_transfer *t = transfer_get(f);

    tw_transfer_refuse(t, a);
    finish(f, t, now);
}

static void start_all(struct tw_fetcher *f)
{
    int64_t now = now_of(f);
    struct tw_ask *a;

    while (f->running < f->options.connections && f->results < f->options.connections
           && (a = tw_hosts_take(&f->hosts, now))) {
        bool asks_robots = f->options.robots && !a->refused && !a->request.by_hand && !a->robots_of;

        if (asks_robots && a->host->robots_until <= now) {
            begin_robots(f, a, now);
            continue;
        }
        if (asks_robots) {
            tw_permission_check(f->scratch, a);
            tw_arena_reset(f->scratch);
        }
        if (a->refused) refuse(f, a, now);
        else begin(f, a, now);
    }
}

/* ---- ending ---- */

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Sends the request on to where the answer points; false: that is not done, and the result says
** so. */
static bool follow(struct tw_fetcher *f, struct tw_transfer *t)
{
    const struct tw_ask *a = t->ask;
    struct tw_slice cookies;
    struct tw_ask *next;
    char *to = NULL;

    if (!is_redirect(t->result.status) || a->request.post) return false;
    f->curl.easy_get(t->easy, CURLINFO_REDIRECT_URL, &to);
    t->result.end = TW_FETCH_ASTRAY;
    if (!to) return t->result.why = "it redirects to no web address", false;
    if (a->redirects >= f->options.redirects)
        return t->result.why = "it redirects too often", false;
    cookies = tw_transfer_cookies(t);
    if (cookies.n == 0 && tw_slice_eq(tw_slice_of(to), a->url))
        return t->result.why = "it redirects to itself", false;
    next = ask_on(f, a, tw_slice_of(to), cookies);
    next->permanent = a->permanent && (t->result.status == 301 || t->result.status == 308);
    tw_hosts_return(&f->hosts, next);
    f->counts.redirects++;
    return true;
}

static enum tw_host_verdict verdict(const struct tw_fetched *r)
{
    if (r->status == 429 || r->status == 503) return TW_HOST_BUSY;
    if (r->end == TW_FETCH_UNREACHED || r->end == TW_FETCH_SLOW
        || (r->end == TW_FETCH_DAMAGED && r->status == 0) || r->status >= 500)
        return TW_HOST_FAILED;
    return TW_HOST_ANSWERED;
}

/* Puts the exchange into the archive. */
static void keep(struct tw_fetcher *f, struct tw_transfer *t, int64_t now)
{
    struct tw_warc_exchange x = {.url = t->ask->shown,
                                 .when = now,
                                 .request = tw_buf_slice(&t->sent),
                                 .head = t->result.head,
                                 .body = tw_buf_slice(&t->body)};
    char *ip = NULL;

    if (!f->options.warc || x.head.n == 0) return;
    f->curl.easy_get(t->easy, CURLINFO_PRIMARY_IP, &ip);
    x.ip = tw_slice_of(ip);
    if (t->result.end == TW_FETCH_TOOBIG && t->over) x.truncated = "length";
    if (t->result.end == TW_FETCH_SLOW) x.truncated = "time";
    if (t->result.end == TW_FETCH_DAMAGED) x.truncated = "disconnect";
    t->result.kept = tw_warc_write(f->options.warc, &x);
}

static void end(struct tw_fetcher *f, struct tw_transfer *t, CURLcode code)
{
    int64_t now = now_of(f);

    tw_transfer_end(t, code, now / 1000);
    keep(f, t, now / 1000);
    f->curl.multi_remove(f->multi, t->easy);
    t->runs = false;
    f->running--;
    f->counts.received += t->result.received;
    tw_hosts_end(&f->hosts, t->ask->host, verdict(&t->result), t->result.retry_after, now);
    if (code == CURLE_OK && follow(f, t)) transfer_put(f, t);
    else finish(f, t, now);
}

/* Moves data and ends what has ended. */
static void move(struct tw_fetcher *f)
{
    CURLMsg *message;
    int n;

    f->curl.multi_perform(f->multi, &n);
    while ((message = f->curl.multi_info_read(f->multi, &n))) {
        CURLcode code = message->data.result;
        char *t = NULL;

        if (message->msg != CURLMSG_DONE) continue;
        f->curl.easy_get(message->easy_handle, CURLINFO_PRIVATE, &t);
        end(f, (struct tw_transfer *)(void *)t, code);
    }
}

/* How long to wait: not past the moment when something may start. */
static int patience(const struct tw_fetcher *f, unsigned timeout_ms)
{
    int64_t due = tw_hosts_due(&f->hosts), wait = timeout_ms < INT_MAX ? timeout_ms : INT_MAX;

    if (due == INT64_MAX || f->running >= f->options.connections) return (int)wait;
    due -= now_of(f);
    return (int)(due < 0 ? 0 : due < wait ? due : wait);
}

size_t tw_fetch_step(struct tw_fetcher *f, unsigned timeout_ms)
{
    start_all(f);
    move(f);
    if (f->results == 0 && timeout_ms && tw_fetch_pending(f)) {
        f->curl.multi_poll(f->multi, &f->also, f->also.fd >= 0, patience(f, timeout_ms), NULL);
        start_all(f);
        move(f);
    }
    return f->results;
}

const struct tw_fetched *tw_fetch_next(struct tw_fetcher *f)
{
    struct tw_transfer *t = f->first;

    if (f->shown) transfer_put(f, f->shown);
    f->shown = t;
    if (!t) return NULL;
    f->first = t->next;
    if (!f->first) f->last = &f->first;
    f->results--;
    f->asked--;
    return &t->result;
}

size_t tw_fetch_pending(const struct tw_fetcher *f)
{
    return f->asked;
}

size_t tw_fetch_running(const struct tw_fetcher *f)
{
    return f->running;
}

int64_t tw_fetch_due(const struct tw_fetcher *f)
{
    return tw_hosts_due(&f->hosts);
}

void tw_fetch_also(struct tw_fetcher *f, int fd, short events)
{
    f->also = (struct curl_waitfd){.fd = fd};
    if (events & POLLIN) f->also.events |= CURL_WAIT_POLLIN;
    if (events & POLLOUT) f->also.events |= CURL_WAIT_POLLOUT;
}

void tw_fetch_wake(struct tw_fetcher *f)
{
    f->curl.multi_wakeup(f->multi);
}

const struct tw_fetch_counts *tw_fetch_counts(const struct tw_fetcher *f)
{
    return &f->counts;
}

struct tw_slice tw_fetch_host(struct tw_fetcher *f, struct tw_arena *mem, struct tw_slice url)
{
    return tw_web_address(&f->curl, mem, tw_slice_trim(url)).host;
}
