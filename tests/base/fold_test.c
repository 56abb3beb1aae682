/* tests/base/fold_test.c - classes of code points, and folding for comparison. */
#include "base/utf8.h"
#include "support/check.h"

#include <unicode/uchar.h>

static void classes_agree_with_unicode(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x3000; c++) {
        uint32_t mask = U_GET_GC_MASK((UChar32)c);

        assert_int_equal(tw_cp_is_letter(c), (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0);
        assert_int_equal(tw_cp_is_upper(c), (mask & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0);
        assert_int_equal(tw_cp_is_lower(c), (mask & U_GC_LL_MASK) != 0);
        assert_int_equal(tw_cp_is_digit(c), (mask & U_GC_ND_MASK) != 0);
        assert_int_equal(tw_cp_lower(c), u_tolower((UChar32)c));
        if (c != 0x200B) assert_int_equal(tw_cp_is_space(c), u_isUWhiteSpace((UChar32)c));
    }
    assert_true(tw_cp_is_space(0x200B) && tw_cp_is_space(0xFEFF) && tw_cp_is_space(0x3000));
}

static void cjk_is_what_is_written_without_spaces(void **state)
{
    (void)state;
    assert_true(tw_cp_is_cjk(0x6771) && tw_cp_is_cjk(0x3042) && tw_cp_is_cjk(0xD55C) && tw_cp_is_cjk(0x20000));
    assert_false(tw_cp_is_cjk('a') || tw_cp_is_cjk(0x3002) || tw_cp_is_cjk(0x0414) || tw_cp_is_cjk(0x1F600));
}

static void latin_letters_lose_case_and_accents(void **state)
{
    assert_text(tw_utf8_fold(*state, TW_LIT("ÉLYSÉE Škoda Łódź Ørsted Đà Nẵng Ñandú Ǖ")),
                "elysee skoda lodz orsted da nang nandu u");
    assert_text(tw_utf8_fold(*state, TW_LIT("Cafe\xCC\x81 STRASSE Straße Æsir Œuvre")),
                "cafe strasse strasse æsir œuvre");
}

static void typographic_marks_become_ascii(void **state)
{
    assert_text(tw_utf8_fold(*state, TW_LIT("“It’s” «x» ‘y’ – — a\xC2\xA0" "b… co\xC2\xADop")),
                "\"it's\" \"x\" 'y' - - a b... coop");
}

static void other_scripts_take_the_case_fold_of_unicode(void **state)
{
    assert_text(tw_utf8_fold(*state, TW_LIT("МОСКВА, Київ; ΑΘΗΝΑ: 東京 ＡＢＣ ﬁn ①")),
                "москва, київ; αθηνα: 東京 abc fin 1");
}

static void long_runs_are_folded_in_pieces_without_loss(void **state)
{
    struct { char text[6000]; size_t n; } upper = {.n = 0}, lower = {.n = 0};

    for (int i = 0; i < 1000; i++) { /* Й as letter and mark: pieces must not part them */
        memcpy(upper.text + upper.n, "И\xCC\x86", 4), upper.n += 4;
        memcpy(lower.text + lower.n, "й", 2), lower.n += 2;
    }
    assert_true(tw_slice_eq(tw_utf8_fold(*state, (struct tw_slice){upper.text, upper.n}),
                            (struct tw_slice){lower.text, lower.n}));
}

static void ascii_of_any_length_is_lowered(void **state)
{
    char text[64];

    for (size_t n = 0; n <= sizeof text; n++) {
        struct tw_slice s = {text, n};

        for (size_t i = 0; i < n; i++) text[i] = (char)('?' + i % 64);
        assert_true(tw_slice_eq(tw_utf8_fold(*state, s), tw_slice_lower(*state, s)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_agree_with_unicode),
        cmocka_unit_test(cjk_is_what_is_written_without_spaces),
        TEST_IN_ARENA(latin_letters_lose_case_and_accents),
        TEST_IN_ARENA(typographic_marks_become_ascii),
        TEST_IN_ARENA(other_scripts_take_the_case_fold_of_unicode),
        TEST_IN_ARENA(long_runs_are_folded_in_pieces_without_loss),
        TEST_IN_ARENA(ascii_of_any_length_is_lowered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
