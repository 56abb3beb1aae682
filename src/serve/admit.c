/* serve/admit.c - whether a request is let in: the host it names, who asks, and for what. */
#include "serve/serve_int.h"

#include <stdio.h>

static enum tw_status refuse(struct tw_exchange *x, unsigned status, const char *why)
{
    x->a.status = status;
    x->a.why = why;
    return TW_USAGE;
}

/* The tokens, read again when the store changed; of the store itself, or of its replica. */
static enum tw_status read_tokens_of(struct tw_exchange *x, bool primary)
{
    struct tw_serve_thread *t = x->thread;
    const char *why;
    struct tw_store *store;
    uint64_t version;
    enum tw_status st = tw_serve_store(t, primary, &store, &why);

    if (st == TW_NOTFOUND) {
        t->tokens = 0;
        return TW_OK;           /* none was ever made */
    }
    if (st != TW_OK) return x->a.why = why, st;
    if ((st = tw_store_version(store, &version)) != TW_OK) return st;
    if (t->has_tokens && t->tokens_version == version) return TW_OK;
    tw_arena_reset(t->token_mem);
    st = tw_store_tokens(store, t->token_mem, &t->token, &t->tokens);
    t->has_tokens = st == TW_OK;
    t->tokens_version = version;
    return st;
}

/* Who changes something is looked for in the store itself; who reads, there when the replica is
   away. */
static enum tw_status read_tokens(struct tw_exchange *x)
{
    bool has_replica = x->thread->server->o.replica != NULL;
    enum tw_status st = read_tokens_of(x, !has_replica || x->route->scope >= TW_SCOPE_WRITE);

    return st == TW_AWAY && has_replica
           && x->route->scope < TW_SCOPE_WRITE ? read_tokens_of(x, true) : st;
}

enum tw_status tw_admit_wrong(struct tw_exchange *x, unsigned status)
{
    struct tw_auth *auth = &x->thread->server->auth;

    if (tw_auth_is_barred(auth, x->place->address, x->r.now))
        return refuse(x, 429, "too many wrong tokens came from this address; wait a minute");
    tw_auth_failed(auth, x->place->address, x->r.now);
    return refuse(x, status, "there is no such token, or it was revoked");
}

static enum tw_status by_token(struct tw_exchange *x, struct tw_slice header)
{
    const struct tw_token *t;
    struct tw_slice secret;
    enum tw_status st;

    if (!tw_slice_starts_nocase(header, TW_LIT("bearer ")))
        return refuse(x, 401, "a token is sent as Bearer");
    if ((st = read_tokens(x)) != TW_OK) return st;
    secret = tw_slice_trim(tw_slice_sub(header, 7, header.n));
    t = tw_auth_token(x->mem, x->thread->token, x->thread->tokens, secret);
    /* it may be new */
    if (!t && x->thread->server->o.replica && read_tokens_of(x, true) == TW_OK)
        t = tw_auth_token(x->mem, x->thread->token, x->thread->tokens, secret);
    if (!t) return tw_admit_wrong(x, 401);
    x->r.who = (struct tw_who){tw_slice_dup(x->mem, t->name), (enum tw_scope)t->scope, false};
    return TW_OK;
}

static enum tw_status by_cookie(struct tw_exchange *x, struct tw_slice cookie)
{
    enum tw_status st = read_tokens(x);

    if (st != TW_OK) return st;
    (void)!tw_auth_session(&x->thread->server->auth, x->mem, cookie, x->thread->token,
                           x->thread->tokens, x->r.now, &x->r.who);
    return TW_OK;
}

struct tw_slice tw_admit_cookie(const struct tw_server *s, struct tw_arena *mem)
{
    struct tw_buf b = {.mem = mem};
    size_t colon = tw_slice_find_last(s->authority, TW_LIT(":"));

    tw_buf_addf(&b, "twosource-%.*s",
                TW_FMT(tw_slice_sub(s->authority, colon + 1, s->authority.n)));
    return tw_slice_dup(mem, tw_buf_slice(&b));
}

static enum tw_status find_who(struct tw_exchange *x)
{
    struct tw_slice header = tw_request_header(&x->r, "Authorization");
    struct tw_slice cookie = tw_request_cookie(&x->r, tw_admit_cookie(x->thread->server, x->mem).p);

    x->r.who = (struct tw_who){.scope = x->thread->server->needs_token ? TW_SCOPE_NONE
                               : TW_SCOPE_READ};
    if (header.n > 0) return by_token(x, header);
    return cookie.n > 0 ? by_cookie(x, cookie) : TW_OK;
}

/* The session of a browser: does one of our pages ask? */
static bool is_forged(const struct tw_exchange *x)
{
    return x->r.who.is_session && !tw_slice_eq(x->r.method, TW_LIT("GET"))
           && !tw_auth_is_same_origin(tw_request_header(&x->r, "Sec-Fetch-Site"),
                                      tw_request_header(&x->r, "Origin"),
                                      tw_request_header(&x->r, "Host"));
}

enum tw_status tw_admit_host(struct tw_exchange *x)
{
    const struct tw_server *s = x->thread->server;

    if (tw_listen_is_host(&s->at, tw_request_header(&x->r, "Host"), s->hosts)) return TW_OK;
    return refuse(x, 421, "this server does not go by that name; --host makes it");
}

enum tw_status tw_admit(struct tw_exchange *x)
{
    enum tw_status st;

    if (x->route->scope == TW_SCOPE_NONE && !(x->route->flags & TW_ROUTE_WHO)) return TW_OK;
    if ((st = find_who(x)) != TW_OK) return st;
    if (is_forged(x)) return refuse(x, 403, "a page of another site asked for this");
    if (x->r.who.scope >= x->route->scope) return TW_OK;
    if (x->r.who.name.n == 0)
        return refuse(x, 401, "this needs a token: twosource token add NAME makes one");
    return refuse(x, 403, "the token does not reach so far");
}
