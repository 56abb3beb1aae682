/* tests/library/extractor_test.c - what an article says, through the public header alone. */
#include <twosource.h>
#include "library/accounts.h"
#include "support/check.h"

#include <math.h>

static bool says(const struct tw_findings *f, struct tw_extent e, const char *text)
{
    return e.end - e.from == strlen(text) && memcmp(f->text + e.from, text, e.end - e.from) == 0;
}

static void extents_are_bytes_of_the_text(void **state)
{
    struct tw_extractor *x = tw_extractor_new();
    struct tw_findings f;

    (void)state;
    assert_int_equal(tw_extractor_find(x, LAMP, strlen(LAMP), &f), TW_OK);
    assert_string_equal(f.id, "lamp");
    assert_int_equal(f.text_len, strlen(f.text));
    assert_int_equal(f.sentences, 4);
    assert_true(f.attributions >= 2);
    assert_string_equal(f.attribution[0].kind, "direct");
    assert_string_equal(f.attribution[0].type, "speech");
    assert_string_equal(f.attribution[0].speaker, "Zoë Ørn");
    assert_true(says(&f, f.attribution[0].cue, "said"));
    assert_true(says(&f, f.attribution[0].content[0],
                     "“The weir was old and we told them so every spring,”"));
    assert_string_equal(f.attribution[1].stance, "deny");
    tw_extractor_free(x);
}

static void open_bounds_of_figures_are_infinite(void **state)
{
    struct tw_extractor *x = tw_extractor_new();
    struct tw_findings f;

    (void)state;
    assert_int_equal(tw_extractor_find(x, LAMP, strlen(LAMP), &f), TW_OK);
    assert_true(f.figures >= 1);
    assert_string_equal(f.figure[0].unit, "injured");
    assert_string_equal(f.figure[0].comparator, "at_least");
    assert_true(f.figure[0].low == 12 && f.figure[0].high == HUGE_VAL);
    tw_extractor_free(x);
}

static void json_and_explanation_are_of_the_last_article(void **state)
{
    struct tw_extractor *x = tw_extractor_new();
    const char *text;
    size_t len = 0;

    (void)state;
    assert_null(tw_extractor_json(x, &len));
    assert_int_equal(tw_extractor_find(x, VANE, strlen(VANE), NULL), TW_OK);
    text = tw_extractor_json(x, &len);
    assert_int_equal(strlen(text), len);
    assert_non_null(strstr(text, "{\"id\":\"vane\""));
    assert_non_null(strstr(tw_extractor_explain(x, &len), "Zoë Ørn"));
    tw_extractor_free(x);
}

static void what_is_no_article_is_refused(void **state)
{
    struct tw_extractor *x = tw_extractor_new();
    struct tw_findings f;
    size_t len;

    (void)state;
    assert_int_equal(tw_extractor_find(x, LAMP, strlen(LAMP), &f), TW_OK);
    assert_int_equal(tw_extractor_find(x, "{\"id\":", 6, &f), TW_BROKEN);
    assert_int_equal(tw_extractor_find(x, "{\"id\":\"a\"}", 10, &f), TW_BROKEN);
    assert_int_equal(tw_extractor_find(x, "", 0, &f), TW_BROKEN);
    assert_null(tw_extractor_json(x, &len));
    assert_string_equal(tw_status_text(TW_BROKEN), "damaged or not in its format");
    tw_extractor_free(x);
    tw_extractor_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extents_are_bytes_of_the_text),
        cmocka_unit_test(open_bounds_of_figures_are_infinite),
        cmocka_unit_test(json_and_explanation_are_of_the_last_article),
        cmocka_unit_test(what_is_no_article_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
