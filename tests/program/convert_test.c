/* tests/program/convert_test.c - programs of others are run on a document, and can do nothing
** else. */
#include "convert.h"
#include "support/folder.h"

#include <sys/stat.h>
#include <unistd.h>

static enum tw_status run(const char *const *argv, struct tw_slice document, struct tw_slice *out,
                          const char **why)
{
    struct tw_converters *c = tw_converters_start(2, 1, argv);
    enum tw_status st;

    assert_non_null(c);
    st = tw_converters_do(c, 1, mem, document, out, why);
    tw_converters_stop(c);
    return st;
}

#define RUN(document, out, why, ...)                                                               \
    run((const char *const[]){__VA_ARGS__, NULL}, (document), (out), (why))

static void what_the_program_writes_is_the_text(void **state)
{
    static const char *const cat[] = {"/usr/bin/cat", NULL};
    struct tw_converters *c = tw_converters_start(1, 5, cat);
    struct tw_slice out, large = {memset(tw_arena_alloc(mem, 1 << 20), 'x', 1 << 20), 1 << 20};
    const char *why;

    (void)state;
    assert_non_null(c);
    assert_int_equal(tw_converters_do(c, 0, mem, TW_LIT("a document"), &out, &why), TW_OK);
    assert_true(tw_slice_eq(out, TW_LIT("a document")));
    assert_int_equal(tw_converters_do(c, 0, mem, large, &out, &why), TW_OK);
    assert_true(tw_slice_eq(out, large));
    assert_int_equal(tw_converters_do(c, 0, mem, TW_LIT(""), &out, &why), TW_OK);
    assert_int_equal(out.n, 0);
    tw_converters_stop(c);
}

static void a_program_that_fails_costs_its_document(void **state)
{
    struct tw_slice out;
    const char *why;

    (void)state;
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, "/usr/bin/false"), TW_BROKEN);
    assert_string_equal(why, "damaged, or protected with a password");
    assert_int_equal(out.n, 0);
}

static void one_that_takes_too_long_is_stopped(void **state)
{
    struct tw_slice out;
    const char *why;

    (void)state;
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, "/usr/bin/sleep", "60"), TW_BROKEN);
    assert_string_equal(why, "its conversion took too long and was stopped");
}

static void one_that_writes_too_much_is_stopped(void **state)
{
    struct tw_slice out;
    const char *why;

    (void)state;
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, "/usr/bin/yes"), TW_TOOBIG);
}

static void it_reads_nothing_but_its_document(void **state)
{
    const char *secret = temp_file(dir, "secret", TW_LIT("secret"));
    struct tw_slice out;
    const char *why;

    (void)state;
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, "/usr/bin/cat", secret), TW_BROKEN);
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, "/usr/bin/cat", "/etc/passwd"), TW_BROKEN);
}

static void it_writes_connects_and_starts_nothing(void **state)
{
    static const char script[] =
        "import os, socket, sys\n"
        "def refused(f):\n"
        "    try: f()\n"
        "    except OSError: return True\n"
        "print(refused(lambda: open(sys.argv[1], 'w')), refused(socket.socket), refused(os.fork),\n"
        "      refused(lambda: os.unlink(sys.argv[2])), refused(lambda: os.kill(os.getppid(), "
        "0)))\n";
    const char *there = temp_file(dir, "there", TW_LIT("x")),
               *new = tw_slice_dup(mem, tw_slice_of(there)).p;
    struct tw_slice out;
    const char *why;

    (void)state;
    assert_int_equal(
        RUN(TW_LIT("x"), &out, &why, "/usr/bin/python3", "-I", "-c", script, new, there), TW_OK);
    assert_true(tw_slice_eq(out, TW_LIT("True True True True True\n")));
    assert_int_equal(access(there, F_OK), 0);
}

static void a_program_that_is_not_installed_is_none(void **state)
{
    static const char *const argv[] = {"/usr/bin/no-such-program", NULL};

    (void)state;
    assert_null(tw_converters_start(1, 1, argv));
}

static void a_program_that_lies_elsewhere_is_not_run(void **state)
{
    const char *program = temp_file(dir, "program", TW_LIT("#!/usr/bin/sh\necho run\n"));
    struct tw_slice out;
    const char *why;

    (void)state;
    (void)chmod(program, 0755);
    assert_int_equal(RUN(TW_LIT("x"), &out, &why, program), TW_BROKEN);
    assert_string_equal(why, "its converter could not be run");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(what_the_program_writes_is_the_text),
        TEST_IN_FOLDER(a_program_that_fails_costs_its_document),
        TEST_IN_FOLDER(one_that_takes_too_long_is_stopped),
        TEST_IN_FOLDER(one_that_writes_too_much_is_stopped),
        TEST_IN_FOLDER(it_reads_nothing_but_its_document),
        TEST_IN_FOLDER(it_writes_connects_and_starts_nothing),
        TEST_IN_FOLDER(a_program_that_is_not_installed_is_none),
        TEST_IN_FOLDER(a_program_that_lies_elsewhere_is_not_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
