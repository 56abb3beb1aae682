/* store/postgresparts.c - the days of a store: partitions that go as a whole.
**
** `content` and `search` hold nine tenths of the bytes.  They are cut where a new day begins: the
** partition of a day has the articles from the first that was received on it to the first of a
** later day (numbers rise with time, so every question by number looks into one partition).  An
** article that comes with the date of a day long past lies in the partition of the day on which it
** came in.  A partition has LEAST articles at least, and there are MOST at most, whatever dates
** articles have: then the last one goes on.  Their beginnings are in the table `part`.
**
** The last partition has no end.  When a new one begins it is taken off and put back with one, which
** the server checks by reading its numbers once: some ms for ten thousand articles.  That needs the
** table for itself; where readers do not let go of it within a second it is tried with a later batch.
**
** Expiry works on sets of articles, and drops what has nothing left instead of deleting its rows.
*/
#include "store/postgres_int.h"

#include "base/vec.h"

#include <inttypes.h>
#include <stdio.h>

enum { LEAST = 100 /* articles */, MOST = 1000 /* partitions */, DAY = 86400 /* s */ };

static enum tw_status read_parts(struct tw_postgres *q)
{
    struct tw_sql ask;
    size_t cap = 0;

    if (q->parts) return TW_OK;
    tw_arena_reset(q->parts_mem);
    ask = tw_sql_ask_values(&q->store, "SELECT first, day FROM part ORDER BY first", NULL, 0);
    q->part = NULL;
    while (tw_sql_row(&ask))
        TW_PUSH(q->parts_mem, q->part, q->parts, cap,
                ((struct tw_pg_part){tw_sql_int(&ask, 0), tw_sql_signed(&ask, 1)}));
    return tw_sql_end(&ask);
}

static size_t part_of(const struct tw_postgres *q, uint64_t number)
{
    size_t i = q->parts;

    while (i > 1 && q->part[i - 1].first > number) i--;
    return i - 1;
}

enum tw_status tw_postgres_part_of(struct tw_store *s, uint64_t number, uint64_t *start)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st = read_parts(q);

    *start = st == TW_OK && q->parts ? q->part[part_of(q, number)].first : 0;
    return st;
}

static uint64_t end_of(const struct tw_postgres *q, size_t i)
{
    return i + 1 < q->parts ? q->part[i + 1].first : INT64_MAX;
}

enum tw_status tw_postgres_tidy_parts(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st = read_parts(q);

    for (size_t i = 0; i < q->parts && st == TW_OK; i++)
        st = tw_postgres_tidy_words(s, q->part[i].first, end_of(q, i));
    return st;
}

/* ---- Cutting */

static enum tw_status __attribute__((format(printf, 2, 3))) run(struct tw_postgres *q, const char *format, ...)
{
    char sql[300];
    va_list v;

    va_start(v, format);
    vsnprintf(sql, sizeof sql, format, v);
    va_end(v);
    return tw_postgres_exec(q, sql);
}

/* Table by table, the last partition gets an end and another one behind it. */
static enum tw_status cut_tables(struct tw_postgres *q, uint64_t last, uint64_t next)
{
    static const char *const tables[] = {"content", "search"};
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < 2 && st == TW_OK; i++) {
        const char *t = tables[i];

        st = run(q, "ALTER TABLE %s DETACH PARTITION %s_p%" PRIu64, t, t, last);
        if (st == TW_OK)
            st = run(q, "ALTER TABLE %s ATTACH PARTITION %s_p%" PRIu64 " FOR VALUES FROM (%" PRIu64 ") TO (%" PRIu64 ")",
                     t, t, last, last, next);
        if (st == TW_OK)
            st = run(q, "CREATE TABLE %s_p%" PRIu64 " PARTITION OF %s FOR VALUES FROM (%" PRIu64 ") TO (MAXVALUE)"
                     " WITH (toast_tuple_target = %d)", t, next, t, next, i ? 4080 : 2032);
    }
    return st;
}

/* Does what needs a table for itself; TW_LOCKED: others hold it, and nothing was done. */
static enum tw_status alone(struct tw_postgres *q, enum tw_status (*f)(struct tw_postgres *, uint64_t, uint64_t),
                            uint64_t a, uint64_t b)
{
    enum tw_status st = tw_postgres_send_rows(q), ended;

    if (st == TW_OK) st = tw_postgres_exec(q, "SAVEPOINT alone");
    if (st == TW_OK) st = tw_postgres_exec(q, "SET LOCAL lock_timeout = '1s'");
    if (st != TW_OK) return st;
    st = f(q, a, b);
    if (st == TW_OK) return tw_postgres_exec(q, "SET LOCAL lock_timeout = '5s'");
    if (st != TW_LOCKED) return st;
    q->trouble = TW_OK;
    ended = tw_postgres_exec(q, "ROLLBACK TO SAVEPOINT alone");
    return ended == TW_OK ? st : ended;
}

static enum tw_status cut(struct tw_postgres *q, uint64_t number, int64_t day)
{
    enum tw_status st = alone(q, cut_tables, q->part[q->parts - 1].first, number);

    if (st == TW_LOCKED) return q->part[q->parts - 1].day = day, TW_OK;     /* until the next batch */
    if (st == TW_OK)
        st = tw_sql_run(&q->store, "INSERT INTO part VALUES (?1, ?2)", tw_value_int(number),
                        tw_value_int((uint64_t)day));
    q->parts = 0;
    return st == TW_OK ? read_parts(q) : st;
}

/* The day of the first partition is that of the first article. */
static enum tw_status date_first(struct tw_postgres *q, int64_t day)
{
    q->part[0].day = day;
    return tw_sql_run(&q->store, "UPDATE part SET day = ?1", tw_value_int((uint64_t)day));
}

enum tw_status tw_postgres_part_for(struct tw_store *s, uint64_t number, int64_t received)
{
    struct tw_postgres *q = tw_postgres_of(s);
    int64_t day = received / DAY;
    uint64_t gathered = q->words ? tw_postings_gathered(q->words).first : 0;
    struct tw_pg_part *last;
    enum tw_status st = read_parts(q);

    if (st != TW_OK || !q->parts) return st;
    if (gathered && part_of(q, gathered) != part_of(q, number)) st = tw_postgres_write_words(s);
    last = &q->part[q->parts - 1];
    if (st != TW_OK || number != s->last + 1 || day <= last->day) return st;
    if (!last->day) return date_first(q, day);
    if (number - last->first < LEAST || q->parts >= MOST) return st;
    st = tw_postgres_write_words(s);
    if (st == TW_OK) st = tw_postgres_tidy_words(s, last->first, number);
    return st == TW_OK ? cut(q, number, day) : st;
}

/* A store that is moved here: all articles are there, and nothing in the partitions. */
enum tw_status tw_postgres_cut_all(struct tw_store *s)
{
    struct tw_postgres *q = tw_postgres_of(s);
    struct tw_arena *mem = tw_arena_new(0);
    uint64_t *first, *day;
    size_t n = 0, cap = 0, days = 0, room = 0;
    struct tw_sql ask;
    enum tw_status st = read_parts(q);

    first = day = NULL;
    if (st == TW_OK && q->parts == 1 && !q->part[0].day) {
        ask = tw_sql_ask_values(s, "SELECT min(number), d FROM (SELECT number, max(received / 86400) OVER"
                                " (ORDER BY number) AS d FROM article) x GROUP BY d ORDER BY d", NULL, 0);
        while (tw_sql_row(&ask)) {
            TW_PUSH(mem, first, n, cap, tw_sql_int(&ask, 0));
            TW_PUSH(mem, day, days, room, tw_sql_int(&ask, 1));
        }
        st = tw_sql_end(&ask);
        if (st == TW_OK && n) st = date_first(q, (int64_t)day[0]);
        for (size_t i = 1; i < n && st == TW_OK && q->parts < MOST; i++)
            if (first[i] - q->part[q->parts - 1].first >= LEAST) st = cut(q, first[i], (int64_t)day[i]);
    }
    tw_arena_free(mem);
    return st;
}

/* ---- Expiry */

/* What hangs on the articles that leave. */
static enum tw_status loosen(struct tw_store *s)
{
    static const char *const change[] = {
        "UPDATE comparison SET json = NULL WHERE story IN (SELECT story FROM leaving)",
        "UPDATE item SET text = '' WHERE story IN (SELECT story FROM leaving)",
        "UPDATE story SET articles = articles - l.n FROM (SELECT story, count(*) AS n FROM leaving GROUP BY story) l"
        " WHERE story.number = l.story",
        "DELETE FROM event WHERE article IN (SELECT number FROM leaving)",
        "UPDATE alert SET json = '' WHERE number IN (SELECT alert FROM alert_place WHERE article IN"
        " (SELECT number FROM leaving))",
        "DELETE FROM alert_place WHERE article IN (SELECT number FROM leaving)",
        "DELETE FROM article WHERE number IN (SELECT number FROM leaving)",
        "DELETE FROM outlet WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.outlet = outlet.number)",
    };
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < sizeof change / sizeof *change && st == TW_OK; i++)
        st = tw_sql_run_values(s, change[i], NULL, 0);
    return st;
}

static enum tw_status drop_tables(struct tw_postgres *q, uint64_t first, uint64_t unused)
{
    (void)unused;
    return run(q, "DROP TABLE content_p%" PRIu64 ", search_p%" PRIu64, first, first);
}

/* The articles from ... to before `end`, one by one. */
static enum tw_status delete_rows(struct tw_store *s, uint64_t from, uint64_t end)
{
    enum tw_status st = tw_sql_run(
        s, "INSERT INTO search_gone SELECT number FROM leaving WHERE number >= ?1 AND number < ?2",
        tw_value_int(from), tw_value_int(end));

    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM content WHERE number IN (SELECT number FROM leaving WHERE number >= ?1"
                        " AND number < ?2)", tw_value_int(from), tw_value_int(end));
    return st == TW_OK ? tw_postgres_thin_words(s, from, end) : st;
}

static enum tw_status forget_part(struct tw_store *s, uint64_t from, uint64_t end)
{
    enum tw_status st = tw_sql_run(s, "DELETE FROM part WHERE first = ?1", tw_value_int(from));

    if (st == TW_OK)
        st = tw_sql_run(s, "DELETE FROM search_segment WHERE first >= ?1 AND first < ?2",
                        tw_value_int(from), tw_value_int(end));
    if (st != TW_OK) return st;
    return tw_sql_run(s, "DELETE FROM search_gone WHERE number >= ?1 AND number < ?2", tw_value_int(from),
                      tw_value_int(end));
}

/* Behind loosen: a partition goes when it has no article any more. */
static enum tw_status empty(struct tw_postgres *q, size_t i)
{
    struct tw_store *s = &q->store;
    bool is_last = i + 1 == q->parts;
    uint64_t from = q->part[i].first, end = end_of(q, i), one = 0;
    enum tw_status st = tw_sql_number(s, &one, "SELECT 1 FROM article WHERE number >= ?1 AND number < ?2 LIMIT 1",
                                      tw_value_int(from), tw_value_int(end));

    if (st == TW_NOTFOUND && !is_last) {
        st = alone(q, drop_tables, from, 0);
        if (st == TW_OK) return forget_part(s, from, end);
        if (st != TW_LOCKED) return st;
    }
    if (st != TW_OK && st != TW_NOTFOUND && st != TW_LOCKED) return st;
    st = tw_sql_number(s, &one, "SELECT 1 FROM leaving WHERE number >= ?1 AND number < ?2 LIMIT 1",
                       tw_value_int(from), tw_value_int(end));
    return st == TW_NOTFOUND ? TW_OK : st == TW_OK ? delete_rows(s, from, end) : st;
}

/* Those without articles, and names of stories that are gone. */
static enum tw_status drop_stories(struct tw_store *s)
{
    enum tw_status st = tw_sql_run_values(
        s, "DELETE FROM story WHERE starred = 0 AND number IN (SELECT story FROM leaving) AND NOT EXISTS"
        " (SELECT 1 FROM article WHERE article.story = story.number)", NULL, 0);

    if (st == TW_OK)
        st = tw_sql_run_values(s, "DELETE FROM story WHERE merged_into <> 0 AND starred = 0 AND merged_into"
                               " NOT IN (SELECT number FROM story)", NULL, 0);
    return st == TW_OK ? tw_sql_run_values(s, "DELETE FROM leaving", NULL, 0) : st;
}

enum tw_status tw_postgres_expire(struct tw_store *s, int64_t before, uint64_t *gone)
{
    struct tw_postgres *q = tw_postgres_of(s);
    enum tw_status st = tw_postgres_write_words(s);

    if (st == TW_OK)
        st = tw_sql_run(s, "INSERT INTO leaving SELECT a.number, a.story FROM article a LEFT JOIN story t"
                        " ON t.number = a.story WHERE a.received < ?1 AND coalesce(t.starred, 0) = 0",
                        tw_value_int((uint64_t)before));
    if (st == TW_OK) st = tw_sql_number_values(s, gone, "SELECT count(*) FROM leaving", NULL, 0);
    if (st != TW_OK || !*gone) return st;
    st = loosen(s);
    if (st == TW_OK) st = read_parts(q);
    for (size_t i = 0; i < q->parts && st == TW_OK; i++) st = empty(q, i);
    q->parts = 0;
    if (st == TW_OK) st = drop_stories(s);
    tw_store_forget_outlets(s);
    return st;
}
