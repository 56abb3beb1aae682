/* tests/library/memory_test.c - exhausted memory reaches the host's handler, whichever allocation
** fails.
**
** The linker leads every allocation of the library here (--wrap, see the
** Makefile).  The whole flow runs again and again, each time with one allocation
** more that succeeds; what the flow held when it was left is freed from the list.
*/
#include <twosource.h>
#include "library/accounts.h"
#include "support/check.h"

#include <stdlib.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);
/* other libraries' memory is lost with a longjmp */
void __lsan_disable(void) __attribute__((weak));

enum { LIVE = 4096 };
static void *live[LIVE];
static long allowed = -1;       /* allocations before one fails; -1: none does */
static long made;
static jmp_buf out_of_memory;

static bool refused(void)
{
    made++;
    return allowed >= 0 && made > allowed;
}

static void *keep(void *p)
{
    size_t i = 0;

    while (i < LIVE && live[i]) i++;
    assert_true(i < LIVE);
    return live[i] = p;
}

static void forget(const void *p)
{
    for (size_t i = 0; i < LIVE; i++)
        if (live[i] == p) live[i] = NULL;
}

void *__wrap_malloc(size_t n)
{
    return refused() ? NULL : keep(__real_malloc(n));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return refused() ? NULL : keep(__real_calloc(n, size));
}

void *__wrap_realloc(void *p, size_t n)
{
    if (refused()) return NULL;
    if (p) forget(p);
    return keep(__real_realloc(p, n));
}

void __wrap_free(void *p)
{
    if (p) forget(p);
    __real_free(p);
}

static void leave(size_t n)
{
    assert_true(n > 0);
    longjmp(out_of_memory, 1);
}

static void whole_flow(void)
{
    static const char *const articles[] = {LAMP, COPY, VANE};
    struct tw_reader *reader = tw_reader_open(NULL, 0, NULL);
    struct tw_extractor *extractor = tw_extractor_new();
    struct tw_comparer *comparer = tw_comparer_new();
    struct tw_deduper *deduper;
    struct tw_grouper *grouper;
    struct tw_findings findings;
    size_t len;

    assert_non_null(tw_reader_memory(reader, PAGE, strlen(PAGE), "page", NULL, &len, NULL));
    assert_int_equal(tw_deduper_open(NULL, 0, &deduper), TW_OK);
    assert_int_equal(tw_grouper_open(NULL, 0, &grouper), TW_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(tw_extractor_find(extractor, articles[i], strlen(articles[i]), &findings),
                         TW_OK);
        assert_int_equal(tw_deduper_add(deduper, articles[i], strlen(articles[i]), NULL), TW_OK);
        assert_int_equal(tw_grouper_add(grouper, articles[i], strlen(articles[i]), NULL), TW_OK);
        assert_int_equal(tw_comparer_add(comparer, articles[i], strlen(articles[i])), TW_OK);
    }
    assert_non_null(tw_comparer_json(comparer, &len));
    tw_reader_close(reader);
    tw_extractor_free(extractor);
    tw_deduper_free(deduper);
    tw_grouper_free(grouper);
    tw_comparer_free(comparer);
}

/* Runs the flow with so many allocations; true when they were enough. */
static bool is_enough(long allocations)
{
    volatile bool enough = false;

    allowed = allocations;
    made = 0;
    if (setjmp(out_of_memory) == 0) {
        whole_flow();
        enough = true;
    }
    allowed = -1;
    for (size_t i = 0; i < LIVE; i++) {
        __real_free(live[i]);
        live[i] = NULL;
    }
    return enough;
}

static void every_allocation_that_fails_reaches_the_handler(void **state)
{
    long n = 0;

    (void)state;
    if (__lsan_disable) __lsan_disable();
    tw_oom_handler(leave);
    while (!is_enough(n)) n++;
    assert_true(n > 20);
    tw_oom_handler(NULL);
}

static void nothing_is_left_when_all_is_freed(void **state)
{
    (void)state;
    allowed = -1;
    whole_flow();
    for (size_t i = 0; i < LIVE; i++) assert_null(live[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_when_all_is_freed),
        cmocka_unit_test(every_allocation_that_fails_reaches_the_handler),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
