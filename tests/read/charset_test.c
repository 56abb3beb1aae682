/* tests/read/charset_test.c - which encoding is it, and is the text right after? */
#include "read/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct tw_arena *mem;

static int setup(void **state)
{
    (void)state;
    mem = tw_arena_new(0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tw_arena_free(mem);
    return 0;
}

static struct tw_charset becomes(struct tw_slice bytes, const char *outside, const char *http,
                                 const char *text)
{
    struct tw_charset c = tw_charset_find(bytes, tw_slice_of(outside), tw_slice_of(http));
    size_t repaired;
    struct tw_slice got = tw_charset_convert(mem, bytes, c, &repaired);

    assert_int_equal(got.n, strlen(text));
    assert_memory_equal(got.p, text, got.n);
    return c;
}

static void labels_follow_the_encoding_standard(void **state)
{
    (void)state;
    assert_string_equal(tw_charset_of_label(TW_LIT("ISO-8859-1")), "windows-1252");
    assert_string_equal(tw_charset_of_label(TW_LIT(" latin1 ")), "windows-1252");
    assert_string_equal(tw_charset_of_label(TW_LIT("GB2312")), "gb18030");
    assert_null(tw_charset_of_label(TW_LIT("no-such-thing")));
}

static void byte_order_mark_wins(void **state)
{
    (void)state;
    assert_int_equal(becomes(TW_LIT("\xEF\xBB\xBFR\xC3\xBC"), "windows-1252", "koi8-r", "Rü").how,
                     TW_CHARSET_BOM);
    becomes(TW_LIT("\xFE\xFF\0R\0\xFC"), "", "", "Rü");
    becomes(TW_LIT("\xFF\xFER\0\xFC\0"), "", "", "Rü");
}

static void encoding_from_outside_beats_header_and_meta(void **state)
{
    (void)state;
    assert_int_equal(becomes(TW_LIT("<meta charset=koi8-r>\xF0"), "windows-1251", "koi8-r",
                             "<meta charset=koi8-r>р").how, TW_CHARSET_OUTSIDE);
}

static void valid_utf8_beats_what_the_page_declares(void **state)
{
    (void)state;
    assert_int_equal(becomes(TW_LIT("<meta charset=\"iso-8859-1\">M\xC3\xBCller"), "",
                             "windows-1251",
                             "<meta charset=\"iso-8859-1\">Müller").how, TW_CHARSET_UTF8);
}

static void header_beats_meta(void **state)
{
    (void)state;
    assert_int_equal(becomes(TW_LIT("<meta charset=koi8-r>\xCF."), "", "windows-1251",
                             "<meta charset=koi8-r>П.").how, TW_CHARSET_HTTP);
}

static void meta_is_read_in_both_forms(void **state)
{
    struct tw_slice old =
        TW_LIT("<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">");

    (void)state;
    assert_true(tw_slice_eq(tw_charset_of_meta(old), TW_LIT("Shift_JIS")));
    assert_true(tw_slice_eq(tw_charset_of_meta(TW_LIT("<meta charset='big5'/>")), TW_LIT("big5")));
    assert_true(tw_slice_eq(tw_charset_of_meta(TW_LIT("<?xml version='1.0' encoding='euc-kr'?><a/>")),
                            TW_LIT("euc-kr")));
    assert_int_equal(tw_charset_of_meta(TW_LIT("<p>charset=utf-8</p>")).n, 0);
    assert_true(tw_slice_eq(tw_charset_of_type(TW_LIT("text/html; Charset=\"UTF-8\"")),
                            TW_LIT("UTF-8")));
}

static void undeclared_bytes_are_detected(void **state)
{
    /* "Мэр города заявил, что мост закрыт до весны" in windows-1251, twice. */
    struct tw_slice text = TW_LIT(
        "\xCC\xFD\xF0 \xE3\xEE\xF0\xEE\xE4\xE0 \xE7\xE0\xFF\xE2\xE8\xEB, \xF7\xF2\xEE \xEC\xEE\xF1\xF2 "
        "\xE7\xE0\xEA\xF0\xFB\xF2 \xE4\xEE \xE2\xE5\xF1\xED\xFB. \xCC\xFD\xF0 \xE3\xEE\xF0\xEE\xE4\xE0 "
        "\xE7\xE0\xFF\xE2\xE8\xEB, \xF7\xF2\xEE \xEC\xEE\xF1\xF2 \xE7\xE0\xEA\xF0\xFB\xF2.");

    (void)state;
    assert_int_equal(becomes(text, "", "", "Мэр города заявил, что мост закрыт до весны. "
                             "Мэр города заявил, что мост закрыт.").how, TW_CHARSET_DETECTED);
}

static void utf16_without_a_mark_is_seen(void **state)
{
    (void)state;
    becomes(TW_LIT("T\0h\0e\0 \0b\0r\0i\0d\0g\0e\0"), "", "", "The bridge");
    becomes(TW_LIT("\0T\0h\0e\0 \0b\0r\0i\0d\0g\0e"), "", "", "The bridge");
}

static void damaged_utf8_stays_utf8(void **state)
{
    struct tw_slice text =
        TW_LIT("\xC3\xA9\xC3\xA8\xC3\xAA\xC3\xAB\xC3\xA0\xC3\xA2\xFF und mehr Text");
    struct tw_charset c = tw_charset_find(text, TW_LIT(""), TW_LIT(""));
    size_t repaired;
    struct tw_slice got = tw_charset_convert(mem, text, c, &repaired);

    (void)state;
    assert_string_equal(c.name, "UTF-8");
    assert_int_equal(repaired, 1);
    assert_true(tw_slice_find(got, TW_LIT("\xEF\xBF\xBD und"), 0) != TW_NONE);
}

static void declared_utf8_that_is_not_is_not_believed(void **state)
{
    (void)state;
    assert_string_equal(becomes(TW_LIT("<meta charset=utf-8>caf\xE9 ferm\xE9 jusqu'au 1er ao\xFBt"),
                                "", "",
                                "<meta charset=utf-8>café fermé jusqu'au 1er août").name, "windows-1252");
}

static void multibyte_encodings_convert(void **state)
{
    (void)state;
    becomes(TW_LIT("<meta charset=shift_jis>\x8B\xB4"), "", "", "<meta charset=shift_jis>橋");
    becomes(TW_LIT("<meta charset=gbk>\xC7\xC5"), "", "", "<meta charset=gbk>桥");
    becomes(TW_LIT("\x1B$B66\x1B(B"), "", "iso-2022-jp", "橋");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_follow_the_encoding_standard),
        cmocka_unit_test(byte_order_mark_wins),
        cmocka_unit_test(encoding_from_outside_beats_header_and_meta),
        cmocka_unit_test(valid_utf8_beats_what_the_page_declares),
        cmocka_unit_test(header_beats_meta),
        cmocka_unit_test(meta_is_read_in_both_forms),
        cmocka_unit_test(undeclared_bytes_are_detected),
        cmocka_unit_test(utf16_without_a_mark_is_seen),
        cmocka_unit_test(damaged_utf8_stays_utf8),
        cmocka_unit_test(declared_utf8_that_is_not_is_not_believed),
        cmocka_unit_test(multibyte_encodings_convert),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
