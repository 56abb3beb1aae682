/* store/postgresopen.c - connecting to PostgreSQL, its schema, the lock of the one writer.
**
** The version of the schema is a row of `counter`; everything is made in one transaction, under the
** writer's lock, so two that begin at once do not make it twice.
*/
#include "base/hash.h"
#include "base/late.h"
#include "store/postgres_int.h"
#include "store/schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { OLDEST = 130000 }; /* PQserverVersion: pg_current_xact_id came with 13 */

/* The password of a URL is not for messages. */
static const char *shown(struct tw_arena *mem, const char *url)
{
    const char *name = strstr(url, "://") + 3, *at = strchr(name, '@'), *colon = strchr(name, ':');
    struct tw_buf out = {.mem = mem};

    if (!at || !colon || colon > at || at > name + strcspn(name, "/?")) return url;
    tw_buf_add(&out, (struct tw_slice){url, (size_t)(colon - url)});
    tw_buf_adds(&out, at);
    tw_buf_addc(&out, '\0');
    return out.p;
}

static enum tw_status load(struct tw_postgres *q)
{
    const struct tw_late_function f[] = {
#define X(name) {#name, &q->pq.name},
        TW_LIBPQ(X)
#undef X
    };
    const char *why;
    enum tw_status st =
        q->pq.PQclear ? TW_OK : tw_late_load("libpq.so.5", f, sizeof f / sizeof *f, &why);

    if (st != TW_OK)
        return tw_store_fail(&q->store, st,
                             "%s: a PostgreSQL store needs libpq (Debian: libpq5): %s",
                             q->store.name, why);
    return TW_OK;
}

/* The first column of the first row as text; empty when there is none.  Before the pipeline. */
static enum tw_status ask(struct tw_postgres *q, const char *sql, struct tw_slice *out)
{
    PGresult *r = q->pq.PQexec(q->conn, sql);
    ExecStatusType t = q->pq.PQresultStatus(r);
    enum tw_status st =
        t == PGRES_TUPLES_OK || t == PGRES_COMMAND_OK ? TW_OK : tw_postgres_told(q, r);

    *out = (struct tw_slice){"", 0};
    if (st == TW_OK && t == PGRES_TUPLES_OK && q->pq.PQntuples(r) > 0
        && !q->pq.PQgetisnull(r, 0, 0))
        *out = tw_slice_dup(q->store.scratch, tw_slice_of(q->pq.PQgetvalue(r, 0, 0)));
    q->pq.PQclear(r);
    return st;
}

static enum tw_status run(struct tw_postgres *q, const char *sql)
{
    struct tw_slice none;

    return ask(q, sql, &none);
}

/* ---- The lock */

/* Its number is made of database and schema, so that each store has its own. */
static enum tw_status lock_key(struct tw_postgres *q)
{
    struct tw_slice name;
    struct tw_buf out = {.mem = q->store.mem};
    enum tw_status st = ask(q, "SELECT current_database() || '/' || current_schema()", &name);

    if (st == TW_OK && !name.n)
        return tw_store_fail(&q->store, TW_NOTFOUND, "%s: no schema of its search path is there",
                             q->store.name);
    if (st != TW_OK || q->lock.n) return st;
    tw_buf_addf(&out, "%" PRId64, (int64_t)tw_hash(name));
    q->lock = tw_buf_slice(&out);
    return TW_OK;
}

/* The server's number of a process whose connection holds it, for people who look for it. */
static struct tw_slice holder(struct tw_postgres *q)
{
    char sql[400];
    struct tw_slice who;
    uint64_t key = (uint64_t)strtoll(q->lock.p, NULL, 10);

    snprintf(sql, sizeof sql,
             "SELECT ': process ' || l.pid || coalesce(' from ' || host(a.client_addr), '') FROM "
             "pg_locks l LEFT JOIN"
             " pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND "
             "l.objsubid = 1"
             " AND l.classid = %" PRIu64 " AND l.objid = %" PRIu64,
             key >> 32, key & UINT32_MAX);
    return ask(q, sql, &who) == TW_OK ? who : (struct tw_slice){"", 0};
}

static enum tw_status take_lock(struct tw_postgres *q)
{
    char sql[80];
    struct tw_slice got;
    enum tw_status st;

    snprintf(sql, sizeof sql, "SELECT pg_try_advisory_lock%s(%.*s)", q->store.token ? "_shared" : "", TW_FMT(q->lock));
    st = ask(q, sql, &got);
    if (st != TW_OK || tw_slice_eq(got, TW_LIT("t"))) return st;
    got = holder(q);
    return tw_store_fail(&q->store, TW_LOCKED, "%s: another process is writing to it%.*s",
                         q->store.name, TW_FMT(got));
}

/* ---- The schema */

/* 0: no tables of ours. */
static enum tw_status version_of(struct tw_postgres *q, int64_t *version)
{
    struct tw_slice text;
    enum tw_status st = ask(
        q, "SELECT to_regclass('counter') IS NOT NULL AND to_regclass('dictionary') IS NOT NULL",
        &text);

    *version = 0;
    if (st != TW_OK || !tw_slice_eq(text, TW_LIT("t"))) return st;
    st = ask(q, "SELECT CASE WHEN to_regclass('part') IS NULL THEN -1 ELSE n END FROM counter WHERE name = 'schema'",
             &text);
    if (st == TW_OK && text.n) *version = strtoll(text.p, NULL, 10);
    return st;
}

static enum tw_status upgrade(struct tw_postgres *q, int64_t version, int64_t latest)
{
    char set[120];
    enum tw_status st = run(q, "BEGIN");

    for (int64_t v = version; v < latest && st == TW_OK; v++) st = run(q, tw_schema_postgres[v]);
    snprintf(set, sizeof set,
             "INSERT INTO counter VALUES ('schema', %" PRId64
             ") ON CONFLICT (name) DO UPDATE SET n = excluded.n",
             latest);
    if (st == TW_OK) st = run(q, set);
    if (st == TW_OK) return run(q, "COMMIT");
    (void)!run(q, "ROLLBACK");
    return st;
}

static enum tw_status ready_schema(struct tw_postgres *q)
{
    int64_t version, latest = 0;
    struct tw_store *s = &q->store;
    enum tw_status st = version_of(q, &version);

    while (tw_schema_postgres[latest]) latest++;
    if (st != TW_OK) return st;
    if (version > latest)
        return tw_store_fail(s, TW_NEWER,
                             "%s: written by a later version of twosource (schema %" PRId64
                             "; this one knows %" PRId64 ")",
                             s->name, version, latest);
    if (version == latest) return TW_OK;
    if (version < 0)        /* words in a tsvector, no partitions: never in a release */
        return tw_store_fail(s, TW_USAGE, "%s: made by a version under development; migrate it into a file with"
                             " that one", s->name);
    if (version == 0 && s->mode != TW_STORE_CREATE)
        return tw_store_fail(s, TW_NOTFOUND, "%s: there is no store", s->name);
    if (s->mode == TW_STORE_READ || s->mode == TW_STORE_DECIDE)
        return tw_store_fail(s, TW_USAGE,
                             "%s: written by an earlier version (schema %" PRId64
                             "); open it for writing once to bring it up to date",
                             s->name, version);
    return upgrade(q, version, latest);
}

/* ---- Connecting */

static enum tw_status settle(struct tw_postgres *q)
{
    bool writes = tw_postgres_writes(q);
    enum tw_status st = run(q, "SET client_min_messages = error; SET jit = off");

    if (st == TW_OK) st = lock_key(q);
    if (st == TW_OK && q->store.mode != TW_STORE_READ) st = run(q, "SET synchronous_commit = on");
    if (st == TW_OK && q->store.mode != TW_STORE_READ)
        st = run(q, "SET lock_timeout = '5s'"); /* store.h */
    /* One that stands still in the middle of a transaction must not hold up who takes over. */
    if (st == TW_OK && q->store.token) st = run(q, "SET idle_in_transaction_session_timeout = '10s'");
    if (st == TW_OK && writes) st = take_lock(q);
    /* Plans are kept, and in a new store they were made for tables with nothing in them. */
    if (st == TW_OK && writes) st = run(q, "SET enable_seqscan = off");
    if (st == TW_OK && writes) (void)!run(q, "SET default_toast_compression = 'lz4'"); /* where there is */
    return st == TW_OK ? ready_schema(q) : st;
}

/* What a server says unasked, its last words too, would go to stderr. */
static void pass_over(void *context, const PGresult *r)
{
    (void)context;
    (void)r;
}

enum tw_status tw_postgres_connect(struct tw_postgres *q)
{
    const char *const key[] = {"dbname", "connect_timeout", "application_name", "client_encoding",
                               NULL};
    const char *const value[] = {q->store.where, "10", "twosource", "UTF8", NULL};
    enum tw_status st;

    if (q->conn) q->pq.PQfinish(q->conn);
    tw_postgres_forget_rows(q);
    q->n = q->queued = q->tables = 0;
    q->is_gone = q->is_open = false;
    q->hears = TW_PG_UNKNOWN;
    q->conn = q->pq.PQconnectdbParams(key, value, 1);
    if (q->pq.PQstatus(q->conn) != CONNECTION_OK) return tw_postgres_told(q, NULL);
    q->pq.PQsetNoticeReceiver(q->conn, pass_over, NULL);
    if (q->pq.PQserverVersion(q->conn) < OLDEST)
        return tw_store_fail(&q->store, TW_USAGE, "%s: PostgreSQL 13 or later is needed",
                             q->store.name);
    st = settle(q);
    if (st == TW_OK && !q->pq.PQenterPipelineMode(q->conn)) st = tw_postgres_told(q, NULL);
    return st;
}

enum tw_status tw_postgres_open(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st;

    s->name = shown(s->mem, s->where);
    st = load(q);
    if (st == TW_OK) st = tw_postgres_connect(q);
    tw_arena_reset(s->scratch);
    return st;
}
