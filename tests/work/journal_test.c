/* tests/work/journal_test.c - what was synced is there until it is settled, whatever happens. */
#include "support/folder.h"
#include "work/journal.h"

#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct tw_journal *open_with(uint64_t segment)
{
    struct tw_journal *j;
    const char *why = "";

    if (tw_journal_open(mem, dir, segment, &j, &why) != TW_OK) fail_msg("%s", why);
    return j;
}

static uint64_t add(struct tw_journal *j, const char *data, int64_t when)
{
    uint64_t number;

    assert_int_equal(tw_journal_add(j, tw_slice_of(data), when, &number), TW_OK);
    return number;
}

/* The newest or the oldest segment. */
static const char *segment(bool newest)
{
    char pattern[300], *path = tw_arena_alloc(mem, 300);
    glob_t g;

    snprintf(pattern, sizeof pattern, "%s/*.journal", dir);
    assert_int_equal(glob(pattern, 0, NULL, &g), 0);
    snprintf(path, 300, "%s", g.gl_pathv[newest ? g.gl_pathc - 1 : 0]);
    globfree(&g);
    return path;
}

static uint64_t disk(const struct tw_journal *j)
{
    struct tw_journal_state s;

    tw_journal_state(j, &s);
    return s.disk;
}

static void what_waits_is_there_again_with_its_number(void **state)
{
    struct tw_journal *j = open_with(0);
    uint64_t a = add(j, "a", 10), b = add(j, "", 20), c = add(j, "c", 30);
    struct tw_entry e;
    struct tw_journal_state s;

    (void)state;
    assert_true(a < b && b < c);
    assert_int_equal(tw_journal_sync(j), TW_OK);
    assert_int_equal(tw_journal_settle(j, a), TW_OK);
    assert_int_equal(tw_journal_settle(j, a), TW_OK);
    assert_int_equal(tw_journal_settle(j, 999), TW_OK);
    tw_journal_close(j);
    j = open_with(0);
    assert_int_equal(tw_journal_next(j, mem, 0, &e), TW_OK);
    assert_int_equal(e.number, b);
    assert_int_equal(e.when, 20);
    assert_text(e.data, "");
    assert_int_equal(tw_journal_next(j, mem, b, &e), TW_OK);
    assert_int_equal(e.number, c);
    assert_text(e.data, "c");
    assert_int_equal(tw_journal_next(j, mem, c, &e), TW_DONE);
    tw_journal_state(j, &s);
    assert_int_equal(s.waiting, 2);
    assert_int_equal(s.bytes, 1);
    assert_int_equal(s.oldest, 20);
    assert_int_equal(s.damaged, 0);
    tw_journal_close(j);
}

static void numbers_never_come_again(void **state)
{
    struct tw_journal *j = open_with(100);
    uint64_t last = 0;

    (void)state;
    for (int i = 0; i < 20; i++) {
        uint64_t n = add(j, "some document or other", i);

        assert_true(n > last);
        last = n;
        assert_int_equal(tw_journal_settle(j, n), TW_OK);
        if (i % 3) continue;
        tw_journal_close(j);
        j = open_with(100);
    }
    tw_journal_close(j);
}

static void a_journal_has_a_name_that_stays(void **state)
{
    struct tw_journal *j = open_with(0);
    char name[17];

    (void)state;
    snprintf(name, sizeof name, "%s", tw_journal_name(j));
    assert_int_equal(strlen(name), 16);
    tw_journal_close(j);
    j = open_with(0);
    assert_string_equal(tw_journal_name(j), name);
    tw_journal_close(j);
}

static void two_processes_do_not_share_one(void **state)
{
    struct tw_journal *j = open_with(0), *other;
    const char *why = NULL;

    (void)state;
    assert_int_equal(tw_journal_open(mem, dir, 0, &other, &why), TW_LOCKED);
    assert_non_null(why);
    tw_journal_close(j);
}

static void room_is_given_back_when_nothing_waits_in_it(void **state)
{
    struct tw_journal *j = open_with(1000);

    (void)state;
    for (int i = 0; i < 500; i++)
        assert_int_equal(tw_journal_settle(j, add(j, "0123456789", i)), TW_OK);
    assert_true(disk(j) <= 2000);
    tw_journal_close(j);
    j = open_with(1000);
    assert_true(disk(j) <= 2000);
    tw_journal_close(j);
}

static void one_that_waits_for_ever_does_not_hold_all_the_room(void **state)
{
    struct tw_journal *j = open_with(2000);
    uint64_t stuck = add(j, "stuck", 7);
    struct tw_entry e;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(tw_journal_settle(j, add(j, "0123456789", i)), TW_OK);
        if (i % 700) continue;
        tw_journal_close(j);
        j = open_with(2000);
    }
    assert_true(disk(j) <= 4 * 2000);
    assert_int_equal(tw_journal_next(j, mem, 0, &e), TW_OK);
    assert_int_equal(e.number, stuck);
    assert_int_equal(e.when, 7);
    assert_text(e.data, "stuck");
    assert_int_equal(tw_journal_next(j, mem, stuck, &e), TW_DONE);
    tw_journal_close(j);
}

static void a_torn_end_is_passed_over_wherever_it_tore(void **state)
{
    struct tw_entry e;
    off_t whole, cut;

    (void)state;
    for (cut = 1; cut < 36; cut++) {
        struct tw_journal *j = open_with(0);
        struct stat s;
        const char *path = segment(true);
        uint64_t kept = add(j, "kept", 1), torn;

        assert_int_equal(stat(path, &s), 0);
        whole = s.st_size;
        torn = add(j, "torn", 2);
        tw_journal_close(j);
        assert_int_equal(truncate(path, whole + cut), 0);
        j = open_with(0);
        assert_int_equal(tw_journal_next(j, mem, kept - 1, &e), TW_OK);
        assert_text(e.data, "kept");
        assert_int_equal(tw_journal_next(j, mem, kept, &e), TW_DONE);
        assert_true(add(j, "new", 3) >= torn);
        assert_int_equal(tw_journal_next(j, mem, kept, &e), TW_OK);
        assert_text(e.data, "new");
        tw_journal_close(j);
    }
}

static void damage_costs_what_is_behind_it_in_its_segment_and_is_counted(void **state)
{
    struct tw_journal *j = open_with(300);
    uint64_t first[2], later;
    struct tw_entry e;
    struct tw_journal_state s;
    const char *path = segment(false);
    int fd;

    (void)state;
    first[0] = add(j, "whole", 1);
    first[1] = add(j, "to be damaged", 2);
    for (int i = 0; i < 10; i++) later = add(j, "many more of them", 3);
    tw_journal_close(j);
    fd = open(path, O_RDWR);
    assert_int_equal(pwrite(fd, "X", 1, 32 + 5 + 32 + 3), 1);
    close(fd);
    j = open_with(300);
    assert_int_equal(tw_journal_next(j, mem, 0, &e), TW_OK);
    assert_int_equal(e.number, first[0]);
    assert_int_equal(tw_journal_next(j, mem, first[0], &e), TW_OK);
    assert_true(e.number > first[1] && e.number <= later);
    tw_journal_state(j, &s);
    assert_int_equal(s.damaged, 1);
    tw_journal_close(j);
}

static void what_rots_while_it_waits_is_told(void **state)
{
    struct tw_journal *j = open_with(0);
    uint64_t number = add(j, "document", 1);
    struct tw_entry e;
    int fd = open(segment(false), O_RDWR);

    (void)state;
    assert_int_equal(pwrite(fd, "D", 1, 32), 1);
    close(fd);
    assert_int_equal(tw_journal_next(j, mem, 0, &e), TW_BROKEN);
    assert_int_equal(e.number, number);
    assert_int_equal(tw_journal_settle(j, number), TW_OK);
    assert_int_equal(tw_journal_next(j, mem, 0, &e), TW_DONE);
    tw_journal_close(j);
}

/* ---- Whatever is done, against a list that remembers everything */

enum { STEPS = 4000 };

static uint64_t seed;

static unsigned chance(unsigned n)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (unsigned)((seed * 0x2545F4914F6CDD1Du >> 33) % n); /* xorshift64*, Vigna 2016 */
}

static void compare(struct tw_journal *j, const unsigned char *waits, uint64_t numbers)
{
    struct tw_entry e = {0};

    for (uint64_t n = 1; n < numbers; n++) {
        char want[24];

        if (!waits[n]) continue;
        assert_int_equal(tw_journal_next(j, mem, e.number, &e), TW_OK);
        snprintf(want, sizeof want, "document %d", (int)n);
        assert_int_equal(e.number, n);
        assert_true(tw_slice_eq(e.data, tw_slice_of(want)));
    }
    assert_int_equal(tw_journal_next(j, mem, e.number, &e), TW_DONE);
}

static void any_row_of_steps_keeps_what_waits(void **state)
{
    static unsigned char waits[STEPS + 2];
    struct tw_journal *j = open_with(700);
    uint64_t next = 1;

    (void)state;
    seed = 20261122;
    for (int i = 0; i < STEPS; i++) {
        unsigned what = chance(100);

        if (what < 50) {
            char data[24];

            snprintf(data, sizeof data, "document %d", (int)next);
            assert_int_equal(add(j, data, i), next);
            waits[next++] = 1;
        } else if (what < 98) {
            uint64_t n =
                next - 1 - chance(next > 30 && chance(20) ? 30 : (unsigned)next - 1 + (next == 1));

            assert_int_equal(tw_journal_settle(j, n), TW_OK);
            waits[n] = 0;
        } else {
            tw_journal_close(j);
            j = open_with(700);
            compare(j, waits, next);
        }
    }
    compare(j, waits, next);
    tw_journal_close(j);
}

/* ---- Killed */

/* Adds and settles; tells each number after it was synced, and each before it is settled
 * (negative). */
static void be_killed(int tell)
{
    struct tw_journal *j = open_with(3000);

    for (;;) {
        int64_t n = (int64_t)add(j, "a document that must not get lost", 1);

        if (tw_journal_sync(j) != TW_OK || write(tell, &n, sizeof n) != sizeof n) _exit(1);
        if (n % 3 == 0) continue;
        n = -n;
        if (write(tell, &n, sizeof n) != sizeof n || tw_journal_settle(j, (uint64_t)-n) != TW_OK)
            _exit(1);
    }
}

static void what_was_synced_survives_a_kill(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        int tell[2];
        pid_t child;
        struct tw_journal *j;
        int64_t n;

        assert_int_equal(pipe(tell), 0);
        child = fork();
        if (child == 0) be_killed(tell[1]);
        close(tell[1]);
        nanosleep(&(struct timespec){.tv_nsec = 5000000 + round * 3000000}, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        j = open_with(3000);
        while (read(tell[0], &n, sizeof n) == sizeof n) {
            struct tw_entry e;

            if (n < 0 || n % 3) continue;
            assert_int_equal(tw_journal_next(j, mem, (uint64_t)n - 1, &e), TW_OK);
            assert_int_equal(e.number, n);
            assert_text(e.data, "a document that must not get lost");
        }
        close(tell[0]);
        tw_journal_close(j);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(what_waits_is_there_again_with_its_number),
        TEST_IN_FOLDER(numbers_never_come_again),
        TEST_IN_FOLDER(a_journal_has_a_name_that_stays),
        TEST_IN_FOLDER(two_processes_do_not_share_one),
        TEST_IN_FOLDER(room_is_given_back_when_nothing_waits_in_it),
        TEST_IN_FOLDER(one_that_waits_for_ever_does_not_hold_all_the_room),
        TEST_IN_FOLDER(a_torn_end_is_passed_over_wherever_it_tore),
        TEST_IN_FOLDER(damage_costs_what_is_behind_it_in_its_segment_and_is_counted),
        TEST_IN_FOLDER(what_rots_while_it_waits_is_told),
        TEST_IN_FOLDER(any_row_of_steps_keeps_what_waits),
        TEST_IN_FOLDER(what_was_synced_survives_a_kill),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
