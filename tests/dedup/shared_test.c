/* tests/dedup/shared_test.c - which words do two texts have in common? */
#include "dedup/shared.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static struct tw_arena *mem;

static int open_arena(void **state)
{
    (void)state;
    mem = tw_arena_new(0);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    tw_arena_free(mem);
    return 0;
}

static struct tw_shared_list shared(const char *a, const char *b, unsigned least)
{
    struct tw_shared_text x, y;
    struct tw_shared_list list;

    tw_shared_read(mem, tw_slice_of(a), &x);
    tw_shared_read(mem, tw_slice_of(b), &y);
    assert_int_equal(tw_shared_between(mem, &x, &y, least, &list), TW_OK);
    return list;
}

static void passage_is(struct tw_span span, const char *text, const char *want)
{
    assert_int_equal(span.len, strlen(want));
    assert_memory_equal(text + span.off, want, span.len);
}

#define LOCK "the lock gate at Hemmel jammed half open on Sunday and forty barges had to wait"

static void equal_runs_are_found_whatever_case_and_punctuation(void **state)
{
    const char *a =
        "Skippers grumbled: the lock gate at Hemmel jammed half open on Sunday, and forty barges had to wait.";
    const char *b =
        "The Lock Gate at Hemmel jammed half-open on Sunday and forty barges had to wait; nobody was hurt.";
    struct tw_shared_list l = shared(a, b, 0);

    (void)state;
    assert_int_equal(l.n, 1);
    assert_int_equal(l.v[0].words, 16);
    passage_is(l.v[0].in_a, a,
               "the lock gate at Hemmel jammed half open on Sunday, and forty barges had to wait");
    passage_is(l.v[0].in_b, b,
               "The Lock Gate at Hemmel jammed half-open on Sunday and forty barges had to wait");
    assert_true(l.contained > 0.84 && l.contained < 0.85);
}

static void lightly_edited_runs_are_one_passage(void **state)
{
    const char *a =
        "Engineers hope to free the gate by Tuesday evening, the canal office in Hemmel said in a short note.";
    const char *b =
        "The engineers hope to have freed the gate by late Tuesday evening, the canal office of Hemmel said in a note.";
    struct tw_shared_list l = shared(a, b, 0);

    (void)state;
    assert_int_equal(l.n, 1);
    passage_is(l.v[0].in_b, b,
               "engineers hope to have freed the gate by late Tuesday evening, the canal office of Hemmel said in a");
    assert_int_equal(l.v[0].words, 15);
}

static void a_retelling_is_no_passage(void **state)
{
    struct tw_shared_list l =
        shared("Engineers hope to free the gate by Tuesday evening, the canal office said.",
                                     "By the evening of Tuesday the gate should be free, according to the canal office.", 8);

    (void)state;
    assert_int_equal(l.n, 0);
    assert_true(l.contained == 0);
}

static void short_runs_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(shared("One: the lock gate at Hemmel jammed half open on Sunday.",
                            "Two: the lock gate at Hemmel jammed half open on Monday.", 0).n, 0);
    assert_int_equal(shared("One: the lock gate at Hemmel jammed half open on Sunday.",
                            "Two: the lock gate at Hemmel jammed half open on Monday.", 8).n, 1);
}

static void passages_out_of_order_are_found_singly(void **state)
{
    const char *a =
        LOCK ". Grain and gravel pile up at the mills of the upper valley, millers told the council on Monday.";
    const char *b =
        "Grain and gravel pile up at the mills of the upper valley, millers told the council on Monday. Why? " LOCK ".";
    struct tw_shared_list l = shared(a, b, 0);

    (void)state;
    assert_int_equal(l.n, 2);
    assert_true(l.v[0].in_b.off < l.v[1].in_b.off && l.v[0].in_a.off > l.v[1].in_a.off);
}

static void words_inside_quotation_marks_are_counted(void **state)
{
    const char *a =
        "“My grandfather built that gate with a spade and a mule and it never jammed,” said Ode Wint.";
    struct tw_shared_list l = shared(a, a, 0);

    (void)state;
    assert_int_equal(l.n, 1);
    assert_int_equal(l.v[0].words, 18);
    assert_int_equal(l.v[0].quoted, 15);
}

static void passages_do_not_overlap_in_b(void **state)
{
    struct tw_shared_list l = shared(LOCK, LOCK " " LOCK " and " LOCK, 0);

    (void)state;
    assert_int_equal(l.n, 3);
    for (size_t i = 1; i < l.n; i++) assert_true(l.v[i].in_b.off >= tw_span_end(l.v[i - 1].in_b));
}

static void empty_and_tiny_texts_share_nothing(void **state)
{
    (void)state;
    assert_int_equal(shared("", "", 0).n, 0);
    assert_int_equal(shared("word", "word", 1).n, 0);
    assert_int_equal(shared(LOCK, "", 0).n, 0);
}

static void a_text_of_one_repeated_word_ends(void **state)
{
    enum { N = 40000 };
    char *text = tw_arena_alloc(mem, N * 2 + 1);
    struct tw_shared_list l;

    (void)state;
    for (size_t i = 0; i < N; i++) memcpy(text + 2 * i, "a ", 2);
    text[2 * N] = 0;
    l = shared(text, text, 0);
    assert_int_equal(l.n, 1);
    assert_int_equal(l.v[0].words, N);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_runs_are_found_whatever_case_and_punctuation, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(lightly_edited_runs_are_one_passage, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_retelling_is_no_passage, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(short_runs_do_not_count, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(passages_out_of_order_are_found_singly, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(words_inside_quotation_marks_are_counted, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(passages_do_not_overlap_in_b, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(empty_and_tiny_texts_share_nothing, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_text_of_one_repeated_word_ends, open_arena, close_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
