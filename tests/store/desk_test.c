/* tests/store/desk_test.c - articles into a store: the same store however they come. */
#include "store/deskwork.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARTICLES = 120 };

/* The store after all articles, in batches of that size. */
static struct tw_slice stored(const char *name, size_t batch, unsigned threads)
{
    const char *where = place(name);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, threads);
    struct tw_slice out;

    add_all(d, news(ARTICLES), 0, ARTICLES, batch);
    out = dump(s);
    tw_desk_close(d);
    tw_store_close(s);
    return out;
}

static void batches_and_threads_change_nothing(void **state)
{
    struct tw_slice one = stored("one.db", 1, 1);

    (void)state;
    assert_true(tw_slice_find(one, TW_LIT("same_"), 0) != TW_NONE);
    same(one, stored("seven.db", 7, 1));
    same(one, stored("all.db", ARTICLES, 3));
}

static void give(struct tw_desk *d, const struct tw_article *a)
{
    struct tw_incoming in = {a, tw_date_from_unix(MORNING + 90000), TW_EVIDENCE_JSON, a->text,
                             NULL};

    OK(tw_desk_give(d, &in));
}

static void those_given_are_taken_in_order_and_counted(void **state)
{
    const char *where = place("given.db");
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 2);
    struct tw_article *a = news(ARTICLES);
    struct tw_desk_counts n;

    (void)state;
    for (size_t i = 0; i < ARTICLES; i++) {
        if (i == 50) assert_int_equal(add(d, &a[i]), TW_TAKEN);
        else give(d, &a[i]);
        if (i % 40 == 7) give(d, &a[i / 2]);
    }
    OK(tw_desk_count_given(d, &n));
    assert_true(n.taken == ARTICLES - 1 && n.duplicates == 3 && n.refused == 0);
    OK(tw_desk_commit(d));
    same(stored("one.db", ARTICLES, 1), dump(s));
    give(d, &a[0]);
    OK(tw_desk_commit(d));
    OK(tw_desk_count_given(d, &n));
    assert_true(n.taken == 0 && n.duplicates == 1);
    tw_desk_close(d);
    tw_store_close(s);
}

static void of_many_added_each_is_told(void **state)
{
    const char *where = place("many.db");
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 2);
    struct tw_article *a = news(3);
    struct tw_incoming in[4];
    const struct tw_incoming *list[4];
    uint64_t one = 1;
    struct tw_decision forget = {.kind = TW_DECIDE_FORGET, .article = &one, .articles = 1};
    enum tw_taken taken[4];
    size_t done;

    (void)state;
    for (size_t i = 0; i < 3; i++) tw_article_set_id(mem, &a[i]);
    for (size_t i = 0; i < 4; i++) {
        in[i] = (struct tw_incoming){&a[i < 3 ? i : 2], tw_date_from_unix(MORNING + 90000),
                                     TW_EVIDENCE_JSON, a[i < 3 ? i : 2].text, NULL};
        list[i] = &in[i];
    }
    add_all(d, a, 0, 2, 2);
    OK(tw_store_decide(s, &forget));
    OK(tw_desk_commit(d));
    OK(tw_desk_add_many(d, list, 4, taken, &done));
    assert_int_equal(done, 4);
    assert_int_equal(taken[0], TW_REFUSED);
    assert_int_equal(taken[1], TW_DUPLICATE);
    assert_int_equal(taken[2], TW_TAKEN);
    assert_int_equal(taken[3], TW_DUPLICATE);
    OK(tw_desk_add_many(d, list, 0, taken, &done));
    OK(tw_desk_commit(d));
    tw_desk_close(d);
    tw_store_close(s);
}

static void what_is_there_is_not_added_again(void **state)
{
    const char *where = place("a.db");
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 1);
    struct tw_article *a = news(3);
    struct tw_slice before;

    (void)state;
    assert_int_equal(add(d, &a[0]), TW_TAKEN);
    assert_int_equal(add(d, &a[0]), TW_DUPLICATE);
    OK(tw_desk_commit(d));
    before = dump(s);
    assert_int_equal(add(d, &a[0]), TW_DUPLICATE);
    OK(tw_desk_commit(d));
    same(before, dump(s));
    tw_desk_close(d);
    tw_store_close(s);
}

/* The store after two runs with something done in between. */
static struct tw_slice stored_twice(const char *name, size_t first,
                                    void (*between)(const char *state))
{
    const char *where = place(name);
    struct tw_article *a = news(ARTICLES);
    struct tw_slice out;

    for (int run = 0; run < 2; run++) {
        struct tw_store *s = store_open(where);
        struct tw_desk *d = desk_open(s, where, 2);

        assert_int_equal(tw_desk_started(d)->different, 0);
        add_all(d, a, run ? first : 0, run ? ARTICLES : first, 10);
        out = dump(s);
        tw_desk_close(d);
        tw_store_close(s);
        if (run == 0 && between) {
            struct tw_buf path = {.mem = mem};

            tw_buf_addf(&path, "%s-state%c", where, 0);
            between(path.p);
        }
    }
    return out;
}

static void remove_file(const char *path)
{
    assert_int_equal(remove(path), 0);
}

static void damage_file(const char *path)
{
    FILE *f = fopen(path, "r+b");

    assert_non_null(f);
    assert_int_equal(fseek(f, 1000, SEEK_SET), 0);
    assert_true(fputs("damage", f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void a_second_run_goes_on_where_the_first_ended(void **state)
{
    struct tw_slice one = stored("one.db", 10, 2);

    (void)state;
    same(one, stored_twice("kept.db", 50, NULL));
    same(one, stored_twice("removed.db", 50, remove_file));
    same(one, stored_twice("damaged.db", 50, damage_file));
}

/* The state of the first 50 articles with the store of 80. */
static void a_state_behind_its_store_is_brought_up(void **state)
{
    const char *where = place("a.db"), *kept = place("a.db-state"), *old = place("old-state");
    struct tw_article *a = news(ARTICLES);
    struct tw_slice out = {0};

    (void)state;
    for (size_t to = 50; to <= ARTICLES; to += to == 50 ? 30 : 40) {
        struct tw_store *s = store_open(where);
        struct tw_desk *d = desk_open(s, where, 1);

        if (to == ARTICLES) {
            assert_false(tw_desk_started(d)->anew);
            assert_int_equal(tw_desk_started(d)->again, 30);
            assert_int_equal(tw_desk_started(d)->different, 0);
        }
        add_all(d, a, to == 50 ? 0 : to == 80 ? 50 : 80, to, 10);
        out = dump(s);
        tw_desk_close(d);
        tw_store_close(s);
        if (to == 50) assert_int_equal(rename(kept, old), 0);
        if (to == 80) assert_int_equal(rename(old, kept), 0);
    }
    same(stored("one.db", 10, 2), out);
}

/* Articles older than the window are not taken again; the stories stay as they are stored. */
static void a_state_made_anew_begins_with_the_window(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(ARTICLES);
    struct tw_desk_options o = {.window = 3600, .threads = 1};
    struct tw_store *s = store_open(where);
    struct tw_slice before;
    struct tw_desk *d;

    (void)state;
    for (size_t i = 0; i < ARTICLES; i++)
        a[i].published = tw_date_from_unix(MORNING + (int64_t)i * 120);
    OK(tw_desk_open(s, where, &o, &d));
    add_all(d, a, 0, 80, 10);
    before = dump(s);
    tw_desk_close(d);
    remove_file(place("a.db-state"));
    OK(tw_desk_open(s, where, &o, &d));
    assert_true(tw_desk_started(d)->anew);
    assert_in_range(tw_desk_started(d)->again, 25, 40);
    assert_int_equal(tw_desk_started(d)->different, 0);
    same(before, dump(s));
    add_all(d, a, 80, ARTICLES, 10);
    OK(tw_store_check(s, NULL, NULL));
    tw_desk_close(d);
    tw_store_close(s);
}

static void what_was_not_committed_is_not_there(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(20);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 1);
    struct tw_slice before;
    uint64_t last;

    (void)state;
    add_all(d, a, 0, 10, 10);
    before = dump(s);
    assert_int_equal(add(d, &a[10]), TW_TAKEN);
    tw_desk_close(d);
    tw_store_close(s);
    s = store_open(where);
    d = desk_open(s, where, 1);
    same(before, dump(s));
    add_all(d, a, 10, 20, 10);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, 20);
    tw_desk_close(d);
    tw_store_close(s);
}

/* Lets files grow by so many bytes from now on; -1: by any. */
static void limit_files(const char *path, long more)
{
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    struct stat there;

    assert_int_equal(stat(path, &there), 0);
    if (more >= 0) limit.rlim_cur = (rlim_t)there.st_size + (rlim_t)more;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_commit_that_fails_leaves_nothing(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(ARTICLES);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 2);
    struct tw_slice before;
    int failed = 0;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    add_all(d, a, 0, 40, 10);
    before = dump(s);
    limit_files(place("a.db-wal"), 30000);
    for (size_t i = 40; i < ARTICLES; i++) assert_int_equal(add(d, &a[i]), TW_TAKEN);
    failed = tw_desk_commit(d);
    limit_files(where, -1);
    assert_true(failed == TW_FULL || failed == TW_IO);
    same(before, dump(s));
    add_all(d, a, 40, ARTICLES, 10);
    same(stored("one.db", 10, 1), dump(s));
    tw_desk_close(d);
    tw_store_close(s);
}

/* ---- The inbox */

static struct tw_handed handed_of(const struct tw_article *a)
{
    struct tw_article copy = *a;

    tw_article_set_id(mem, &copy);
    return (struct tw_handed){
        .article = copy, .received = tw_date_from_unix(MORNING + 90000), .kind = TW_EVIDENCE_JSON,
        .evidence = a->text};
}

static void hand_in(const char *where, const struct tw_article *a, size_t n)
{
    struct tw_handed *h = TW_NEW_N(mem, struct tw_handed, n);
    struct tw_store *reader;
    const char *why;

    for (size_t i = 0; i < n; i++) h[i] = handed_of(&a[i]);
    OK(tw_store_open(mem, where, TW_STORE_READ, &reader, &why));
    OK(tw_store_hand(reader, h, n));
    tw_store_close(reader);
}

static void what_is_handed_in_is_stored_as_if_it_were_added(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(ARTICLES);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 2);
    uint64_t last;

    (void)state;
    for (size_t i = 0; i < ARTICLES; i++) tw_article_set_id(mem, &a[i]);
    hand_in(where, a + 40, 60);
    add_all(d, a, 0, 40, 40);           /* and takes the 60 behind its own */
    hand_in(where, a + 100, 20);
    hand_in(where, a + 90, 5);          /* there already */
    OK(tw_desk_commit(d));
    assert_int_equal(tw_desk_handed(d)->taken, 80);
    assert_int_equal(tw_desk_handed(d)->duplicates, 5);
    assert_int_equal(tw_desk_handed(d)->aside, 0);
    OK(tw_store_inbox_last(s, &last));
    assert_int_equal(last, 0);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, ARTICLES);
    tw_desk_close(d);
    tw_store_close(s);
}

static void what_was_forgotten_is_set_aside_without_its_text(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(3);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 1);
    uint64_t one = 1;
    struct tw_decision forget = {.kind = TW_DECIDE_FORGET, .article = &one, .articles = 1};
    struct tw_handed *h;
    size_t n;

    (void)state;
    for (size_t i = 0; i < 3; i++) tw_article_set_id(mem, &a[i]);
    add_all(d, a, 0, 2, 2);
    OK(tw_store_decide(s, &forget));
    OK(tw_desk_commit(d));
    hand_in(where, a, 3);
    tw_desk_close(d);
    d = desk_open(s, where, 1);         /* takes them at its start */
    assert_true(tw_desk_handed(d)->taken == 1 && tw_desk_handed(d)->duplicates == 1
                && tw_desk_handed(d)->aside == 1);
    OK(tw_store_inbox(s, mem, TW_INBOX_ASIDE, 0, 0, &h, &n));
    assert_int_equal(n, 1);
    assert_text(h[0].failed, "forgotten before");
    assert_int_equal(h[0].article.text.n + h[0].evidence.n, 0);
    OK(tw_desk_commit(d));
    assert_int_equal(tw_desk_handed(d)->aside, 1);      /* once */
    tw_desk_close(d);
    tw_store_close(s);
}

/* A process that takes what was handed in and is killed after so many milliseconds. */
static bool takes_until_killed(const char *where, long ms)
{
    struct timespec wait = {0, ms * 1000000};
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        struct tw_store *s = store_open(where);
        struct tw_desk *d = desk_open(s, where, 1);

        tw_desk_close(d);
        tw_store_close(s);
        _exit(0);
    }
    nanosleep(&wait, NULL);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void nothing_handed_in_is_lost_or_taken_twice_when_the_writer_is_killed(void **state)
{
    enum { PORTIONS = 3, KILLS = 200 };
    const char *where = place("a.db");
    struct tw_article *a = news(ARTICLES);
    struct tw_store *s = store_open(where);
    uint64_t last, number;
    enum tw_known known;
    int kills = 0;

    (void)state;
    for (size_t i = 0; i < ARTICLES; i++) tw_article_set_id(mem, &a[i]);
    tw_store_close(s);
    for (size_t i = 0; i < PORTIONS; i++) {
        hand_in(where, a + i * ARTICLES / PORTIONS, ARTICLES / PORTIONS);
        while (!takes_until_killed(where, 20L * (kills % 12) * (1 + kills / 12)))
            assert_true(kills++ < KILLS);
    }
    assert_true(kills > 0);
    s = store_open(where);
    OK(tw_store_last(s, &last));
    assert_int_equal(last, ARTICLES);
    for (size_t i = 0; i < ARTICLES; i++) {
        OK(tw_store_known(s, a[i].id, &known, &number));
        assert_true(known == TW_STORED && number == i + 1);
    }
    OK(tw_store_check(s, NULL, NULL));
    tw_store_close(s);
}

static enum tw_status set_also(struct tw_store *s, void *context)
{
    enum tw_status *answer = context;
    enum tw_status st = tw_store_set(s, TW_LIT("also"), TW_LIT("1"));

    return st == TW_OK ? *answer : st;
}

static void something_more_is_written_with_the_batch_or_not_at_all(void **state)
{
    const char *where = place("a.db");
    struct tw_article *a = news(2);
    struct tw_store *s = store_open(where);
    struct tw_desk *d = desk_open(s, where, 1);
    enum tw_status answer = TW_FULL;
    struct tw_slice value;
    uint64_t last;

    (void)state;
    assert_int_equal(add(d, &a[0]), TW_TAKEN);
    tw_desk_also(d, set_also, &answer);
    assert_int_equal(tw_desk_commit(d), TW_FULL);
    OK(tw_store_last(s, &last));
    OK(tw_store_get(s, mem, TW_LIT("also"), &value));
    assert_true(last == 0 && value.n == 0);
    answer = TW_OK;
    assert_int_equal(add(d, &a[1]), TW_TAKEN);
    tw_desk_also(d, set_also, &answer);
    OK(tw_desk_commit(d));
    OK(tw_store_last(s, &last));
    OK(tw_store_get(s, mem, TW_LIT("also"), &value));
    assert_true(last == 1 && value.n == 1);
    tw_desk_close(d);
    tw_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(batches_and_threads_change_nothing),
        TEST_IN_FOLDER(those_given_are_taken_in_order_and_counted),
        TEST_IN_FOLDER(of_many_added_each_is_told),
        TEST_IN_FOLDER(what_is_there_is_not_added_again),
        TEST_IN_FOLDER(a_second_run_goes_on_where_the_first_ended),
        TEST_IN_FOLDER(a_state_behind_its_store_is_brought_up),
        TEST_IN_FOLDER(a_commit_that_fails_leaves_nothing),
        TEST_IN_FOLDER(a_state_made_anew_begins_with_the_window),
        TEST_IN_FOLDER(what_was_not_committed_is_not_there),
        TEST_IN_FOLDER(what_is_handed_in_is_stored_as_if_it_were_added),
        TEST_IN_FOLDER(what_was_forgotten_is_set_aside_without_its_text),
        TEST_IN_FOLDER(nothing_handed_in_is_lost_or_taken_twice_when_the_writer_is_killed),
        TEST_IN_FOLDER(something_more_is_written_with_the_batch_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
