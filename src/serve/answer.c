/* serve/answer.c - what goes out: headers, conditional requests, gzip, errors.
**
** An ETag is the hash of the body (XXH3), so equal bodies keep theirs through restarts; with gzip
** it ends in -gz, since it is another representation (RFC 9110, 8.8.3.3).
*/
#include "serve/serve_int.h"

#include "base/hash.h"
#include "base/json.h"
#include "read/http.h"

#include <libdeflate.h>
#include <stdio.h>

enum { GZIP_FROM = 1024 /* bytes; shorter ones fit a packet */ };

static const char STRICTEST[] = "default-src 'none'; frame-ancestors 'none'";

/* ---- Headers that are lists, and dates */

static bool is_zero(struct tw_slice parameters)
{
    size_t at = tw_slice_find_nocase(parameters, TW_LIT("q="), 0);

    if (at == TW_NONE) return false;
    for (at += 2; at < parameters.n && parameters.p[at] != ';'; at++)
        if (parameters.p[at] >= '1' && parameters.p[at] <= '9') return false;
    return true;
}

bool tw_accepts(struct tw_slice list, const char *what)
{
    struct tw_slice one, name;

    while (tw_slice_part(&list, ',', &one)) {
        if (!tw_slice_part(&one, ';', &name)) continue;
        if (tw_slice_eq_nocase(tw_slice_trim(name), tw_slice_of(what))) return !is_zero(one);
    }
    return false;
}

static const char DAYS[] = "MonTueWedThuFriSatSun",
    MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static struct tw_slice date_text(struct tw_arena *mem, int64_t seconds)
{
    struct tw_date d = tw_date_from_unix(seconds);
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
                DAYS + 3 * tw_weekday(tw_date_days(&d)), d.day,
                MONTHS + 3 * (d.month - 1), d.year, d.hour, d.minute, d.second);
    return tw_slice_dup(mem, tw_buf_slice(&b));
}

static int64_t read_date(struct tw_slice s)
{
    struct tw_date d;

    return tw_http_date(s, &d) ? tw_date_unix(&d) : 0;
}

/* ---- Conditional requests */

/* If-None-Match has this tag, whatever its encoding (RFC 9110, 13.1.2: compared weakly). */
static bool is_known(struct tw_slice tags, struct tw_slice etag)
{
    struct tw_slice one;

    while (tw_slice_part(&tags, ',', &one)) {
        one = tw_slice_trim(one);
        if (tw_slice_eq(one, TW_LIT("*"))) return true;
        if (tw_slice_starts(one, TW_LIT("W/"))) one = tw_slice_sub(one, 2, one.n);
        if (one.n >= 18 && etag.n >= 18 && memcmp(one.p, etag.p, 17) == 0) return true;
    }
    return false;
}

static bool is_unchanged(const struct tw_exchange *x, struct tw_slice etag, int64_t modified)
{
    struct tw_slice tags;

    if (!tw_slice_eq(x->r.method, TW_LIT("GET")) || x->a.status != 200) return false;
    tags = tw_request_header(&x->r, "If-None-Match");
    if (tags.n > 0) return is_known(tags, etag);
    return modified && modified <= read_date(tw_request_header(&x->r, "If-Modified-Since"));
}

/* ---- Responses */

static void header(const struct tw_exchange *x, struct MHD_Response *r, const char *name,
                   struct tw_slice value)
{
    if (value.n == 0 || memchr(value.p, '\r', value.n) || memchr(value.p, '\n', value.n)) return;
    (void)!x->thread->server->mhd.add_response_header(r, name, tw_slice_dup(x->mem, value).p);
}

static const char *keeping(const struct tw_answer *a)
{
    switch (a->keeping) {
    case TW_KEEP_NOT: return "no-store";
    case TW_KEEP_FOREVER: return "public, max-age=31536000, immutable";
    default: return "no-cache";
    }
}

/* What every answer has: nothing in it may run, be framed, or be taken for another type. */
static void add_common(const struct tw_exchange *x, struct MHD_Response *r)
{
    const struct tw_serve_options *o = &x->thread->server->o;

    header(x, r, "Content-Security-Policy", tw_slice_of(x->a.policy ? x->a.policy : STRICTEST));
    header(x, r, "X-Content-Type-Options", TW_LIT("nosniff"));
    header(x, r, "X-Frame-Options", TW_LIT("DENY"));
    header(x, r, "Referrer-Policy", TW_LIT("no-referrer"));
    header(x, r, "Cross-Origin-Resource-Policy",
           o->cors ? TW_LIT("cross-origin") : TW_LIT("same-origin"));
    header(x, r, "Cross-Origin-Opener-Policy", TW_LIT("same-origin"));
    if (o->cors) header(x, r, "Access-Control-Allow-Origin", tw_slice_of(o->cors));
    header(x, r, "Vary", o->cors ? TW_LIT("Accept-Encoding, Cookie, Authorization, Origin")
                                 : TW_LIT("Accept-Encoding, Cookie, Authorization"));
    header(x, r, "Cache-Control", tw_slice_of(keeping(&x->a)));
}

static void add_own(const struct tw_exchange *x, struct MHD_Response *r)
{
    const struct tw_answer *a = &x->a;

    header(x, r, "Content-Type", tw_slice_of(a->type ? a->type : TW_TYPE_TEXT));
    header(x, r, "Location", a->location);
    header(x, r, "Link", a->link);
    header(x, r, "Set-Cookie", a->cookie);
    header(x, r, "Allow", x->allowed);
    if (a->is_file) header(x, r, "Content-Disposition", TW_LIT("attachment"));
    if (a->status == 503) header(x, r, "Retry-After", TW_LIT("1"));
    if (a->status == 401) header(x, r, "WWW-Authenticate", TW_LIT("Bearer"));
    if (a->modified) header(x, r, "Last-Modified", date_text(x->mem, a->modified));
}

static bool gzip(struct tw_exchange *x, struct tw_slice *body)
{
    size_t most = body->n - body->n / 8, n;
    char *to;

    if (body->n < GZIP_FROM || !tw_accepts(tw_request_header(&x->r, "Accept-Encoding"), "gzip"))
        return false;
    if (tw_slice_starts(tw_slice_of(x->a.type), TW_LIT("image/png")) || !x->thread->compressor)
        return false;
    to = tw_arena_alloc(x->mem, most);
    n = libdeflate_gzip_compress(x->thread->compressor, body->p, body->n, to, most);
    if (n > 0) *body = (struct tw_slice){to, n};
    return n > 0;
}

static enum MHD_Result queue(struct tw_exchange *x, unsigned status, struct MHD_Response *r)
{
    struct tw_serve_counts *c = &x->thread->server->counts;

    atomic_fetch_add_explicit(&c->answers[status / 100 < 6 ? status / 100 : 0], 1,
                              memory_order_relaxed);
    return x->thread->server->mhd.queue_response(x->connection, status, r);
}

static enum MHD_Result send_unchanged(struct tw_exchange *x, struct tw_slice etag, int64_t modified)
{
    const struct tw_mhd *mhd = &x->thread->server->mhd;
    struct MHD_Response *r = mhd->create_response_from_buffer(0, (void *)"",
                                                              MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result;

    if (!r) return MHD_NO;
    add_common(x, r);
    header(x, r, "ETag", etag);
    if (modified) header(x, r, "Last-Modified", date_text(x->mem, modified));
    atomic_fetch_add_explicit(&x->thread->server->counts.unchanged, 1, memory_order_relaxed);
    result = queue(x, 304, r);
    mhd->destroy_response(r);
    return result;
}

/* What is remembered of an answer: address, and what else it depends on. */
static struct tw_slice key_of(const struct tw_exchange *x)
{
    struct tw_buf b = {.mem = x->mem};

    struct tw_slice accept = tw_request_header(&x->r, "Accept");

    tw_buf_addc(&b, tw_accepts(tw_request_header(&x->r, "Accept-Encoding"), "gzip") ? 'z' : '-');
    if (accept.n > 0 && !tw_accepts(accept, "*/*")) tw_buf_add(&b, accept);
    tw_buf_add(&b, x->uri);
    return tw_buf_slice(&b);
}

bool tw_answer_cached(struct tw_exchange *x, enum MHD_Result *result)
{
    const struct tw_cached *e;
    uint64_t version;

    if (!(x->route->flags & TW_ROUTE_CACHED) || !x->thread->store) return false;
    if (tw_store_version(x->thread->store, &version) != TW_OK || version < tw_serve_needs(x))
        return false;
    if (!(e = tw_cache_find(&x->thread->cache, key_of(x), version))) return false;
    atomic_fetch_add_explicit(&x->thread->server->counts.cached, 1, memory_order_relaxed);
    if (is_unchanged(x, tw_slice_of(e->etag), e->modified))
        *result = send_unchanged(x, tw_slice_of(e->etag), e->modified);
    else *result = queue(x, 200, e->response);
    return true;
}

static void keep(struct tw_exchange *x, struct MHD_Response *r, struct tw_slice etag, size_t bytes)
{
    struct tw_cached *e;

    if (!x->has_version || !(x->route->flags & TW_ROUTE_CACHED) || x->a.status != 200) return;
    if (!(e = tw_cache_put(&x->thread->cache, key_of(x), x->version, r, bytes + 1024))) return;
    e->modified = x->a.modified;
    snprintf(e->etag, sizeof e->etag, "%.*s", TW_FMT(etag));
    x->kept = true;
}

static struct tw_slice etag_of(struct tw_arena *mem, struct tw_slice body, bool is_gzip)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "\"%016llx%s\"", (unsigned long long)tw_hash(body), is_gzip ? "-gz" : "");
    return tw_buf_slice(&b);
}

/* Accept names this type, all of its kind, or all (RFC 9110, 12.5.1). */
static bool is_acceptable(const struct tw_exchange *x)
{
    struct tw_slice accept = tw_request_header(&x->r, "Accept"), type = tw_slice_of(x->a.type),
        kind;
    struct tw_buf all = {.mem = x->mem};

    if (accept.n == 0 || type.n == 0 || !tw_slice_part(&type, ';', &kind)) return true;
    if (tw_accepts(accept, tw_slice_dup(x->mem, tw_slice_trim(kind)).p)
        || tw_accepts(accept, "*/*"))
        return true;
    tw_slice_part(&kind, '/', &type);
    tw_buf_addf(&all, "%.*s/*", TW_FMT(type));
    return tw_accepts(accept, tw_slice_dup(x->mem, tw_buf_slice(&all)).p);
}

void tw_answer_check(struct tw_exchange *x)
{
    if (x->a.status != 200 || x->route->flags & TW_ROUTE_PAGE || is_acceptable(x)) return;
    x->a.status = 406;
    (void)tw_refuse(&x->a, &x->r, TW_USAGE, "this is only there as %s", x->a.type);
    tw_answer_problem(x, TW_USAGE);
}

enum MHD_Result tw_answer_send(struct tw_exchange *x)
{
    const struct tw_mhd *mhd = &x->thread->server->mhd;
    struct tw_answer *a = &x->a;
    struct tw_slice body = a->literal.n > 0 ? a->literal : tw_buf_slice(&a->body), plain = body,
        etag = {0};
    struct MHD_Response *r;
    enum MHD_Result result;
    bool is_gzip;

    if (a->status == 200 && tw_slice_eq(x->r.method, TW_LIT("GET")) && a->keeping != TW_KEEP_NOT) {
        etag = etag_of(x->mem, plain, false);
        if (is_unchanged(x, etag, a->modified)) return send_unchanged(x, etag, a->modified);
    }
    is_gzip = gzip(x, &body);
    if (etag.n > 0 && is_gzip) etag = etag_of(x->mem, plain, true);
    r = mhd->create_response_from_buffer(body.n, (void *)body.p, MHD_RESPMEM_MUST_COPY);
    if (!r) return MHD_NO;
    add_common(x, r);
    add_own(x, r);
    header(x, r, "ETag", etag);
    if (is_gzip) header(x, r, "Content-Encoding", TW_LIT("gzip"));
    x->kept = false;
    keep(x, r, etag, body.n);
    result = queue(x, a->status, r);
    if (!x->kept) mhd->destroy_response(r);
    return result;
}

enum MHD_Result tw_answer_stream(struct tw_exchange *x, struct MHD_Response *r)
{
    enum MHD_Result result;

    x->a.keeping = TW_KEEP_NOT;
    x->a.type = "text/event-stream";
    add_common(x, r);
    add_own(x, r);
    header(x, r, "X-Accel-Buffering", TW_LIT("no"));    /* nginx would hold the events back */
    result = queue(x, 200, r);
    x->thread->server->mhd.destroy_response(r);
    return result;
}

/* ---- Errors */

static unsigned status_of(enum tw_status st)
{
    switch (st) {
    case TW_NOTFOUND: case TW_EMPTY: return 404;
    case TW_USAGE: return 400;
    case TW_TOOBIG: case TW_LOCKED: case TW_AWAY: return 503;
    case TW_FULL: return 507;
    case TW_BROKEN: case TW_BINARY: case TW_NOTNEWS: return 422;
    default: return 500;
    }
}

/* The phrases of RFC 9110, 15, that are used here. */
static const char *title_of(unsigned status)
{
    static const struct { unsigned status; const char *title; } known[] = {
        {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"},
        {405, "Method Not Allowed"}, {406, "Not Acceptable"}, {409, "Conflict"}, {410, "Gone"}, {411, "Length Required"},
        {413, "Content Too Large"}, {414, "URI Too Long"}, {415, "Unsupported Media Type"},
        {421, "Misdirected Request"}, {422, "Unprocessable Content"}, {429, "Too Many Requests"},
        {503, "Service Unavailable"}, {507, "Insufficient Storage"}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].status == status) return known[i].title;
    return "Internal Server Error";
}

static void write_problem(struct tw_answer *a)
{
    struct tw_json j = {.out = &a->body};

    a->type = "application/problem+json";
    tw_json_open(&j, '{');
    tw_json_word(&j, "type", "about:blank");
    tw_json_word(&j, "title", title_of(a->status));
    tw_json_count(&j, "status", a->status);
    if (a->why) tw_json_word(&j, "detail", a->why);
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
}

static bool wants_page(const struct tw_exchange *x)
{
    if (x->route) return x->route->flags & TW_ROUTE_PAGE;
    return !tw_slice_starts(x->uri, TW_LIT("/v1/")) && tw_accepts(tw_request_header(&x->r, "Accept"), "text/html");
}

void tw_answer_problem(struct tw_exchange *x, enum tw_status st)
{
    struct tw_answer *a = &x->a;

    if (a->status < 400) a->status = status_of(st);
    if (!a->why) a->why = tw_status_text(st);
    a->body.n = 0;
    a->literal = a->cookie = a->link = (struct tw_slice){0};
    a->keeping = TW_KEEP_NOT;
    a->modified = 0;
    if (wants_page(x)) tw_page_problem(&x->r, a);
    else write_problem(a);
}
