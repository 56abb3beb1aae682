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
#include "serve/events.h"
#include "serve/guard.h"
#include "serve/listen.h"
#include "serve/microhttpd.h"
#include "serve/router.h"
#include "serve/writer.h"
#include "serve/written.h"

#include <stdatomic.h>

struct libdeflate_compressor;

enum {
    TW_SERVE_TABLES = 4,
    TW_SERVE_BUCKETS = 8,
    TW_SERVE_HEADERS = 32 << 10,        /* bytes of request line and headers */
    TW_SERVE_BODIES = 256 << 20,        /* bytes of all bodies being received */
};

/* What is counted, for /metrics. */
struct tw_serve_counts {
    atomic_uint_least64_t answers[6];   /* by the first digit of the status */
    atomic_uint_least64_t cached, unchanged, nanoseconds;
    atomic_uint_least64_t bucket[TW_SERVE_BUCKETS];     /* answers that took at most so long */
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
    unsigned threads;                   /* that were started */
    atomic_uint heavy;                  /* requests of TW_ROUTE_HEAVY at work */
    atomic_bool stopping;
    atomic_size_t bodies;               /* bytes that may come of bodies being received */
    struct tw_guard guard;
    struct tw_auth auth;
    struct tw_events events;
    struct tw_writer writer;
    struct tw_written written;
    /* a thread that sees what was committed, and wakes who waits for it */
    struct tw_pool *watcher;
    struct tw_arena *watch_mem;
    struct tw_store *watch;
    /* requests between their headers and the end of their answer */
    atomic_uint at_work;
    bool needs_token;                   /* for everything */
    struct tw_serve_counts counts;
};

struct tw_serve_thread {
    struct tw_server *server;
    unsigned number;
    struct MHD_Daemon *daemon;
    struct tw_arena *mem, *primary_mem; /* of the store handles */
    /* that is read from; NULL: it is not there, or was not yet */
    struct tw_store *store;
    struct tw_store *primary;           /* with a replica: that is written to */
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
    int64_t until;                      /* s; what asks the store has to end then */
    uint64_t version;                   /* of the store, when it was asked */
    struct tw_waiter waiter;            /* for the writer */
    enum tw_status refused;             /* what the headers were answered */
    bool started, is_head, is_answered, is_waiting, has_version, kept;
};

/* ---- exchange.c: the callbacks of libmicrohttpd */

void *tw_exchange_uri(void *server_thread, const char *uri, struct MHD_Connection *connection);
enum MHD_Result tw_exchange_access(void *server_thread, struct MHD_Connection *connection,
                                   const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_size, void **exchange);
void tw_exchange_completed(void *server_thread, struct MHD_Connection *connection, void **exchange,
                           enum MHD_RequestTerminationCode code);

/* Frees those that a thread keeps. */
void tw_exchange_free(struct tw_serve_thread *t);

void tw_exchange_connection(void *server_thread, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode code);
enum MHD_Result tw_exchange_policy(void *server_thread, const struct sockaddr *from,
                                   socklen_t size);

/* Lets a request go on that waited for the writer: tw_writer.ready. */
void tw_exchange_ready(void *server, struct tw_waiter *waiter);

/* ---- events.c */

/* A client comes; *out sends it what happens.  TW_USAGE: x->a says why not. */
TW_MUST_USE enum tw_status tw_events_open(struct tw_exchange *x, struct MHD_Response **out);
/* Wakes those that are due for a sign of life, or all. */
void tw_events_wake(struct tw_server *s, bool all);
unsigned tw_events_count(struct tw_server *s);

/* ---- metrics.c, openapi.S, mcp.c */

extern const struct tw_route tw_watching_routes[];
/* The upper ends of the buckets of answering times; the last has no end. */
extern const struct tw_serve_bucket { const char *text; uint64_t nanoseconds; } tw_serve_bucket[TW_SERVE_BUCKETS];
tw_handler tw_mcp_post;
/* Answers the JSON-RPC message of r->body. */
TW_MUST_USE enum tw_status tw_mcp_answer(struct tw_request *r, struct tw_answer *a);

/* ---- admit.c */

/* The name by which the request asks; who asks, and whether the route is open to them. */
TW_MUST_USE enum tw_status tw_admit_host(struct tw_exchange *x);
TW_MUST_USE enum tw_status tw_admit(struct tw_exchange *x);
/* Refuses a token that is none, with that status; 429 after many from one address.  Right ones are
** taken all the same: behind a proxy all have its address. */
TW_MUST_USE enum tw_status tw_admit_wrong(struct tw_exchange *x, unsigned status);
/* The name of our cookie: browsers do not keep those of two ports apart. */
struct tw_slice tw_admit_cookie(const struct tw_server *s, struct tw_arena *mem);

/* ---- answer.c */

/* Makes a response of x->a and queues it. */
enum MHD_Result tw_answer_send(struct tw_exchange *x);
/* Queues a response that goes on for long. */
enum MHD_Result tw_answer_stream(struct tw_exchange *x, struct MHD_Response *r);
/* Answers from the cache when it has this request; false: it has not. */
bool tw_answer_cached(struct tw_exchange *x, enum MHD_Result *result);
/* Makes an error of st and what tw_refuse said. */
void tw_answer_problem(struct tw_exchange *x, enum tw_status st);
/* Makes it a 406 when the request does not take its type. */
void tw_answer_check(struct tw_exchange *x);
/* True when a list like "gzip;q=0.5, *" takes it (RFC 9110, 12.5). */
bool tw_accepts(struct tw_slice list, const char *what);
/* ---- serve.c */

/* The store of this thread, opened when it is not yet: with a replica that one, or with `primary`
** the store itself.  TW_NOTFOUND: there is none yet; *why says why. */
TW_MUST_USE enum tw_status tw_serve_store(struct tw_serve_thread *t, bool primary,
                                          struct tw_store **out, const char **why);
/* The version of the replica that this request has to be answered from; 0: any will do. */
uint64_t tw_serve_needs(const struct tw_exchange *x);
/* s, of a clock that never goes back. */
int64_t tw_serve_seconds(void);

#endif
