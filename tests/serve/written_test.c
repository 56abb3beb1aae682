/* tests/serve/written_test.c - who has to be answered from the store itself, and until when. */
#include "serve/written.h"

#include "support/check.h"

static void who_wrote_needs_what_they_wrote(void **state)
{
    struct tw_written w;

    (void)state;
    tw_written_init(&w);
    assert_int_equal(tw_written_needs(&w, TW_LIT("ody"), 7), 0);
    tw_written_note(&w, TW_LIT("ody"), 7, 12);
    assert_int_equal(tw_written_needs(&w, TW_LIT("ody"), 7), 12);
    assert_int_equal(tw_written_needs(&w, TW_LIT("ody"), 8), 12);       /* from wherever */
    tw_written_note(&w, TW_LIT("ody"), 7, 11);
    assert_int_equal(tw_written_needs(&w, TW_LIT("ody"), 7), 12);
    tw_written_free(&w);
}

static void others_need_nothing(void **state)
{
    struct tw_written w;

    (void)state;
    tw_written_init(&w);
    tw_written_note(&w, TW_LIT("ody"), 7, 12);
    /* another name behind the same proxy */
    assert_int_equal(tw_written_needs(&w, TW_LIT("drahos"), 7), 0);
    assert_int_equal(tw_written_needs(&w, TW_LIT(""), 8), 0);
    /* the same machine, without a token */
    assert_int_equal(tw_written_needs(&w, TW_LIT(""), 7), 12);
    tw_written_free(&w);
}

static void the_table_may_forget_but_not_confuse(void **state)
{
    struct tw_written w;

    (void)state;
    tw_written_init(&w);
    for (uint64_t i = 1; i <= 5000; i++) tw_written_note(&w, TW_LIT(""), i, i);
    for (uint64_t i = 1; i <= 5000; i++) {
        uint64_t needs = tw_written_needs(&w, TW_LIT(""), i);

        assert_true(needs == 0 || needs == i);
    }
    assert_int_equal(tw_written_needs(&w, TW_LIT(""), 5000), 5000);
    tw_written_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_wrote_needs_what_they_wrote),
        cmocka_unit_test(others_need_nothing),
        cmocka_unit_test(the_table_may_forget_but_not_confuse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
