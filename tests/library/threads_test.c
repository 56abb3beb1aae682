/* tests/library/threads_test.c - different handles in different threads at the same time. */
#include <twosource.h>

#include "library/accounts.h"
#include "support/check.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 4, TIMES = 8 };

/* Every handle once; the comparison, which the caller frees. */
static char *whole_flow(void)
{
    static const char *const articles[] = {LAMP, COPY, VANE};
    struct tw_reader *reader = tw_reader_open(NULL, 0, NULL);
    struct tw_extractor *extractor = tw_extractor_new();
    struct tw_comparer *comparer = tw_comparer_new();
    struct tw_deduper *deduper = NULL;
    struct tw_grouper *grouper = NULL;
    const char *json;
    char *copy;
    size_t len = 0;
    int bad = tw_deduper_open(NULL, 0, &deduper) + tw_grouper_open(NULL, 0, &grouper);

    json = tw_reader_memory(reader, PAGE, strlen(PAGE), "page", NULL, &len, NULL);
    bad += json ? tw_comparer_add(comparer, json, len) : 1;
    for (int i = 0; i < 3; i++) {
        bad += tw_extractor_find(extractor, articles[i], strlen(articles[i]), NULL);
        bad += tw_deduper_add(deduper, articles[i], strlen(articles[i]), NULL);
        bad += tw_grouper_add(grouper, articles[i], strlen(articles[i]), NULL);
        bad += tw_comparer_add(comparer, articles[i], strlen(articles[i]));
    }
    json = tw_comparer_json(comparer, &len);
    copy = !bad && json ? malloc(len + 1) : NULL;
    if (copy) memcpy(copy, json, len + 1);
    tw_reader_close(reader);
    tw_extractor_free(extractor);
    tw_deduper_free(deduper);
    tw_grouper_free(grouper);
    tw_comparer_free(comparer);
    return copy;
}

/* NULL when every run gave what was expected. */
static void *work(void *expected)
{
    for (int i = 0; i < TIMES; i++) {
        char *json = whole_flow();
        bool same = json && strcmp(json, expected) == 0;

        free(json);
        if (!same) return expected;
    }
    return NULL;
}

static void threads_do_not_meet(void **state)
{
    char *expected = whole_flow();
    pthread_t thread[THREADS];

    (void)state;
    assert_non_null(expected);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, work, expected), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong;

        assert_int_equal(pthread_join(thread[i], &wrong), 0);
        assert_null(wrong);
    }
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_do_not_meet)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
