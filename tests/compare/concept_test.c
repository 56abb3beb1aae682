/* tests/compare/concept_test.c - which words count as the same? */
#include "compare/concept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static uint32_t id(const char *word)
{
    return tw_concept_of(tw_slice_of(word)).id;
}

static void forms_of_a_word_are_one(void **state)
{
    (void)state;
    assert_int_equal(id("carries"), id("carried"));
    assert_int_equal(id("closing"), id("closed"));
    assert_int_equal(id("went"), id("go"));
    assert_int_equal(id("children"), id("child"));
    assert_int_equal(id("stopped"), id("stop"));
    assert_int_equal(id("we'll"), id("we"));
}

static void synonyms_are_one(void **state)
{
    (void)state;
    assert_int_equal(id("ampoules"), id("vial"));
    assert_int_equal(id("lorries"), id("van"));
    assert_int_equal(id("apartment"), id("flat"));
    assert_int_equal(tw_concept_of_phrase(TW_LIT("blew up"), true).id, id("exploded"));
    assert_int_equal(tw_concept_of_phrase(TW_LIT("stepped down"), true).id, id("resigned"));
}

static void different_words_stay_apart(void **state)
{
    (void)state;
    assert_int_not_equal(id("mill"), id("mile"));
    assert_int_not_equal(id("bus"), id("bush"));
    assert_int_not_equal(id("told"), id("tol"));
    assert_int_equal(tw_concept_of_phrase(TW_LIT("green cheese"), true).id, 0);
}

static void grammar_has_no_weight(void **state)
{
    (void)state;
    assert_true(tw_concept_of(TW_LIT("the")).weight <= 0);
    assert_true(tw_concept_of(TW_LIT("lantern")).weight >= 1);
    assert_true(tw_concept_of(TW_LIT("said")).weight < 0.5F);
}

static void negations_are_told(void **state)
{
    (void)state;
    assert_true(tw_concept_of(TW_LIT("nobody")).negates);
    assert_true(tw_concept_of(TW_LIT("didn't")).negates);
    assert_false(tw_concept_of(TW_LIT("notable")).negates);
}

static void numbers_are_equal_by_value(void **state)
{
    (void)state;
    assert_int_equal(tw_concept_of_number(11).id, tw_concept_of_number(11.0).id);
    assert_int_not_equal(tw_concept_of_number(11).id, tw_concept_of_number(12).id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_word_are_one),
        cmocka_unit_test(synonyms_are_one),
        cmocka_unit_test(different_words_stay_apart),
        cmocka_unit_test(grammar_has_no_weight),
        cmocka_unit_test(negations_are_told),
        cmocka_unit_test(numbers_are_equal_by_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
