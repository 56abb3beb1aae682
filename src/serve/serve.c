/* serve/serve.c - starting and stopping: the listening socket, and a daemon for each thread. */
#include "serve/serve_int.h"

#include "base/vec.h"

#include <assert.h>
#include <libdeflate.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    IDLE = TW_GUARD_WAITING,            /* s that a connection may be silent */
    GRACE = 300,                        /* times 10 ms for requests at work when it ends */
    TICK = 200,                         /* ms between looks at the clock */
    /* as most servers do: higher ones cost more than they save */
    GZIP_LEVEL = 6,
};

int64_t tw_serve_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

enum tw_status tw_serve_store(struct tw_serve_thread *t, bool primary, struct tw_store **out,
                              const char **why)
{
    const struct tw_serve_options *o = &t->server->o;
    bool second = primary && o->replica;
    struct tw_store **s = second ? &t->primary : &t->store;
    struct tw_arena *mem = second ? t->primary_mem : t->mem;
    enum tw_status st = TW_OK;

    *why = NULL;
    if (!*s) {
        tw_arena_reset(mem);
        st = tw_store_open(mem, o->replica && !second ? o->replica : o->store, TW_STORE_READ, s,
                           why);
    }
    *out = *s;
    if (st == TW_NOTFOUND) *why = "there is no store yet: nothing was added";
    return st;
}

/* Names with spaces between them. */
static struct tw_slices read_names(struct tw_arena *mem, const char *text)
{
    struct tw_slice rest = tw_slice_of(text), one;
    struct tw_slices out = {0};
    size_t cap = 0;

    while (text && tw_slice_part(&rest, ' ', &one))
        if (one.n > 0) TW_PUSH(mem, out.v, out.n, cap, one);
    return out;
}

static bool start_thread(struct tw_server *s, unsigned number)
{
    struct tw_serve_thread *t = &s->thread[number];

    *t = (struct tw_serve_thread){.server = s, .number = number, .mem = tw_arena_new(0),
                                  .primary_mem = tw_arena_new(0),
                                   .token_mem = tw_arena_new(0)};
    t->cache = (struct tw_cache){.mhd = &s->mhd,
                                 .place = TW_NEW_N(s->mem, struct tw_cached, TW_CACHE_PLACES)};
    t->compressor = libdeflate_alloc_compressor(GZIP_LEVEL);
    t->daemon = s->mhd.start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME, 0,
            tw_exchange_policy, t,
        tw_exchange_access, t, MHD_OPTION_LISTEN_SOCKET, s->listener, MHD_OPTION_URI_LOG_CALLBACK,
            tw_exchange_uri, t,
        MHD_OPTION_NOTIFY_COMPLETED, tw_exchange_completed, t, MHD_OPTION_CONNECTION_TIMEOUT,
            (unsigned)IDLE,
        MHD_OPTION_NOTIFY_CONNECTION, tw_exchange_connection, t,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)TW_GUARD_PLACES, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)TW_SERVE_HEADERS, MHD_OPTION_END);
    return t->daemon != NULL;
}

static enum tw_status open_listener(struct tw_server *s, const char **why)
{
    if (tw_listen_read(s->o.listen, &s->at) != TW_OK) {
        *why = "no address to listen on; 127.0.0.1:8470 is one";
        return TW_USAGE;
    }
    return tw_listen_open(&s->at, &s->listener, why);
}

/* Where is read from. */
static const char *readable(const struct tw_server *s)
{
    return s->o.replica ? s->o.replica : s->o.store;
}

/* ---- Watching */

/* Waits until something was committed, a little while at most. */
static bool has_changed(struct tw_server *s)
{
    const struct timespec pause = {.tv_nsec = TICK * 1000000L};
    const char *why;
    bool changed = false;

    if (!s->watch && tw_store_open(s->watch_mem, readable(s), TW_STORE_READ, &s->watch,
                                   &why) != TW_OK)
        tw_arena_reset(s->watch_mem);
    if (s->watch && tw_store_wait(s->watch, TICK, &changed) == TW_OK) return changed;
    nanosleep(&pause, NULL);
    return false;
}

static void watch(void *job, unsigned worker, void *context)
{
    struct tw_server *s = context;

    (void)job;
    (void)worker;
    while (!atomic_load(&s->stopping)) {
        bool changed = has_changed(s);

        tw_guard_sweep(&s->guard, tw_serve_seconds());
        tw_events_wake(s, changed);
        if (changed) tw_writer_look(&s->writer);
    }
}

/* ---- Starting and stopping */

/* Makes a store when there is none, and brings an older one up to date; who cannot may read all the
   same. */
static void prepare_store(struct tw_server *s)
{
    struct tw_store *store;
    const char *why;

    if (tw_store_open(s->watch_mem, s->o.store, TW_STORE_CREATE, &store, &why) == TW_OK)
        tw_store_close(store);
    tw_arena_reset(s->watch_mem);
}

static bool has_token(const struct tw_server *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_store *store;
    struct tw_token *v;
    const char *why;
    size_t n = 0, good = 0;

    if (tw_store_open(mem, readable(s), TW_STORE_READ, &store, &why) == TW_OK
        && tw_store_tokens(store, mem, &v, &n) == TW_OK)
        for (size_t i = 0; i < n; i++) good += !v[i].revoked;
    tw_store_close(store);
    tw_arena_free(mem);
    return good > 0;
}

/* As many open files as the system lets us: a socket each. */
static void raise_files(void)
{
    struct rlimit l;

    if (getrlimit(RLIMIT_NOFILE, &l) != 0) return;
    l.rlim_cur = l.rlim_max;
    (void)!setrlimit(RLIMIT_NOFILE, &l);
}

const char *tw_serve_link(struct tw_server *s, struct tw_arena *mem)
{
    struct tw_slice key = tw_auth_link(&s->auth, mem);
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "http://%.*s/session/link?key=%.*s", TW_FMT(s->authority), TW_FMT(key));
    return tw_slice_dup(mem, tw_buf_slice(&b)).p;
}

enum tw_status tw_serve_start(struct tw_arena *mem, const struct tw_serve_options *o,
                              struct tw_server **out, const char **where, const char **why)
{
    struct tw_server *s = TW_NEW(mem, struct tw_server);
    enum tw_status st;

    assert(o->threads > 0 && o->threads <= TW_SERVE_THREADS);
    *out = NULL;
    *why = "";
    s->mem = mem;
    s->o = *o;
    s->tables[0] = tw_api_routes, s->tables[1] = tw_page_routes, s->tables[2] = tw_session_routes;
    s->tables[3] = tw_watching_routes;
    s->hosts = read_names(mem, o->host);
    if ((st = tw_mhd_load(&s->mhd, why)) != TW_OK) return st;
    if ((st = open_listener(s, why)) != TW_OK) return st;
    s->needs_token = s->o.needs_token || s->hosts.n > 0 || !s->at.is_loopback;
    if (!s->at.is_loopback && !has_token(s)) {
        close(s->listener);
        *why = "elsewhere than on loopback it needs a token first: twosource token add NAME --scope read";
        return TW_USAGE;
    }
    raise_files();
    tw_guard_init(&s->guard, mem);
    tw_auth_init(&s->auth);
    tw_written_init(&s->written);
    tw_lock_init(&s->events.lock);
    s->watch_mem = tw_arena_new(0);
    prepare_store(s);
    s->authority = tw_listen_text(mem, &s->at);
    s->writer = (struct tw_writer){.path = s->o.store, .beside = s->o.beside,
                                   .ready = tw_exchange_ready, .context = s};
    tw_writer_start(&s->writer);
    s->thread = TW_NEW_N(mem, struct tw_serve_thread, s->o.threads);
    while (s->threads < s->o.threads)
        if (!start_thread(s, s->threads++)) {
            *why = "its threads could not be started";
            tw_serve_stop(s);
            return TW_IO;
        }
    s->watcher = tw_pool_new(1, 1, watch, s);
    tw_pool_add(s->watcher, s);
    *out = s;
    *where = tw_slice_dup(mem, s->authority).p;
    return TW_OK;
}

static void stop_thread(struct tw_serve_thread *t)
{
    const struct tw_server *s = t->server;

    if (t->daemon) s->mhd.stop_daemon(t->daemon);
    if (t->cache.place) tw_cache_clear(&t->cache);
    tw_exchange_free(t);
    if (t->compressor) libdeflate_free_compressor(t->compressor);
    tw_store_close(t->store);
    tw_store_close(t->primary);
    tw_arena_free(t->primary_mem);
    tw_arena_free(t->token_mem);
    tw_arena_free(t->mem);
}

/* Those who follow the events go; those who are being answered have a moment. */
static void let_finish(struct tw_server *s)
{
    const struct timespec step = {.tv_nsec = 10000000};

    for (int i = 0; i < GRACE && (atomic_load(&s->at_work) > 0 || tw_events_count(s) > 0); i++) {
        tw_events_wake(s, true);
        nanosleep(&step, NULL);
    }
}

void tw_serve_stop(struct tw_server *s)
{
    atomic_store(&s->stopping, true);
    for (unsigned i = 0; i < s->threads; i++)
        if (s->thread[i].daemon) s->mhd.quiesce_daemon(s->thread[i].daemon);
    tw_writer_stop(&s->writer);
    if (s->watcher) tw_pool_free(s->watcher);
    let_finish(s);
    for (unsigned i = 0; i < s->threads; i++) stop_thread(&s->thread[i]);
    close(s->listener);
    tw_store_close(s->watch);
    tw_arena_free(s->watch_mem);
    tw_lock_destroy(&s->events.lock);
    tw_auth_free(&s->auth);
    tw_written_free(&s->written);
    tw_guard_free(&s->guard);
}
