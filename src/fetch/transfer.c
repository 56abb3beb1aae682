/* fetch/transfer.c - options in, callbacks, and what libcurl's codes mean for people.
**
** Bodies are taken as they were sent and unpacked when they are whole, by the decoders that read
** archives: so the cap on what comes out is ours, and an archive of what was fetched holds what the
** server sent.  Redirects are not followed here.
*/
#define _GNU_SOURCE             /* SOCK_CLOEXEC */
#include "fetch/transfer.h"

#include "fetch/address.h"
#include "fetch/robots.h"
#include "read/http.h"

#include <stdlib.h>
#include <sys/socket.h>

enum {
    HEAD_MAX = 128 << 10,       /* bytes; browsers take 256 KiB, no news site sends 16 */
    RESERVE = 4 << 20,          /* bytes of room made on the word of a Content-Length */
    COOKIES_MAX = 16 << 10,     /* bytes; browsers keep some 4 KiB for each cookie */
    KEEP_MEMORY = 256 << 10,    /* bytes that a transfer which waits for work may hold */
    SLOWEST = 10                /* bytes a second: less is stalled */
};

struct tw_transfer *tw_transfer_new(const struct tw_curl *c, const struct tw_fetch_options *o)
{
    struct tw_transfer *t = calloc(1, sizeof *t);

    if (!t) tw_oom(sizeof *t);
    t->curl = c;
    t->options = o;
    t->mem = tw_arena_new(0);
    t->easy = c->easy_init();
    if (!t->easy) tw_oom(sizeof *t);
    return t;
}

void tw_transfer_clear(struct tw_transfer *t)
{
    /* the list of files, which 7.88 forgets to free */
    t->curl->easy_set(t->easy, CURLOPT_COOKIEFILE, NULL);
    t->curl->easy_reset(t->easy);
    t->curl->slist_free_all(t->headers);
    tw_ask_free(t->ask);
    if (tw_arena_used(t->mem) > KEEP_MEMORY) {
        tw_arena_free(t->mem);
        t->mem = tw_arena_new(0);
    } else tw_arena_reset(t->mem);
    *t = (struct tw_transfer){.curl = t->curl,
                              .options = t->options,
                              .easy = t->easy,
                              .mem = t->mem,
                              .sibling = t->sibling};
}

void tw_transfer_free(struct tw_transfer *t)
{
    tw_transfer_clear(t);
    t->curl->easy_cleanup(t->easy);
    tw_arena_free(t->mem);
    free(t);
}

/* ---- what libcurl calls ---- */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct tw_transfer *t = context;

    (void)purpose;
    if (!t->options->allow_private && tw_address_is_private(&address->addr)) {
        t->met_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_head(char *p, size_t size, size_t n, void *context)
{
    struct tw_transfer *t = context;
    struct tw_slice line = {p, size * n};

    /* a preliminary answer (1xx) came before */
    if (tw_slice_starts_nocase(line, TW_LIT("HTTP/"))) t->head.n = 0;
    if (line.n > HEAD_MAX - t->head.n) return t->over = true, 0;
    tw_buf_add(&t->head, line);
    return line.n;
}

/* Makes room for the whole body at once when its length is known. */
static void reserve(struct tw_transfer *t)
{
    curl_off_t length = -1;

    t->curl->easy_get(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length > 0) (void)tw_buf_room(&t->body, length < RESERVE ? (size_t)length : RESERVE);
}

static size_t take_body(char *p, size_t size, size_t n, void *context)
{
    struct tw_transfer *t = context;
    struct tw_slice piece = {p, size * n};

    if (piece.n > t->max_received - t->body.n) return t->over = true, 0;
    if (t->body.n == 0) reserve(t);
    tw_buf_add(&t->body, piece);
    return piece.n;
}

/* Notes the request as it went out; a request that is sent again on a new connection replaces
** the first. */
static int take_sent(CURL *easy, curl_infotype type, char *p, size_t n, void *context)
{
    struct tw_transfer *t = context;

    (void)easy;
    if (type == CURLINFO_HEADER_OUT) {
        t->sent.n = 0;
        tw_buf_add(&t->sent, (struct tw_slice){p, n});
        tw_buf_add(&t->sent, t->ask->request.body);
    }
    return 0;
}

/* ---- the request ---- */

/* A field of the request, unless it has bytes that would end it. */
static void add_header(struct tw_transfer *t, const char *name, struct tw_slice value)
{
    struct tw_buf line = {.mem = t->mem};
    struct curl_slist *more;

    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20 && value.p[i] != '\t') return;
    tw_buf_adds(&line, name);
    tw_buf_add(&line, value);
    tw_buf_addc(&line, 0);
    more = t->curl->slist_append(t->headers, line.p);
    if (!more) tw_oom(line.n);
    t->headers = more;
}

static void set_headers(struct tw_transfer *t)
{
    const struct tw_request *r = &t->ask->request;

    add_header(t, "Accept-Encoding: ", TW_LIT("gzip, br, zstd"));
    if (r->etag.n) add_header(t, "If-None-Match: ", r->etag);
    if (r->last_modified.n) add_header(t, "If-Modified-Since: ", r->last_modified);
    if (r->post) add_header(t, "Expect:", TW_LIT(""));
    for (size_t i = 0; i < r->headers.n; i++) add_header(t, "", r->headers.v[i]);
}

static void set_limits(struct tw_transfer *t)
{
    const struct tw_fetch_options *o = t->options;

    t->curl->easy_set(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)o->connect_ms);
    t->curl->easy_set(t->easy, CURLOPT_TIMEOUT_MS, (long)o->whole_ms);
    t->curl->easy_set(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
    t->curl->easy_set(t->easy, CURLOPT_LOW_SPEED_TIME, (long)(o->stalled_ms + 999) / 1000);
    t->curl->easy_set(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)o->max_received);
}

static void set_trust(struct tw_transfer *t)
{
    t->curl->easy_set(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    t->curl->easy_set(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    t->curl->easy_set(t->easy, CURLOPT_NOSIGNAL, 1L);
    if (t->options->authorities && *t->options->authorities)
        t->curl->easy_set(t->easy, CURLOPT_CAINFO, t->options->authorities);
    if (t->options->use_proxy) return;
    t->curl->easy_set(t->easy, CURLOPT_PROXY, "");
    t->curl->easy_set(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    t->curl->easy_set(t->easy, CURLOPT_OPENSOCKETDATA, t);
}

/* Those of the request's own way, and no others. */
static void set_cookies(struct tw_transfer *t)
{
    struct tw_slice rest = t->ask->cookies, line;

    t->curl->easy_set(t->easy, CURLOPT_COOKIEFILE, "");
    t->curl->easy_set(t->easy, CURLOPT_COOKIELIST, "ALL");
    while (tw_slice_line(&rest, &line))
        t->curl->easy_set(t->easy, CURLOPT_COOKIELIST, tw_slice_dup(t->mem, line).p);
}

struct tw_slice tw_transfer_cookies(struct tw_transfer *t)
{
    struct tw_buf b = {.mem = t->mem};
    struct curl_slist *all = NULL;

    t->curl->easy_get(t->easy, CURLINFO_COOKIELIST, &all);
    for (const struct curl_slist *one = all; one && b.n < COOKIES_MAX; one = one->next)
        tw_buf_addf(&b, "%s\n", one->data);
    t->curl->slist_free_all(all);
    return b.n < COOKIES_MAX ? tw_buf_slice(&b) : TW_LIT("");
}

void tw_transfer_begin(struct tw_transfer *t, struct tw_ask *a)
{
    const struct tw_curl *c = t->curl;

    t->ask = a;
    t->max_received = a->robots_of && t->options->max_received > TW_ROBOTS_MAX
                          ? TW_ROBOTS_MAX
                          : t->options->max_received;
    t->head.mem = t->body.mem = t->sent.mem = t->mem;
    set_limits(t);
    set_trust(t);
    set_headers(t);
    set_cookies(t);
    c->easy_set(t->easy, CURLOPT_URL, a->url.p);
    c->easy_set(t->easy, CURLOPT_USERAGENT, t->options->user_agent);
    c->easy_set(t->easy, CURLOPT_HTTPHEADER, t->headers);
    c->easy_set(t->easy, CURLOPT_HEADERFUNCTION, take_head);
    c->easy_set(t->easy, CURLOPT_HEADERDATA, t);
    c->easy_set(t->easy, CURLOPT_WRITEFUNCTION, take_body);
    c->easy_set(t->easy, CURLOPT_WRITEDATA, t);
    c->easy_set(t->easy, CURLOPT_ERRORBUFFER, t->error);
    c->easy_set(t->easy, CURLOPT_PRIVATE, t);
    if (t->options->warc) {
        c->easy_set(t->easy, CURLOPT_VERBOSE, 1L);
        c->easy_set(t->easy, CURLOPT_DEBUGFUNCTION, take_sent);
        c->easy_set(t->easy, CURLOPT_DEBUGDATA, t);
    }
    if (a->request.post) {
        c->easy_set(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)a->request.body.n);
        c->easy_set(t->easy, CURLOPT_POSTFIELDS, a->request.body.p);
    }
}

/* ---- what became of it ---- */

static const char *phrase(struct tw_transfer *t, const char *what, const char *detail)
{
    struct tw_buf b = {.mem = t->mem};

    tw_buf_adds(&b, what);
    if (detail && *detail) tw_buf_addf(&b, " (%s)", detail);
    tw_buf_addc(&b, 0);
    return b.p;
}

/* What libcurl says of it: its sentence for this case, else for the code. */
static const char *said(const struct tw_transfer *t, CURLcode code)
{
    return t->error[0] ? t->error : t->curl->easy_strerror(code);
}

static void fail(struct tw_transfer *t, enum tw_fetch_end end, const char *why)
{
    t->result.end = end;
    t->result.why = why;
}

static const char *no_connection(struct tw_transfer *t)
{
    long cause = 0;

    t->curl->easy_get(t->easy, CURLINFO_OS_ERRNO, &cause);
    return phrase(t, "no connection to its server", cause ? strerror((int)cause) : NULL);
}

static const char *too_slow(struct tw_transfer *t)
{
    struct tw_buf b = {.mem = t->mem};
    curl_off_t connected = 0;

    t->curl->easy_get(t->easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (!connected) return "its server did not take the connection in time";
    tw_buf_addf(&b, "its server was too slow (%zu bytes in %u s)", t->body.n,
                (t->result.ms + 500) / 1000);
    tw_buf_addc(&b, 0);
    return b.p;
}

static const char *cut_off(struct tw_transfer *t)
{
    struct tw_buf b = {.mem = t->mem};
    curl_off_t length = -1;

    t->curl->easy_get(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length < 0) tw_buf_addf(&b, "it was cut off after %zu bytes", t->body.n);
    else tw_buf_addf(&b, "it was cut off after %zu of %lld bytes", t->body.n, (long long)length);
    tw_buf_addc(&b, 0);
    return b.p;
}

/* An exchange that libcurl gave up. */
static void explain(struct tw_transfer *t, CURLcode code)
{
    const char *detail = said(t, code);

    if (t->over) code = CURLE_FILESIZE_EXCEEDED;
    switch (code) {
    case CURLE_FILESIZE_EXCEEDED:
        fail(t, TW_FETCH_TOOBIG, "it is larger than what is received");
        break;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        fail(t, TW_FETCH_UNREACHED, "the name of its host is not known");
        break;
    case CURLE_COULDNT_CONNECT:
        if (t->met_private)
            fail(t, TW_FETCH_REFUSED, "its address is in a private network, which is not asked");
        else fail(t, TW_FETCH_UNREACHED, no_connection(t));
        break;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        fail(t, TW_FETCH_UNREACHED, phrase(t, "no secure connection to its server", detail));
        break;
    case CURLE_OPERATION_TIMEDOUT: fail(t, TW_FETCH_SLOW, too_slow(t)); break;
    case CURLE_PARTIAL_FILE: fail(t, TW_FETCH_DAMAGED, cut_off(t)); break;
    case CURLE_GOT_NOTHING:
        fail(t, TW_FETCH_DAMAGED, "its server closed the connection without an answer");
        break;
    case CURLE_UNSUPPORTED_PROTOCOL:    /* what it answered is not HTTP/1 */
    case CURLE_WEIRD_SERVER_REPLY:
        fail(t, TW_FETCH_DAMAGED, phrase(t, "its server did not answer in HTTP", detail));
        break;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        fail(t, TW_FETCH_DAMAGED, phrase(t, "the connection broke", detail));
        break;
    default:
        fail(t, TW_FETCH_DAMAGED, phrase(t, "its server's answer makes no sense", detail));
        break;
    }
}

/* Unpacks the body. */
static void unpack(struct tw_transfer *t)
{
    struct tw_http h = {.content_encoding = t->reply.content_encoding, .body = t->result.body};
    size_t max = t->options->max_body;
    enum tw_status st;

    if (t->ask->request.max_body && t->ask->request.max_body < max) max = t->ask->request.max_body;
    st = tw_http_body(t->mem, &h, max, &t->result.body);
    if (st == TW_TOOBIG) fail(t, TW_FETCH_TOOBIG, "it is larger than the limit when unpacked");
    else if (st != TW_OK && !t->result.why)
        fail(t, TW_FETCH_DAMAGED, "its packed body is damaged or cut off");
}

static void name_places(struct tw_transfer *t)
{
    struct tw_fetched *r = &t->result;

    r->context = t->ask->request.context;
    r->url = t->ask->request.url;
    r->final_url = t->ask->shown;
    r->redirects = t->ask->redirects;
    if (r->redirects && t->ask->permanent) r->permanent_url = r->final_url;
}

/* "its server answered 404 Not Found", with no more of its words than a line takes. */
static const char *answered(struct tw_transfer *t)
{
    struct tw_slice reason = t->reply.reason;
    struct tw_buf b = {.mem = t->mem};
    size_t n = 0;

    while (n < reason.n && n < 60 && reason.p[n] >= ' ' && reason.p[n] <= '~') n++;
    tw_buf_addf(&b, "its server answered %d%s%.*s", t->reply.status, n ? " " : "", (int)n,
                reason.p);
    tw_buf_addc(&b, 0);
    return b.p;
}

static unsigned milliseconds(const struct tw_transfer *t)
{
    curl_off_t us = 0;

    t->curl->easy_get(t->easy, CURLINFO_TOTAL_TIME_T, &us);
    return (unsigned)(us / 1000);
}

void tw_transfer_end(struct tw_transfer *t, CURLcode code, int64_t now)
{
    struct tw_fetched *r = &t->result;

    *r = (struct tw_fetched){.head = tw_buf_slice(&t->head), .body = tw_buf_slice(&t->body)};
    name_places(t);
    tw_reply_read(r->head, now, &t->reply);
    r->status = t->reply.status;
    r->etag = t->reply.etag;
    r->last_modified = t->reply.last_modified;
    r->content_type = t->reply.content_type;
    r->charset = t->reply.charset;
    r->date = t->reply.date;
    r->retry_after = t->reply.retry_after;
    r->max_age = t->reply.max_age;
    r->received = t->body.n;
    r->ms = milliseconds(t);
    if (code != CURLE_OK) explain(t, code);
    else if (r->status < 200 || (r->status > 299 && r->status != 304))
        r->why = answered(t);
    if (r->status == 304) r->body = TW_LIT("");
    unpack(t);
}

void tw_transfer_refuse(struct tw_transfer *t, struct tw_ask *a)
{
    t->ask = a;
    t->result = (struct tw_fetched){.retry_after = a->refused_for ? a->refused_for : -1,
                                    .max_age = -1};
    name_places(t);
    fail(t, a->refused_as ? a->refused_as : TW_FETCH_REFUSED,
         tw_slice_dup(t->mem, tw_slice_of(a->refused)).p);
}
