/* store/postgres.c - running SQL on PostgreSQL.
**
** A change is put into the pipeline and not waited for; a question ends the pipeline, waits for
** what stands before it, and takes its rows.  Values go and come in binary: integers and reals in
** network order, text and bytes as they are.  PostgreSQL's text has no U+0000: it becomes U+FFFD.
** What may have very many rows is read through a cursor, CHUNK of them at a time: most are left off
** early, and memory does not grow with the store.
*/
#include "store/postgres.h"

#include "store/postgres_int.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/random.h>
#include <time.h>

enum {
    INT8 = 20,
    BYTEA = 17,
    TEXT = 25,
    FLOAT8 = 701, /* pg_type.dat: their numbers never change */
    INT4 = 23,
    NUMERIC = 1700,
    QUEUE = 200,      /* statements: their answers fit into a socket's buffer */
    VALUES = TW_STORE_MANY, /* of a statement, at most */
    CHUNK = 100,      /* rows that a cursor brings: a page of a list, or two */
    HALF_MINUTE = 30, /* s to ask what became of a commit */
    MOMENT = 3,       /* s that somebody who decided waits for that */
};

/* ---- Answers */

/* By class of SQLSTATE (the manual, appendix A). */
static enum tw_status status_of(const char *state)
{
    static const struct {
        char state[6];
        enum tw_status st;
    } known[] = {
        {"53100", TW_FULL},   {"55P03", TW_LOCKED}, {"40001", TW_LOCKED},   {"40P01", TW_LOCKED},
        {"25006", TW_USAGE},  {"42501", TW_USAGE},  {"3D000", TW_NOTFOUND}, {"3F000", TW_NOTFOUND},
        {"23", TW_USAGE},     {"22", TW_USAGE},     {"54", TW_TOOBIG},      {"XX001", TW_BROKEN},
        {"XX002", TW_BROKEN}, {"57014", TW_TOOBIG}, {"57P", TW_AWAY},       {"53300", TW_AWAY},
        {"08", TW_AWAY},
    };

    for (size_t i = 0; state && i < sizeof known / sizeof *known; i++)
        if (strncmp(state, known[i].state, strlen(known[i].state)) == 0) return known[i].st;
    return TW_IO;
}

enum tw_status tw_postgres_told(struct tw_postgres *q, const PGresult *r)
{
    const char *text = r ? q->pq.PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    enum tw_status st = r ? status_of(q->pq.PQresultErrorField(r, PG_DIAG_SQLSTATE)) : TW_AWAY;

    if (st == TW_IO && !tw_postgres_is_connected(q)) st = TW_AWAY;
    q->is_gone |= st == TW_AWAY;
    if (!text) text = q->conn ? q->pq.PQerrorMessage(q->conn) : "not connected";
    if (!*text) text = "no answer";
    return tw_store_fail(&q->store, st, "%s: %s (PostgreSQL: %.*s)", q->store.name,
                         tw_status_text(st), (int)strcspn(text, "\n"), text);
}

static bool is_error(ExecStatusType t)
{
    return t == PGRES_FATAL_ERROR || t == PGRES_BAD_RESPONSE || t == PGRES_NONFATAL_ERROR;
}

/* One answer of the pipeline; the first error is the one that counts. */
static void take(struct tw_postgres *q, PGresult *r, PGresult **out)
{
    ExecStatusType t = q->pq.PQresultStatus(r);

    if (is_error(t) && q->trouble == TW_OK) q->trouble = tw_postgres_told(q, r);
    if (t == PGRES_TUPLES_OK && out) {
        q->pq.PQclear(*out);
        *out = r;
    } else {
        q->pq.PQclear(r);
    }
}

enum tw_status tw_postgres_sync(struct tw_postgres *q, PGresult **out)
{
    enum tw_status st;
    bool ended = false;
    unsigned nothing = 0;

    if (out) *out = NULL;
    if (!tw_postgres_is_connected(q) || !q->pq.PQpipelineSync(q->conn))
        return tw_postgres_told(q, NULL);
    /* NULL stands behind the answers of each statement; two in a row, and the connection is gone.
     */
    while (!ended && nothing < 2 && !q->is_gone) {
        PGresult *r = tw_postgres_next(q);

        nothing = r ? 0 : nothing + 1;
        ended = r && q->pq.PQresultStatus(r) == PGRES_PIPELINE_SYNC;
        if (ended) q->pq.PQclear(r);
        else if (r) take(q, r, out);
    }
    q->queued = 0;
    st = ended ? q->trouble : tw_postgres_told(q, NULL);
    if (st != TW_OK && out) {
        q->pq.PQclear(*out);
        *out = NULL;
    }
    return st;
}

enum tw_status tw_postgres_send(struct tw_postgres *q, const char *sql)
{
    if (!q->conn || !q->pq.PQsendQueryParams(q->conn, sql, 0, NULL, NULL, NULL, NULL, 1))
        return tw_postgres_told(q, NULL);
    q->queued++;
    return TW_OK;
}

enum tw_status tw_postgres_exec(struct tw_postgres *q, const char *sql)
{
    enum tw_status st = tw_postgres_send(q, sql);

    return st == TW_OK ? tw_postgres_sync(q, NULL) : st;
}

/* ---- Statements */

/* ?1 as PostgreSQL writes it, $1. */
static const char *translated(struct tw_arena *mem, const char *sql)
{
    struct tw_buf out = {.mem = mem};
    bool quoted = false;

    for (const char *p = sql; *p; p++) {
        quoted ^= *p == '\'';
        tw_buf_addc(&out, *p == '?' && !quoted ? '$' : *p);
    }
    tw_buf_addc(&out, '\0');
    return out.p;
}

static bool asks(const char *sql)
{
    return strncmp(sql, "SELECT", 6) == 0 || strncmp(sql, "WITH", 4) == 0
           || strstr(sql, " RETURNING ");
}

static Oid type_of(const struct tw_value *v)
{
    switch (v->type) {
    case TW_VALUE_REAL:
        return FLOAT8;
    case TW_VALUE_TEXT:
        return TEXT;
    case TW_VALUE_BLOB:
    case TW_VALUE_NO_BLOB:
        return BYTEA;
    default:
        return INT8;
    }
}

/* Which statement it is, prepared; its name is its place. */
static enum tw_status find(struct tw_postgres *q, const char *sql, const struct tw_value *v,
                           size_t n, size_t *out)
{
    Oid type[VALUES];
    char name[16];

    for (*out = 0; *out < q->n; (*out)++)
        if (q->prepared[*out].sql == sql) return TW_OK;
    assert(q->n < TW_STORE_STATEMENTS && n <= VALUES);
    q->prepared[q->n] = (struct tw_pg_prepared){sql, asks(sql), tw_postgres_gathers(q, sql)};
    if (q->prepared[q->n].table) return q->n++, TW_OK;
    for (size_t i = 0; i < n; i++) type[i] = type_of(&v[i]);
    snprintf(name, sizeof name, "s%zu", q->n);
    if (!q->pq.PQsendPrepare(q->conn, name, translated(q->store.scratch, sql), (int)n, type))
        return tw_postgres_told(q, NULL);
    q->queued++;
    q->n++;
    return TW_OK;
}

struct values {
    const char *at[VALUES];
    int length[VALUES], format[VALUES];
    char number[VALUES][8]; /* in network order */
};

struct tw_slice tw_postgres_text(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf out = {.mem = mem};

    if (!s.n || !memchr(s.p, '\0', s.n)) return s;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i]) tw_buf_addc(&out, s.p[i]);
        else tw_buf_adds(&out, "\xEF\xBF\xBD");
    return tw_buf_slice(&out);
}

static void bind(struct tw_arena *mem, struct values *b, size_t i, const struct tw_value *v)
{
    struct tw_slice s = v->s;
    uint64_t bits = (uint64_t)v->i;

    b->format[i] = 1;
    if (v->type == TW_VALUE_TEXT || v->type == TW_VALUE_BLOB) {
        if (v->type == TW_VALUE_TEXT) s = tw_postgres_text(mem, s);
        b->at[i] = s.n ? s.p : "";
        b->length[i] = (int)s.n;
        return;
    }
    if (v->type == TW_VALUE_REAL) memcpy(&bits, &v->r, sizeof bits);
    for (size_t k = 0; k < sizeof bits; k++) b->number[i][k] = (char)(bits >> (56 - 8 * k));
    b->at[i] = v->type == TW_VALUE_NULL || v->type == TW_VALUE_NO_BLOB ? NULL : b->number[i];
    b->length[i] = sizeof bits;
}

static enum tw_status send_prepared(struct tw_postgres *q, size_t statement,
                                    const struct tw_value *v, size_t n)
{
    struct values b;
    char name[16];

    for (size_t i = 0; i < n; i++) bind(q->store.scratch, &b, i, &v[i]);
    snprintf(name, sizeof name, "s%zu", statement);
    if (!q->pq.PQsendQueryPrepared(q->conn, name, (int)n, b.at, b.length, b.format, 1))
        return tw_postgres_told(q, NULL);
    q->queued++;
    return TW_OK;
}

static struct tw_pg_rows *rows_of(struct tw_postgres *q, PGresult *r)
{
    struct tw_pg_rows *rows = q->unused;

    if (rows) q->unused = rows->next;
    else rows = TW_NEW(q->store.mem, struct tw_pg_rows);
    *rows = (struct tw_pg_rows){.of = q, .result = r, .row = -1};
    return rows;
}

/* A change that was sent has no rows. */
static char sent;

static enum tw_status start_once(struct tw_store *s, const char *sql, const struct tw_value *v,
                                 size_t n, void **statement)
{
    struct tw_postgres *q = tw_postgres_of(s);
    PGresult *r;
    size_t i;
    enum tw_status st = q->trouble == TW_OK ? tw_postgres_is_late(q) : q->trouble;

    if (st == TW_OK && !tw_postgres_is_connected(q))
        st = q->is_open ? tw_postgres_told(q, NULL) : tw_postgres_connect(q);
    if (st == TW_OK) st = find(q, sql, v, n, &i);
    if (st == TW_OK && q->prepared[i].table) {
        *statement = &sent;
        return tw_postgres_gather(q, q->prepared[i].table, v, n);
    }
    if (st == TW_OK) st = tw_postgres_send_rows(q);
    if (st == TW_OK) st = send_prepared(q, i, v, n);
    if (st != TW_OK) return st;
    if (!q->prepared[i].asks) {
        *statement = &sent;
        return q->queued < QUEUE ? TW_OK : tw_postgres_sync(q, NULL);
    }
    st = tw_postgres_sync(q, &r);
    if (!s->begun) q->trouble = TW_OK; /* of a question outside a transaction: it spoils nothing */
    if (st == TW_OK) *statement = rows_of(q, r);
    return st;
}

/* Who neither writes nor is in the middle of something does not notice that a connection was
** lost while nothing was asked: a server that was started anew, a proxy that ends idle ones. */
static bool may_try_again(struct tw_postgres *q)
{
    unsigned mode = q->store.mode;

    return !q->is_open && (mode == TW_STORE_READ || mode == TW_STORE_DECIDE)
           && tw_postgres_is_connected(q);
}

static enum tw_status start(struct tw_store *s, const char *sql, const struct tw_value *v, size_t n,
                            void **statement)
{
    bool again = may_try_again(tw_postgres_of(s));
    enum tw_status st;

    *statement = NULL;
    st = start_once(s, sql, v, n, statement);
    return st == TW_AWAY && again ? start_once(s, sql, v, n, statement) : st;
}

/* ---- Rows that come some at a time */

static enum tw_status fetch(struct tw_postgres *q, unsigned cursor, PGresult **out)
{
    char sql[60];
    enum tw_status st;

    snprintf(sql, sizeof sql, "FETCH %d FROM c%u", CHUNK, cursor);
    st = tw_postgres_send(q, sql);
    return st == TW_OK ? tw_postgres_sync(q, out) : st;
}

/* A cursor lives as long as its transaction; outside one all rows come at once. */
static enum tw_status start_many(struct tw_store *s, const char *sql, const struct tw_value *v,
                                 size_t n, void **statement)
{
    struct tw_postgres *q = tw_postgres_of(s);
    struct tw_buf text = {.mem = s->scratch};
    struct tw_pg_rows *rows;
    struct values b;
    Oid type[VALUES];
    PGresult *r;
    enum tw_status st = q->trouble == TW_OK ? tw_postgres_is_late(q) : q->trouble;

    if (!q->is_open) return start(s, sql, v, n, statement);
    *statement = NULL;
    assert(n <= VALUES);
    if (st != TW_OK) return st;
    tw_buf_addf(&text, "DECLARE c%u NO SCROLL CURSOR FOR %s%c", ++q->cursors, translated(s->scratch, sql), 0);
    for (size_t i = 0; i < n; i++) {
        type[i] = type_of(&v[i]);
        bind(s->scratch, &b, i, &v[i]);
    }
    if (!tw_postgres_is_connected(q)
        || !q->pq.PQsendQueryParams(q->conn, text.p, (int)n, type, b.at, b.length, b.format, 1))
        return tw_postgres_told(q, NULL);
    q->queued++;
    if ((st = fetch(q, q->cursors, &r)) != TW_OK) return st;
    *statement = rows = rows_of(q, r);
    rows->cursor = q->cursors;
    return TW_OK;
}

/* The next rows; TW_DONE: there are none. */
static enum tw_status more(struct tw_pg_rows *rows)
{
    struct tw_postgres *q = rows->of;
    enum tw_status st;

    if (!rows->cursor || q->pq.PQntuples(rows->result) < CHUNK) return TW_DONE;
    if ((st = tw_postgres_is_late(q)) != TW_OK) return st;
    q->pq.PQclear(rows->result);
    rows->result = NULL;
    st = fetch(q, rows->cursor, &rows->result);
    rows->row = 0;
    return st == TW_OK && rows->result && q->pq.PQntuples(rows->result) == 0 ? TW_DONE : st;
}

static enum tw_status row(struct tw_store *s, void *statement)
{
    struct tw_pg_rows *rows = statement;

    (void)s;
    if (statement == &sent || !rows->result) return TW_DONE;
    if (++rows->row < rows->of->pq.PQntuples(rows->result)) return TW_OK;
    return more(rows);
}

static struct tw_slice bytes(void *statement, int column)
{
    struct tw_pg_rows *rows = statement;
    const struct tw_libpq *pq = &rows->of->pq;

    if (pq->PQgetisnull(rows->result, rows->row, column)) return (struct tw_slice){"", 0};
    return (struct tw_slice){pq->PQgetvalue(rows->result, rows->row, column),
                             (size_t)pq->PQgetlength(rows->result, rows->row, column)};
}

/* Bytes in network order, at most eight. */
static uint64_t network(const char *p, size_t n)
{
    uint64_t v = 0;

    for (size_t i = 0; i < n && i < sizeof v; i++) v = v << 8 | (unsigned char)p[i];
    return v;
}

/* How many digits of base 10,000, the weight of the first, the sign, a scale, and the digits, 16
*bits each
** (utils/adt/numeric.c, numeric_send). */
static double numeric(struct tw_slice b)
{
    int digits, unit;
    double v = 0;

    if (b.n < 8) return 0;
    digits = (int)network(b.p, 2);
    unit = (int16_t)network(b.p + 2, 2) - digits + 1;
    for (int i = 0; i < digits && 10 + 2 * (size_t)i <= b.n; i++)
        v = v * 10000 + (double)network(b.p + 8 + 2 * i, 2);
    for (; unit < 0; unit++) v /= 10000;
    for (; unit > 0; unit--) v *= 10000;
    return network(b.p + 4, 2) ? -v : v;
}

/* A number of any type, as both. */
static double number_of(void *statement, int column, int64_t *whole)
{
    struct tw_pg_rows *rows = statement;
    Oid type = rows->of->pq.PQftype(rows->result, column);
    struct tw_slice b = bytes(statement, column);
    uint64_t bits = network(b.p, b.n);
    double v;

    if (type == NUMERIC || type == FLOAT8) {
        if (type == NUMERIC) v = numeric(b);
        else memcpy(&v, &bits, sizeof v);
        *whole = (int64_t)v;
        return v;
    }
    *whole = type == INT4 ? (int32_t)bits : (int64_t)bits;
    return (double)*whole;
}

static int64_t integer(void *statement, int column)
{
    int64_t whole;

    (void)number_of(statement, column, &whole);
    return whole;
}

static double real(void *statement, int column)
{
    int64_t whole;

    return number_of(statement, column, &whole);
}

/* Of many that are opened in one transaction those that are read go, and it is not waited for. */
static void close_cursor(struct tw_postgres *q, unsigned cursor)
{
    char sql[40];

    snprintf(sql, sizeof sql, "CLOSE c%u", cursor);
    if (q->is_open && q->trouble == TW_OK && tw_postgres_is_connected(q)) (void)!tw_postgres_send(q, sql);
}

static void end(void *statement)
{
    struct tw_pg_rows *rows = statement;

    if (statement == &sent) return;
    if (rows->cursor) close_cursor(rows->of, rows->cursor);
    rows->of->pq.PQclear(rows->result);
    rows->result = NULL;
    rows->next = rows->of->unused;
    rows->of->unused = rows;
}

/* ---- Transactions */

static int64_t first_number(struct tw_postgres *q, PGresult *r)
{
    struct tw_pg_rows one = {.of = q, .result = r, .row = 0};

    return integer(&one, 0);
}

static enum tw_status limit_time(struct tw_postgres *q)
{
    char sql[60];

    snprintf(sql, sizeof sql, "SET LOCAL statement_timeout = %u", q->limit);
    return tw_postgres_send(q, sql);
}

/* Decisions and what is handed over come from several processes: their numbers are given one
** after the other.  The lock waits as long as lock_timeout says (postgresopen.c). */
static enum tw_status begin_once(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    bool reads = s->mode == TW_STORE_READ;
    enum tw_status st = TW_OK;
    PGresult *r;

    q->trouble = TW_OK;
    q->transaction = q->parts = 0;
    if (!tw_postgres_is_connected(q)) st = tw_postgres_connect(q);
    if (st == TW_OK)
        st = tw_postgres_send(q, reads ? "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" : "BEGIN");
    if (st == TW_OK && reads && q->limit) st = limit_time(q);
    if (st != TW_OK || reads) return st == TW_OK ? tw_postgres_sync(q, NULL) : st;
    st = tw_postgres_send(q, "LOCK TABLE counter IN SHARE ROW EXCLUSIVE MODE");
    if (st == TW_OK) st = tw_postgres_send(q, "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)");
    if (st == TW_OK) st = tw_postgres_sync(q, &r);
    if (st == TW_OK) q->transaction = (uint64_t)first_number(q, r);
    if (st == TW_OK) q->pq.PQclear(r);
    return st;
}

static void rollback(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);

    tw_postgres_forget_rows(q);
    if (q->words) tw_postings_forget(q->words);
    if (tw_postgres_is_connected(q)) {
        (void)!tw_postgres_sync(q, NULL);
        q->trouble = TW_OK;
        (void)!tw_postgres_exec(q, "ROLLBACK");
    }
    q->trouble = TW_OK;
    q->transaction = 0;
    q->is_open = false;
}

static enum tw_status begin(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    bool again = may_try_again(q);
    enum tw_status st = begin_once(s);

    if (st == TW_AWAY && again) st = begin_once(s);
    q->is_open = st == TW_OK;
    if (st != TW_OK && st != TW_AWAY) rollback(s);
    return st;
}

/* What each transaction leaves behind in `counter`: that something changed, for tw_store_version,
** and, of the one writer, a number that no other transaction has left. */
static enum tw_status leave_marks(struct tw_postgres *q, int64_t mark)
{
    char sql[300];
    int n = snprintf(sql, sizeof sql, "INSERT INTO counter VALUES ('change', 1)");
    enum tw_status st;

    if (tw_postgres_writes(q))
        n += snprintf(sql + n, sizeof sql - (size_t)n, ", ('writer', %" PRId64 ")", mark);
    snprintf(sql + n, sizeof sql - (size_t)n,
             " ON CONFLICT (name) DO UPDATE SET n = CASE counter.name WHEN 'change' THEN counter.n + 1"
             " ELSE excluded.n END");
    st = tw_postgres_send(q, sql);
    return st == TW_OK ? tw_postgres_notify(q) : st;
}

/* Whether the writer's last transaction is there: the lock that came with the new connection says
** that it has come to an end.  Numbers of transactions do not: a server that died may give one
** that was not stored a second time. */
static enum tw_status ask_mark(struct tw_postgres *q, int64_t mark, bool *there)
{
    PGresult *r = NULL;
    enum tw_status st = tw_postgres_send(q, "SELECT n FROM counter WHERE name = 'writer'");

    if (st == TW_OK) st = tw_postgres_sync(q, &r);
    *there = r && q->pq.PQntuples(r) == 1 && first_number(q, r) == mark;
    q->pq.PQclear(r);
    return st;
}

/* The same of who does not hold the lock.  TW_LOCKED: it has not come to an end. */
static enum tw_status ask_status(struct tw_postgres *q, bool *there)
{
    struct tw_pg_rows one = {.of = q, .row = 0};
    char sql[96];
    enum tw_status st;

    *there = false;
    snprintf(sql, sizeof sql, "SELECT pg_xact_status(CAST('%" PRIu64 "' AS xid8))", q->transaction);
    st = tw_postgres_send(q, sql);
    if (st == TW_OK) st = tw_postgres_sync(q, &one.result);
    if (st == TW_USAGE) return TW_OK;       /* a number that the server has not given: it is lost */
    if (st == TW_OK && one.result && q->pq.PQntuples(one.result) == 1) {
        *there = tw_slice_eq(bytes(&one, 0), TW_LIT("committed"));
        if (tw_slice_eq(bytes(&one, 0), TW_LIT("in progress"))) st = TW_LOCKED;
    }
    q->pq.PQclear(one.result);
    return st;
}

/* What became of a transaction whose end was not heard; connects again for that. */
static enum tw_status outcome(struct tw_postgres *q, int64_t mark)
{
    const struct timespec pause = {.tv_nsec = 250000000};
    struct tw_store *s = &q->store;

    for (int i = 0; i < 4 * (tw_postgres_writes(q) ? HALF_MINUTE : MOMENT); i++) {
        bool there;

        if (i) nanosleep(&pause, NULL);
        q->trouble = TW_OK;
        if (tw_postgres_connect(q) != TW_OK) continue;
        if ((tw_postgres_writes(q) ? ask_mark(q, mark, &there) : ask_status(q, &there)) != TW_OK) continue;
        if (there) return TW_OK;
        return tw_store_fail(s, TW_AWAY, "%s: the server went away before the commit; nothing of it is stored",
                             s->name);
    }
    return tw_store_fail(
        s, TW_AWAY, "%s: the server went away during a commit: whether it is stored is seen when it is back",
        s->name);
}

/* Different for each commit of each process. */
static int64_t new_mark(void)
{
    int64_t mark = 0;

    return getrandom(&mark, sizeof mark, 0) == sizeof mark ? mark & INT64_MAX : 0;
}

static enum tw_status commit(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    bool reads = s->mode == TW_STORE_READ;
    int64_t mark = reads ? 0 : new_mark();
    enum tw_status st = q->trouble;

    if (st == TW_OK && !reads) st = leave_marks(q, mark);
    if (st == TW_OK) st = tw_postgres_write_words(s);
    if (st == TW_OK) st = tw_postgres_send_rows(q);
    if (st == TW_OK)
        st = tw_postgres_sync(q, NULL); /* an error before COMMIT is no doubt about it */
    if (st != TW_OK) return st;
    st = tw_postgres_exec(q, "COMMIT");
    if (st == TW_AWAY && !reads) st = outcome(q, mark);
    q->transaction = 0;
    q->is_open = st != TW_OK;
    return st;
}

static void close_store(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);

    /* The server sees a closed connection a little later: whoever opens the store next shall not be
     * refused. */
    if (tw_postgres_writes(q) && q->lock.n && q->pq.PQstatus(q->conn) == CONNECTION_OK)
        (void)!tw_postgres_exec(q, "SELECT pg_advisory_unlock_all()");
    if (q->conn) q->pq.PQfinish(q->conn);
    tw_arena_free(q->gathered);
    tw_arena_free(q->parts_mem);
    tw_postings_free(q->words);
}

static const struct tw_backend backend = {
    .open = tw_postgres_open,
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .start = start,
    .start_many = start_many,
    .row = row,
    .integer = integer,
    .real = real,
    .bytes = bytes,
    .end = end,
    .index = tw_postgres_index,
    .find = tw_postgres_find,
    .expire = tw_postgres_expire,
    .size = tw_postgres_size,
    .check = tw_postgres_check,
    .check_index = tw_postgres_check_index,
    .clear_index = tw_postgres_clear_index,
    .hurry = tw_postgres_hurry,
    .lag = "SELECT CASE WHEN NOT pg_is_in_recovery() OR pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0"
           " ELSE coalesce(CAST(extract(epoch FROM now() - pg_last_xact_replay_timestamp()) AS DOUBLE PRECISION), 0) END",
    .wait = tw_postgres_wait,
    .backup = tw_postgres_backup,
    .vacuum = tw_postgres_vacuum,
    .version = "SELECT coalesce((SELECT n FROM counter WHERE name = 'change'), 0)",
};

bool tw_postgres_is(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

struct tw_store *tw_postgres_new(struct tw_arena *mem)
{
    struct tw_postgres *q = TW_NEW(mem, struct tw_postgres);

    q->store.backend = &backend;
    q->gathered = tw_arena_new(0);
    q->parts_mem = tw_arena_new(0);
    return &q->store;
}
