/* support/check.h - what the unit tests share: cmocka, an arena per test,
** comparing slices with literals. */
#ifndef TW_TESTS_CHECK_H
#define TW_TESTS_CHECK_H
#include "base/arena.h"
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static inline int check_setup(void **state)
{
    *state = tw_arena_new(0);
    return 0;
}

static inline int check_teardown(void **state)
{
    tw_arena_free(*state);
    return 0;
}

/* A test whose *state is a fresh arena. */
#define TEST_IN_ARENA(f) cmocka_unit_test_setup_teardown(f, check_setup, check_teardown)

static inline void check_text(struct tw_slice got, struct tw_slice want, const char *file, int line)
{
    if (tw_slice_eq(got, want)) return;
    print_error("got  \"%.*s\"\nwant \"%.*s\"\n", TW_FMT(got), TW_FMT(want));
    _fail(file, line);
}

/* The slice has exactly the bytes of the literal (which may hold NUL). */
#define assert_text(slice, literal) check_text((slice), TW_LIT(literal), __FILE__, __LINE__)

#endif
