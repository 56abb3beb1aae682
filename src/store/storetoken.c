/* store/storetoken.c - see tokens.h. */
#include "base/vec.h"
#include "store/store_int.h"
#include "store/tokens.h"

static enum tw_status insert(struct tw_store *s, void *context)
{
    struct tw_token *t = context;
    uint64_t taken = 0;
    enum tw_status st = tw_sql_number(s, &taken, "SELECT number FROM token WHERE name = ?1",
                                      tw_value_text(t->name));

    if (taken) return tw_store_fail(s, TW_USAGE, "there is a token of that name already");
    if (st != TW_NOTFOUND) return st;
    return tw_sql_number(s, &t->number,
                         "INSERT INTO token (number, name, scope, hash, made)"
                         " SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4 FROM token RETURNING number",
                         tw_value_text(t->name), tw_value_int(t->scope), tw_value_text(t->hash),
                         tw_value_int((uint64_t)t->made));
}

enum tw_status tw_store_token_add(struct tw_store *s, struct tw_token *t)
{
    return tw_store_apart(s, insert, t);
}

struct revoking { struct tw_slice name; int64_t now; };

static enum tw_status revoke(struct tw_store *s, void *context)
{
    const struct revoking *r = context;
    uint64_t number;
    enum tw_status st =
        tw_sql_number(s, &number, "UPDATE token SET revoked = ?2 WHERE name = ?1 AND revoked = 0"
                                      " RETURNING number", tw_value_text(r->name), tw_value_int((uint64_t)r->now));

    if (st == TW_NOTFOUND) return tw_store_fail(s, st, "there is no token of that name that holds");
    return st;
}

enum tw_status tw_store_token_revoke(struct tw_store *s, struct tw_slice name, int64_t now)
{
    struct revoking r = {name, now};

    return tw_store_apart(s, revoke, &r);
}

enum tw_status tw_store_tokens(struct tw_store *s, struct tw_arena *mem, struct tw_token **out,
                               size_t *n)
{
    struct tw_sql q =
        tw_sql_ask_values(s,
                          "SELECT number, name, scope, hash, made, revoked FROM token ORDER BY number", NULL, 0);
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    while (tw_sql_row(&q))
        TW_PUSH(mem, *out, *n, cap,
                ((struct tw_token){tw_sql_int(&q, 0), tw_sql_text(&q, 1, mem),
                                   (unsigned)tw_sql_int(&q, 2),
                                   tw_sql_text(&q, 3, mem), tw_sql_signed(&q, 4),
                                       tw_sql_signed(&q, 5)}));
    return tw_sql_end(&q);
}
