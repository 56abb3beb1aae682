/* serve/auth.c - see the header. */
#include "serve/auth.h"

#include "base/hash.h"

#include <stdio.h>
#include <sys/random.h>

void tw_auth_init(struct tw_auth *a)
{
    memset(a, 0, sizeof *a);
    tw_lock_init(&a->lock);
}

void tw_auth_free(struct tw_auth *a)
{
    tw_lock_destroy(&a->lock);
}

/* ---- Secrets */

struct tw_slice tw_auth_secret(struct tw_arena *mem)
{
    unsigned char random[32];
    struct tw_buf b = {.mem = mem};

    if (getrandom(random, sizeof random, 0) != sizeof random) return (struct tw_slice){"", 0};
    tw_buf_adds(&b, "tws_");
    for (size_t i = 0; i < sizeof random; i++) tw_buf_addf(&b, "%02x", random[i]);
    return tw_slice_dup(mem, tw_buf_slice(&b));
}

struct tw_slice tw_auth_hash(struct tw_arena *mem, struct tw_slice secret)
{
    struct tw_sha256 sha;
    char hex[65];

    tw_sha256_start(&sha);
    tw_sha256_add(&sha, secret);
    tw_sha256_end(&sha, hex);
    return tw_slice_dup(mem, (struct tw_slice){hex, 64});
}

/* In a time that does not depend on where they differ. */
static bool is_same(struct tw_slice a, struct tw_slice b)
{
    unsigned char differ = 0;

    if (a.n != 64 || b.n != 64) return false;
    for (size_t i = 0; i < 64; i++) differ |= (unsigned char)(a.p[i] ^ b.p[i]);
    return differ == 0;
}

/* ---- Tokens */

const struct tw_token *tw_auth_token(struct tw_arena *mem, const struct tw_token *v, size_t n,
                                     struct tw_slice secret)
{
    struct tw_slice hash = tw_auth_hash(mem, secret);
    const struct tw_token *found = NULL;

    for (size_t i = 0; i < n; i++)
        if (is_same(v[i].hash, hash) && !v[i].revoked) found = &v[i];
    return found;
}

static bool holds(const struct tw_token *v, size_t n, uint64_t number)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].number == number) return !v[i].revoked;
    return false;
}

/* ---- The link */

struct tw_slice tw_auth_link(struct tw_auth *a, struct tw_arena *mem)
{
    struct tw_slice key = tw_auth_secret(mem);

    tw_lock(&a->lock);
    if (key.n > 0) memcpy(a->link, tw_auth_hash(mem, key).p, sizeof a->link);
    tw_unlock(&a->lock);
    return key;
}

bool tw_auth_use_link(struct tw_auth *a, struct tw_arena *mem, struct tw_slice key)
{
    bool yes;

    tw_lock(&a->lock);
    yes = is_same(tw_slice_of(a->link), tw_auth_hash(mem, key));
    if (yes) a->link[0] = '\0';
    tw_unlock(&a->lock);
    return yes;
}

/* ---- Sessions */

struct tw_slice tw_auth_begin(struct tw_auth *a, struct tw_arena *mem, const struct tw_who *who,
                              uint64_t token, int64_t now)
{
    struct tw_slice secret = tw_auth_secret(mem);
    struct tw_auth_session *s;

    if (secret.n == 0) return secret;
    tw_lock(&a->lock);
    s = &a->session[a->next++ % TW_AUTH_SESSIONS];
    *s = (struct tw_auth_session){.token = token, .scope = who->scope,
                                  .until = now + TW_AUTH_DAYS * INT64_C(86400)};
    memcpy(s->hash, tw_auth_hash(mem, secret).p, sizeof s->hash);
    snprintf(s->name, sizeof s->name, "%.*s", TW_FMT(who->name));
    tw_unlock(&a->lock);
    return secret;
}

static struct tw_auth_session *find(struct tw_auth *a, struct tw_slice hash)
{
    struct tw_auth_session *found = NULL;

    for (size_t i = 0; i < TW_AUTH_SESSIONS; i++)
        if (is_same(tw_slice_of(a->session[i].hash), hash)) found = &a->session[i];
    return found;
}

bool tw_auth_session(struct tw_auth *a, struct tw_arena *mem, struct tw_slice secret,
                     const struct tw_token *v, size_t n, int64_t now, struct tw_who *who)
{
    struct tw_slice hash = tw_auth_hash(mem, secret);
    const struct tw_auth_session *s;

    tw_lock(&a->lock);
    s = find(a, hash);
    if (s && (s->until < now || (s->token && !holds(v, n, s->token)))) s = NULL;
    if (s) *who = (struct tw_who){tw_slice_dup(mem, tw_slice_of(s->name)), s->scope, true};
    tw_unlock(&a->lock);
    return s != NULL;
}

void tw_auth_end(struct tw_auth *a, struct tw_arena *mem, struct tw_slice secret)
{
    struct tw_slice hash = tw_auth_hash(mem, secret);
    struct tw_auth_session *s;

    tw_lock(&a->lock);
    s = find(a, hash);
    if (s) s->hash[0] = '\0';
    tw_unlock(&a->lock);
}

/* ---- Wrong tokens */

void tw_auth_failed(struct tw_auth *a, uint64_t address, int64_t now)
{
    size_t i = address % (sizeof a->failure / sizeof *a->failure);

    tw_lock(&a->lock);
    if (a->failure[i].address != address || a->failure[i].minute != now / 60) a->failure[i].n = 0;
    a->failure[i].address = address;
    a->failure[i].minute = now / 60;
    a->failure[i].n++;
    tw_unlock(&a->lock);
}

bool tw_auth_is_barred(struct tw_auth *a, uint64_t address, int64_t now)
{
    size_t i = address % (sizeof a->failure / sizeof *a->failure);
    bool yes;

    tw_lock(&a->lock);
    yes = a->failure[i].address == address && a->failure[i].minute == now / 60
        && a->failure[i].n >= TW_AUTH_FAILURES;
    tw_unlock(&a->lock);
    return yes;
}

/* ---- Pages of others */

bool tw_auth_is_same_origin(struct tw_slice site, struct tw_slice origin, struct tw_slice authority)
{
    size_t scheme = tw_slice_find(origin, TW_LIT("://"), 0);

    if (site.n > 0 && !tw_slice_eq(site, TW_LIT("same-origin"))) return false;
    /* "null": a page that sends no referrer does not say its origin either. */
    if (origin.n == 0 || tw_slice_eq(origin, TW_LIT("null"))) return site.n > 0;
    return scheme != TW_NONE && tw_slice_eq_nocase(tw_slice_sub(origin, scheme + 3, origin.n),
                                                   authority);
}
