/* store/postgres_int.h - shared by postgres.c (statements, transactions), postgresrows.c (rows),
** postgreswords.c (the index of words), postgresparts.c (partitions), postgresopen.c (connecting,
** schema, lock), postgreswait.c (waiting) and postgreskeep.c (checking, size, tidying). */
#ifndef TW_STORE_POSTGRES_INT_H
#define TW_STORE_POSTGRES_INT_H
#include "store/hits.h"
#include "store/postgres.h"

#include <libpq-fe.h>

/* libpq, loaded late: one pointer for each function that is used. */
#define TW_LIBPQ(X) \
    X(PQconnectdbParams) X(PQstatus) X(PQerrorMessage) X(PQfinish) X(PQserverVersion) \
    X(PQexec) X(PQexecParams) X(PQsendPrepare) X(PQsendQueryPrepared) X(PQsendQueryParams) \
    X(PQenterPipelineMode) X(PQexitPipelineMode) X(PQpipelineStatus) X(PQpipelineSync) \
    X(PQgetResult) X(PQresultStatus) X(PQresultErrorField) X(PQcmdStatus) X(PQntuples) \
    X(PQgetvalue) X(PQgetlength) X(PQgetisnull) X(PQftype) X(PQclear) X(PQtransactionStatus) \
    X(PQsocket) X(PQisBusy) X(PQconsumeInput) X(PQnotifies) X(PQfreemem) X(PQsetNoticeReceiver) \
    X(PQputCopyData) X(PQputCopyEnd)

struct tw_libpq {
#define X(name) __typeof__(name) *name;
    TW_LIBPQ(X)
#undef X
};

/* `table`: its rows are gathered there, from 1; 0: they are not. */
struct tw_pg_prepared { const char *sql; bool asks; size_t table; };

/* Rows that wait for a COPY, as it takes them. */
enum { TW_PG_TABLES = 64 };
struct tw_pg_table { const char *copy; struct tw_buf rows; };

/* A partition: its first article, the day (since 1970) of the latest in the one before. */
struct tw_pg_part { uint64_t first; int64_t day; };

/* The rows of one statement, and where it stands in them. */
struct tw_pg_rows {
    struct tw_postgres *of;
    PGresult *result;
    int row;
    unsigned cursor;            /* that has more of them; 0: these are all */
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
    struct tw_pg_table table[TW_PG_TABLES];
    size_t tables, gathered_bytes;
    struct tw_arena *gathered;  /* the rows */
    struct tw_postings *words;  /* of the articles that the transaction adds; NULL: none yet */
    struct tw_pg_part *part;    /* as the transaction sees them; parts 0: not read yet */
    size_t parts;
    struct tw_arena *parts_mem;
    enum tw_status trouble;     /* of one of them */
    uint64_t transaction;       /* number of the one that is open; 0: a reader's, or none */
    struct tw_pg_rows *unused;
    bool is_open;               /* a transaction is */
    bool is_gone;               /* the connection is broken, or will be */
    tw_store_late *is_late;     /* tw_store_hurry */
    void *late_context;
    unsigned limit;             /* ms */
    unsigned cursors;           /* that were opened in this transaction */
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

/* The next answer, as PQgetResult; when it takes too long NULL, and the connection is given up. */
PGresult *tw_postgres_next(struct tw_postgres *q);
/* TW_TOOBIG: who asks is late. */
TW_MUST_USE enum tw_status tw_postgres_is_late(struct tw_postgres *q);

/* Tells those who wait, with the commit. */
TW_MUST_USE enum tw_status tw_postgres_notify(struct tw_postgres *q);

/* Sends a statement of one's own that answers nothing, and waits. */
TW_MUST_USE enum tw_status tw_postgres_exec(struct tw_postgres *q, const char *sql);

/* Connects, or connects again; for the writer with its lock. */
TW_MUST_USE enum tw_status tw_postgres_connect(struct tw_postgres *q);

/* ---- postgresrows.c */

/* The place where a statement's rows are gathered; 0: it does more than to add one. */
size_t tw_postgres_gathers(struct tw_postgres *q, const char *sql);
TW_MUST_USE enum tw_status tw_postgres_gather(struct tw_postgres *q, size_t table, const struct tw_value *v, size_t n);
/* Sends all rows that wait, and waits; or forgets them. */
TW_MUST_USE enum tw_status tw_postgres_send_rows(struct tw_postgres *q);
void tw_postgres_forget_rows(struct tw_postgres *q);

/* ---- postgreswords.c */

/* Writes the words of the articles that the transaction has added. */
TW_MUST_USE enum tw_status tw_postgres_write_words(struct tw_store *s);
/* As few segments as there can be of those from ... to before `end`, without articles that are gone. */
TW_MUST_USE enum tw_status tw_postgres_tidy_words(struct tw_store *s, uint64_t from, uint64_t end);
/* TW_BROKEN: an article has no words, or what is there is damaged. */
TW_MUST_USE enum tw_status tw_postgres_check_words(struct tw_store *s);
/* Those of which half is gone, without that. */
TW_MUST_USE enum tw_status tw_postgres_thin_words(struct tw_store *s, uint64_t from, uint64_t end);
/* Articles from ... to that count as not there, in mem, rising. */
TW_MUST_USE enum tw_status tw_postgres_gone(struct tw_store *s, struct tw_arena *mem, uint64_t from,
                                            uint64_t to, uint64_t **number, size_t *n);
/* TW_BROKEN, and says so of a segment. */
enum tw_status tw_postgres_damaged(struct tw_store *s, uint64_t segment);

/* ---- postgresparts.c */

/* The first article of the partition in which an article is. */
TW_MUST_USE enum tw_status tw_postgres_part_of(struct tw_store *s, uint64_t number, uint64_t *start);
/* tw_postgres_tidy_words in each of them. */
TW_MUST_USE enum tw_status tw_postgres_tidy_parts(struct tw_store *s);
/* Makes a partition where one has to begin with this article. */
TW_MUST_USE enum tw_status tw_postgres_part_for(struct tw_store *s, uint64_t number, int64_t received);

/* Of struct tw_backend. */
enum tw_status tw_postgres_index(struct tw_store *s, uint64_t number, const struct tw_indexed *words, bool add);
enum tw_status tw_postgres_find(struct tw_store *s, struct tw_arena *mem, const struct tw_query_node *root,
                                uint64_t from, uint64_t to, struct tw_hits *out);
enum tw_status tw_postgres_expire(struct tw_store *s, int64_t before, uint64_t *gone);
enum tw_status tw_postgres_open(struct tw_store *s);
enum tw_status tw_postgres_check(struct tw_store *s, tw_store_found *found, void *context);
enum tw_status tw_postgres_check_index(struct tw_store *s);
enum tw_status tw_postgres_clear_index(struct tw_store *s);
enum tw_status tw_postgres_backup(struct tw_store *s, const char *path);
enum tw_status tw_postgres_vacuum(struct tw_store *s);
void tw_postgres_hurry(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context);
enum tw_status tw_postgres_wait(struct tw_store *s, unsigned ms, bool *changed);
enum tw_status tw_postgres_size(struct tw_store *s, uint64_t *bytes);

#endif
