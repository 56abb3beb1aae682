/* serve/metrics.c - what an operator watches: /metrics (Prometheus text 0.0.4), /healthz,
   /readyz. */
#include "serve/serve_int.h"

#include "library/version.h"

#include <time.h>

const struct tw_serve_bucket tw_serve_bucket[TW_SERVE_BUCKETS] = {
    {"0.0001", 100000},  {"0.001", 1000000},  {"0.005", 5000000},    {"0.02", 20000000},
    {"0.1", 100000000}, {"0.5", 500000000}, {"2", 2000000000}, {"+Inf", UINT64_MAX}};

extern const char tw_openapi_text[];     /* openapi.S */

static enum tw_status openapi(struct tw_request *r, struct tw_answer *a)
{
    (void)r;
    a->type = TW_TYPE_JSON;
    a->literal = tw_slice_of(tw_openapi_text);
    return TW_OK;
}

static void family(struct tw_buf *b, const char *name, const char *type, const char *help)
{
    tw_buf_addf(b, "# HELP twosource_%s %s\n# TYPE twosource_%s %s\n", name, help, name, type);
}

static void number(struct tw_buf *b, const char *name, const char *type, const char *help, uint64_t n)
{
    family(b, name, type, help);
    tw_buf_addf(b, "twosource_%s %llu\n", name, (unsigned long long)n);
}

static void add_answers(struct tw_buf *b, struct tw_serve_counts *c)
{
    family(b, "http_answers_total", "counter", "Requests answered, by class of status.");
    for (unsigned i = 2; i < 6; i++)
        tw_buf_addf(b, "twosource_http_answers_total{class=\"%uxx\"} %llu\n", i, (unsigned long long)atomic_load(&c->answers[i]));
    number(b, "http_cached_total", "counter", "Answers that were there already.", atomic_load(&c->cached));
    number(b, "http_unchanged_total", "counter", "Answers 304: the client had it.", atomic_load(&c->unchanged));
    family(b, "http_seconds", "histogram", "Time from the last byte of a request to its answer being ready.");
    for (size_t i = 0; i < TW_SERVE_BUCKETS; i++)
        tw_buf_addf(b, "twosource_http_seconds_bucket{le=\"%s\"} %llu\n", tw_serve_bucket[i].text,
                    (unsigned long long)atomic_load(&c->bucket[i]));
    tw_buf_addf(b, "twosource_http_seconds_sum %.6f\n", (double)atomic_load(&c->nanoseconds) / 1e9);
    tw_buf_addf(b, "twosource_http_seconds_count %llu\n", (unsigned long long)atomic_load(&c->bucket[TW_SERVE_BUCKETS - 1]));
}

static enum tw_status add_store(struct tw_buf *b, struct tw_store *s)
{
    struct tw_store_counts c;
    uint64_t last = 0;
    enum tw_status st = tw_store_count(s, &c);

    if (st == TW_OK) st = tw_store_inbox_last(s, &last);
    if (st != TW_OK) return st;
    number(b, "articles", "gauge", "Articles in the store.", c.articles);
    number(b, "stories", "gauge", "Stories in the store.", c.stories);
    number(b, "comparisons", "gauge", "Stories that are compared.", c.comparisons);
    number(b, "copies", "gauge", "Pairs of articles that share passages.", c.copies);
    number(b, "decisions", "gauge", "Decisions of people.", c.decisions);
    number(b, "forgotten", "gauge", "Articles that may not come back.", c.forgotten);
    number(b, "store_bytes", "gauge", "Size of the store.", c.bytes);
    number(b, "inbox_waiting", "gauge", "1 when articles that were handed in wait for the writer.", last > 0);
    return TW_OK;
}

/* What is read from, and how far it is behind what is written to. */
static void add_replica(struct tw_buf *b, struct tw_exchange *x)
{
    struct tw_store *primary;
    const char *why;
    uint64_t version = 0;
    double lag = 0;
    bool is_there = tw_serve_store(x->thread, true, &primary, &why) == TW_OK && tw_store_version(primary, &version) == TW_OK;

    number(b, "primary_up", "gauge", "1 when the store that is written to can be reached.", is_there);
    if (is_there)
        number(b, "replica_behind", "gauge", "Commits that the replica has not seen.", version > x->version ? version - x->version : 0);
    if (tw_store_lag(x->r.store, &lag) != TW_OK) return;
    family(b, "replica_lag_seconds", "gauge", "Age of what the replica saw last; 0 when it has all that came.");
    tw_buf_addf(b, "twosource_replica_lag_seconds %.3f\n", lag);
}

static enum tw_status metrics(struct tw_request *r, struct tw_answer *a)
{
    struct tw_exchange *x = r->exchange;
    struct tw_server *s = x->thread->server;
    struct tw_buf *b = &a->body;

    a->type = "text/plain; version=0.0.4; charset=utf-8";
    a->keeping = TW_KEEP_NOT;
    family(b, "build_info", "gauge", "The version that runs.");
    tw_buf_addf(b, "twosource_build_info{version=\"%s\"} 1\n", TW_VERSION);
    number(b, "connections", "gauge", "Connections that are open.", tw_guard_taken(&s->guard));
    number(b, "event_clients", "gauge", "Connections that follow the events.", tw_events_count(s));
    number(b, "writer_failing", "gauge", "1 when what is handed in cannot be stored.", tw_writer_why(&s->writer, r->mem).n > 0);
    add_answers(b, &s->counts);
    if (s->o.replica) add_replica(b, x);
    return add_store(b, r->store);
}

static enum tw_status health(struct tw_request *r, struct tw_answer *a)
{
    (void)r;
    a->type = TW_TYPE_TEXT;
    a->keeping = TW_KEEP_NOT;
    tw_buf_adds(&a->body, "ok\n");
    return TW_OK;
}

/* The store can be read, and written to by somebody. */
static enum tw_status ready(struct tw_request *r, struct tw_answer *a)
{
    struct tw_exchange *x = r->exchange;
    struct tw_slice why = tw_writer_why(&x->thread->server->writer, r->mem);
    uint64_t last;
    enum tw_status st = tw_store_last(r->store, &last);

    if (st != TW_OK) return st;
    if (why.n > 0) {
        a->status = 503;
        return tw_refuse(a, r, TW_IO, "what is handed in cannot be stored: %.*s", TW_FMT(why));
    }
    return health(r, a);
}

const struct tw_route tw_watching_routes[] = {
    {"GET", "/metrics", TW_SCOPE_READ, 0, metrics, NULL, 0},
    {"GET", "/healthz", TW_SCOPE_NONE, TW_ROUTE_NO_STORE, health, NULL, 0},
    {"GET", "/readyz", TW_SCOPE_NONE, 0, ready, NULL, 0},
    {"GET", "/openapi.json", TW_SCOPE_NONE, TW_ROUTE_NO_STORE, openapi, NULL, 0},
    {0},
};
