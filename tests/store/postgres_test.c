/* tests/store/postgres_test.c - the promises of store.h, kept by a real PostgreSQL server, and what only
** a server can suffer: a broken connection, a restart, a later version, another writer. */
#include "contract.h"
#include "store/dictionary.h"
#include "store/migrate.h"
#include "store/postgres.h"
#include "store/postgres_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *folder, *server;     /* its URL; NULL: it could not be started */

/* What a shell command prints, without the line end; fails the test when it fails. */
static const char *shell(const char *format, ...)
{
    static char out[4096];
    char command[4096];
    va_list v;
    FILE *f;
    size_t n;

    va_start(v, format);
    vsnprintf(command, sizeof command, format, v);
    va_end(v);
    f = popen(command, "r");
    assert_non_null(f);
    n = fread(out, 1, sizeof out - 1, f);
    out[n] = '\0';
    out[strcspn(out, "\n")] = '\0';
    if (pclose(f) != 0) fail_msg("%s: %s", command, out);
    return out;
}

static const char *query(const char *sql)
{
    return shell("psql -qAt '%s' -c \"%s\" 2>&1", server, sql);
}

static int begin_server(void **state)
{
    (void)state;
    folder = strdup(temp_folder());
    assert_int_equal(chmod(folder, 0777), 0);
    server = strdup(shell("sh tests/support/postgres.sh start %s/pg", folder));
    return 0;
}

static int end_server(void **state)
{
    (void)state;
    (void)shell("sh tests/support/postgres.sh stop %s/pg && rm -rf %s/pg", folder, folder);
    temp_remove(folder);
    return 0;
}

enum { SCHEMAS = 80 };          /* made at the start: each psql takes a tenth of a second */
static int schemas;

/* A schema of its own for each. */
static const char *contract_where(void)
{
    char *url = tw_arena_alloc(mem, 300);

    assert_true(++schemas <= SCHEMAS);
    snprintf(url, 300, "%s&options=-csearch_path%%3Ds%d", server, schemas);
    return url;
}

static struct tw_postgres *with_one_article(const char *where)
{
    struct tw_store *s = opened(where, TW_STORE_CREATE);

    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    OK(tw_store_commit(s));
    return tw_postgres_of(s);
}

static void put_another(struct tw_store *s, uint64_t number, const char *id)
{
    put(s, account(number, id, "Bridge", "The bridge is still closed."));
}

/* ---- What only a server can suffer */

static void a_broken_connection_loses_its_transaction_and_no_other(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = &with_one_article(where)->store;
    uint64_t last;

    (void)state;
    OK(tw_store_begin(s));
    put_another(s, 2, "b");
    (void)query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'twosource'");
    assert_int_equal(tw_store_commit(s), TW_AWAY);
    assert_true(*tw_store_why(s));
    OK(tw_store_begin(s));
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 1);
    put_another(s, 2, "b");
    OK(tw_store_commit(s));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

static void a_server_that_was_restarted_is_written_to_again(void **state)
{
    const char *where = contract_where(), *why;
    struct tw_store *s = &with_one_article(where)->store, *second;

    (void)state;
    OK(tw_store_begin(s));
    put_another(s, 2, "b");
    (void)shell("sh tests/support/postgres.sh kill %s/pg && sh tests/support/postgres.sh again %s/pg", folder, folder);
    assert_int_equal(tw_store_commit(s), TW_AWAY);
    OK(tw_store_begin(s));
    put_another(s, 2, "b");
    OK(tw_store_commit(s));
    /* The lock was taken again with the new connection. */
    assert_int_equal(tw_store_open(mem, where, TW_STORE_WRITE, &second, &why), TW_LOCKED);
    tw_store_close(s);
}

static void a_commit_whose_answer_was_lost_is_asked_for(void **state)
{
    const char *where = contract_where();
    struct tw_postgres *q = with_one_article(where);
    struct tw_store *s = &q->store;
    uint64_t last;

    (void)state;
    OK(tw_store_begin(s));
    put_another(s, 2, "b");
    /* The server holds the answer back until the connection is gone: the commit is done. */
    OK(tw_sql_run_values(s, "CREATE FUNCTION pg_temp.gone() RETURNS trigger LANGUAGE plpgsql AS"
                         " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'", NULL, 0));
    OK(tw_sql_run_values(s, "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON setting DEFERRABLE INITIALLY DEFERRED"
                         " FOR EACH ROW EXECUTE FUNCTION pg_temp.gone()", NULL, 0));
    OK(tw_store_set(s, TW_LIT("k"), TW_LIT("v")));
    assert_int_equal(tw_store_commit(s), TW_AWAY);        /* it died before the commit, and that was found out */
    assert_non_null(strstr(tw_store_why(s), "nothing of it is stored"));
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 1);
    tw_store_close(s);
}

static void end_connections(void)
{
    (void)query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'twosource'");
}

/* A reader has nothing to lose with its connection; the writer has to know. */
static void a_reader_does_not_notice_a_new_connection(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = &with_one_article(where)->store, *s = opened(where, TW_STORE_READ);
    uint64_t last;

    (void)state;
    end_connections();
    OK(tw_store_last(s, &last));
    end_connections();
    OK(tw_store_begin(s));
    end_connections();
    assert_int_equal(tw_store_last(s, &last), TW_AWAY);         /* it saw one state, which is gone */
    tw_store_rollback(s);
    OK(tw_store_last(s, &last));
    assert_int_equal(tw_store_last(writer, &last), TW_AWAY);
    OK(tw_store_last(writer, &last));
    tw_store_close(s);
    tw_store_close(writer);
}

/* A transaction that ends behind one that began later is seen all the same. */
static void the_version_tells_of_transactions_in_any_order(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = &with_one_article(where)->store, *s = opened(where, TW_STORE_READ);
    uint64_t first, second, third;

    (void)state;
    OK(tw_store_begin(writer));
    put_another(writer, 2, "b");
    OK(tw_store_version(s, &first));
    (void)query("CREATE TABLE elsewhere (n int); DROP TABLE elsewhere");
    OK(tw_store_version(s, &second));
    assert_true(first == second);
    OK(tw_store_commit(writer));
    OK(tw_store_version(s, &third));
    assert_true(second != third);
    tw_store_close(s);
    tw_store_close(writer);
}

/* How often somebody who waits is told of three commits: once each. */
static unsigned times_told(struct tw_store *writer, struct tw_store *s, uint64_t from)
{
    unsigned told = 0;
    bool changed;

    OK(tw_store_wait(s, 0, &changed));
    for (uint64_t i = from; i < from + 3; i++) {
        char id[20];

        snprintf(id, sizeof id, "w%d", (int)i);
        OK(tw_store_wait(s, 0, &changed));
        told += changed;
        OK(tw_store_begin(writer));
        put_another(writer, i, id);
        OK(tw_store_commit(writer));
        for (int k = 0; k < 200; k++) {         /* it may come back early for nothing */
            OK(tw_store_wait(s, 60, &changed));
            told += changed;
            if (changed) break;
        }
    }
    return told;
}

static void who_waits_is_told_of_commits(void **state)
{
    const char *where = contract_where();
    struct tw_store *writer = &with_one_article(where)->store, *s = opened(where, TW_STORE_READ);
    bool changed;

    (void)state;
    OK(tw_store_wait(s, 0, &changed));
    assert_true(changed);
    assert_int_equal(times_told(writer, s, 2), 3);
    assert_int_equal(tw_postgres_of(s)->hears, TW_PG_HEARS);
    /* Behind a pooler no notice comes. */
    OK(tw_postgres_exec(tw_postgres_of(s), "UNLISTEN *"));
    tw_postgres_of(s)->unasked = 10000;
    assert_int_equal(times_told(writer, s, 5), 3);
    assert_int_equal(times_told(writer, s, 8), 3);
    tw_store_close(s);
    tw_store_close(writer);
}

static bool never(void *context)
{
    (void)context;
    return false;
}

/* Late from the third look on. */
static bool third_time(void *asked)
{
    return ++*(int *)asked > 2;
}

static bool always(void *context)
{
    (void)context;
    return true;
}

static void a_question_that_takes_too_long_ends(void **state)
{
    const char *where = contract_where();
    struct tw_store *s;
    uint64_t n;

    (void)state;
    tw_store_close(&with_one_article(where)->store);
    s = opened(where, TW_STORE_READ);
    tw_store_hurry(s, 50, never, NULL);         /* by the server's clock */
    OK(tw_store_begin(s));
    assert_int_equal(tw_sql_number_values(s, &n, "SELECT 1 FROM pg_sleep(600)", NULL, 0), TW_TOOBIG);
    tw_store_rollback(s);
    tw_store_hurry(s, 600000, always, NULL);    /* by ours */
    assert_int_equal(tw_store_last(s, &n), TW_TOOBIG);
    tw_store_hurry(s, 0, NULL, NULL);
    OK(tw_store_begin(s));
    OK(tw_sql_number_values(s, &n, "SELECT 1 FROM pg_sleep(0.06)", NULL, 0));
    tw_store_close(s);
}

/* Its processes stand still, its socket takes all that is sent. */
static void a_server_that_says_nothing_is_given_up(void **state)
{
    const char *where = contract_where(), *pid;
    struct tw_store *s;
    int asked = 0;
    uint64_t n;

    (void)state;
    tw_store_close(&with_one_article(where)->store);
    s = opened(where, TW_STORE_READ);
    OK(tw_sql_number_values(s, &n, "SELECT CAST(pg_backend_pid() AS BIGINT)", NULL, 0));
    pid = tw_slice_dup(mem, tw_slice_of(shell("kill -STOP %d && echo %d", (int)n, (int)n))).p;
    tw_store_hurry(s, 50, third_time, &asked);
    assert_int_equal(tw_store_begin(s), TW_TOOBIG);     /* the next connection is good, but it is late */
    (void)shell("kill -CONT %s", pid);
    tw_store_hurry(s, 0, NULL, NULL);
    OK(tw_store_last(s, &n));
    assert_int_equal(n, 1);
    tw_store_close(s);
}

/* More rows than a cursor brings at a time, and rows within rows. */
static void long_lists_come_in_pieces_and_whole(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    struct tw_story_filter f = {.all = true};
    struct tw_stored_story *v;
    struct tw_sql q;
    uint64_t sum = 0, inner;
    size_t n;

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= 350; i++) {
        struct tw_stored_story story = {.number = i, .title = TW_LIT("x"), .articles = 1, .changed = i};

        OK(tw_store_put_story(s, &story));
    }
    OK(tw_store_commit(s));
    tw_store_close(s);
    s = opened(where, TW_STORE_READ);
    OK(tw_store_stories(s, mem, &f, &v, &n));           /* holds a state of its own */
    assert_true(n == 350 && v[0].number == 1 && v[349].number == 350);
    OK(tw_store_begin(s));
    OK(tw_store_stories(s, mem, &f, &v, &n));
    assert_int_equal(n, 350);
    q = tw_sql_ask_many(s, "SELECT number FROM story WHERE number > ?1 ORDER BY number", tw_value_int(50));
    while (tw_sql_row(&q)) {
        struct tw_sql in = tw_sql_ask_many(s, "SELECT number FROM story WHERE number <= ?1", tw_value_int(tw_sql_int(&q, 0)));

        for (inner = 0; tw_sql_row(&in); inner++) {}
        OK(tw_sql_end(&in));
        assert_int_equal(inner, tw_sql_int(&q, 0));
        sum += inner;
        if (sum > 30000) break;                         /* and the rest is left off */
    }
    OK(tw_sql_end(&q));
    OK(tw_store_last(s, &inner));
    tw_store_close(s);
}

static void a_later_version_is_left_alone(void **state)
{
    const char *where = contract_where(), *why;
    struct tw_store *s = &with_one_article(where)->store;

    (void)state;
    tw_store_close(s);
    (void)query(tw_slice_dup(mem, tw_slice_of(shell("echo \"UPDATE s%d.counter SET n = 99 WHERE name = 'schema'\"", schemas))).p);
    assert_int_equal(tw_store_open(mem, where, TW_STORE_WRITE, &s, &why), TW_NEWER);
    assert_int_equal(tw_store_open(mem, where, TW_STORE_READ, &s, &why), TW_NEWER);
}

static void a_password_is_not_told(void **state)
{
    struct tw_store *s;
    const char *why;

    (void)state;
    assert_int_equal(tw_store_open(mem, "postgresql://desk:secret@127.0.0.1:1/news", TW_STORE_READ, &s, &why), TW_AWAY);
    assert_null(strstr(why, "secret"));
    assert_non_null(strstr(why, "postgresql://desk@127.0.0.1:1/news"));
}

static void a_zero_byte_in_a_text_becomes_a_mark(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_story story = {.number = 1, .title = TW_LIT("A\0B"), .changed = 1};

    (void)state;
    OK(tw_store_begin(s));
    OK(tw_store_put_story(s, &story));
    OK(tw_store_commit(s));
    OK(tw_store_story(s, mem, 1, &story));
    assert_text(story.title, "A\xEF\xBF\xBD" "B");
    tw_store_close(s);
}

/* Longer than one pipeline, with a question in the middle. */
static void many_changes_are_all_stored(void **state)
{
    struct tw_store *s = fresh();
    struct tw_stored_story story;
    char title[20];

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= 1000; i++) {
        snprintf(title, sizeof title, "Story %d", (int)i);
        put_story(s, i, title);
        if (i == 500) OK(tw_store_story(s, mem, 499, &story));
    }
    OK(tw_store_commit(s));
    OK(tw_store_story(s, mem, 1000, &story));
    assert_text(story.title, "Story 1000");
    tw_store_close(s);
}

static void lost_words_are_found_and_made_again(void **state)
{
    struct tw_store *s = &with_one_article(contract_where())->store, *reader;
    struct tw_buf said = {.mem = mem}, told = {.mem = mem};

    (void)state;
    (void)query(shell("echo 'DELETE FROM s%d.search'", schemas));
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    assert_text(tw_buf_slice(&said), "index of words: the words of articles from 1 on are damaged\n");
    reader = opened(s->where, TW_STORE_READ);
    assert_int_equal(tw_store_check(reader, gather, &told), TW_BROKEN);
    assert_text(tw_buf_slice(&told), "index of words: the words of articles from 1 on are damaged\n");
    tw_store_close(reader);
    OK(tw_store_vacuum(s));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    assert_string_equal(found(s, "bridge"), "1");
    tw_store_close(s);
}

static void contents_without_an_article_are_told(void **state)
{
    struct tw_store *s = &with_one_article(contract_where())->store;
    struct tw_buf said = {.mem = mem};

    (void)state;
    (void)query(shell("echo 'INSERT INTO s%d.content SELECT 9, received, article, statements, kind, evidence FROM s%d.content'", schemas, schemas));
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    assert_text(tw_buf_slice(&said), "contents without an article: 1\n");
    tw_store_close(s);
}

/* Ends the process with the second portion of rows. */
static void die(void *context, uint64_t rows, uint64_t bytes)
{
    unsigned *portions = context;

    (void)bytes;
    if (rows == 500 && ++*portions == 2) _exit(7);
}

static void go_on(void *context, uint64_t rows, uint64_t bytes)
{
    (void)context;
    (void)rows;
    (void)bytes;
}

static enum tw_status migrated(const char *from, const char *to, tw_migrate_told *told)
{
    struct tw_store *a = opened(from, TW_STORE_READ), *b = opened(to, TW_STORE_CREATE);
    struct tw_migrated n;
    unsigned portions = 0;
    const char *why;
    enum tw_status st = tw_migrate(mem, a, b, told, &portions, &n, &why);

    if (st != TW_OK) print_error("%s\n", why);
    tw_store_close(b);
    tw_store_close(a);
    return st;
}

/* Ids are whatever somebody gave: with ends of lines, with bytes of zero. */
static void a_move_goes_on_behind_any_key(void **state)
{
    const char *from = tw_slice_dup(mem, tw_slice_of(shell("echo %s/from.db", dir))).p, *to = contract_where();
    struct tw_store *s = opened(from, TW_STORE_CREATE);
    enum tw_known known;
    uint64_t number;
    pid_t child;
    int status;

    (void)state;
    OK(tw_store_begin(s));
    put(s, account(1, "a", "Bridge", "The bridge is closed."));
    for (int i = 0; i < 1000; i++) {
        struct tw_buf id = {.mem = mem};

        tw_buf_addf(&id, "k%d\n%c%d", i / 4, i % 2 ? 0 : 'x', i);
        OK(tw_sql_run(s, "INSERT INTO forgotten VALUES (?1)", tw_value_text(tw_buf_slice(&id))));
    }
    OK(tw_store_commit(s));
    tw_store_close(s);
    if ((child = fork()) == 0) {
        (void)!migrated(from, to, die);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    OK(migrated(from, to, go_on));
    s = opened(to, TW_STORE_READ);
    OK(tw_store_known(s, TW_LIT("k249\nx998"), &known, &number));
    assert_int_equal(known, TW_FORGOTTEN);
    tw_store_close(s);
}

/* As many as a dictionary for packing is made of with the next transaction: a move is none of its own. */
static void a_move_makes_no_dictionary(void **state)
{
    const char *from = tw_slice_dup(mem, tw_slice_of(shell("echo %s/from.db", dir))).p, *to = contract_where();
    struct tw_store *s = opened(from, TW_STORE_CREATE);

    (void)state;
    OK(tw_store_begin(s));
    for (uint64_t i = 1; i <= TW_DICTIONARY_AFTER; i++) {
        struct tw_buf id = {.mem = mem};

        tw_buf_addf(&id, "k%d%c", (int)i, 0);
        put(s, account(i, id.p, "Bridge", "The bridge is closed."));
    }
    OK(tw_store_commit(s));
    tw_store_close(s);
    OK(migrated(from, to, go_on));
}

static void it_has_the_columns_of_sqlite(void **state)
{
    const char *ours, *path = tw_slice_dup(mem, tw_slice_of(shell("echo %s/columns.db", dir))).p;
    struct tw_store *s = fresh();

    (void)state;
    tw_store_close(s);
    tw_store_close(opened(path, TW_STORE_CREATE));
    ours = tw_slice_dup(mem, tw_slice_of(query(tw_slice_dup(mem, tw_slice_of(shell(
        "echo \"SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY table_name, ordinal_position) FROM"
        " information_schema.columns WHERE table_schema = 's%d' AND table_name !~ '^(search|part$|leaving$|content_p)'\"", schemas))).p))).p;
    assert_string_equal(ours, shell("python3 tests/support/columns.py %s", path));
}

static int begin_all(void **state)
{
    (void)begin_server(state);
    (void)shell("for i in $(seq 1 %d); do echo \"CREATE SCHEMA s$i;\"; done | psql -q '%s'", SCHEMAS, server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT_TESTS,
        TEST_IN_FOLDER(a_broken_connection_loses_its_transaction_and_no_other),
        TEST_IN_FOLDER(a_server_that_was_restarted_is_written_to_again),
        TEST_IN_FOLDER(a_commit_whose_answer_was_lost_is_asked_for),
        TEST_IN_FOLDER(a_reader_does_not_notice_a_new_connection),
        TEST_IN_FOLDER(the_version_tells_of_transactions_in_any_order),
        TEST_IN_FOLDER(who_waits_is_told_of_commits),
        TEST_IN_FOLDER(a_question_that_takes_too_long_ends),
        TEST_IN_FOLDER(a_server_that_says_nothing_is_given_up),
        TEST_IN_FOLDER(long_lists_come_in_pieces_and_whole),
        TEST_IN_FOLDER(a_later_version_is_left_alone),
        TEST_IN_FOLDER(a_password_is_not_told),
        TEST_IN_FOLDER(a_zero_byte_in_a_text_becomes_a_mark),
        TEST_IN_FOLDER(many_changes_are_all_stored),
        TEST_IN_FOLDER(lost_words_are_found_and_made_again),
        TEST_IN_FOLDER(contents_without_an_article_are_told),
        TEST_IN_FOLDER(a_move_goes_on_behind_any_key),
        TEST_IN_FOLDER(a_move_makes_no_dictionary),
        TEST_IN_FOLDER(it_has_the_columns_of_sqlite),
    };

    return cmocka_run_group_tests(tests, begin_all, end_server);
}
