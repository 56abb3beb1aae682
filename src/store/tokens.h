/* store/tokens.h - who may ask the server for what: names, scopes and hashes of secrets.
**
** A secret has 256 random bits, so its plain SHA-256 is enough: there is nothing to guess.  A
** revoked token stays, for its name; no other gets that name.
*/
#ifndef TW_STORE_TOKENS_H
#define TW_STORE_TOKENS_H
#include "store/store.h"

struct tw_token {
    uint64_t number;
    struct tw_slice name;
    /* 1 read, 2 write, 3 admin: each may do what the ones before it may */
    unsigned scope;
    struct tw_slice hash;       /* 64 hex digits */
    int64_t made, revoked;      /* Unix s; revoked 0: it holds */
};

/* Adds it, in a transaction of its own, as tw_store_decide does; sets its number.  TW_USAGE: the
** name is taken. */
TW_MUST_USE enum tw_status tw_store_token_add(struct tw_store *s, struct tw_token *t);
/* From now on it is refused.  TW_NOTFOUND: there is none of that name that holds. */
TW_MUST_USE enum tw_status tw_store_token_revoke(struct tw_store *s, struct tw_slice name,
                                                 int64_t now);
/* All, by number. */
TW_MUST_USE enum tw_status tw_store_tokens(struct tw_store *s, struct tw_arena *mem,
                                           struct tw_token **out, size_t *n);

#endif
