/* store/postgreskeep.c - PostgreSQL's part in checking, measuring and tidying a store.
**
** Pages and references are the server's own to look after (data_checksums, foreign keys); what is
** looked at here is that each article has its words, and each content its article.  Everything in the schema is taken for the
** store's. */
#include "store/postgres_int.h"

#include <stdio.h>

#define OUR_TABLES                                                                                 \
    " FROM pg_class c WHERE c.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace)"  \
    " AND c.relkind = 'r'"

/* Segments are put together while they are looked at: a reader looks within its transaction, which is
** this one's caller's; the writer, who is alone, looks in tw_postgres_check_index. */
enum tw_status tw_postgres_check(struct tw_store *s, tw_store_found *found, void *context)
{
    struct tw_buf line = {.mem = s->scratch};
    uint64_t lost = 0;
    enum tw_status st = s->mode == TW_STORE_READ ? tw_postgres_check_words(s) : TW_OK, counted;

    if (st == TW_BROKEN) {
        tw_buf_addf(&line, "index of words: %s%c", s->why, 0);
        found(context, line.p);
    }
    counted = tw_sql_number_values(s, &lost, "SELECT count(*) FROM content WHERE NOT EXISTS (SELECT 1 FROM"
                                   " article WHERE article.number = content.number)", NULL, 0);
    if (counted != TW_OK) return counted;
    if (!lost) return st;
    line.n = 0;
    tw_buf_addf(&line, "contents without an article: %llu%c", (unsigned long long)lost, 0);
    found(context, line.p);
    return TW_BROKEN;
}

enum tw_status tw_postgres_check_index(struct tw_store *s)
{
    return s->mode == TW_STORE_DECIDE ? TW_OK : tw_postgres_check_words(s);
}

enum tw_status tw_postgres_size(struct tw_store *s, uint64_t *bytes)
{
    *bytes = 0;
    return tw_sql_number_values(
        s, bytes,
        "SELECT CAST(coalesce(sum(pg_total_relation_size(c.oid)), 0) AS BIGINT)" OUR_TABLES, NULL,
        0);
}

enum tw_status tw_postgres_backup(struct tw_store *s, const char *path)
{
    (void)path;
    return tw_store_fail(
        s, TW_USAGE, "%s: use pg_dump, or twosource migrate, for a copy of a PostgreSQL store",
        s->name);
}

/* VACUUM with the names of all tables. */
static const char *vacuuming(struct tw_store *s, enum tw_status *st)
{
    struct tw_buf sql = {.mem = s->scratch};
    struct tw_sql q = tw_sql_ask_values(
        s, "SELECT string_agg(quote_ident(c.relname), ', ')" OUR_TABLES, NULL, 0);

    tw_buf_adds(&sql, "VACUUM (ANALYZE) ");
    if (tw_sql_row(&q)) tw_buf_add(&sql, tw_sql_bytes(&q, 0));
    tw_buf_addc(&sql, '\0');
    *st = tw_sql_end(&q);
    return sql.p;
}

/* The words in as few segments as there can be. */
static enum tw_status tidy_words(struct tw_store *s)
{
    enum tw_status st = tw_store_begin(s);

    if (st == TW_OK) st = tw_postgres_tidy_parts(s);
    if (st == TW_OK) return tw_store_commit(s);
    tw_store_rollback(s);
    return st;
}

/* VACUUM is not for pipelines. */
enum tw_status tw_postgres_vacuum(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st = tidy_words(s);
    const char *sql;
    PGresult *r;

    if (st != TW_OK) return st;
    sql = vacuuming(s, &st);
    if (st != TW_OK) return st;
    if (!q->pq.PQexitPipelineMode(q->conn)) return tw_postgres_told(q, NULL);
    r = q->pq.PQexec(q->conn, sql);
    if (q->pq.PQresultStatus(r) != PGRES_COMMAND_OK) st = tw_postgres_told(q, r);
    q->pq.PQclear(r);
    tw_arena_reset(s->scratch);
    return q->pq.PQenterPipelineMode(q->conn) || st != TW_OK ? st : tw_postgres_told(q, NULL);
}
