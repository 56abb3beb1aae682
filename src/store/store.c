/* store/store.c - opening, transactions, and asking for rows.
**
** Which back end it is is decided here, by `where`; everything else goes through
** struct tw_backend.  A change outside a transaction is refused, so that nobody stores half
** a batch by mistake.  A reader that must change something (a decision, an article handed in)
** opens the store a second time, for this alone: that does not wait for the writer's
** lock, only for its commit.
*/
#include "store/store.h"

#include "base/utf8.h"
#include "store/dictionary.h"
#include "store/packing.h"
#include "store/postgres.h"
#include "store/sqlite.h"
#include "store/store_int.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TOKEN TW_LIT("writer.token")    /* the setting with the highest one */

enum tw_status tw_store_fail(struct tw_store *s, enum tw_status st, const char *format, ...)
{
    va_list v;

    va_start(v, format);
    vsnprintf(s->why, sizeof s->why, format, v);
    va_end(v);
    return st;
}

const char *tw_store_why(const struct tw_store *s)
{
    return s->why;
}

static enum tw_status connect(struct tw_arena *mem, const char *where, unsigned mode,
                              uint64_t token, struct tw_store **out, const char **why)
{
    struct tw_arena *own = tw_arena_new(0);
    struct tw_store *s;
    enum tw_status st;

    *out = NULL;
    *why = "";
    s = tw_postgres_is(where) ? tw_postgres_new(own) : tw_sqlite_new(own);
    s->mem = own;
    s->mode = mode;
    s->token = token;
    s->where = s->name = tw_slice_dup(own, tw_slice_of(where)).p;
    s->scratch = tw_arena_new(0);
    s->packer = tw_packer_new();
    s->outlets = tw_map_in(tw_arena_new(0));
    st = s->backend->open(s);
    if (st != TW_OK) {
        *why = tw_slice_dup(mem, tw_slice_of(s->why)).p;
        tw_store_close(s);
        return st;
    }
    *out = s;
    return TW_OK;
}

enum tw_status tw_store_connect(struct tw_arena *mem, const char *where, unsigned mode,
                                struct tw_store **out, const char **why)
{
    return connect(mem, where, mode, 0, out, why);
}

enum tw_status tw_store_open(struct tw_arena *mem, const char *where, enum tw_store_mode mode,
                             struct tw_store **out, const char **why)
{
    return tw_store_connect(mem, where, mode, out, why);
}

enum tw_status tw_store_open_held(struct tw_arena *mem, const char *where, uint64_t token,
                                  struct tw_store **out, const char **why)
{
    struct tw_store *s;
    struct tw_buf text = {.mem = mem};
    enum tw_status st = connect(mem, where, TW_STORE_CREATE, token, &s, why);

    *out = NULL;
    if (st != TW_OK) return st;
    assert(token > 0);
    tw_buf_addf(&text, "%" PRIu64, token);
    st = tw_store_begin(s);     /* which waits for what a former one is in the middle of */
    if (st == TW_OK) st = tw_store_set(s, TOKEN, tw_buf_slice(&text));
    if (st == TW_OK) st = tw_store_commit(s);
    if (st == TW_OK) {
        *out = s;
        return TW_OK;
    }
    *why = tw_slice_dup(mem, tw_slice_of(s->why)).p;
    tw_store_close(s);
    return st;
}

void tw_store_close(struct tw_store *s)
{
    if (!s) return;
    tw_store_close(s->decider);
    if (s->begun) tw_store_rollback(s);
    s->backend->close(s);
    tw_packer_free(s->packer);
    tw_arena_free(s->outlets.mem);
    tw_arena_free(s->scratch);
    tw_arena_free(s->mem);
}

/* ---- Transactions */

enum tw_status tw_store_highest(struct tw_store *s, uint64_t *token)
{
    struct tw_slice text;
    enum tw_status st = tw_store_get(s, s->scratch, TOKEN, &text);

    *token = st == TW_OK && text.n ? strtoull(text.p, NULL, 10) : 0;
    return st;
}

/* Within a transaction, and with it: whoever raises the token waits for its end. */
static enum tw_status is_held(struct tw_store *s)
{
    uint64_t highest;
    enum tw_status st;

    if (!s->token) return TW_OK;
    if ((st = tw_store_highest(s, &highest)) != TW_OK || highest <= s->token) return st;
    return tw_store_fail(s, TW_LOCKED, "%s: another process has taken the writing over", s->name);
}

enum tw_status tw_store_begin(struct tw_store *s)
{
    enum tw_status st;

    if (s->begun) return tw_store_fail(s, TW_USAGE, "begun already");
    if ((st = s->backend->begin(s)) != TW_OK) return st;
    s->begun = true;
    s->failed = TW_OK;
    st = tw_sql_number(s, &s->last, "SELECT n FROM counter WHERE name = ?1",
                       tw_value_text(TW_LIT("article")));
    if (st == TW_NOTFOUND) s->last = 0, st = TW_OK;
    if (st == TW_OK) st = is_held(s);
    if (st == TW_OK && s->mode != TW_STORE_READ) st = tw_dictionary_ready(s);
    if (st != TW_OK) tw_store_rollback(s);
    return st;
}

static enum tw_status save_last(struct tw_store *s)
{
    return tw_sql_run(
        s,
        "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET n = excluded.n"
        " WHERE counter.n <> excluded.n",
        tw_value_text(TW_LIT("article")), tw_value_int(s->last));
}

enum tw_status tw_store_commit(struct tw_store *s)
{
    enum tw_status st = s->failed;

    if (!s->begun) return tw_store_fail(s, TW_USAGE, "not begun");
    if (st == TW_OK && s->mode != TW_STORE_READ && s->last) st = save_last(s);
    if (st == TW_OK) st = s->backend->commit(s);
    if (st != TW_OK) {
        tw_store_rollback(s);
        return st;
    }
    s->begun = false;
    return TW_OK;
}

void tw_store_rollback(struct tw_store *s)
{
    char why[sizeof s->why];

    if (!s->begun) return;
    memcpy(why, s->why, sizeof why);        /* of what led here */
    s->backend->rollback(s);
    memcpy(s->why, why, sizeof why);
    s->begun = s->has_dictionary = false;
    tw_packer_forget(s->packer);            /* it may have been made just now */
    tw_store_forget_outlets(s);
    s->failed = TW_OK;
}

/* A change in a transaction of its own on this connection. */
static enum tw_status change_once(struct tw_store *s, tw_store_change *change, void *context)
{
    enum tw_status st = s->backend->begin(s);

    if (st != TW_OK) return st;
    s->begun = true;
    s->failed = TW_OK;
    st = is_held(s);
    if (st == TW_OK) st = change(s, context);
    if (st == TW_OK) st = s->backend->commit(s);
    if (st != TW_OK) s->backend->rollback(s);
    s->begun = false;
    s->failed = TW_OK;
    return st;
}

enum tw_status tw_store_apart(struct tw_store *s, tw_store_change *change, void *context)
{
    const char *why;
    enum tw_status st;

    if (s->mode != TW_STORE_READ) {
        if (s->begun)
            return tw_store_fail(s, TW_USAGE, "this cannot be done within a transaction");
        return change_once(s, change, context);
    }
    if (!s->decider) {
        st = tw_store_connect(s->scratch, s->where, TW_STORE_DECIDE, &s->decider, &why);
        if (st != TW_OK) return tw_store_fail(s, st, "%s", why);
    }
    st = change_once(s->decider, change, context);
    return st == TW_OK ? st : tw_store_fail(s, st, "%s", tw_store_why(s->decider));
}

void tw_store_forget_outlets(struct tw_store *s)
{
    tw_arena_reset(s->outlets.mem);
    s->outlets = tw_map_in(s->outlets.mem);
}

enum tw_status tw_store_may_write(struct tw_store *s)
{
    if (s->mode == TW_STORE_READ) return tw_store_fail(s, TW_USAGE, "open for reading only");
    if (!s->begun)
        return tw_store_fail(s, TW_USAGE, "a change outside tw_store_begin and tw_store_commit");
    return s->failed;
}

/* ---- Statements */

enum tw_status tw_sql_run_values(struct tw_store *s, const char *sql, const struct tw_value *v,
                                 size_t n)
{
    void *statement;
    enum tw_status st = s->backend->start(s, sql, v, n, &statement);

    if (st == TW_OK) {
        while ((st = s->backend->row(s, statement)) == TW_OK) {}
        s->backend->end(statement);
        if (st == TW_DONE) st = TW_OK;
    }
    if (st != TW_OK) s->failed = st;
    return st;
}

struct tw_sql tw_sql_ask_values(struct tw_store *s, const char *sql, const struct tw_value *v,
                                size_t n)
{
    struct tw_sql q = {.s = s};

    q.st = s->backend->start(s, sql, v, n, &q.statement);
    if (q.st != TW_OK) q.statement = NULL;
    return q;
}

struct tw_sql tw_sql_ask_many_values(struct tw_store *s, const char *sql, const struct tw_value *v,
                                     size_t n)
{
    struct tw_sql q = {.s = s};

    if (!s->backend->start_many) return tw_sql_ask_values(s, sql, v, n);
    q.st = s->backend->start_many(s, sql, v, n, &q.statement);
    if (q.st != TW_OK) q.statement = NULL;
    return q;
}

bool tw_sql_row(struct tw_sql *q)
{
    if (q->st == TW_OK) q->st = q->s->backend->row(q->s, q->statement);
    return q->st == TW_OK;
}

int64_t tw_sql_signed(struct tw_sql *q, int column)
{
    return q->s->backend->integer(q->statement, column);
}

uint64_t tw_sql_int(struct tw_sql *q, int column)
{
    return (uint64_t)tw_sql_signed(q, column);
}

double tw_sql_real(struct tw_sql *q, int column)
{
    return q->s->backend->real(q->statement, column);
}

struct tw_slice tw_sql_bytes(struct tw_sql *q, int column)
{
    return q->s->backend->bytes(q->statement, column);
}

struct tw_slice tw_sql_dup(struct tw_sql *q, int column, struct tw_arena *mem)
{
    return tw_slice_dup(mem, tw_sql_bytes(q, column));
}

struct tw_slice tw_sql_text(struct tw_sql *q, int column, struct tw_arena *mem)
{
    return tw_utf8_repair(mem, tw_sql_dup(q, column, mem), NULL);
}

enum tw_status tw_sql_end(struct tw_sql *q)
{
    if (q->statement) q->s->backend->end(q->statement);
    q->statement = NULL;
    if (q->st == TW_DONE) q->st = TW_OK;
    if (q->st != TW_OK) q->s->failed = q->st;   /* it may have ended the transaction */
    return q->st;
}

enum tw_status tw_sql_number_values(struct tw_store *s, uint64_t *out, const char *sql,
                                    const struct tw_value *v, size_t n)
{
    struct tw_sql q = tw_sql_ask_values(s, sql, v, n);
    bool found = tw_sql_row(&q);
    enum tw_status st;

    if (found) *out = tw_sql_int(&q, 0);
    st = tw_sql_end(&q);
    return st == TW_OK && !found ? TW_NOTFOUND : st;
}

/* ---- Small values */

enum tw_status tw_store_set(struct tw_store *s, struct tw_slice key, struct tw_slice value)
{
    enum tw_status st;

    if ((st = tw_store_may_write(s)) != TW_OK) return st;
    return tw_sql_run(s,
                      "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = "
                      "excluded.value",
                      tw_value_text(key), tw_value_blob(value));
}

enum tw_status tw_store_get(struct tw_store *s, struct tw_arena *mem, struct tw_slice key,
                            struct tw_slice *value)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT value FROM setting WHERE key = ?1", tw_value_text(key));

    *value = (struct tw_slice){"", 0};
    if (tw_sql_row(&q)) *value = tw_sql_dup(&q, 0, mem);
    return tw_sql_end(&q);
}
