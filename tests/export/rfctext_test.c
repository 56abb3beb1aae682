/* tests/export/rfctext_test.c - text, times, addresses and ids as other formats want them. */
#include "export/rfctext.h"
#include "export/uuid.h"
#include "support/folder.h"

static const char *escaped(struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    tw_add_escaped(&b, s);
    tw_buf_addc(&b, '\0');
    return b.p;
}

static void markup_and_what_xml_forbids_is_escaped(void **state)
{
    (void)state;
    assert_string_equal(escaped(TW_LIT("<a href=\"x\">Tom & 'Zoë'</a>")),
                        "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Zoë&#39;&lt;/a&gt;");
    assert_string_equal(escaped(TW_LIT("a\x01\x1B"
                                       "b\nc\td\x7F")),
                        "ab\nc\td");
    assert_string_equal(escaped(TW_LIT("x\xEF\xBF\xBEy")), "x\xEF\xBF\xBDy"); /* U+FFFE */
    assert_string_equal(escaped(TW_LIT("x\xE2\x80\xAEy")), "xy"); /* U+202E turns text round */
    assert_string_equal(escaped(TW_LIT("")), "");
}

static void times_are_rfc_3339(void **state)
{
    struct tw_date day = {.grain = TW_DATE_DAY, .year = 2031, .month = 4, .day = 2},
                   whole = {TW_DATE_SECOND, 2031, 4, 2, 10, 0, 5, true, 120};

    (void)state;
    assert_string_equal(tw_slice_dup(mem, tw_rfc3339(mem, 1932897600)).p, "2031-04-02T12:00:00Z");
    assert_string_equal(tw_slice_dup(mem, tw_rfc3339_ms(mem, 0)).p, "1970-01-01T00:00:00.000Z");
    assert_string_equal(tw_slice_dup(mem, tw_rfc3339_date(mem, &day)).p, "2031-04-02T00:00:00Z");
    assert_string_equal(tw_slice_dup(mem, tw_rfc3339_date(mem, &whole)).p,
                        "2031-04-02T10:00:05+02:00");
}

static const char *address(struct tw_slice url)
{
    return tw_slice_dup(mem, tw_rfc3986(mem, url)).p;
}

static void only_web_addresses_are_addresses(void **state)
{
    (void)state;
    assert_string_equal(address(TW_LIT("https://lamp.example/a?b=c&d#e")),
                        "https://lamp.example/a?b=c&d#e");
    assert_string_equal(address(TW_LIT("http://lamp.example/stra\xC3\x9F"
                                       "e")),
                        "http://lamp.example/stra%C3%9Fe");
    assert_string_equal(address(TW_LIT("javascript:alert(1)")), "");
    assert_string_equal(address(TW_LIT("https://lamp.example/\"onload=")), "");
    assert_string_equal(address(TW_LIT("https://lamp.example/%zz")), "");
    assert_string_equal(address(TW_LIT("https://lamp.example/%4")), "");
    assert_string_equal(address(TW_LIT("https://")), "");
    assert_string_equal(address(TW_LIT("https:///path")), "");
    assert_string_equal(address((struct tw_slice){"https://lamp.example/\0", 22}), "");
}

/* uuid.uuid5(uuid.UUID("6d1f0c5e-9b42-4e0a-a377-2c18d5603bf4"), "lamp\0s1") of Python. */
static void ids_are_uuids_of_version_5(void **state)
{
    struct tw_slice part[] = {TW_LIT("lamp"), TW_LIT("s1")}, whole[] = {TW_LIT("lamps1")};
    char id[TW_UUID_TEXT], other[TW_UUID_TEXT];

    (void)state;
    tw_uuid_of(part, 2, id);
    assert_string_equal(id, "565bc31d-a660-59e9-a0c4-2ce5f259777b");
    tw_uuid_of(whole, 1, other);
    assert_string_not_equal(id, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(markup_and_what_xml_forbids_is_escaped),
        TEST_IN_FOLDER(times_are_rfc_3339),
        TEST_IN_FOLDER(only_web_addresses_are_addresses),
        TEST_IN_FOLDER(ids_are_uuids_of_version_5),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
