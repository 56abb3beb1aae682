/* late_test.c - base/late.h: a library that is there, one that is not, a function that is not. */
#include "support/check.h"

#include "base/late.h"

#include <string.h>

static void fills_the_pointers_of_a_library_that_is_there(void **state)
{
    const char *(*version)(void) = NULL;
    const struct tw_late_function f[] = {{"zlibVersion", &version}};
    const char *why = NULL;

    (void)state;
    assert_int_equal(tw_late_load("libz.so.1", f, 1, &why), TW_OK);
    assert_int_equal(version()[0], '1');
}

static void says_which_library_is_missing(void **state)
{
    const char *why = NULL;

    (void)state;
    assert_int_equal(tw_late_load("libnosuch.so.9", NULL, 0, &why), TW_NOTFOUND);
    assert_non_null(strstr(why, "libnosuch.so.9"));
}

static void says_which_function_is_missing(void **state)
{
    void (*function)(void) = NULL;
    const struct tw_late_function f[] = {{"no_such_function", &function}};
    const char *why = NULL;

    (void)state;
    assert_int_equal(tw_late_load("libz.so.1", f, 1, &why), TW_NOTFOUND);
    assert_non_null(strstr(why, "no_such_function"));
    assert_null(function);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_the_pointers_of_a_library_that_is_there),
        cmocka_unit_test(says_which_library_is_missing),
        cmocka_unit_test(says_which_function_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
