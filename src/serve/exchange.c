/* serve/exchange.c - a request from its first byte to its answer.
**
** libmicrohttpd calls back when the request line is there (tw_exchange_uri), when all headers
** are, for each piece of the body and at its end (tw_exchange_access), and when the answer is out
** or the connection is gone (tw_exchange_completed).  What can be refused by looking at headers is
** refused before a byte of the body is read; that ends the connection, since the body may be on its
** way.
*/
#include "serve/serve_int.h"

#include "base/utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <time.h>

enum { QUESTION = 5 /* s that the store may take */, URI = 8 << 10,
       IDLE = 16 /* kept for the next requests */, BUDGET = 256 << 20 };

/* ---- Exchanges, used again and again */

static struct tw_exchange *take(struct tw_serve_thread *t)
{
    struct tw_exchange *x = t->idle;

    if (x) {
        t->idle = x->next;
        return x;
    }
    x = calloc(1, sizeof *x);
    if (!x) tw_oom(sizeof *x);
    x->mem = tw_arena_new(BUDGET);
    return x;
}

static void give_back(struct tw_serve_thread *t, struct tw_exchange *x)
{
    struct tw_arena *mem = x->mem;
    size_t idle = 0;

    atomic_fetch_sub(&t->server->bodies, x->reserved);
    for (const struct tw_exchange *i = t->idle; i; i = i->next) idle++;
    if (idle >= IDLE) {
        tw_arena_free(mem);
        free(x);
        return;
    }
    tw_arena_reset(mem);
    *x = (struct tw_exchange){.mem = mem, .next = t->idle};
    t->idle = x;
}

void tw_exchange_free(struct tw_serve_thread *t)
{
    while (t->idle) {
        struct tw_exchange *x = t->idle;

        t->idle = x->next;
        tw_arena_free(x->mem);
        free(x);
    }
}

/* ---- Connections */

enum MHD_Result tw_exchange_policy(void *context, const struct sockaddr *from, socklen_t size)
{
    struct tw_serve_thread *t = context;

    (void)size;
    return tw_guard_admits(&t->server->guard, from, tw_serve_seconds()) ? MHD_YES : MHD_NO;
}

void tw_exchange_connection(void *context, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode code)
{
    struct tw_serve_thread *t = context;
    const struct tw_mhd *mhd = &t->server->mhd;

    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        *place = tw_guard_enter(&t->server->guard,
                                mhd->get_connection_info(connection,
                                                         MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
                                mhd->get_connection_info(connection,
                                                         MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
                                tw_serve_seconds());
    else if (*place) tw_guard_leave(&t->server->guard, *place);
}

static struct tw_place *place_of(const struct tw_serve_thread *t, struct MHD_Connection *connection)
{
    return t->server->mhd.get_connection_info(connection,
                                              MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void *tw_exchange_uri(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct tw_serve_thread *t = context;
    struct tw_exchange *x = take(t);

    x->thread = t;
    x->connection = connection;
    x->uri = tw_slice_dup(x->mem, tw_slice_of(uri));
    x->place = place_of(t, connection);
    return x;
}

void tw_exchange_completed(void *context, struct MHD_Connection *connection, void **exchange,
                           enum MHD_RequestTerminationCode code)
{
    struct tw_exchange *x = *exchange;

    (void)connection;
    (void)code;
    if (!x) return;
    *exchange = NULL;
    if (x->place) tw_guard_phase(x->place, TW_PHASE_WAITING, tw_serve_seconds());
    if (x->started) atomic_fetch_sub(&x->thread->server->at_work, 1);
    give_back(context, x);
}

/* ---- What the headers say */

static void cut_uri(struct tw_exchange *x)
{
    size_t query = tw_slice_find_char(x->uri, '?', 0);

    if (query == TW_NONE) query = x->uri.n;
    x->r.path = tw_slice_sub(x->uri, 0, query);
}

static enum tw_status refuse(struct tw_exchange *x, unsigned status, const char *why)
{
    x->a.status = status;
    x->a.why = why;
    return TW_USAGE;
}

static enum tw_status read_query(struct tw_exchange *x)
{
    struct tw_slice query = tw_slice_sub(x->uri, x->r.path.n, x->uri.n);

    if (query.n > 0) query = tw_slice_sub(query, 1, query.n);
    if (!tw_route_pairs(x->mem, query, &x->r.query))
        return refuse(x, 400, "what stands behind the ? of the address is damaged, or too much");
    for (size_t i = 0; i < x->r.query.n && !(x->route->flags & TW_ROUTE_PAGE); i++)
        if (!tw_route_takes(x->route, x->r.query.v[i].name))
            return tw_refuse(&x->a, &x->r, TW_USAGE, "%.*s: this address has no such parameter",
                             TW_FMT(x->r.query.v[i].name));
    return TW_OK;
}

static enum tw_status find_route(struct tw_exchange *x)
{
    const struct tw_server *s = x->thread->server;

    x->route = tw_route_find(x->mem, s->tables, TW_SERVE_TABLES, x->r.method, x->r.path, x->r.arg,
                             &x->allowed);
    if (x->route) return read_query(x);
    if (x->allowed.n > 0) return refuse(x, 405, "this address does not take that method");
    return refuse(x, 404, "there is nothing at this address");
}

/* "text/html; charset=utf-8": the type and the charset. */
static void read_type(struct tw_exchange *x)
{
    struct tw_slice rest = tw_request_header(&x->r, "Content-Type"), one, key;

    x->r.type = x->r.charset = (struct tw_slice){"", 0};
    if (!tw_slice_part(&rest, ';', &one)) return;
    x->r.type = tw_slice_lower(x->mem, tw_slice_trim(one));
    while (tw_slice_part(&rest, ';', &one))
        if (tw_slice_part(&one, '=', &key)
            && tw_slice_eq_nocase(tw_slice_trim(key), TW_LIT("charset"))) {
            one = tw_slice_trim(one);
            if (one.n >= 2 && *one.p == '"' && one.p[one.n - 1] == '"')
                one = tw_slice_sub(one, 1, one.n - 1);
            x->r.charset = one;
        }
}

static bool is_among(struct tw_slice type, const char *types)
{
    struct tw_slice rest = tw_slice_of(types), one;

    while (tw_slice_part(&rest, ' ', &one))
        if (tw_slice_eq(one, type)) return true;
    return false;
}

static bool body_number(struct tw_slice s, uint64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!tw_is_digit(s.p[i]) || *n > UINT64_MAX / 100) return false;
        *n = *n * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0;
}

static bool has_body(const struct tw_exchange *x)
{
    struct tw_slice length = tw_request_header(&x->r, "Content-Length");

    return tw_request_header(&x->r, "Transfer-Encoding").n > 0
           || (length.n > 0 && !tw_slice_eq(length, TW_LIT("0")));
}

/* Bodies take memory before they are known to be good: all together have a limit. */
static enum tw_status reserve(struct tw_exchange *x, size_t most, size_t known)
{
    struct tw_server *s = x->thread->server;

    x->reserved = most;
    if (atomic_fetch_add(&s->bodies, most) + most > TW_SERVE_BODIES)
        return refuse(x, 503, "many bodies are being received; send it again");
    if (known > 0) tw_buf_room(&x->body, known);
    return TW_OK;
}

/* Whether the body that is to come is wanted; makes room for it. */
static enum tw_status expect_body(struct tw_exchange *x)
{
    struct tw_slice length = tw_request_header(&x->r, "Content-Length");
    bool is_chunked = tw_request_header(&x->r, "Transfer-Encoding").n > 0;
    uint64_t n = 0;

    x->body = (struct tw_buf){.mem = x->mem};
    if (length.n > 0 && !body_number(length, &n))
        return refuse(x, 400, "Content-Length is no number");
    if (!x->route->types)
        return n > 0 || is_chunked ? refuse(x, 413, "this address takes no body") : TW_OK;
    if (length.n == 0 && !is_chunked)
        return refuse(x, 411, "say with Content-Length how long the body is");
    if (n > x->route->body) return refuse(x, 413, "the body is longer than this address takes");
    if (tw_request_header(&x->r, "Content-Encoding").n > 0)
        return refuse(x, 415, "bodies are taken as they are, without Content-Encoding");
    read_type(x);
    if (!is_among(x->r.type, x->route->types))
        return refuse(x, 415, "this address takes other types of content");
    return reserve(x, is_chunked ? x->route->body : n, n);
}

static enum tw_status begin(struct tw_exchange *x, const char *method)
{
    enum tw_status st;

    x->r = (struct tw_request){.mem = x->mem, .server = x->thread->server, .exchange = x,
                               .now = (int64_t)time(NULL)};
    x->a = (struct tw_answer){.status = 200, .body = {.mem = x->mem}};
    x->is_head = strcmp(method, "HEAD") == 0;
    x->r.method = x->is_head ? TW_LIT("GET") : tw_slice_dup(x->mem, tw_slice_of(method));
    cut_uri(x);
    if (x->uri.n > URI) return refuse(x, 414, "the address is too long");
    if ((st = tw_admit_host(x)) != TW_OK) return st;
    if ((st = find_route(x)) != TW_OK) return st;
    if ((st = tw_admit(x)) != TW_OK) return st;
    return expect_body(x);
}

/* ---- The answer */

static enum tw_status read_form(struct tw_exchange *x)
{
    if (!(x->route->flags & TW_ROUTE_FORM)
        || !tw_slice_eq(x->r.type, TW_LIT("application/x-www-form-urlencoded")))
        return TW_OK;
    if (tw_route_pairs(x->mem, x->r.body, &x->r.form)) return TW_OK;
    return refuse(x, 400, "the form is damaged, or too much");
}

static enum tw_status call_handler(struct tw_exchange *x)
{
    return x->route->handler(&x->r, &x->a);
}

static enum tw_status finish_with_store(struct tw_exchange *x)
{
    return x->a.finish(&x->r, &x->a);
}

static bool is_late(void *exchange)
{
    return tw_serve_seconds() > ((const struct tw_exchange *)exchange)->until;
}

/* ---- The store, or a replica of it */

static bool writes(const struct tw_exchange *x)
{
    return x->route->scope >= TW_SCOPE_WRITE;
}

uint64_t tw_serve_needs(const struct tw_exchange *x)
{
    struct tw_server *s = x->thread->server;

    return s->o.replica ? tw_written_needs(&s->written, x->r.who.name, x->place->address) : 0;
}

/* A state of the store, or of its replica, for this request. */
static enum tw_status open_state(struct tw_exchange *x, bool primary)
{
    const char *why;
    struct tw_store *store;
    enum tw_status st = tw_serve_store(x->thread, primary, &store, &why);

    if (st != TW_OK) return refuse(x, 503, why), st;
    x->r.store = store;
    x->until = tw_serve_seconds() + QUESTION;
    tw_store_hurry(store, QUESTION * 1000, is_late, x);
    if ((st = tw_store_begin(store)) == TW_OK)
        x->has_version = tw_store_version(store, &x->version) == TW_OK;
    return st;
}

/* Of the replica, unless this is a change or it is away or behind what this one did; then of the
** store itself, and when that one is away what the replica has. */
static enum tw_status find_state(struct tw_exchange *x)
{
    enum tw_status st, replica;

    if (!x->thread->server->o.replica || writes(x)) return open_state(x, true);
    replica = open_state(x, false);
    if (replica == TW_OK && x->version >= tw_serve_needs(x)) return TW_OK;
    if (replica == TW_OK) tw_store_rollback(x->r.store);
    if (x->r.store) tw_store_hurry(x->r.store, 0, NULL, NULL);
    st = open_state(x, true);
    if (st != TW_OK && replica == TW_OK) st = open_state(x, false);
    if (st == TW_OK) x->a.why = NULL, x->a.status = 200;
    return st;
}

static enum tw_status in_store(struct tw_exchange *x, enum tw_status (*call)(struct tw_exchange *x))
{
    enum tw_status st = find_state(x);

    if (!x->r.store) return st;
    if (st == TW_OK) st = call(x);
    if (st != TW_OK && !x->a.why && *tw_store_why(x->r.store))
        x->a.why = tw_slice_dup(x->mem, tw_slice_of(tw_store_why(x->r.store))).p;
    tw_store_rollback(x->r.store);
    tw_store_hurry(x->r.store, 0, NULL, NULL);
    return st;
}

/* They shall see what they did: it is in the store as it is now. */
static void note_written(struct tw_exchange *x)
{
    struct tw_server *s = x->thread->server;
    uint64_t version;

    if (s->o.replica && x->thread->primary
        && tw_store_version(x->thread->primary, &version) == TW_OK)
        tw_written_note(&s->written, x->r.who.name, x->place->address, version);
}

static enum tw_status handle(struct tw_exchange *x)
{
    struct tw_server *s = x->thread->server;
    bool is_heavy = x->route->flags & TW_ROUTE_HEAVY;
    enum tw_status st = read_form(x);

    if (st != TW_OK) return st;
    if (is_heavy && atomic_fetch_add(&s->heavy, 1) >= (s->o.threads + 1) / 2) {
        atomic_fetch_sub(&s->heavy, 1);
        return refuse(x, 503, "many such questions are being answered already; ask again");
    }
    st = x->route->flags & TW_ROUTE_NO_STORE ? call_handler(x) : in_store(x, call_handler);
    if (is_heavy) atomic_fetch_sub(&s->heavy, 1);
    return st == TW_OK && tw_arena_over(x->mem) ? TW_TOOBIG : st;
}

static enum MHD_Result conclude(struct tw_exchange *x, enum tw_status st)
{
    if (st != TW_OK) tw_answer_problem(x, st);
    else tw_answer_check(x);
    return tw_answer_send(x);
}

/* Until the writer has done what it was given; the connection is called again then. */
static enum MHD_Result wait_for_writer(struct tw_exchange *x)
{
    struct tw_server *s = x->thread->server;

    x->is_waiting = true;
    s->mhd.suspend_connection(x->connection);
    tw_writer_wait(&s->writer, &x->waiter);
    return MHD_YES;
}

void tw_exchange_ready(void *context, struct tw_waiter *waiter)
{
    struct tw_server *s = context;
    struct tw_exchange *x = (struct tw_exchange *)((char *)waiter - offsetof(struct tw_exchange,
                                                                             waiter));

    s->mhd.resume_connection(x->connection);
}

static enum MHD_Result finish(struct tw_exchange *x)
{
    enum tw_status st = TW_OK;

    x->is_waiting = false;
    note_written(x);
    if (x->a.finish) st = in_store(x, finish_with_store);
    return conclude(x, st);
}

static enum MHD_Result stream(struct tw_exchange *x)
{
    struct MHD_Response *r;
    enum tw_status st = tw_events_open(x, &r);

    if (st != TW_OK) return conclude(x, st);
    tw_guard_phase(x->place, TW_PHASE_STREAM, tw_serve_seconds());
    return tw_answer_stream(x, r);
}

static int64_t nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void count_time(struct tw_serve_counts *c, int64_t since)
{
    uint64_t took = (uint64_t)(nanoseconds() - since);

    for (size_t i = 0; i < TW_SERVE_BUCKETS; i++)
        if (took <= tw_serve_bucket[i].nanoseconds)
            atomic_fetch_add_explicit(&c->bucket[i], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->nanoseconds, took, memory_order_relaxed);
}

static enum MHD_Result answer(struct tw_exchange *x, enum tw_status st)
{
    int64_t since = nanoseconds();
    enum MHD_Result result;

    x->is_answered = true;
    tw_guard_phase(x->place, TW_PHASE_ANSWER, tw_serve_seconds());
    if (st == TW_OK && x->route->flags & TW_ROUTE_STREAM) return stream(x);
    if (st != TW_OK || !tw_answer_cached(x, &result)) {
        if (st == TW_OK) st = handle(x);
        result = st == TW_OK && x->a.after_write ? wait_for_writer(x) : conclude(x, st);
    }
    count_time(&x->thread->server->counts, since);
    return result;
}

static enum MHD_Result take_body(struct tw_exchange *x, const char *upload, size_t *size)
{
    size_t n = *size;

    *size = 0;
    if (x->is_answered) return MHD_YES;
    if (n > x->route->body - x->body.n) return MHD_NO;      /* chunked, and over the limit */
    tw_buf_add(&x->body, (struct tw_slice){upload, n});
    return MHD_YES;
}

enum MHD_Result tw_exchange_access(void *context, struct MHD_Connection *connection,
                                   const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_size, void **exchange)
{
    struct tw_exchange *x = *exchange;

    (void)url;
    (void)version;
    (void)context;
    (void)connection;
    if (!x || !x->place) return MHD_NO;
    if (!x->started) {
        x->started = true;
        atomic_fetch_add(&x->thread->server->at_work, 1);
        tw_guard_phase(x->place, TW_PHASE_BODY, tw_serve_seconds());
        x->refused = begin(x, method);
        return x->refused != TW_OK && has_body(x) ? answer(x, x->refused) : MHD_YES;
    }
    if (x->is_waiting) return finish(x);
    if (*upload_size > 0) return take_body(x, upload, upload_size);
    if (x->is_answered) return MHD_YES;
    x->r.body = tw_buf_slice(&x->body);
    return answer(x, x->refused);
}
