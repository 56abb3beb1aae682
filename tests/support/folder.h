/* support/folder.h - for tests of one file that each work in a folder of their
** own: `dir`, empty, with an arena `mem`; both are gone after the test. */
#ifndef TW_TESTS_FOLDER_H
#define TW_TESTS_FOLDER_H
#include "support/check.h"
#include "support/temp.h"

static struct tw_arena *mem;
static const char *dir;

static int folder_setup(void **state)
{
    (void)state;
    mem = tw_arena_new(0);
    dir = temp_folder();
    return 0;
}

static int folder_teardown(void **state)
{
    (void)state;
    temp_remove(dir);
    tw_arena_free(mem);
    return 0;
}

#define TEST_IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, folder_setup, folder_teardown)

#endif
