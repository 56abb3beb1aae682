/* base/wire_test.c - numbers and texts come back as they went; everything else is told. */
#include "base/wire.h"
#include "support/check.h"

#include <math.h>

static void numbers_come_back(void **state)
{
    static const uint64_t number[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX};
    struct tw_buf out = {.mem = *state};
    struct tw_wire w;

    for (size_t i = 0; i < 8; i++) {
        tw_wire_put_number(&out, number[i]);
        tw_wire_put_signed(&out, (int64_t)number[i]);
    }
    tw_wire_put_double(&out, -1234.5625);
    w.rest = tw_buf_slice(&out);
    w.broken = false;
    for (size_t i = 0; i < 8; i++) {
        assert_true(tw_wire_number(&w) == number[i]);
        assert_true(tw_wire_signed(&w) == (int64_t)number[i]);
    }
    assert_true(tw_wire_double(&w) == -1234.5625);
    assert_true(!w.broken && w.rest.n == 0);
    assert_true(tw_wire_number(&w) == 0 && w.broken);
}

static void dates_come_back(void **state)
{
    static const char *const iso[] = {"2026-11-22T10:15:59+05:30", "2026-11-22T10:15Z",
                                      "2026-11-22", "1999-12", "0001"};
    struct tw_buf out = {.mem = *state};
    struct tw_date none = {0};
    struct tw_wire w = {0};

    tw_wire_put_date(&out, &none);
    for (size_t i = 0; i < 5; i++) {
        struct tw_date d;

        assert_true(tw_date_parse_iso(tw_slice_of(iso[i]), &d));
        tw_wire_put_date(&out, &d);
    }
    w.rest = tw_buf_slice(&out);
    assert_int_equal(tw_wire_date(&w).grain, TW_DATE_NONE);
    for (size_t i = 0; i < 5; i++) {
        struct tw_date d = tw_wire_date(&w);
        char text[TW_DATE_TEXT];

        assert_int_equal(tw_date_iso(&d, text), strlen(iso[i]));
        assert_memory_equal(text, iso[i], strlen(iso[i]));
    }
    assert_true(!w.broken && w.rest.n == 0);
}

/* Reads one thing out of these bytes; whether it was any good. */
#define TAKES(bytes, take) \
    (w = (struct tw_wire){.rest = TW_LIT(bytes)}, (void)(take), !w.broken)

static void what_is_out_of_bounds_is_refused(void **state)
{
    struct tw_buf nan_ = {.mem = *state};
    struct tw_wire w = {0};

    tw_wire_put_double(&nan_, NAN);
    w.rest = tw_buf_slice(&nan_);
    assert_true(tw_wire_double(&w) == 0 && w.broken);
#define text TW_LIT("a\xC3\xA9z")
    assert_true(TAKES("\1\2", tw_wire_span(&w, text)));
    assert_false(TAKES("\2\1", tw_wire_span(&w, text)));                /* within a character */
    assert_false(TAKES("\1\1", tw_wire_span(&w, text)));
    assert_false(TAKES("\3\2", tw_wire_span(&w, text)));
    assert_false(TAKES("\x81", tw_wire_number(&w)));
    assert_false(TAKES("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\2", tw_wire_number(&w)));
    assert_false(TAKES("\2a", tw_wire_text(&w)));
    assert_false(TAKES("\1\xC3", tw_wire_text(&w)));
    assert_true(TAKES("\1\xC3", tw_wire_bytes(&w)));
    assert_false(TAKES("\3", tw_wire_below(&w, 3)));
    assert_true(TAKES("\1", tw_wire_index(&w, 0)));                     /* -1: none */
    assert_false(TAKES("\4", tw_wire_index(&w, 2)));
    assert_false(TAKES("\3", tw_wire_index(&w, 2)));                    /* -2 */
    assert_false(TAKES("\3\0\0", tw_wire_count(&w)));
    assert_false(TAKES("\3\0\15\1\0\0\0\0", tw_wire_date(&w)));         /* month 13 */
#undef text
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(numbers_come_back),
        TEST_IN_ARENA(dates_come_back),
        TEST_IN_ARENA(what_is_out_of_bounds_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
