/* serve/session.c - sessions of browsers: begun with the link or a token, ended by the one who has
   it. */
#include "serve/serve_int.h"

static struct tw_slice cookie(struct tw_request *r, struct tw_slice secret, int days)
{
    struct tw_buf b = {.mem = r->mem};

    tw_buf_addf(&b, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d",
                TW_FMT(tw_admit_cookie(r->server, r->mem)), TW_FMT(secret), days * 86400);
    if (tw_slice_eq(tw_request_header(r, "X-Forwarded-Proto"), TW_LIT("https")))
        tw_buf_adds(&b, "; Secure");
    return tw_buf_slice(&b);
}

static enum tw_status begin(struct tw_request *r, struct tw_answer *a, const struct tw_who *who,
                            uint64_t token)
{
    struct tw_exchange *x = r->exchange;
    struct tw_slice secret = tw_auth_begin(&x->thread->server->auth, r->mem, who, token, r->now);

    if (secret.n == 0) return TW_IO;
    a->status = 303;
    a->location = TW_LIT("/");
    a->keeping = TW_KEEP_NOT;
    a->cookie = cookie(r, secret, TW_AUTH_DAYS);
    return TW_OK;
}

/* GET /session/link?key=...: the link that was printed. */
static enum tw_status by_link(struct tw_request *r, struct tw_answer *a)
{
    struct tw_exchange *x = r->exchange;
    struct tw_server *s = x->thread->server;
    struct tw_slice user = tw_slice_of(s->o.user ? s->o.user : "page");

    if (tw_auth_use_link(&s->auth, r->mem, tw_request_query(r, "key")))
        return begin(r, a, &(struct tw_who){user, TW_SCOPE_ADMIN, true}, 0);
    a->status = 403;
    return tw_refuse(a, r, TW_USAGE,
                     "the link was used, or is not of this run; a token does it too");
}

/* POST /session: a form with a token. */
static enum tw_status by_token(struct tw_request *r, struct tw_answer *a)
{
    struct tw_exchange *x = r->exchange;
    struct tw_token *v;
    const struct tw_token *t;
    size_t n;
    enum tw_status st;

    if ((st = tw_store_tokens(r->store, r->mem, &v, &n)) != TW_OK) return st;
    t = tw_auth_token(r->mem, v, n, tw_slice_trim(tw_request_form(r, "token")));
    if (t) return begin(r, a, &(struct tw_who){t->name, (enum tw_scope)t->scope, true}, t->number);
    return tw_admit_wrong(x, 403);
}

static enum tw_status end(struct tw_request *r, struct tw_answer *a)
{
    struct tw_exchange *x = r->exchange;
    struct tw_slice name = tw_admit_cookie(r->server, r->mem);

    tw_auth_end(&x->thread->server->auth, r->mem, tw_request_cookie(r, name.p));
    a->status = 303;
    a->location = TW_LIT("/");
    a->keeping = TW_KEEP_NOT;
    a->cookie = cookie(r, (struct tw_slice){"", 0}, 0);
    return TW_OK;
}

#define FORM "application/x-www-form-urlencoded"

const struct tw_route tw_session_routes[] = {
    {"GET", "/session/link", TW_SCOPE_NONE, TW_ROUTE_NO_STORE | TW_ROUTE_PAGE, by_link, NULL, 0},
    {"POST", "/session", TW_SCOPE_NONE, TW_ROUTE_FORM | TW_ROUTE_PAGE, by_token, FORM, 4096},
    {"POST", "/session/end", TW_SCOPE_NONE, TW_ROUTE_NO_STORE | TW_ROUTE_FORM | TW_ROUTE_PAGE | TW_ROUTE_WHO, end, FORM, 4096},
    {0},
};
