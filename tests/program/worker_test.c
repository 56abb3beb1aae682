/* What sandboxed workers promise: a bad document costs itself and nothing else. */
#define _GNU_SOURCE
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

enum { SECONDS = 1 };

static bool refused(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

/* Tries what a taken-over parser would try; names what was let through. */
static struct tw_slice escape(void)
{
    if (!refused(open("/etc/passwd", O_RDONLY))) return TW_LIT("open");
    if (!refused(open("/tmp/twosource-escape", O_WRONLY | O_CREAT, 0600))) return TW_LIT("create");
    if (!refused(socket(AF_INET, SOCK_STREAM, 0))) return TW_LIT("socket");
    if (!refused(fork())) return TW_LIT("fork");
    if (!refused(execl("/bin/true", "true", (char *)NULL))) return TW_LIT("exec");
    if (!refused(kill(getppid(), SIGKILL))) return TW_LIT("kill");
    if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
        return TW_LIT("executable memory");
    return TW_LIT("nothing");
}

/* A parser whose documents say how it misbehaves. */
static enum tw_status parse(struct tw_arena *mem, const struct tw_raw *raw, const void *context,
                            struct tw_slice *out, const char **why)
{
    struct tw_slice s = raw->bytes;

    (void)context;
    *out = tw_slice_dup(mem, s);
    if (tw_slice_eq(s, TW_LIT("crash"))) raise(SIGKILL);
    if (tw_slice_eq(s, TW_LIT("hang")))
        for (volatile int i = 1; i;) continue;
    if (tw_slice_eq(s, TW_LIT("refuse"))) return *why = "a reason", TW_NOTNEWS;
    if (tw_slice_eq(s, TW_LIT("escape"))) *out = escape();
    return TW_OK;
}

struct fixture { struct tw_workers *w; struct tw_arena *mem; };

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->w = tw_workers_start(2, SECONDS, parse, NULL);
    f->mem = tw_arena_new(0);
    *state = f;
    return f->w ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    tw_workers_stop(f->w);
    tw_arena_free(f->mem);
    free(f);
    return 0;
}

static enum tw_status ask(const struct fixture *f, unsigned slot, const char *text,
                          struct tw_slice *out, const char **why)
{
    struct tw_raw raw = {.source = TW_LIT("test"), .bytes = tw_slice_of(text)};

    return tw_workers_do(f->w, slot, f->mem, &raw, out, why);
}

static void expect_answer(const struct fixture *f, unsigned slot, const char *text)
{
    struct tw_slice out;
    const char *why;

    assert_int_equal(ask(f, slot, text, &out, &why), TW_OK);
    assert_true(tw_slice_eq(out, tw_slice_of(text)));
}

static void results_come_back_by_slot(void **state)
{
    for (int i = 0; i < 100; i++) {
        expect_answer(*state, 0, "one");
        expect_answer(*state, 1, "two");
    }
}

static void a_refusal_brings_its_reason(void **state)
{
    struct tw_slice out;
    const char *why;

    assert_int_equal(ask(*state, 0, "refuse", &out, &why), TW_NOTNEWS);
    assert_string_equal(why, "a reason");
}

static void a_crash_costs_one_document(void **state)
{
    struct tw_slice out;
    const char *why;

    for (int i = 0; i < 5; i++) {
        assert_int_equal(ask(*state, 0, "crash", &out, &why), TW_BROKEN);
        assert_string_equal(why, "its parser died");
        expect_answer(*state, 0, "after");
        expect_answer(*state, 1, "beside");
    }
}

static void a_hang_costs_one_document(void **state)
{
    struct tw_slice out;
    const char *why;

    assert_int_equal(ask(*state, 1, "hang", &out, &why), TW_BROKEN);
    assert_string_equal(why, "its parser took too long and was stopped");
    expect_answer(*state, 1, "after");
}

static void a_worker_can_do_nothing_but_compute(void **state)
{
    struct tw_slice out;
    const char *why;

    assert_int_equal(ask(*state, 0, "escape", &out, &why), TW_OK);
    assert_string_equal(out.p, "nothing");
}

static void a_document_over_the_area_is_refused(void **state)
{
    const struct fixture *f = *state;
    size_t n = (size_t)TW_MAX_DOCUMENT * 4 + 1;
    char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    struct tw_raw raw = {.bytes = {p, n}};
    struct tw_slice out;
    const char *why;

    assert_ptr_not_equal(p, MAP_FAILED);
    assert_int_equal(tw_workers_do(f->w, 0, f->mem, &raw, &out, &why), TW_TOOBIG);
    munmap(p, n);
    expect_answer(f, 0, "after");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(results_come_back_by_slot, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refusal_brings_its_reason, setup, teardown),
        cmocka_unit_test_setup_teardown(a_crash_costs_one_document, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hang_costs_one_document, setup, teardown),
        cmocka_unit_test_setup_teardown(a_worker_can_do_nothing_but_compute, setup, teardown),
        cmocka_unit_test_setup_teardown(a_document_over_the_area_is_refused, setup, teardown),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
