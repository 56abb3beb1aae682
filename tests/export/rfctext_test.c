/* tests/export/rfctext_test.c - times, addresses and ids as other formats want them. */
#include "export/rfctext.h"
#include "export/uuid.h"
#include "support/folder.h"

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
    struct tw_slice id = tw_uuid_of(mem, "urn:uuid:", part, 2);

    (void)state;
    assert_text(id, "urn:uuid:565bc31d-a660-59e9-a0c4-2ce5f259777b");
    assert_false(tw_slice_eq(id, tw_uuid_of(mem, "urn:uuid:", whole, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(times_are_rfc_3339),
        TEST_IN_FOLDER(only_web_addresses_are_addresses),
        TEST_IN_FOLDER(ids_are_uuids_of_version_5),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
