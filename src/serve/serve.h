/* serve/serve.h - a store over HTTP: what handlers get, what they answer, and the server itself.
**
** A handler answers one request.  It is found in a table of routes (routes of the API:
** api.c; of the page: pages.c) and runs on one of several threads, each with a store handle of
** its own, open at one state for the length of the request.  It does not lock, wait or
** write to the socket: it fills a struct tw_answer, and the server does the rest: HEAD,
** ETag, If-None-Match, gzip, security headers, errors as application/problem+json (RFC 9457)
** or as a page, 404, 405, 413, 415.
**
**     static enum tw_status story(struct tw_request *r, struct tw_answer *a)
**     {
**         uint64_t number = tw_naming_story(r->arg[0]);
**
**         if (!number) return tw_refuse(a, r, TW_NOTFOUND, "%.*s: no story", TW_FMT(r->arg[0]));
**         a->type = TW_TYPE_JSON;
**         return tw_retell_json(r->store, r->mem, number, &a->body);
**     }
**     {"GET", "/v1/stories/{story}", TW_SCOPE_READ, TW_ROUTE_CACHED, story},
**
** What a handler makes of a stored story depends on nothing but the store and the request, so
** answers of TW_ROUTE_CACHED are kept by each thread until the store changes.
** Memory: all of a request lives in r->mem, which is emptied afterwards.
*/
#ifndef TW_SERVE_SERVE_H
#define TW_SERVE_SERVE_H
#include "base/buf.h"
#include "read/source.h"
#include "store/store.h"

/* What somebody may do; each may do what the ones before it may. */
enum tw_scope { TW_SCOPE_NONE, TW_SCOPE_READ, TW_SCOPE_WRITE, TW_SCOPE_ADMIN };

/* Who asks.  Without a token on loopback: nobody in particular, who may read. */
struct tw_who {
    struct tw_slice name;       /* of the token; empty: none was shown */
    enum tw_scope scope;
    bool is_session;            /* it came as the cookie of a browser, not as a token */
};

struct tw_pair { struct tw_slice name, value; };
struct tw_pairs { struct tw_pair *v; size_t n; };

enum { TW_ROUTE_ARGS = 3 };

struct tw_request {
    struct tw_arena *mem;
    struct tw_store *store;     /* open for reading, one state until the answer */
    const struct tw_server *server;
    struct tw_slice method;     /* HEAD is GET here */
    struct tw_slice path;       /* as it was sent, without the query */
    /* what stands for {...} in the route, decoded, valid UTF-8 */
    struct tw_slice arg[TW_ROUTE_ARGS];
    struct tw_pairs query;      /* decoded, in order */
    struct tw_pairs form;       /* of a body that is application/x-www-form-urlencoded */
    struct tw_slice body;
    struct tw_slice type;       /* of the body, in lower case, without parameters */
    struct tw_slice charset;    /* its parameter; empty: none */
    struct tw_who who;
    int64_t now;                /* Unix s */
    void *exchange;             /* private: the connection, for tw_request_header */
};

/* How long an answer may be kept by who got it. */
enum tw_keeping {
    TW_KEEP_ASK,                /* ask again each time, with the ETag: no-cache */
    TW_KEEP_NOT,                /* no-store */
    TW_KEEP_FOREVER             /* the address changes when the content does: immutable */
};

#define TW_TYPE_JSON  "application/json"
#define TW_TYPE_LINES "application/x-ndjson"
#define TW_TYPE_HTML  "text/html; charset=utf-8"
#define TW_TYPE_TEXT  "text/plain; charset=utf-8"

struct tw_answer {
    unsigned status;            /* 200 unless the handler says otherwise */
    const char *type;
    struct tw_buf body;         /* in r->mem */
    struct tw_slice literal;    /* a body that lives as long as the program, when it is not empty */
    struct tw_slice location, link, cookie;     /* headers of that name (Set-Cookie); empty: none */
    /* Content-Security-Policy; NULL: the strictest, "default-src 'none'" */
    const char *policy;
    bool is_file;               /* to be saved, not shown: Content-Disposition: attachment */
    const char *why;            /* a sentence about a status that is not TW_OK; tw_refuse */
    enum tw_keeping keeping;
    int64_t modified;           /* Last-Modified, Unix s; 0: none */
    /* send it when the writer has done what it was given; see tw_request_decide */
    bool after_write;
    /* With after_write: called then, the store open at its new state.  NULL: the answer stands. */
    enum tw_status (*finish)(struct tw_request *r, struct tw_answer *a);
    void *kept;                 /* for finish */
};

typedef enum tw_status tw_handler(struct tw_request *r, struct tw_answer *a);

enum tw_route_flags {
    TW_ROUTE_CACHED = 1,        /* GET that depends on the store, path and query alone */
    TW_ROUTE_HEAVY = 2,         /* takes long: only half of the threads do such things at a time */
    TW_ROUTE_NO_STORE = 4,      /* needs no store: r->store is not to be used */
    TW_ROUTE_FORM = 8,          /* takes application/x-www-form-urlencoded */
    /* errors are shown as a page: tw_page_problem; parameters that it does not know are let be */
    TW_ROUTE_PAGE = 16,
    TW_ROUTE_STREAM = 64,       /* server-sent events; it has no handler */
    TW_ROUTE_WHO = 32           /* with TW_SCOPE_NONE: who asks is found out all the same */
};

struct tw_route {
    const char *method;         /* GET (and HEAD), POST, PUT, DELETE */
    const char *path;           /* "/v1/stories/{story}"; router.h */
    enum tw_scope scope;
    unsigned flags;
    tw_handler *handler;
    const char *types;          /* of bodies that it takes, with spaces between; NULL: none */
    size_t body;                /* bytes that a body may have */
};
extern const struct tw_route tw_api_routes[];       /* each ends with a path of NULL */
extern const struct tw_route tw_page_routes[];
/* POST /session with the field `token` begins the session of a browser, POST /session/end ends it;
** the page has the forms. */
extern const struct tw_route tw_session_routes[];

/* Fills *a with a page about a->status and a->why (pages.c). */
void tw_page_problem(struct tw_request *r, struct tw_answer *a);

/* ---- For handlers */

/* Sets a->why and returns st: TW_NOTFOUND is 404, TW_USAGE 400, TW_TOOBIG 413 (503 when a question
** to the store took too long), TW_LOCKED 503, others 500; a->status other than 200 or 0 wins. */
enum tw_status tw_refuse(struct tw_answer *a, struct tw_request *r, enum tw_status st,
                         const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The value of a parameter, or of a field of the form; empty when there is none. */
struct tw_slice tw_request_query(const struct tw_request *r, const char *name);
struct tw_slice tw_request_form(const struct tw_request *r, const char *name);
/* Of a header, a cookie; valid UTF-8; empty: none. */
struct tw_slice tw_request_header(const struct tw_request *r, const char *name);
struct tw_slice tw_request_cookie(const struct tw_request *r, const char *name);

/* Reads the decision that the words say (store/decision.h), stores it under the name of who
** asks and sets a->after_write; TW_USAGE, TW_NOTFOUND: a->why says why.  The caller's route has
** TW_SCOPE_WRITE (forget: checked here for TW_SCOPE_ADMIN). */
TW_MUST_USE enum tw_status tw_request_decide(struct tw_request *r, struct tw_answer *a,
                                             struct tw_slice kind,
                                             const struct tw_slice *word, size_t n,
                                                 uint64_t *number);

/* ---- The server */

enum { TW_SERVE_THREADS = 64 };     /* at most */

struct tw_serve_options {
    const char *store;          /* file or URL */
    /* beginning of the path of the desk's states; NULL: that of the store */
    const char *beside;
    /* URL of a copy of the store, from which is read; NULL: there is none */
    const char *replica;
    const char *listen;         /* "127.0.0.1:8470", "[::1]:0", "8470" */
    const char *cors;           /* origin that may read from a browser; NULL: none */
    /* names, beside the address, under which it is asked for, with spaces; NULL: none */
    const char *host;
    unsigned threads;           /* from 1 */
    const char *user;           /* whose decisions are those of the link; NULL: "page" */
    /* to read on loopback too; with `host`, and elsewhere, it always does */
    bool needs_token;
    /* Makes an article (as JSON) of a page, in a sandboxed process: slot is that of the
    ** calling thread, below `threads`. */
    enum tw_status (*read)(void *context, unsigned slot, struct tw_arena *mem,
                           const struct tw_raw *raw, struct tw_slice *article, const char **why);
    void *context;
};

/* Starts to serve.  Elsewhere than on loopback only when there are tokens (store/tokens.h):
** TW_USAGE. In *where, in mem, the address ("127.0.0.1:8470").  TW_USAGE, TW_LOCKED (the
** address is taken), TW_NOTFOUND, TW_IO: *why says why. */
struct tw_server;
TW_MUST_USE enum tw_status tw_serve_start(struct tw_arena *mem, const struct tw_serve_options *o,
                                          struct tw_server **out, const char **where,
                                              const char **why);
/* The address that gives a browser a session, once; in mem. */
const char *tw_serve_link(struct tw_server *s, struct tw_arena *mem);
/* Takes no more requests, finishes those at work, and frees. */
void tw_serve_stop(struct tw_server *s);

#endif
