/* tests/base/slice_test.c - borrowed text and growing text. */
#include "base/buf.h"
#include "base/eight.h"
#include "base/status.h"
#include "support/check.h"

static void comparing_ignores_case_of_ascii_only(void **state)
{
    (void)state;
    assert_true(tw_slice_eq_nocase(TW_LIT("Bridge"), TW_LIT("bRIDGE")));
    assert_false(tw_slice_eq_nocase(TW_LIT("É"), TW_LIT("é")));
    assert_true(tw_slice_starts_nocase(TW_LIT("BY Ann Lee"), TW_LIT("by ")));
    assert_false(tw_slice_starts(TW_LIT("BY Ann Lee"), TW_LIT("by ")));
    assert_true(tw_slice_ends(TW_LIT("page.html"), TW_LIT(".html")));
    assert_false(tw_slice_ends(TW_LIT("l"), TW_LIT("html")));
}

static void order_is_by_bytes_and_shorter_first(void **state)
{
    (void)state;
    assert_true(tw_slice_cmp(TW_LIT("ab"), TW_LIT("abc")) < 0);
    assert_true(tw_slice_cmp(TW_LIT("é"), TW_LIT("z")) > 0);
    assert_int_equal(tw_slice_cmp(TW_LIT(""), TW_LIT("")), 0);
}

static void finding_gives_the_place_or_none(void **state)
{
    struct tw_slice s = TW_LIT("one, two, one");

    (void)state;
    assert_int_equal(tw_slice_find(s, TW_LIT("one"), 0), 0);
    assert_int_equal(tw_slice_find(s, TW_LIT("one"), 1), 10);
    assert_int_equal(tw_slice_find(s, TW_LIT("one"), 11), TW_NONE);
    assert_int_equal(tw_slice_find_last(s, TW_LIT("one")), 10);
    assert_int_equal(tw_slice_find_nocase(s, TW_LIT("TWO"), 0), 5);
    assert_int_equal(tw_slice_find_char(s, ',', 4), 8);
    assert_int_equal(tw_slice_find_char(s, 'x', 0), TW_NONE);
    assert_int_equal(tw_slice_find(TW_LIT(""), TW_LIT("a"), 0), TW_NONE);
}

static void trim_takes_spaces_also_unbreakable_ones(void **state)
{
    (void)state;
    assert_text(tw_slice_trim(TW_LIT(" \t\xC2\xA0 a b\xC2\xA0\r\n")), "a b");
    assert_text(tw_slice_trim(TW_LIT(" \n ")), "");
}

static void lines_end_with_or_without_carriage_return(void **state)
{
    struct tw_slice rest = TW_LIT("a\r\n\nb"), line;

    (void)state;
    assert_true(tw_slice_line(&rest, &line));
    assert_text(line, "a");
    assert_true(tw_slice_line(&rest, &line));
    assert_text(line, "");
    assert_true(tw_slice_line(&rest, &line));
    assert_text(line, "b");
    assert_false(tw_slice_line(&rest, &line));
}

static void parts_are_cut_at_the_separator(void **state)
{
    struct tw_slice rest = TW_LIT("a::b"), part;

    (void)state;
    assert_true(tw_slice_part(&rest, ':', &part));
    assert_text(part, "a");
    assert_true(tw_slice_part(&rest, ':', &part));
    assert_text(part, "");
    assert_true(tw_slice_part(&rest, ':', &part));
    assert_text(part, "b");
    assert_false(tw_slice_part(&rest, ':', &part));
}

static void a_span_may_not_cut_a_character(void **state)
{
    struct tw_slice s = TW_LIT("a\xC3\xA9z"); /* aéz */

    (void)state;
    assert_true(tw_span_check(s, tw_span_from_to(1, 3)));
    assert_true(tw_span_check(s, tw_span_from_to(4, 4)));
    assert_false(tw_span_check(s, tw_span_from_to(2, 3)));
    assert_false(tw_span_check(s, tw_span_from_to(0, 2)));
    assert_false(tw_span_check(s, (struct tw_span){3, 2}));
    assert_false(tw_span_check(s, (struct tw_span){1, SIZE_MAX}));
}

static void copies_are_in_lower_case_and_end_in_nul(void **state)
{
    struct tw_slice s = tw_slice_lower(*state, TW_LIT("ÀB c"));

    assert_text(s, "Àb c");
    assert_int_equal(s.p[s.n], 0);
}

static void a_buffer_takes_text_of_every_kind(void **state)
{
    struct tw_buf b = {.mem = *state};

    assert_int_equal(tw_buf_slice(&b).n, 0);
    tw_buf_adds(&b, "x=");
    tw_buf_addf(&b, "%d%s", 42, ";");
    tw_buf_addc(&b, ' ');
    tw_buf_add_cp(&b, 'A');
    tw_buf_add_cp(&b, 0xE9);
    tw_buf_add_cp(&b, 0x20AC);
    tw_buf_add_cp(&b, 0x1F600);
    tw_buf_add_cp(&b, 0xD800);
    assert_text(tw_buf_slice(&b), "x=42; Aé€😀\xEF\xBF\xBD");
    for (int i = 0; i < 10000; i++) tw_buf_adds(&b, "0123456789");
    assert_int_equal(b.n, 100000 + 19);
    assert_text(tw_slice_sub(tw_buf_slice(&b), b.n - 3, b.n), "789");
}

static void eight_bytes_of_a_shorter_text_end_in_zeros(void **state)
{
    const char text[] = "ab1defgh";

    (void)state;
    for (size_t n = 0; n <= 8; n++) {
        char back[8];

        tw_eight_put(back, tw_eight_some(text, n));
        for (size_t i = 0; i < 8; i++) assert_int_equal(back[i], i < n ? text[i] : 0);
    }
}

static void letters_are_told_eight_at_a_time(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        char text[8] = {(char)c, 'x', '-', (char)c, '\xFF', '@', '[', (char)c};
        uint64_t letters = tw_eight_letters(tw_eight(text));
        unsigned is = c < 128 && tw_is_alpha((char)c);

        assert_int_equal(tw_eight_count(letters), 1 + 3 * is);
        assert_int_equal(tw_eight_run(letters), 2 * is);
    }
    assert_int_equal(tw_eight_run(TW_EIGHT_HIGH), 8);
}

static void every_status_has_a_phrase(void **state)
{
    (void)state;
    for (int st = 0; st < TW_STATUS_COUNT; st++)
        assert_true(strlen(tw_status_text((enum tw_status)st)) > 3);
    assert_string_equal(tw_status_text((enum tw_status)99), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparing_ignores_case_of_ascii_only),
        cmocka_unit_test(order_is_by_bytes_and_shorter_first),
        cmocka_unit_test(finding_gives_the_place_or_none),
        cmocka_unit_test(trim_takes_spaces_also_unbreakable_ones),
        cmocka_unit_test(lines_end_with_or_without_carriage_return),
        cmocka_unit_test(parts_are_cut_at_the_separator),
        cmocka_unit_test(a_span_may_not_cut_a_character),
        TEST_IN_ARENA(copies_are_in_lower_case_and_end_in_nul),
        TEST_IN_ARENA(a_buffer_takes_text_of_every_kind),
        cmocka_unit_test(eight_bytes_of_a_shorter_text_end_in_zeros),
        cmocka_unit_test(letters_are_told_eight_at_a_time),
        cmocka_unit_test(every_status_has_a_phrase),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
