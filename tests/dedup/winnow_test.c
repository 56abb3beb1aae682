/* tests/dedup/winnow_test.c - the guarantee: 24 shared words share a fingerprint that says so. */
#include "dedup/winnow.h"

#include "support/check.h"
#include "support/invent.h"

static struct tw_prints prints_of(struct tw_arena *mem, struct tw_slice text)
{
    struct tw_scan s = tw_scan(mem, text);

    return tw_winnow(mem, &s);
}

static bool agree(struct tw_prints a, struct tw_prints b)
{
    for (size_t i = 0; i < a.n; i++)
        for (size_t k = 0; k < b.n; k++)
            if (a.v[i].hash == b.v[k].hash
                && tw_print_agrees(a.v[i].left, a.v[i].right, b.v[k].left,
                                   b.v[k].right)) return true;
    return false;
}

static void every_shared_run_of_24_words_is_found(void **state)
{
    struct invent v = {7};

    for (int round = 0; round < 500; round++) {
        struct tw_slice run = invent_words(*state, &v, TW_WINNOW_RUN);
        struct tw_slice a = invent_join(*state, invent_words(*state, &v, invent_number(&v, 40)),
                                        run, invent_words(*state, &v, invent_number(&v, 40)));
        struct tw_slice b = invent_join(*state, invent_words(*state, &v, invent_number(&v, 40)),
                                        run, invent_words(*state, &v, invent_number(&v, 40)));

        assert_true(agree(prints_of(*state, a), prints_of(*state, b)));
    }
}

static void unrelated_texts_share_nothing(void **state)
{
    struct invent v = {8};

    for (int round = 0; round < 100; round++)
        assert_false(agree(prints_of(*state, invent_words(*state, &v, 200)),
                           prints_of(*state, invent_words(*state, &v, 200))));
}

static void about_one_word_in_nine_gives_a_fingerprint(void **state)
{
    struct invent v = {9};
    size_t n = prints_of(*state, invent_words(*state, &v, 9000)).n;

    assert_in_range(n, 800, 1200);
}

static void short_texts_have_one_fingerprint_and_empty_ones_none(void **state)
{
    assert_int_equal(prints_of(*state, TW_LIT("Bridge closed")).n, 1);
    assert_int_equal(prints_of(*state, TW_LIT("")).n, 0);
    assert_true(agree(prints_of(*state, TW_LIT("Bridge closed")),
                      prints_of(*state, TW_LIT("bridge, closed!"))));
    assert_false(agree(prints_of(*state, TW_LIT("Bridge closed")),
                       prints_of(*state, TW_LIT("Bridge open"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_shared_run_of_24_words_is_found),
        TEST_IN_ARENA(unrelated_texts_share_nothing),
        TEST_IN_ARENA(about_one_word_in_nine_gives_a_fingerprint),
        TEST_IN_ARENA(short_texts_have_one_fingerprint_and_empty_ones_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
