/* tests/dedup/align_test.c - passages of two texts. */
#include "dedup/align.h"

#include "support/check.h"
#include "support/invent.h"

/* The passages, exactly; by the sketches alone there are never fewer words. */
static struct tw_aligneds align(struct tw_arena *mem, struct tw_slice a, struct tw_slice b)
{
    struct tw_scan x = tw_scan(mem, a), y = tw_scan(mem, b);
    struct tw_align_pair of = {.a = tw_sketch_of(mem, &x), .b = tw_sketch_of(mem, &y)};
    struct tw_align prepared = tw_align_prepare(mem, of.b);
    struct tw_runs runs = tw_align_runs(mem, &prepared, of.a);
    struct tw_aligneds rough = tw_align_join(mem, &of, runs), exact;
    size_t words = 0;

    of.a_words = &x;
    of.b_words = &y;
    exact = tw_align_join(mem, &of, runs);
    for (size_t i = 0; i < rough.n; i++) words += rough.v[i].words;
    for (size_t i = 0; i < exact.n; i++) words -= exact.v[i].words;
    assert_in_range(words, 0, 10);
    return exact;
}

static void a_shared_run_is_found_whole(void **state)
{
    struct invent v = {1};
    struct tw_slice run = invent_words(*state, &v, 30);
    struct tw_slice a = invent_join(*state, invent_words(*state, &v, 50), run,
                                    invent_words(*state, &v, 10));
    struct tw_slice b = invent_join(*state, invent_words(*state, &v, 5), run,
                                    invent_words(*state, &v, 70));
    struct tw_aligneds list = align(*state, a, b);

    assert_int_equal(list.n, 1);
    assert_int_equal(list.v[0].a, 50);
    assert_int_equal(list.v[0].b, 5);
    assert_int_equal(list.v[0].a_end, 80);
    assert_int_equal(list.v[0].b_end, 35);
    assert_int_equal(list.v[0].words, 30);
    assert_int_equal(list.v[0].run, 30);
}

static void lightly_edited_runs_are_joined(void **state)
{
    struct tw_aligneds list = align(*state,
        TW_LIT("The ferry left the harbour of Tarnova at six with forty people on board and sank within an hour "
               "in a storm that nobody had seen coming"),
        TW_LIT("The ferry left the harbour of Tarnova at six with thirty-nine people on board and it sank within "
               "an hour in a storm that nobody had seen coming"));

    assert_int_equal(list.n, 1);
    assert_int_equal(list.v[0].words, 26);
    assert_int_equal(list.v[0].a, 0);
    assert_int_equal(list.v[0].a_end, 27);
}

static void reordered_paragraphs_are_passages_of_their_own(void **state)
{
    struct invent v = {2};
    struct tw_slice p = invent_words(*state, &v, 40), q = invent_words(*state, &v, 60);
    struct tw_slice middle = invent_words(*state, &v, 20);
    struct tw_aligneds list = align(*state, invent_join(*state, p, middle, q),
                                    invent_join(*state, q, middle, p));

    assert_int_equal(list.n, 3);
    assert_int_equal(list.v[0].words + list.v[1].words + list.v[2].words, 120);
    assert_true(list.v[0].b < list.v[1].b && list.v[1].b < list.v[2].b);
}

static void fewer_than_twelve_words_are_no_passage(void **state)
{
    struct invent v = {3};
    struct tw_slice run = invent_words(*state, &v, 11);
    struct tw_slice a = invent_join(*state, invent_words(*state, &v, 30), run,
                                    invent_words(*state, &v, 30));
    struct tw_slice b = invent_join(*state, invent_words(*state, &v, 30), run,
                                    invent_words(*state, &v, 30));

    assert_int_equal(align(*state, a, b).n, 0);
}

static void a_text_that_repeats_itself_is_counted_once(void **state)
{
    struct invent v = {4};
    struct tw_slice p = invent_words(*state, &v, 40);
    struct tw_aligneds list = align(*state, p, invent_join(*state, p, p, p));
    size_t words = 0;

    for (size_t i = 0; i < list.n; i++) words += list.v[i].words;
    assert_int_equal(words, 40);
}

static void texts_too_short_for_a_seed_have_no_passages(void **state)
{
    assert_int_equal(align(*state, TW_LIT("one two"), TW_LIT("one two")).n, 0);
    assert_int_equal(align(*state, TW_LIT(""), TW_LIT("one two three four five six")).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(a_shared_run_is_found_whole),
        TEST_IN_ARENA(lightly_edited_runs_are_joined),
        TEST_IN_ARENA(reordered_paragraphs_are_passages_of_their_own),
        TEST_IN_ARENA(fewer_than_twelve_words_are_no_passage),
        TEST_IN_ARENA(a_text_that_repeats_itself_is_counted_once),
        TEST_IN_ARENA(texts_too_short_for_a_seed_have_no_passages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
