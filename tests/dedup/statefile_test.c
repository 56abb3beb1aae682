/* tests/dedup/statefile_test.c - a state file is whole or refused. */
#include "dedup/statefile.h"

#include "support/check.h"
#include "support/temp.h"

#include <fcntl.h>
#include <unistd.h>

static const char kind[8] = "tw-trial";

static void path_in(const char *dir, char path[512])
{
    snprintf(path, 512, "%s/state", dir);
}

static void write_state(const char *path)
{
    struct tw_state_out *out;
    struct tw_column c = {.size = sizeof(uint32_t)};
    uint64_t number = 42;

    for (uint32_t i = 0; i < 1000; i++) *(uint32_t *)tw_column_push(&c) = i * i;
    assert_int_equal(tw_state_create(path, kind, 3, &out), TW_OK);
    tw_state_put(out, &number, sizeof number);
    tw_state_put_column(out, &c);
    assert_int_equal(tw_state_commit(out), TW_OK);
    tw_column_free(&c);
}

static void what_was_put_comes_back(void **state)
{
    const char *dir = temp_folder();
    char path[512];
    struct tw_state_in *in;
    struct tw_column c = {.size = sizeof(uint32_t)};
    uint64_t number;

    (void)state;
    path_in(dir, path);
    write_state(path);
    assert_int_equal(tw_state_open(path, kind, 3, &in), TW_OK);
    assert_int_equal(tw_state_get(in, &number, sizeof number), TW_OK);
    assert_int_equal(number, 42);
    assert_int_equal(tw_state_get_column(in, &c), TW_OK);
    assert_int_equal(c.n, 1000);
    assert_int_equal(((uint32_t *)c.v)[999], 999 * 999);
    assert_int_equal(tw_state_get(in, &number, 1), TW_BROKEN);
    tw_column_free(&c);
    tw_state_close(in);
    temp_remove(dir);
}

static void every_damaged_byte_is_noticed(void **state)
{
    const char *dir = temp_folder();
    char path[512];
    struct tw_state_in *in;

    (void)state;
    path_in(dir, path);
    write_state(path);
    for (off_t at = 0; at < 4000; at += 61) {
        int fd = open(path, O_RDWR);
        char c;

        assert_true(pread(fd, &c, 1, at) == 1);
        c ^= 1;
        assert_true(pwrite(fd, &c, 1, at) == 1);
        assert_int_equal(tw_state_open(path, kind, 3, &in), TW_BROKEN);
        c ^= 1;
        assert_true(pwrite(fd, &c, 1, at) == 1);
        close(fd);
    }
    assert_int_equal(tw_state_open(path, kind, 3, &in), TW_OK);
    tw_state_close(in);
    temp_remove(dir);
}

static void another_kind_or_version_or_half_a_file_is_refused(void **state)
{
    const char *dir = temp_folder();
    char path[512];
    struct tw_state_in *in;

    (void)state;
    path_in(dir, path);
    assert_int_equal(tw_state_open(path, kind, 3, &in), TW_NOTFOUND);
    write_state(path);
    assert_int_equal(tw_state_open(path, "tw-other", 3, &in), TW_BROKEN);
    assert_int_equal(tw_state_open(path, kind, 4, &in), TW_BROKEN);
    assert_int_equal(truncate(path, 2000), 0);
    assert_int_equal(tw_state_open(path, kind, 3, &in), TW_BROKEN);
    assert_int_equal(truncate(path, 5), 0);
    assert_int_equal(tw_state_open(path, kind, 3, &in), TW_BROKEN);
    temp_remove(dir);
}

static void a_place_that_cannot_be_written_is_told(void **state)
{
    struct tw_state_out *out;

    (void)state;
    assert_int_equal(tw_state_create("/nowhere/at/all", kind, 3, &out), TW_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_comes_back),
        cmocka_unit_test(every_damaged_byte_is_noticed),
        cmocka_unit_test(another_kind_or_version_or_half_a_file_is_refused),
        cmocka_unit_test(a_place_that_cannot_be_written_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
