/* tests/base/utf8_test.c - checking, repairing, counting, normalising. */
#include "base/utf8.h"
#include "support/check.h"

#define FFFD "\xEF\xBF\xBD"

/* The rows of table 3-7 of the Unicode Standard: first and last of each, and
** what lies just outside. */
static void well_formed_bytes_are_those_of_table_3_7(void **state)
{
    static const struct {
        const char *bytes;
        bool good;
    } row[] = {
        {"\x7F", true},
        {"\x80", false},
        {"\xC1\xBF", false},
        {"\xC2\x80", true},
        {"\xDF\xBF", true},
        {"\xC2\x7F", false},
        {"\xC2\xC0", false},
        {"\xE0\x9F\xBF", false},
        {"\xE0\xA0\x80", true},
        {"\xE0\xBF\xBF", true},
        {"\xEC\xBF\xBF", true},
        {"\xED\x80\x80", true},
        {"\xED\x9F\xBF", true},
        {"\xED\xA0\x80", false},
        {"\xED\xBF\xBF", false},
        {"\xEE\x80\x80", true},
        {"\xEF\xBF\xBF", true},
        {"\xEF\xBF\xC0", false},
        {"\xF0\x8F\xBF\xBF", false},
        {"\xF0\x90\x80\x80", true},
        {"\xF3\xBF\xBF\xBF", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"\xF4\x90\x80\x80", false},
        {"\xF5\x80\x80\x80", false},
        {"\xFF", false},
        {"\xE2\x82", false},
        {"\xF0\x9F\x98", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct tw_slice s = tw_slice_of(row[i].bytes);

        assert_int_equal(tw_utf8_valid(s), row[i].good ? s.n : 0);
    }
}

static void the_first_fault_is_found_wherever_it_lies(void **state)
{
    char text[100];

    (void)state;
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, 'a', sizeof text);
        text[at] = '\xFF';
        assert_int_equal(tw_utf8_valid((struct tw_slice){text, sizeof text}), at);
    }
}

static void sound_text_is_not_copied(void **state)
{
    struct tw_slice s = TW_LIT("Élysée, 東京");
    size_t repaired = 9;

    assert_ptr_equal(tw_utf8_repair(*state, s, &repaired).p, s.p);
    assert_int_equal(repaired, 0);
}

/* The examples of the Unicode Standard, section 3.9, tables 3-8 to 3-11. */
static void each_maximal_subpart_becomes_one_replacement(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
    } row[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82", 8},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF", 8},
        {"\xF4\x91\x92\x93\xFF", 5},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF", 4},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        size_t repaired;
        struct tw_slice got = tw_utf8_repair(*state, tw_slice_of(row[i].bytes), &repaired);

        assert_int_equal(repaired, row[i].n);
        assert_int_equal(got.n, 3 * row[i].n);
        assert_int_equal(tw_utf8_valid(got), got.n);
    }
}

static void a_repair_keeps_what_lies_between(void **state)
{
    size_t repaired;

    assert_text(tw_utf8_repair(*state,
                               TW_LIT("a\xFF"
                                      "b\0c\xE2\x82"),
                               &repaired),
                "a" FFFD "b" FFFD "c" FFFD);
    assert_int_equal(repaired, 3);
}

static void walking_reads_forward_and_back(void **state)
{
    struct tw_slice s = TW_LIT("aé€😀");
    static const uint32_t want[] = {'a', 0xE9, 0x20AC, 0x1F600};
    size_t at = 0, start = 0;

    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(tw_utf8_at(s, at), want[i]);
        assert_int_equal(tw_utf8_next(s, &at), want[i]);
    }
    assert_int_equal(at, s.n);
    assert_int_equal(tw_utf8_at(s, at), 0);
    for (int i = 4; i-- > 0; at = start) assert_int_equal(tw_utf8_before(s, at, &start), want[i]);
    assert_int_equal(tw_utf8_before(s, 0, NULL), 0);
}

static void length_counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(tw_utf8_length(TW_LIT("")), 0);
    assert_int_equal(tw_utf8_length(TW_LIT("Der Bürgermeister von Köln – 東京 😀")), 33);
}

static void skipping_lands_on_the_next_character(void **state)
{
    struct tw_slice s = TW_LIT("aé€😀 abcdefgh €€€€€€ z");

    (void)state;
    for (size_t from = 0, n = 0; from < s.n; tw_utf8_next(s, &from), n++) {
        size_t at = from;

        for (size_t i = 0; at < s.n; i++, tw_utf8_next(s, &at))
            assert_int_equal(tw_utf8_skip(s, from, i), at);
        assert_int_equal(tw_utf8_skip(s, from, 22 - n), s.n);
        assert_int_equal(tw_utf8_skip(s, from, 23 - n), TW_NONE);
    }
}

static void offsets_convert_in_any_order(void **state)
{
    struct tw_slice s = TW_LIT("aé€😀z");
    static const size_t byte[] = {0, 1, 3, 6, 10, 11, 3, 10, 1, 0},
                        cp[] = {0, 1, 2, 3, 4, 5, 2, 4, 1, 0};
    struct tw_cpmap map = {.text = s};
    struct tw_cpindex index = tw_cpindex_in(*state, s);

    for (size_t i = 0; i < sizeof byte / sizeof *byte; i++) {
        assert_int_equal(tw_cpmap_at(&map, byte[i]), cp[i]);
        assert_int_equal(tw_cpindex_at(&index, byte[i]), cp[i]);
    }
}

static void an_index_of_a_long_text_agrees_with_counting(void **state)
{
    char *text = tw_arena_alloc(*state, 3000);
    struct tw_slice s = {text, 3000};
    struct tw_cpindex index;

    for (size_t i = 0; i < 3000; i += 3) memcpy(text + i, i % 2 ? "\xE2\x82\xAC" : "a\xC3\xA9", 3);
    index = tw_cpindex_in(*state, s);
    for (size_t at = 0; at <= s.n; at += 3)
        assert_int_equal(tw_cpindex_at(&index, at), tw_utf8_length(tw_slice_sub(s, 0, at)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_bytes_are_those_of_table_3_7),
        cmocka_unit_test(the_first_fault_is_found_wherever_it_lies),
        TEST_IN_ARENA(sound_text_is_not_copied),
        TEST_IN_ARENA(each_maximal_subpart_becomes_one_replacement),
        TEST_IN_ARENA(a_repair_keeps_what_lies_between),
        cmocka_unit_test(walking_reads_forward_and_back),
        cmocka_unit_test(length_counts_code_points),
        cmocka_unit_test(skipping_lands_on_the_next_character),
        TEST_IN_ARENA(offsets_convert_in_any_order),
        TEST_IN_ARENA(an_index_of_a_long_text_agrees_with_counting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
