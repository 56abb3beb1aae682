/* tests/clean/lang_test.c - which language is it? */
#include "clean/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void is(const char *text, const char *lang)
{
    struct tw_slice got = tw_lang_detect(tw_slice_of(text));

    assert_int_equal(got.n, strlen(lang));
    assert_memory_equal(got.p, lang, got.n);
}

static void common_languages_are_told_apart(void **state)
{
    (void)state;
    is("The mayor said on Monday that the bridge would stay closed until the spring.", "en");
    is("Die Bürgermeisterin sagte am Montag, die Brücke bleibe bis zum Frühjahr gesperrt.", "de");
    is("Le maire a déclaré lundi que le pont resterait fermé jusqu'au printemps prochain.", "fr");
    is("Мэр заявил в понедельник, что мост останется закрытым до весны.", "ru");
    is("市长星期一表示，这座桥将关闭到明年春天，居民必须绕道而行。", "zh");
    is("市長は月曜日、橋は来年の春まで閉鎖されると述べた。", "ja");
    is("قال رئيس البلدية يوم الاثنين إن الجسر سيبقى مغلقا حتى الربيع المقبل.", "ar");
}

static void hebrew_has_its_present_code(void **state)
{
    (void)state;
    is("ראש העיר אמר ביום שני שהגשר יישאר סגור עד האביב הבא.", "he");
}

static void nothing_to_read_is_no_language(void **state)
{
    (void)state;
    is("", "");
    is("  \n ", "");
    is("12 345 - 678", "");
}

static void sample_ends_between_characters(void **state)
{
    char text[TW_LANG_SAMPLE + 64];

    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i += 2) memcpy(text + i, "\xD0\xB6", 2);
    (void)tw_lang_detect((struct tw_slice){text + 1, sizeof text - 1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_languages_are_told_apart),
        cmocka_unit_test(hebrew_has_its_present_code),
        cmocka_unit_test(nothing_to_read_is_no_language),
        cmocka_unit_test(sample_ends_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
