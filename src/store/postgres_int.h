/* store/postgres_int.h - shared by postgres.c (statements, transactions), postgresopen.c
** (connecting, schema, lock), postgreswait.c (waiting) and postgreskeep.c (checking, size, tidying). */
#ifndef TW_STORE_POSTGRES_INT_H
#define TW_STORE_POSTGRES_INT_H
#include "store/postgres.h"

#include <libpq-fe.h>

/* libpq, loaded late: one pointer for each function that is used. */
#define TW_LIBPQ(X) \
    X(PQconnectdbParams) X(PQstatus) X(PQerrorMessage) X(PQfinish) X(PQserverVersion) \
    X(PQexec) X(PQexecParams) X(PQsendPrepare) X(PQsendQueryPrepared) X(PQsendQueryParams) \
    X(PQenterPipelineMode) X(PQexitPipelineMode) X(PQpipelineStatus) X(PQpipelineSync) \
    X(PQgetResult) X(PQresultStatus) X(PQresultErrorField) X(PQcmdStatus) X(PQntuples) \
    X(PQgetvalue) X(PQgetlength) X(PQgetisnull) X(PQftype) X(PQclear) X(PQtransactionStatus) \
    X(PQsocket) X(PQconsumeInput) X(PQnotifies) X(PQfreemem) X(PQsetNoticeReceiver)

struct tw_libpq {
#define X(name) __typeof__(name) *name;
    TW_LIBPQ(X)
#undef X
};

struct tw_pg_prepared { const char *sql; bool asks; };

/* The rows of one statement, and where it stands in them. */
struct tw_pg_rows {
    struct tw_postgres *of;
    PGresult *result;
    int row;
    struct tw_pg_rows *next;    /* of those that are free */
};

struct tw_postgres {
    struct tw_store store;
    struct tw_libpq pq;
    PGconn *conn;
    struct tw_slice lock;       /* key of the writer's advisory lock, in decimal; also of who does not hold it */
    struct tw_pg_prepared prepared[TW_STORE_STATEMENTS];
    size_t n;
    size_t queued;              /* statements that were sent and not answered yet */
    enum tw_status trouble;     /* of one of them */
    uint64_t transaction;       /* number of the one that is open; 0: a reader's, or none */
    struct tw_pg_rows *unused;
    bool is_open;               /* a transaction is */
    bool is_gone;               /* the connection is broken, or will be */
    enum { TW_PG_UNKNOWN, TW_PG_HEARS, TW_PG_DEAF } hears;      /* whether notices come */
    unsigned missed;            /* changes without one, in a row */
    unsigned unasked;           /* ms since the store was asked */
};

static inline struct tw_postgres *tw_postgres_of(struct tw_store *s)
{
    return (struct tw_postgres *)s;
}

static inline bool tw_postgres_is_connected(const struct tw_postgres *q)
{
    return q->conn && !q->is_gone && q->pq.PQstatus(q->conn) == CONNECTION_OK;
}

/* It is the one writer, or will be. */
static inline bool tw_postgres_writes(const struct tw_postgres *q)
{
    return q->store.mode == TW_STORE_WRITE || q->store.mode == TW_STORE_CREATE;
}

/* The status of an error that the server told, with a sentence about it in the store; r NULL: of
** the connection. */
enum tw_status tw_postgres_told(struct tw_postgres *q, const PGresult *r);

/* Waits for all that was sent.  *out, when not NULL, gets the rows of the last statement (or
** NULL). */
TW_MUST_USE enum tw_status tw_postgres_sync(struct tw_postgres *q, PGresult **out);

/* Sends a statement of one's own; its answer is seen with the next tw_postgres_sync. */
TW_MUST_USE enum tw_status tw_postgres_send(struct tw_postgres *q, const char *sql);

/* Tells those who wait, with the commit. */
TW_MUST_USE enum tw_status tw_postgres_notify(struct tw_postgres *q);

/* Sends a statement of one's own that answers nothing, and waits. */
TW_MUST_USE enum tw_status tw_postgres_exec(struct tw_postgres *q, const char *sql);

/* Connects, or connects again; for the writer with its lock. */
TW_MUST_USE enum tw_status tw_postgres_connect(struct tw_postgres *q);

/* Of struct tw_backend. */
enum tw_status tw_postgres_open(struct tw_store *s);
enum tw_status tw_postgres_check(struct tw_store *s, tw_store_found *found, void *context);
enum tw_status tw_postgres_check_index(struct tw_store *s);
enum tw_status tw_postgres_clear_index(struct tw_store *s);
enum tw_status tw_postgres_backup(struct tw_store *s, const char *path);
enum tw_status tw_postgres_vacuum(struct tw_store *s);
enum tw_status tw_postgres_wait(struct tw_store *s, unsigned ms, bool *changed);
enum tw_status tw_postgres_size(struct tw_store *s, uint64_t *bytes);

#endif
