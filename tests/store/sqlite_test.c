/* tests/store/sqlite_test.c - the promises of store.h, kept by SQLite, and what only a file
** can suffer: damage, full disks, other versions, other writers. */
#include "contract.h"
#include "store/dictionary.h"
#include "store/schema.h"
#include "store/sqlite.h"
#include "store/sqlite_int.h"
#include "support/invent.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 8192 };   /* bytes; store/sqlite.c */

static const char *path_of(const char *name)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/%s", dir, name);
    tw_buf_addc(&path, '\0');
    return path.p;
}

static const char *contract_where(void)
{
    return path_of("store.db");
}

/* A store with `n` accounts of `words` made-up words each in one story. */
static const char *filled(size_t n, size_t words)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    struct invent v = {7};

    OK(tw_store_begin(s));
    put_told_story(s, 1, n);
    for (size_t i = 1; i <= n; i++) {
        char *id = tw_arena_zalloc(mem, 16);
        struct tw_stored a;

        snprintf(id, 16, "id-%zu", i);
        a = account(i, id, "A title", "");
        a.article.text = invent_words(mem, &v, words);
        a.story = 1;
        put(s, a);
    }
    OK(tw_store_put_comparison(s, 1, invent_words(mem, &v, 500), NULL, 0));
    OK(tw_store_commit(s));
    tw_store_close(s);
    return where;
}

static void refused(const char *where, enum tw_store_mode mode, enum tw_status with,
                    const char *reason)
{
    struct tw_store *s;
    const char *why;

    assert_int_equal(tw_store_open(mem, where, mode, &s, &why), with);
    assert_null(s);
    if (!strstr(why, reason)) print_error("\"%s\" is not in: %s\n", reason, why);
    assert_non_null(strstr(why, reason));
    assert_non_null(strstr(why, where));
}

static int64_t size_of(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 ? about.st_size : -1;
}

static struct tw_slice content_of(const char *path)
{
    size_t n = (size_t)size_of(path);
    char *p = tw_arena_alloc(mem, n);
    FILE *f = fopen(path, "rb");

    assert_non_null(f);
    assert_int_equal(fread(p, 1, n, f), n);
    fclose(f);
    return (struct tw_slice){p, n};
}

/* Runs SQL on the file behind the store's back. */
static void meddle(const char *where, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(where, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- Files that are no store, or not ours to write */

static void what_is_no_store_is_refused_and_left_alone(void **state)
{
    const char *text =
        temp_file(dir, "notes.txt",
                  TW_LIT("Call the harbour office about the bridge, then call again; "
                         "this is longer than the head of a database is long."));
    const char *other = path_of("other.db"), *empty = temp_file(dir, "empty.db", TW_LIT(""));
    struct tw_slice before = content_of(text);

    (void)state;
    meddle(other, "CREATE TABLE t (x)");
    for (unsigned mode = TW_STORE_READ; mode <= TW_STORE_CREATE; mode++) {
        refused(text, mode, TW_BROKEN, "not a database");
        refused(other, mode, TW_BROKEN, "no store of twosource");
        refused(dir, mode, TW_IO, "");
    }
    refused(empty, TW_STORE_READ, TW_NOTFOUND, "empty");
    refused(empty, TW_STORE_WRITE, TW_NOTFOUND, "empty");
    assert_true(tw_slice_eq(before, content_of(text)));
    tw_store_close(opened(empty, TW_STORE_CREATE));     /* what a killed creation leaves */
}

static void a_store_of_a_later_version_is_refused_and_left_alone(void **state)
{
    const char *where = filled(1, 10);
    struct tw_slice before;

    (void)state;
    meddle(where, "PRAGMA user_version = 99");
    before = content_of(where);
    for (unsigned mode = TW_STORE_READ; mode <= TW_STORE_CREATE; mode++)
        refused(where, mode, TW_NEWER, "schema 99");
    assert_true(tw_slice_eq(before, content_of(where)));
}

static void the_lock_names_its_process_and_ends_with_it(void **state)
{
    const char *where = filled(1, 10);
    char pid[32];
    int ready[2], status;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ready), 0);
    child = fork();
    if (child == 0) {
        struct tw_store *s = opened(where, TW_STORE_WRITE);

        if (tw_store_begin(s) != TW_OK || write(ready[1], "x", 1) != 1) _exit(1);
        pause();
    }
    assert_int_equal(read(ready[0], pid, 1), 1);
    snprintf(pid, sizeof pid, "process %d", (int)child);
    refused(where, TW_STORE_WRITE, TW_LOCKED, pid);
    tw_store_close(opened(where, TW_STORE_READ));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    tw_store_close(opened(where, TW_STORE_WRITE));
    close(ready[0]);
    close(ready[1]);
}

static void another_program_that_writes_is_waited_for_and_told(void **state)
{
    struct tw_store *s = opened(filled(1, 10), TW_STORE_WRITE);
    sqlite3 *db;

    (void)state;
    assert_int_equal(sqlite3_open(contract_where(), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_busy_timeout(tw_sqlite_of(s)->db, 10);      /* ms; five seconds otherwise */
    assert_int_equal(tw_store_begin(s), TW_LOCKED);
    assert_non_null(strstr(tw_store_why(s), "in use"));
    sqlite3_close(db);
    OK(tw_store_begin(s));
    tw_store_close(s);
}

/* Runs f in a process that cannot write where root can. */
static void as_nobody(void (*f)(const char *), const char *where)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(2);
        f(where);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

#define OR_EXIT(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            print_error("line %d\n", __LINE__);                                                    \
            _exit(3);                                                                              \
        }                                                                                          \
    } while (0)

static void read_only(const char *where)
{
    struct tw_store *s;
    struct tw_stored a;
    struct tw_found *found;
    const char *why;
    size_t n;

    OR_EXIT(tw_store_open(mem, where, TW_STORE_WRITE, &s, &why) == TW_IO && strstr(why, "denied"));
    OR_EXIT(tw_store_open(mem, where, TW_STORE_READ, &s, &why) == TW_OK);
    OR_EXIT(tw_store_article(s, mem, 3, &a) == TW_OK);
    OR_EXIT(tw_store_search(s, mem, TW_LIT("title"), 5, &found, &n) == TW_OK && n == 3);
    OR_EXIT(tw_store_check(s, nothing_is_wrong, NULL) == TW_OK);
    tw_store_close(s);
    OR_EXIT(tw_store_open(mem, path_of("new.db"), TW_STORE_CREATE, &s, &why) == TW_IO);
}

static void a_read_only_folder_can_be_read(void **state)
{
    const char *where = filled(3, 10);

    (void)state;
    assert_int_equal(chmod(where, 0444), 0);
    assert_int_equal(chmod(path_of("store.db-lock"), 0444), 0);
    assert_int_equal(chmod(dir, 0555), 0);
    as_nobody(read_only, where);
    assert_int_equal(chmod(dir, 0755), 0);
}

/* ---- Damage */

static void damage_page(const char *where, int64_t page)
{
    char junk[PAGE];
    int f = open(where, O_WRONLY);

    memset(junk, 0x5A, sizeof junk);
    assert_int_equal(pwrite(f, junk, sizeof junk, page * PAGE), sizeof junk);
    close(f);
}

/* Reads all there is to read; nothing of it may do more than answer. */
static void read_all(struct tw_store *s)
{
    struct tw_arena *own = tw_arena_new(0);
    struct tw_stored a;
    struct tw_slice bytes;
    enum tw_evidence_kind kind;
    struct tw_found *found_;
    struct tw_stored_outlet *o;
    uint64_t *member;
    size_t n;
    enum tw_status seen[6];

    for (uint64_t i = 1; i <= 60; i++) {
        seen[0] = tw_store_article(s, own, i, &a);
        seen[1] = tw_store_evidence(s, own, i, &kind, &bytes);
        for (int k = 0; k < 2; k++)
            assert_true(seen[k] == TW_OK || seen[k] == TW_BROKEN || seen[k] == TW_NOTFOUND);
    }
    seen[0] = tw_store_search(s, own, TW_LIT("title"), 5, &found_, &n);
    seen[1] = tw_store_outlets(s, own, &o, &n);
    seen[2] = tw_store_members(s, own, 1, &member, &n);
    seen[3] = tw_store_comparison(s, own, 1, &bytes);
    for (int k = 0; k < 4; k++)
        assert_true(seen[k] == TW_OK || seen[k] == TW_BROKEN || seen[k] == TW_NOTFOUND);
    tw_arena_free(own);
}

static void every_damaged_page_is_found(void **state)
{
    const char *where = filled(60, 150), *copy = path_of("damaged.db");
    struct tw_slice whole = content_of(where);
    int64_t pages = (int64_t)whole.n / PAGE;

    (void)state;
    assert_true(pages > 20);
    for (int64_t page = 0; page < pages; page++) {
        struct tw_buf said = {.mem = mem};
        struct tw_store *s;
        const char *why;
        enum tw_status st;

        temp_file(dir, "damaged.db", whole);
        damage_page(copy, page);
        st = tw_store_open(mem, copy, TW_STORE_READ, &s, &why);
        assert_true(st == TW_OK || st == TW_BROKEN);
        if (st != TW_OK) continue;
        if (tw_store_check(s, gather, &said) != TW_BROKEN) print_error("page %d\n", (int)page);
        assert_true(said.n > 0);
        read_all(s);
        tw_store_close(s);
    }
}

static void a_truncated_file_is_refused(void **state)
{
    const char *where = filled(60, 150);
    int64_t n = size_of(where);

    (void)state;
    assert_int_equal(truncate(where, n / PAGE / 2 * PAGE), 0);
    for (unsigned mode = TW_STORE_READ; mode <= TW_STORE_CREATE; mode++)
        refused(where, mode, TW_BROKEN, "malformed");
    assert_int_equal(truncate(where, 700), 0);
    refused(where, TW_STORE_READ, TW_BROKEN, "");
}

static void a_text_that_was_changed_is_found(void **state)
{
    const char *where = filled(3, 10);
    struct tw_buf said = {.mem = mem};
    struct tw_store *s;

    (void)state;
    meddle(where, "UPDATE article SET id = 'other' WHERE number = 2;"
           "UPDATE article SET hash = 5 WHERE number = 3; PRAGMA foreign_keys = OFF; DELETE "
                  "FROM article WHERE number = 1;"
                  "UPDATE counter SET n = 2");
    s = opened(where, TW_STORE_READ);
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    tw_buf_addc(&said, '\0');
    assert_non_null(strstr(said.p, "article 2: kept under another id"));
    assert_non_null(strstr(said.p, "article 3: its text was changed"));
    assert_non_null(strstr(said.p, "a reference to nothing in: content 1"));
    assert_non_null(strstr(said.p, "index: without article 1"));
    assert_non_null(strstr(said.p, "article 3 was never given"));
    assert_non_null(strstr(said.p, "story 1: 2 articles, but it says 3"));
    tw_store_close(s);
}

/* A file from somebody else may say anything of itself. */
static void lengths_that_the_file_claims_are_not_believed(void **state)
{
    const char *where = filled(3, 10);
    struct tw_store *s;
    struct tw_stored a;
    struct tw_stored_story story;
    struct tw_stored_copy *c;
    struct tw_slice json;
    size_t n;

    (void)state;
    meddle(where, "UPDATE article SET bytes = 1000000 WHERE number = 1;"
           "INSERT INTO copy VALUES (3, 2, 1, 1, '0 5 0 9223372036854775807 1 0' || char(10));"
           "INSERT INTO copy VALUES (2, 1, 1, 1, 'x');"
           "UPDATE story SET title = CAST(X'41FF' AS TEXT);"
           "UPDATE comparison SET json = X'28B52FFDA00000001001';"
           "INSERT INTO dictionary VALUES (7, 0, 1, X'00')");
    s = opened(where, TW_STORE_READ);
    assert_int_equal(tw_store_article(s, mem, 1, &a), TW_BROKEN);
    assert_int_equal(tw_store_copies(s, mem, 3, &c, &n), TW_BROKEN);
    assert_int_equal(tw_store_copies(s, mem, 2, &c, &n), TW_BROKEN);
    assert_int_equal(tw_store_comparison(s, mem, 1, &json), TW_BROKEN);
    OK(tw_store_story(s, mem, 1, &story));
    assert_text(story.title, "A\xEF\xBF\xBD");
    tw_store_close(s);
}

static void a_damaged_index_is_made_anew(void **state)
{
    const char *where = filled(30, 50);
    struct tw_buf said = {.mem = mem};
    struct tw_store *s;
    struct tw_found *f;
    size_t n;

    (void)state;
    meddle(where, "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 1000");
    s = opened(where, TW_STORE_WRITE);
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    OK(tw_store_vacuum(s));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    OK(tw_store_search(s, mem, TW_LIT("title"), 50, &f, &n));
    assert_int_equal(n, 30);
    tw_store_close(s);
}

static void a_dictionary_outlives_damage_to_one_copy(void **state)
{
    const char *where = filled(TW_DICTIONARY_AFTER, 20);
    struct tw_store *s = opened(where, TW_STORE_WRITE);
    struct tw_stored a = account(TW_DICTIONARY_AFTER + 1, "last", "A title",
                                 "Packed with a dictionary, it is hoped.");
    struct tw_buf said = {.mem = mem};

    (void)state;
    OK(tw_store_begin(s));              /* makes it */
    put(s, a);
    tw_store_rollback(s);               /* and takes it back */
    OK(tw_store_begin(s));
    put(s, a);
    OK(tw_store_commit(s));
    tw_store_close(s);
    meddle(where, "UPDATE dictionary SET bytes = zeroblob(100) WHERE copy = 0");
    s = opened(where, TW_STORE_READ);
    OK(tw_store_article(s, mem, a.number, &a));
    assert_text(a.article.text, "Packed with a dictionary, it is hoped.");
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    tw_buf_addc(&said, '\0');
    assert_non_null(strstr(said.p, "copy 0 is damaged"));
    tw_store_close(s);
    meddle(where, "DELETE FROM dictionary");
    s = opened(where, TW_STORE_READ);
    assert_int_equal(tw_store_article(s, mem, a.number, &a), TW_BROKEN);
    OK(tw_store_article(s, mem, 1, &a));
    tw_store_close(s);
}

/* ---- Full disks */

/* No file may grow over `bytes`: the kernel answers as a full disk does, EFBIG for ENOSPC. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Adds an account a transaction from `number` on until it cannot; the first that is not stored. */
static uint64_t fill_up(struct tw_store *s, uint64_t number)
{
    struct invent v = {number};
    enum tw_status st = TW_OK;

    for (; st == TW_OK; number++) {
        char *id = tw_arena_zalloc(mem, 24);
        struct tw_stored a;

        snprintf(id, 24, "more-%d", (int)number);
        a = account(number, id, "A title", "");
        a.article.text = invent_words(mem, &v, 600);
        st = tw_store_begin(s);
        if (st == TW_OK) st = tw_store_put_article(s, &a, TW_EVIDENCE_JSON, a.article.text);
        if (st == TW_OK) st = tw_store_commit(s);
        else tw_store_rollback(s);
    }
    if (st != TW_FULL) print_error("%s\n", tw_store_why(s));
    assert_int_equal(st, TW_FULL);
    assert_non_null(strstr(tw_store_why(s), "no room"));
    return number - 1;
}

static void a_full_disk_loses_nothing_that_was_stored(void **state)
{
    const char *where = filled(3, 100);
    struct tw_store *s = opened(where, TW_STORE_WRITE);
    struct tw_stored a;
    uint64_t next, last;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    for (int round = 1; round <= 3; round++) {
        limit_files((rlim_t)(300000 * round));
        OK(tw_store_last(s, &last));
        next = fill_up(s, last + 1);
        assert_true(next > last + 1);
        limit_files(20000);
        assert_int_equal(tw_store_backup(s, path_of("copy.db")), TW_FULL);
        assert_int_equal(size_of(path_of("copy.db")), -1);
        limit_files(0);
        OK(tw_store_last(s, &last));
        assert_int_equal(last, next - 1);
        OK(tw_store_check(s, nothing_is_wrong, NULL));
    }
    tw_store_close(s);
    s = opened(where, TW_STORE_WRITE);
    for (uint64_t i = 1; i < next; i++) OK(tw_store_article(s, mem, i, &a));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

static void a_full_disk_makes_no_half_store(void **state)
{
    struct tw_store *s;
    const char *why;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    limit_files(20000);
    assert_int_equal(tw_store_open(mem, contract_where(), TW_STORE_CREATE, &s, &why), TW_FULL);
    limit_files(0);
    s = opened(contract_where(), TW_STORE_CREATE);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

/* ---- Copies, space, upgrades */

static void a_backup_is_whole_while_another_process_writes(void **state)
{
    const char *where = filled(30, 100), *copy = path_of("copy.db");
    struct tw_store *writer = opened(where, TW_STORE_WRITE), *reader = opened(where, TW_STORE_READ),
                    *s;
    uint64_t last;

    (void)state;
    OK(tw_store_begin(writer));
    put(writer, account(31, "x", "Not yet", "Not yet committed."));
    OK(tw_store_backup(reader, copy));
    assert_int_equal(tw_store_backup(writer, path_of("other.db")), TW_USAGE);
    OK(tw_store_commit(writer));
    s = opened(copy, TW_STORE_WRITE);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 30);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
    assert_int_equal(tw_store_backup(writer, copy), TW_USAGE);
    assert_non_null(strstr(tw_store_why(writer), "there already"));
    assert_int_equal(tw_store_backup(writer, path_of("no/such/folder.db")), TW_IO);
    tw_store_close(reader);
    tw_store_close(writer);
}

static void vacuum_gives_space_back(void **state)
{
    struct tw_store *s = opened(filled(200, 200), TW_STORE_WRITE);
    struct tw_store_counts before, after;
    uint64_t gone;

    (void)state;
    OK(tw_store_count(s, &before));
    OK(tw_store_begin(s));
    OK(tw_store_expire(s, INT64_MAX, &gone));
    OK(tw_store_commit(s));
    assert_int_equal(gone, 200);
    OK(tw_store_vacuum(s));
    OK(tw_store_count(s, &after));
    assert_true(after.bytes < before.bytes / 2);
    assert_true(size_of(contract_where()) == (int64_t)after.bytes);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

/* The schema with one file more. */
static const char *const *schema_and(const char *more)
{
    size_t n = 0;
    const char **all;

    while (tw_schema[n]) n++;
    all = TW_NEW_N(mem, const char *, n + 2);
    memcpy(all, tw_schema, n * sizeof *all);
    all[n] = more;
    return all;
}

static void an_earlier_schema_is_brought_up_to_date(void **state)
{
    const char *const *later =
        schema_and("CREATE TABLE added (x INTEGER) STRICT; INSERT INTO added VALUES (1);");
    const char *const *wrong = schema_and("CREATE TABLE added (x INTEGER) STRICT; nonsense");
    struct tw_store *s = opened(filled(3, 10), TW_STORE_WRITE);
    uint64_t x = 0;

    (void)state;
    assert_int_equal(tw_sqlite_upgrade(s, wrong), TW_IO);       /* and nothing has changed */
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    OK(tw_sqlite_upgrade(s, later));
    OK(tw_sqlite_upgrade(s, later));
    OK(tw_sql_number_values(s, &x, "SELECT count(*) FROM added", NULL, 0));
    assert_int_equal(x, 1);
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
    refused(contract_where(), TW_STORE_READ, TW_NEWER, "written by a later version");
}

static void an_earlier_schema_is_not_read_unchanged(void **state)
{
    const char *const *later = schema_and("CREATE TABLE added (x INTEGER) STRICT");
    struct tw_store *s = opened(filled(3, 10), TW_STORE_READ);

    (void)state;
    assert_int_equal(tw_sqlite_upgrade(s, later), TW_USAGE);
    assert_non_null(strstr(tw_store_why(s), "open it for writing once"));
    tw_store_close(s);
}

/* As the first version left it: the tables that came later are taken away. */
static void a_store_of_the_first_version_gets_an_inbox(void **state)
{
    const char *where = filled(3, 10);
    struct tw_store *s;
    struct tw_handed h = handed("new", "It is shut.");

    (void)state;
    meddle(where, "DROP TABLE inbox; DROP TABLE entry; DROP TABLE feed; DROP TABLE alert_place;"
                  " DROP TABLE outbox; DROP TABLE message; DROP TABLE alert; DROP TABLE token;"
                  " DROP INDEX story_importance; PRAGMA user_version = 1");
    refused(where, TW_STORE_READ, TW_USAGE, "open it for writing once");
    s = opened(where, TW_STORE_WRITE);
    OK(tw_store_hand(s, &h, 1));
    OK(tw_store_check(s, nothing_is_wrong, NULL));
    tw_store_close(s);
}

static bool third_time(void *asked)
{
    return ++*(int *)asked == 3;
}

static void a_question_that_takes_too_long_ends(void **state)
{
    static const char endless[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                  " SELECT count(*) FROM n";
    struct tw_store *s = opened(filled(3, 10), TW_STORE_READ);
    uint64_t n;
    int asked = 0;

    (void)state;
    tw_store_hurry(s, 1000, third_time, &asked);
    assert_int_equal(tw_sql_number_values(s, &n, endless, NULL, 0), TW_TOOBIG);
    assert_int_equal(asked, 3);
    tw_store_hurry(s, 0, NULL, NULL);
    OK(tw_store_last(s, &n));
    assert_int_equal(n, 3);
    tw_store_close(s);
}

static void a_damaged_article_in_the_inbox_says_so(void **state)
{
    const char *where = contract_where();
    struct tw_store *s = opened(where, TW_STORE_CREATE);
    struct tw_handed in[2] = {handed("a", "One."), handed("b", "Two.")}, *h;
    struct tw_buf said = {.mem = mem};
    size_t n;

    (void)state;
    OK(tw_store_hand(s, in, 2));
    meddle(where, "UPDATE inbox SET article = x'0102' WHERE number = 1");
    OK(tw_store_inbox(s, mem, TW_INBOX_WAITING, 0, 0, &h, &n));
    assert_int_equal(n, 2);
    assert_text(h[0].failed, "what is kept of it is damaged");
    assert_int_equal(h[0].article.text.n, 0);
    assert_text(h[1].article.text, "Two.");
    assert_int_equal(tw_store_check(s, gather, &said), TW_BROKEN);
    tw_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT_TESTS,
        TEST_IN_FOLDER(what_is_no_store_is_refused_and_left_alone),
        TEST_IN_FOLDER(a_store_of_a_later_version_is_refused_and_left_alone),
        TEST_IN_FOLDER(the_lock_names_its_process_and_ends_with_it),
        TEST_IN_FOLDER(another_program_that_writes_is_waited_for_and_told),
        TEST_IN_FOLDER(a_read_only_folder_can_be_read),
        TEST_IN_FOLDER(every_damaged_page_is_found),
        TEST_IN_FOLDER(a_truncated_file_is_refused),
        TEST_IN_FOLDER(a_text_that_was_changed_is_found),
        TEST_IN_FOLDER(lengths_that_the_file_claims_are_not_believed),
        TEST_IN_FOLDER(a_damaged_index_is_made_anew),
        TEST_IN_FOLDER(a_dictionary_outlives_damage_to_one_copy),
        TEST_IN_FOLDER(a_full_disk_loses_nothing_that_was_stored),
        TEST_IN_FOLDER(a_full_disk_makes_no_half_store),
        TEST_IN_FOLDER(a_backup_is_whole_while_another_process_writes),
        TEST_IN_FOLDER(vacuum_gives_space_back),
        TEST_IN_FOLDER(an_earlier_schema_is_brought_up_to_date),
        TEST_IN_FOLDER(an_earlier_schema_is_not_read_unchanged),
        TEST_IN_FOLDER(a_store_of_the_first_version_gets_an_inbox),
        TEST_IN_FOLDER(a_question_that_takes_too_long_ends),
        TEST_IN_FOLDER(a_damaged_article_in_the_inbox_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
