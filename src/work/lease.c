/* work/lease.c - a value in a bucket that says who owns something, written anew again and again.
**
** The value is a JSON object: owner, token, and a count of the renewals, so that each change
** gives a new revision.  A release writes it without an owner; it is never removed, for the next
** token must be higher.
**
** A write that was not answered may have happened.  Then the value names us, and the next renewal
** goes on from it; when we never knew that we had it, the next taking does, with a higher token.
*/
#include "work/lease.h"

#include "work/broker_int.h"
#include "work/bucket.h"

#include <stdio.h>

/* An answer must come while it is still of use: four fit into a term. */
enum { WAIT_LEAST = 250, WAIT_MOST = 5000 /* ms */ };

static unsigned hurry(struct tw_broker *b, const struct tw_lease *l)
{
    unsigned before = b->wait, wait = l->term_ms / 4;

    b->wait = wait < WAIT_LEAST ? WAIT_LEAST : wait > WAIT_MOST ? WAIT_MOST : wait;
    return before;
}

struct seen {
    struct tw_slice owner;
    uint64_t token, revision;
};

static enum tw_status look(struct tw_broker *b, struct tw_arena *mem, struct tw_lease *l,
                           struct seen *out)
{
    struct tw_value v;
    struct tw_jv said;
    enum tw_status st = tw_bucket_get(b, mem, l->bucket, l->key, &v);

    *out = (struct seen){.owner = {"", 0}, .revision = v.revision};
    if (st == TW_NOTFOUND && b->code != TW_JS_NO_STREAM) return TW_OK;
    if (st != TW_OK || tw_json_parse(mem, v.data, &said, NULL) != TW_OK) return st;
    out->owner = tw_jv_str(&said, "owner");
    out->token = tw_broker_number(&said, "token");
    return TW_OK;
}

static enum tw_status write_it(struct tw_broker *b, struct tw_arena *mem, struct tw_lease *l,
                               const char *owner, uint64_t token, uint64_t last)
{
    struct tw_buf text = {.mem = mem};
    struct tw_json j = {.out = &text};
    uint64_t revision;
    int64_t before = tw_broker_clock();
    enum tw_status st;

    tw_json_open(&j, '{');
    tw_json_word(&j, "owner", owner);
    tw_json_count(&j, "token", token);
    tw_json_count(&j, "term_ms", l->term_ms);
    tw_json_close(&j, '}');
    st = tw_bucket_put(b, l->bucket, l->key, tw_buf_slice(&text), last, &revision);
    if (st != TW_OK) return st;
    l->token = token;
    l->revision = revision;
    l->renewed = before;
    return TW_OK;
}

static void lose(struct tw_lease *l)
{
    l->token = 0;
    l->seen = 0;
}

/* Whether nobody holds what was seen, or its holder has been silent for a term. */
static bool is_free(struct tw_lease *l, const struct seen *s, int64_t now)
{
    bool same = l->revision == s->revision && l->seen;

    snprintf(l->holder, sizeof l->holder, "%.*s", TW_FMT(s->owner));
    if (!same) {
        l->revision = s->revision;
        l->seen = now;
    }
    return s->owner.n == 0 || tw_slice_eq(s->owner, tw_slice_of(l->owner))
           || (same && now - l->seen >= l->term_ms);
}

static enum tw_status take(struct tw_broker *b, struct tw_arena *mem, struct tw_lease *l,
                           uint64_t floor)
{
    struct seen s;
    enum tw_status st = look(b, mem, l, &s);
    uint64_t token = (s.token > floor ? s.token : floor) + 1;

    if (st != TW_OK) return st;
    if (!is_free(l, &s, tw_broker_clock()))
        return tw_broker_fail(b, TW_LOCKED, "%s: %s has it", l->key, l->holder);
    st = write_it(b, mem, l, l->owner, token, s.revision);
    if (st == TW_OK) l->holder[0] = '\0';
    return st;
}

enum tw_status tw_lease_take(struct tw_broker *b, struct tw_lease *l, uint64_t floor)
{
    struct tw_arena *mem = tw_arena_new(0);
    unsigned wait = hurry(b, l);
    enum tw_status st;

    l->token = 0;
    st = take(b, mem, l, floor);
    if (st == TW_IO) l->seen = 0; /* perhaps its holder could not renew it either */
    b->wait = wait;
    tw_arena_free(mem);
    return st;
}

/* The last write was refused: ours may have come before it, unnoticed. */
static enum tw_status renew_again(struct tw_broker *b, struct tw_arena *mem, struct tw_lease *l)
{
    struct seen s;
    enum tw_status st = look(b, mem, l, &s);

    if (st != TW_OK) return st;
    if (tw_slice_eq(s.owner, tw_slice_of(l->owner)) && s.token == l->token)
        return write_it(b, mem, l, l->owner, l->token, s.revision);
    snprintf(l->holder, sizeof l->holder, "%.*s", TW_FMT(s.owner));
    return tw_broker_fail(b, TW_LOCKED, "%s: lost to %s", l->key, s.owner.n ? l->holder : "nobody");
}

enum tw_status tw_lease_renew(struct tw_broker *b, struct tw_lease *l)
{
    struct tw_arena *mem;
    unsigned wait;
    enum tw_status st;

    if (!l->token) return tw_broker_fail(b, TW_LOCKED, "%s: not held", l->key);
    wait = hurry(b, l);
    mem = tw_arena_new(0);
    st = write_it(b, mem, l, l->owner, l->token, l->revision);
    if (st == TW_LOCKED) st = renew_again(b, mem, l);
    if (st == TW_LOCKED) lose(l);
    b->wait = wait;
    tw_arena_free(mem);
    return st;
}

bool tw_lease_holds(const struct tw_lease *l)
{
    return l->token && tw_broker_clock() - l->renewed < (int64_t)l->term_ms * 7 / 8;
}

void tw_lease_release(struct tw_broker *b, struct tw_lease *l)
{
    struct tw_arena *mem;
    uint64_t token = l->token;
    unsigned wait;

    if (!token) return;
    wait = hurry(b, l);
    mem = tw_arena_new(0);
    (void)!write_it(b, mem, l, "", token, l->revision);
    lose(l);
    b->wait = wait;
    tw_arena_free(mem);
}
