/* tests/reader/reader_test.c - the public header in a program of one file. */
#include <twosource.h>
#include "support/check.h"

#define PAGE \
    "<!doctype html><title>Ferry sinks</title><article><h1>Ferry sinks</h1><p>The ferry Saint Brigid sank at its " \
    "moorings on Lake Orla on Thursday morning, the harbour master said.</p><p>Nobody was on board when it " \
    "happened, and the owner said he would not raise her.</p></article>"

static void document_in_memory_gives_its_article(void **state)
{
    struct tw_reader_options o = {.now = "2024-05-12T10:00:00Z"};
    struct tw_reader *r = tw_reader_open(NULL, 0, &o);
    const char *why = "none", *json;
    size_t len = 0;

    (void)state;
    json = tw_reader_memory(r, PAGE, strlen(PAGE), "page 1", "https://orla.example/1", &len, &why);
    assert_non_null(json);
    assert_int_equal(strlen(json), len);
    assert_non_null(strstr(json, "\"source\":\"page 1\""));
    assert_non_null(strstr(json, "Saint Brigid sank"));
    assert_null(why);
    assert_null(tw_reader_memory(r, "\0\1\2\3\4", 5, "noise", NULL, &len, &why));
    assert_string_equal(why, "binary");
    assert_null(tw_reader_next(r, &len));
    tw_reader_close(r);
}

static void count(void *context, const char *source, const char *why)
{
    assert_string_equal(source, "/no/such/file");
    assert_string_equal(why, "no such file");
    ++*(int *)context;
}

static void what_is_given_up_is_told(void **state)
{
    char *paths[] = {"/no/such/file"};
    int told = 0;
    struct tw_reader_options o = {.dropped = count, .context = &told};
    struct tw_reader *r = tw_reader_open(paths, 1, &o);
    size_t len;

    (void)state;
    assert_null(tw_reader_next(r, &len));
    assert_int_equal(told, 1);
    tw_reader_close(r);
}

static void now_must_be_a_date(void **state)
{
    struct tw_reader_options o = {.now = "soon"};

    (void)state;
    assert_null(tw_reader_open(NULL, 0, &o));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(document_in_memory_gives_its_article),
        TEST_IN_ARENA(what_is_given_up_is_told),
        TEST_IN_ARENA(now_must_be_a_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
