/* tests/compare/markup_test.c - text from outside as HTML. */
#include "compare/markup.h"

#include "support/check.h"

static void markup_in_text_is_shown_and_not_obeyed(void **state)
{
    struct tw_buf out = {.mem = *state};

    tw_markup_text(&out, TW_LIT("<script>alert(\"x\")</script> & 'y'"));
    assert_text(tw_buf_slice(&out),
                "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;");
}

static void what_xml_forbids_is_replaced_or_dropped(void **state)
{
    struct tw_buf out = {.mem = *state};

    tw_markup_text(&out, TW_LIT("a\x01\x1B"
                                "b\nc\td\x7F Zo\xC3\xAB x\xEF\xBF\xBEy")); /* U+FFFE */
    assert_text(tw_buf_slice(&out), "ab\nc\td Zo\xC3\xAB x\xEF\xBF\xBDy");
}

static void what_turns_text_round_is_dropped(void **state)
{
    struct tw_buf out = {.mem = *state};

    tw_markup_words(&out, TW_LIT("to\xE2\x80\xAE"
                                 "p\n\x07 news"));
    assert_text(tw_buf_slice(&out), "<bdi>top news</bdi>");
}

static void overlapping_marks_are_cut_into_pieces(void **state)
{
    static const char *const name[] = {"said", "copied"};
    struct tw_buf out = {.mem = *state};
    struct tw_marked m = {.out = &out, .text = TW_LIT("one two three"), .name = name};

    tw_marked_add(&m, *state, tw_span_from_to(0, 7), 0);
    tw_marked_add(&m, *state, tw_span_from_to(4, 13), 1);
    tw_marked_ready(&m);
    tw_marked_put(&m, 0, 5);
    tw_marked_put(&m, 5, 13);
    assert_text(tw_buf_slice(&out),
                "<mark class=\"said\">one </mark><mark class=\"said copied\">t</mark>"
                "<mark class=\"said copied\">wo</mark><mark class=\"copied\"> three</mark>");
}

static void only_web_addresses_are_links(void **state)
{
    (void)state;
    assert_true(tw_markup_is_web(TW_LIT("HTTPS://ferry.example/a")));
    assert_false(tw_markup_is_web(TW_LIT("javascript:alert(1)")));
    assert_false(tw_markup_is_web(TW_LIT(" http://ferry.example/")));
    assert_true(tw_markup_is_tag(TW_LIT("pt-BR")));
    assert_false(tw_markup_is_tag(TW_LIT("en\" onload=\"")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(markup_in_text_is_shown_and_not_obeyed),
        TEST_IN_ARENA(what_xml_forbids_is_replaced_or_dropped),
        TEST_IN_ARENA(what_turns_text_round_is_dropped),
        TEST_IN_ARENA(overlapping_marks_are_cut_into_pieces),
        TEST_IN_ARENA(only_web_addresses_are_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
