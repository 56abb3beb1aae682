/* What the tagger does to the drafts of the rules, with weights made for the test. */
#include "extract/direct.h"
#include "extract/indirect.h"
#include "extract/saytag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Attributions left of the text under a model that scores every token's label alike. */
static size_t left_under(const char *text, int label, int weight)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_say_model *m = calloc(1, sizeof *m);
    struct tw_article a = {.text = tw_slice_of(text)};
    struct tw_statements s = {0};
    struct tw_drafts d;
    struct tw_text t;
    size_t n;

    assert_non_null(m);
    m->unit = 1;
    for (size_t r = 0; r < TW_SAY_ROWS; r++) m->row[r][label] = (int8_t)weight;
    tw_text_read(mem, &a, &t);
    tw_drafts_start(mem, &t, &d);
    tw_direct_find(&d);
    tw_indirect_find(&d);
    tw_says_reread(&d, m);
    tw_drafts_finish(&d, &s);
    for (size_t i = 0; i < s.attributions.n; i++)
        for (size_t k = 0; k < s.attributions.v[i].content.n; k++) {
            assert_true(s.attributions.v[i].content.v[k].len > 0);
            assert_true(tw_span_end(s.attributions.v[i].content.v[k]) <= a.text.n);
        }
    n = s.attributions.n;
    free(m);
    tw_arena_free(mem);
    return n;
}

static void weights_of_zero_change_nothing(void **state)
{
    (void)state;
    assert_int_equal(left_under("Lund said the dam was old. Keel denied it.", TW_SAY_O, 0), 2);
}

static void sure_of_nothing_it_drops(void **state)
{
    (void)state;
    assert_int_equal(left_under("Lund said the dam was old. Keel denied it.", TW_SAY_O, 1), 0);
}

static void quotations_are_not_its_business(void **state)
{
    (void)state;
    assert_int_equal(left_under("“The dam is old,” Lund said.", TW_SAY_O, 1), 1);
}

static void sure_of_something_it_adds(void **state)
{
    (void)state;
    assert_int_equal(left_under("The state roads were closed.", TW_SAY_O, 0), 0);
    assert_int_equal(left_under("The state roads were closed.", TW_SAY_B_CONTENT, 9), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_of_zero_change_nothing),
        cmocka_unit_test(sure_of_nothing_it_drops),
        cmocka_unit_test(quotations_are_not_its_business),
        cmocka_unit_test(sure_of_something_it_adds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
