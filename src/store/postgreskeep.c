/* store/postgreskeep.c - PostgreSQL's part in checking, measuring and tidying a store.
**
** Pages and references are the server's own to look after (data_checksums, foreign keys); what is
** looked at here is that each article has its words. */
#include "store/postgres_int.h"

#include <stdio.h>

#define TABLES                                                                                     \
    "('counter', 'setting', 'dictionary', 'outlet', 'story', 'article', 'content', 'forgotten', "  \
    "'copy',"                                                                                      \
    " 'event', 'comparison', 'item', 'decision', 'search')"

enum tw_status tw_postgres_check(struct tw_store *s, tw_store_found *found, void *context)
{
    struct tw_sql q = tw_sql_ask_values(
        s,
        "SELECT number FROM article WHERE number NOT IN (SELECT number FROM search)"
        " ORDER BY number LIMIT 100",
        NULL, 0);
    bool whole = true;
    char line[80];
    enum tw_status st;

    while (tw_sql_row(&q)) {
        snprintf(line, sizeof line, "index: without words %llu",
                 (unsigned long long)tw_sql_int(&q, 0));
        found(context, line);
        whole = false;
    }
    st = tw_sql_end(&q);
    return st == TW_OK && !whole ? TW_BROKEN : st;
}

/* TW_BROKEN: an article has no words. */
enum tw_status tw_postgres_check_index(struct tw_store *s)
{
    uint64_t missing = 0;
    enum tw_status st = tw_sql_number_values(
        s, &missing, "SELECT count(*) FROM article WHERE number NOT IN (SELECT number FROM search)",
        NULL, 0);

    if (st != TW_OK || !missing) return st;
    return tw_store_fail(s, TW_BROKEN, "%llu articles have no words", (unsigned long long)missing);
}

enum tw_status tw_postgres_clear_index(struct tw_store *s)
{
    return tw_sql_run_values(s, "DELETE FROM search", NULL, 0);
}

enum tw_status tw_postgres_size(struct tw_store *s, uint64_t *bytes)
{
    *bytes = 0;
    return tw_sql_number_values(
        s, bytes,
        "SELECT CAST(coalesce(sum(pg_total_relation_size(c.oid)), 0) AS BIGINT) FROM pg_class c"
        " WHERE c.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace) AND c.relkind "
        "= 'r'"
        " AND c.relname IN " TABLES,
        NULL, 0);
}

enum tw_status tw_postgres_backup(struct tw_store *s, const char *path)
{
    (void)path;
    return tw_store_fail(s, TW_USAGE,
                         "%s: use pg_dump, or twosource migrate, for a copy of a PostgreSQL store",
                         s->name);
}

/* VACUUM is not for pipelines; of tables whose owner is somebody else the server leaves a warning.
 */
enum tw_status tw_postgres_vacuum(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st = tw_postgres_sync(q, NULL);
    PGresult *r;

    if (st != TW_OK) return st;
    if (!q->pq.PQexitPipelineMode(q->conn)) return tw_postgres_told(q, NULL);
    r = q->pq.PQexec(q->conn, "VACUUM (ANALYZE) counter, setting, dictionary, outlet, story, "
                              "article, content, forgotten, copy,"
                              " event, comparison, item, decision, search");
    if (q->pq.PQresultStatus(r) != PGRES_COMMAND_OK) st = tw_postgres_told(q, r);
    q->pq.PQclear(r);
    return q->pq.PQenterPipelineMode(q->conn) || st != TW_OK ? st : tw_postgres_told(q, NULL);
}
