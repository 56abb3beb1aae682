/* store/postgresrows.c - plain rows, many at a time.
**
** A statement that only adds a row ("INSERT INTO t (...) VALUES (?1, ...)") is not sent: the row is
** gathered, and all rows of a table go with one COPY before anything else is sent.  That costs the
** server a third of as many statements (bench/BASELINE.md).  COPY cannot be within a pipeline
** (section 34.5.1.1 of the manual), so what is under way is waited for first.
** What is wrong with a row is told when the rows go, by the commit at the latest.
*/
#include "store/postgres_int.h"

#include <stdio.h>

static const size_t BYTES = (size_t)8 << 20; /* of all rows that wait */

/* "?1, ?2, ..., ?n)" and nothing more. */
static bool are_plain(const char *values)
{
    char want[8];

    for (int i = 1;; i++) {
        int n = snprintf(want, sizeof want, "?%d", i);

        if (strncmp(values, want, (size_t)n) != 0) return false;
        values += n;
        if (strcmp(values, ")") == 0) return true;
        if (strncmp(values, ", ", 2) != 0) return false;
        values += 2;
    }
}

size_t tw_postgres_gathers(struct tw_postgres *q, const char *sql)
{
    static const char insert[] = "INSERT INTO ", values[] = " VALUES (";
    const char *end = strstr(sql, values);
    struct tw_buf copy = {.mem = q->store.mem};

    if (strncmp(sql, insert, sizeof insert - 1) != 0 || !end || !are_plain(end + sizeof values - 1))
        return 0;
    if (q->tables == TW_PG_TABLES) return 0;
    tw_buf_addf(&copy, "COPY %.*s FROM STDIN (FORMAT binary)%c",
                (int)(end - sql - (int)sizeof insert + 1), sql + sizeof insert - 1, 0);
    q->table[q->tables].copy = copy.p;
    q->table[q->tables].rows = (struct tw_buf){.mem = q->gathered};
    return ++q->tables;
}

static void add_number(struct tw_buf *b, uint64_t v, size_t bytes)
{
    while (bytes-- > 0) tw_buf_addc(b, (char)(v >> (8 * bytes)));
}

enum tw_status tw_postgres_gather(struct tw_postgres *q, size_t table, const struct tw_value *v,
                                  size_t n)
{
    struct tw_buf *b = &q->table[table - 1].rows;
    size_t before = b->n;

    add_number(b, n, 2);
    for (size_t i = 0; i < n; i++) {
        bool is_text = v[i].type == TW_VALUE_TEXT;
        struct tw_slice s = is_text ? tw_postgres_text(q->gathered, v[i].s) : v[i].s;
        uint64_t bits = (uint64_t)v[i].i;

        if (v[i].type == TW_VALUE_NULL || v[i].type == TW_VALUE_NO_BLOB) {
            add_number(b, UINT32_MAX, 4);
        } else if (is_text || v[i].type == TW_VALUE_BLOB) {
            add_number(b, s.n, 4);
            tw_buf_add(b, s);
        } else {
            if (v[i].type == TW_VALUE_REAL) memcpy(&bits, &v[i].r, sizeof bits);
            add_number(b, sizeof bits, 4);
            add_number(b, bits, sizeof bits);
        }
    }
    q->gathered_bytes += b->n - before;
    return q->gathered_bytes < BYTES ? TW_OK : tw_postgres_send_rows(q);
}

/* The format of COPY BINARY: the manual, page of COPY. */
static enum tw_status copy(struct tw_postgres *q, const struct tw_pg_table *t)
{
    static const char head[19] = "PGCOPY\n\377\r\n", tail[] = "\377\377";
    PGresult *r = q->pq.PQexec(q->conn, t->copy);
    bool begun = q->pq.PQresultStatus(r) == PGRES_COPY_IN;
    enum tw_status st = begun ? TW_OK : tw_postgres_told(q, r);

    q->pq.PQclear(r);
    if (!begun) return st;
    if (q->pq.PQputCopyData(q->conn, head, sizeof head) != 1
        || q->pq.PQputCopyData(q->conn, t->rows.p, (int)t->rows.n) != 1
        || q->pq.PQputCopyData(q->conn, tail, 2) != 1 || q->pq.PQputCopyEnd(q->conn, NULL) != 1)
        st = tw_postgres_told(q, NULL);
    while ((r = q->pq.PQgetResult(q->conn))) {
        if (q->pq.PQresultStatus(r) != PGRES_COMMAND_OK && st == TW_OK) st = tw_postgres_told(q, r);
        q->pq.PQclear(r);
        if (!tw_postgres_is_connected(q)) break;
    }
    return st;
}

enum tw_status tw_postgres_send_rows(struct tw_postgres *q)
{
    enum tw_status st;

    if (!q->gathered_bytes) return TW_OK;
    st = tw_postgres_sync(q, NULL);
    if (st == TW_OK && !q->pq.PQexitPipelineMode(q->conn)) st = tw_postgres_told(q, NULL);
    for (size_t i = 0; i < q->tables && st == TW_OK; i++)
        if (q->table[i].rows.n) st = copy(q, &q->table[i]);
    tw_postgres_forget_rows(q);
    if (tw_postgres_is_connected(q) && q->pq.PQpipelineStatus(q->conn) == PQ_PIPELINE_OFF
        && !q->pq.PQenterPipelineMode(q->conn) && st == TW_OK)
        st = tw_postgres_told(q, NULL);
    if (st != TW_OK) q->trouble = st;
    return st;
}

void tw_postgres_forget_rows(struct tw_postgres *q)
{
    for (size_t i = 0; i < q->tables; i++) q->table[i].rows = (struct tw_buf){.mem = q->gathered};
    tw_arena_reset(q->gathered);
    q->gathered_bytes = 0;
}
