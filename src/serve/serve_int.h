/* serve/serve_int.h - the server from inside: threads, and one request on its way through.
**
** Each thread is a daemon of libmicrohttpd of its own, with its own epoll, that accepts from the
** one listening socket: so a thread's store handle, cached answers and memory are touched
** by that thread alone.  What threads share is atomic or has a lock (lock.h).
*/
#ifndef TW_SERVE_SERVE_INT_H
#define TW_SERVE_SERVE_INT_H
#include "serve/auth.h"
#include "serve/cache.h"
#include "serve/guard.h"
#include "serve/listen.h"
#include "serve/microhttpd.h"
#include "serve/router.h"

#include <stdatomic.h>

struct libdeflate_compressor;

enum {
    TW_SERVE_TABLES = 3,
    TW_SERVE_MOST_THREADS = 64,
    TW_SERVE_HEADERS = 32 << 10,        /* bytes of request line and headers */
    TW_SERVE_BODIES = 256 << 20,        /* bytes of all bodies being received */
};

/* What is counted, for /metrics. */
struct tw_serve_counts {
    atomic_uint_least64_t answers[6];   /* by the first digit of the status */
    atomic_uint_least64_t cached, unchanged, bytes;
};

struct tw_server {
    struct tw_arena *mem;               /* of the caller; this struct and what it has */
    struct tw_serve_options o;
    struct tw_mhd mhd;
    int listener;
    struct tw_listen at;
    struct tw_slice authority;          /* "127.0.0.1:8470" */
    struct tw_slices hosts;             /* names under which it may be asked for */
    const struct tw_route *tables[TW_SERVE_TABLES];
    struct tw_serve_thread *thread;
    unsigned threads;
    atomic_uint heavy;                  /* requests of TW_ROUTE_HEAVY at work */
    atomic_bool stopping;
    atomic_size_t bodies;               /* bytes that may come of bodies being received */
    struct tw_guard guard;
    struct tw_auth auth;
    bool needs_token;                   /* for everything */
    struct tw_serve_counts counts;
};

struct tw_serve_thread {
    struct tw_server *server;
    unsigned number;
    struct MHD_Daemon *daemon;
    struct tw_arena *mem;               /* of the store handle */
    struct tw_store *store;             /* NULL: it is not there, or was not yet */
    struct tw_exchange *idle;
    struct tw_cache cache;
    struct libdeflate_compressor *compressor;
    struct tw_arena *token_mem;
    struct tw_token *token;
    size_t tokens;
    uint64_t tokens_version;
    bool has_tokens;
};

/* One request and its answer. */
struct tw_exchange {
    struct tw_exchange *next;           /* idle ones */
    struct tw_serve_thread *thread;
    struct MHD_Connection *connection;
    struct tw_arena *mem;
    struct tw_place *place;
    struct tw_slice uri;                /* as it was sent */
    size_t reserved;                    /* of server->bodies */
    struct tw_request r;
    struct tw_answer a;
    const struct tw_route *route;       /* NULL: refused before one was found */
    struct tw_slice allowed;
    struct tw_buf body;
    uint64_t version;                   /* of the store, when it was asked */
    enum tw_status refused;             /* what the headers were answered */
    bool started, is_head, is_answered, has_version, kept;
};

/* ---- exchange.c: the callbacks of libmicrohttpd */

void *tw_exchange_uri(void *server_thread, const char *uri, struct MHD_Connection *connection);
enum MHD_Result tw_exchange_access(void *server_thread, struct MHD_Connection *connection, const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_size, void **exchange);
void tw_exchange_completed(void *server_thread, struct MHD_Connection *connection, void **exchange,
                           enum MHD_RequestTerminationCode code);

/* Frees those that a thread keeps. */
void tw_exchange_free(struct tw_serve_thread *t);

void tw_exchange_connection(void *server_thread, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode code);
enum MHD_Result tw_exchange_policy(void *server_thread, const struct sockaddr *from, socklen_t size);

/* ---- admit.c */

/* The name by which the request asks; who asks, and whether the route is open to them. */
TW_MUST_USE enum tw_status tw_admit_host(struct tw_exchange *x);
TW_MUST_USE enum tw_status tw_admit(struct tw_exchange *x);
/* The name of our cookie: browsers do not keep those of two ports apart. */
struct tw_slice tw_admit_cookie(const struct tw_server *s, struct tw_arena *mem);

/* ---- answer.c */

/* Makes a response of x->a and queues it. */
enum MHD_Result tw_answer_send(struct tw_exchange *x);
/* Answers from the cache when it has this request; false: it has not. */
bool tw_answer_cached(struct tw_exchange *x, enum MHD_Result *result);
/* Makes an error of st and what tw_refuse said. */
void tw_answer_problem(struct tw_exchange *x, enum tw_status st);
/* Makes it a 406 when the request does not take its type. */
void tw_answer_check(struct tw_exchange *x);
/* True when a list like "gzip;q=0.5, *" takes it (RFC 9110, 12.5). */
bool tw_accepts(struct tw_slice list, const char *what);
/* ---- serve.c */

/* The store of this thread, opened when it is not yet; NULL: *why says why. */
struct tw_store *tw_serve_store(struct tw_serve_thread *t, const char **why);

#endif
