/* serve/auth.h - who asks: tokens, sessions of browsers, and whom to refuse.
**
** A token is "tws_" and 64 hex digits of randomness, sent as "Authorization: Bearer ..."; the store
** has its SHA-256 (store/tokens.h).  A browser gets a session for a token, or for the link that
** is printed at the start and works once: a cookie that scripts do not see and that no other
** site can make it send (HttpOnly, SameSite=Strict).  Sessions end with the server.
** Hashes are compared in a time that does not depend on them.
*/
#ifndef TW_SERVE_AUTH_H
#define TW_SERVE_AUTH_H
#include "base/lock.h"
#include "serve/serve.h"
#include "store/tokens.h"

enum {
    TW_AUTH_SECRET = 68,                /* bytes of a token */
    TW_AUTH_SESSIONS = 64,              /* the oldest makes room */
    TW_AUTH_DAYS = 30,                  /* that a session lasts */
    TW_AUTH_FAILURES = 20,              /* wrong tokens of one address in a minute; then 429 */
    TW_AUTH_NAME = 64,                  /* bytes of a token's name, with the NUL */
};

struct tw_auth_session {
    char hash[65];                      /* of the cookie; empty: none */
    uint64_t token;                     /* its number; 0: of the link */
    enum tw_scope scope;
    char name[TW_AUTH_NAME];
    int64_t until;                      /* Unix s */
};

struct tw_auth {
    struct tw_lock lock;
    struct tw_auth_session session[TW_AUTH_SESSIONS];
    size_t next;                        /* place of the next session */
    char link[65];                      /* hash of the link's key; empty: it was used */
    struct { uint64_t address; int64_t minute; unsigned n; } failure[256];
};

void tw_auth_init(struct tw_auth *a);
void tw_auth_free(struct tw_auth *a);

/* A new secret, in mem.  Empty: the system gives no randomness. */
struct tw_slice tw_auth_secret(struct tw_arena *mem);
/* Its hash, in mem. */
struct tw_slice tw_auth_hash(struct tw_arena *mem, struct tw_slice secret);

/* The key of the link that works once; it replaces the one before. */
struct tw_slice tw_auth_link(struct tw_auth *a, struct tw_arena *mem);
bool tw_auth_use_link(struct tw_auth *a, struct tw_arena *mem, struct tw_slice key);

/* The token whose secret that is; NULL: none that holds. */
const struct tw_token *tw_auth_token(struct tw_arena *mem, const struct tw_token *v, size_t n,
                                     struct tw_slice secret);

/* A new session; the cookie's secret, in mem. */
struct tw_slice tw_auth_begin(struct tw_auth *a, struct tw_arena *mem, const struct tw_who *who,
                              uint64_t token, int64_t now);
/* Whose session that is; v: the tokens, a session of one that was revoked is over.  False:
   nobody's. */
bool tw_auth_session(struct tw_auth *a, struct tw_arena *mem, struct tw_slice secret,
                     const struct tw_token *v, size_t n, int64_t now, struct tw_who *who);
void tw_auth_end(struct tw_auth *a, struct tw_arena *mem, struct tw_slice secret);

/* A wrong token from that address; and whether there were too many. */
void tw_auth_failed(struct tw_auth *a, uint64_t address, int64_t now);
bool tw_auth_is_barred(struct tw_auth *a, uint64_t address, int64_t now);

/* A change asked for by a page of ours (RFC 6454; Fetch, 3.2: Sec-Fetch-Site): browsers say so, one
** way or the other.  `authority`: what the request calls this server. */
bool tw_auth_is_same_origin(struct tw_slice site, struct tw_slice origin,
                            struct tw_slice authority);

#endif
