/* tests/dedup/wordscan_test.c - words as hashes, with their shape. */
#include "dedup/wordscan.h"

#include "base/buf.h"
#include "support/check.h"

static struct tw_scan scan(void **state, const char *text)
{
    return tw_scan(*state, tw_slice_of(text));
}

static void same(void **state, const char *a, const char *b)
{
    struct tw_scan x = scan(state, a), y = scan(state, b);

    assert_int_equal(x.n, y.n);
    for (size_t i = 0; i < x.n; i++) assert_int_equal(x.v[i].hash, y.v[i].hash);
}

static void case_accents_and_punctuation_make_no_difference(void **state)
{
    same(state, "The Café, reopened; 12 guests!", "the cafe reopened 12 guests");
    same(state, "МОСТ закрыт", "мост Закрыт");
}

static void letters_that_grow_when_folded_stay_in_bounds(void **state)
{
    struct tw_buf text = {.mem = *state};
    struct tw_scan s;

    for (int i = 0; i < 400; i++) tw_buf_adds(&text, "Ⱥ");     /* two bytes; folded three */
    s = tw_scan(*state, tw_buf_slice(&text));
    assert_true(s.n > 1);
    for (size_t i = 0; i < s.n; i++) assert_true(s.v[i].len < TW_SCAN_LONGEST);
}

static void a_word_has_one_hash_wherever_it_stands(void **state)
{
    /* At the end of the text the fast way is not open. */
    struct tw_scan s = scan(state, "harbour and the harbour");

    assert_int_equal(s.n, 4);
    assert_int_equal(s.v[0].hash, s.v[3].hash);
    assert_int_equal(s.v[0].hash, tw_scan_hash(TW_LIT("Harbour")));
}

static void words_stand_where_they_say(void **state)
{
    struct tw_slice text = TW_LIT("Zwölf “Schiffe” — kamen 3,5 Stunden später.");
    static const char *const want[] = {"Zwölf", "Schiffe", "kamen", "3", "5", "Stunden", "später"};
    struct tw_scan s = tw_scan(*state, text);

    assert_int_equal(s.n, 7);
    for (size_t i = 0; i < s.n; i++) {
        struct tw_slice got = tw_span_text(text, tw_scan_span(&s, i, i));

        assert_true(tw_slice_eq(got, tw_slice_of(want[i])));
    }
}

static void scripts_without_spaces_give_a_word_a_character(void **state)
{
    struct tw_scan s = scan(state, "大橋が closed 閉鎖");

    assert_int_equal(s.n, 6);
    assert_true(s.v[0].flags & TW_SCAN_SPACELESS);
    assert_false(s.v[3].flags & TW_SCAN_SPACELESS);
}

static unsigned flags_of(void **state, const char *text, const char *word)
{
    struct tw_scan s = scan(state, text);
    uint32_t hash = tw_scan_hash(tw_slice_of(word));

    for (size_t i = 0; i < s.n; i++)
        if (s.v[i].hash == hash) return s.v[i].flags;
    fail_msg("no word %s", word);
    return 0;
}

static void capitals_and_digits_are_told(void **state)
{
    const char *text = "Then Oruna met NATO in 2031.";

    assert_int_equal(flags_of(state, text, "oruna"), TW_SCAN_CAP);
    assert_int_equal(flags_of(state, text, "nato"), TW_SCAN_CAP | TW_SCAN_CAPS);
    assert_int_equal(flags_of(state, text, "2031"), TW_SCAN_DIGIT);
    assert_int_equal(flags_of(state, text, "then"), TW_SCAN_CAP | TW_SCAN_START);
}

static void a_title_before_a_name_ends_no_sentence(void **state)
{
    assert_false(flags_of(state, "It was Mr. Tarn who came.", "tarn") & TW_SCAN_START);
    assert_true(flags_of(state, "It was late. Tarn came.", "tarn") & TW_SCAN_START);
}

static void words_inside_quotation_marks_are_told(void **state)
{
    const char *texts[] = {"He said “we will rebuild” on Monday",
                           "He said \"we will rebuild\" on Monday",
                           "He said «we will rebuild» on Monday", "He said 'we will rebuild' on Monday",
                           "He said „we will rebuild“ on Monday"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(flags_of(state, texts[i], "rebuild") & TW_SCAN_QUOTED);
        assert_false(flags_of(state, texts[i], "said") & TW_SCAN_QUOTED);
        assert_false(flags_of(state, texts[i], "monday") & TW_SCAN_QUOTED);
    }
}

static void a_forgotten_mark_ends_with_its_paragraph(void **state)
{
    assert_false(flags_of(state, "“We wait, he said.\n\nNothing came.",
                          "nothing") & TW_SCAN_QUOTED);
}

static void an_apostrophe_opens_nothing(void **state)
{
    assert_false(flags_of(state, "The mayor's office didn't answer", "answer") & TW_SCAN_QUOTED);
}

static void empty_and_wordless_texts_have_no_words(void **state)
{
    assert_int_equal(scan(state, "").n, 0);
    assert_int_equal(scan(state, " -- … \n").n, 0);
}

static void a_word_without_end_is_cut(void **state)
{
    struct tw_buf b = {.mem = *state};
    struct tw_scan s;

    for (int i = 0; i < 5000; i++) tw_buf_adds(&b, "ж");
    s = tw_scan(*state, tw_buf_slice(&b));
    assert_true(s.n > 1);
    for (size_t i = 0; i < s.n; i++) assert_true(s.v[i].len <= TW_SCAN_LONGEST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(case_accents_and_punctuation_make_no_difference),
        TEST_IN_ARENA(letters_that_grow_when_folded_stay_in_bounds),
        TEST_IN_ARENA(a_word_has_one_hash_wherever_it_stands),
        TEST_IN_ARENA(words_stand_where_they_say),
        TEST_IN_ARENA(scripts_without_spaces_give_a_word_a_character),
        TEST_IN_ARENA(capitals_and_digits_are_told),
        TEST_IN_ARENA(a_title_before_a_name_ends_no_sentence),
        TEST_IN_ARENA(words_inside_quotation_marks_are_told),
        TEST_IN_ARENA(a_forgotten_mark_ends_with_its_paragraph),
        TEST_IN_ARENA(an_apostrophe_opens_nothing),
        TEST_IN_ARENA(empty_and_wordless_texts_have_no_words),
        TEST_IN_ARENA(a_word_without_end_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
