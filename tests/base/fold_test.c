/* tests/base/fold_test.c - classes of code points, and folding for comparison. */
#include "base/buf.h"
#include "base/utf8.h"
#include "support/check.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

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
    assert_true(tw_cp_is_cjk(0x6771) && tw_cp_is_cjk(0x3042) && tw_cp_is_cjk(0xD55C)
                && tw_cp_is_cjk(0x20000));
    assert_false(tw_cp_is_cjk('a') || tw_cp_is_cjk(0x3002) || tw_cp_is_cjk(0x0414)
                 || tw_cp_is_cjk(0x1F600));
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
    assert_text(tw_utf8_fold(*state, TW_LIT("“It’s” «x» ‘y’ – — a\xC2\xA0"
                                            "b… co\xC2\xADop")),
                "\"it's\" \"x\" 'y' - - a b... coop");
}

static void other_scripts_take_the_case_fold_of_unicode(void **state)
{
    assert_text(tw_utf8_fold(*state, TW_LIT("МОСКВА, Київ; ΑΘΗΝΑ: 東京 ＡＢＣ ﬁn ①")),
                "москва, київ; αθηνα: 東京 abc fin 1");
}

static struct tw_slice casefold(struct tw_arena *mem, struct tw_slice s)
{
    UErrorCode err = U_ZERO_ERROR;
    UChar wide[64], done[512];
    char *text = tw_arena_alloc(mem, 512);
    int32_t n;

    u_strFromUTF8(wide, 64, &n, s.p, (int32_t)s.n, &err);
    n = unorm2_normalize(unorm2_getNFKCCasefoldInstance(&err), wide, n, done, 512, &err);
    u_strToUTF8(text, 512, &n, done, n, &err);
    assert_true(U_SUCCESS(err));
    return (struct tw_slice){text, (size_t)n};
}

static void every_letter_of_another_script_folds_as_icu_says(void **state)
{
    static const char *const after[] = {"", "z", "\xCC\x88", "\xE3\x82\x99", "\xE1\x86\xA8", "д"};

    for (uint32_t c = 0x370; c < 0x10000; c++) {
        struct tw_buf b = {.mem = *state};
        struct tw_slice want;
        uint32_t first;

        tw_arena_reset(*state);
        if (!tw_cp_is_letter(c) && !tw_cp_is_digit(c)) continue;
        tw_buf_add_cp(&b, c);
        tw_buf_adds(&b, after[c % 6]);
        want = casefold(*state, tw_buf_slice(&b));
        first = tw_utf8_at(want, 0);
        if (first < 0x370 || (first >= 0x1E00 && first < 0x1F00))
            continue; /* Latin: our own rules */
        if (!tw_slice_eq(tw_utf8_fold(*state, tw_buf_slice(&b)), want))
            fail_msg("U+%04X with \"%s\" behind", c, after[c % 6]);
    }
}

static void long_runs_are_folded_in_pieces_without_loss(void **state)
{
    struct {
        char text[6000];
        size_t n;
    } upper = {.n = 0}, lower = {.n = 0};

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
        TEST_IN_ARENA(every_letter_of_another_script_folds_as_icu_says),
        TEST_IN_ARENA(long_runs_are_folded_in_pieces_without_loss),
        TEST_IN_ARENA(ascii_of_any_length_is_lowered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
