/* tests/compare/layout_test.c - do lines keep within the width? */
#include "compare/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct tw_slice row(struct tw_arena *mem, unsigned width, const char *text, const char *tail,
                           bool colour)
{
    struct tw_buf *out = TW_NEW(mem, struct tw_buf);
    struct tw_layout l = {out, width, colour};

    out->mem = mem;
    tw_layout_row(&l, 10, TW_LIT("label"), TW_INK_BOLD, tw_slice_of(text), tw_slice_of(tail));
    return tw_buf_slice(out);
}

static void columns_are_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(tw_columns(TW_LIT("café")), 4);
    assert_int_equal(tw_columns(TW_LIT("cafe\xCC\x81")), 4);
    assert_int_equal(tw_columns(TW_LIT("東京")), 4);
}

static void no_line_is_wider_than_the_width(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice out =
        row(mem, 50, "Ein Satz mit größeren Wörtern, der über mehrere Zeilen geht, "
                                       "weil die Breite nicht reicht, und noch etwas länger.", "A ¶12, B ¶3", false), line;
    size_t lines = 0;

    (void)state;
    while (tw_slice_line(&out, &line)) {
        assert_true(tw_columns(line) <= 50);
        lines++;
    }
    assert_true(lines >= 3);
    tw_arena_free(mem);
}

static void without_colour_no_escape_is_written(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);

    (void)state;
    assert_true(tw_slice_find_char(row(mem, 60, "text", "", false), '\033', 0) == TW_NONE);
    assert_true(tw_slice_find_char(row(mem, 60, "text", "", true), '\033', 0) != TW_NONE);
    tw_arena_free(mem);
}

static void text_cannot_move_the_cursor(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice line = tw_one_line(mem, TW_LIT("red\033[31m\n\n  text\xE2\x80\xAE!"), 0);

    (void)state;
    assert_true(tw_slice_eq(line, TW_LIT("red[31m text!")));
    tw_arena_free(mem);
}

static void long_text_is_cut_with_an_ellipsis(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);

    (void)state;
    assert_true(tw_columns(tw_one_line(mem, TW_LIT("one two three four five"), 10)) <= 10);
    assert_true(tw_slice_ends(tw_one_line(mem, TW_LIT("one two three four five"), 10),
                              TW_LIT("…")));
    assert_true(tw_slice_eq(tw_one_line(mem, TW_LIT("one two"), 7), TW_LIT("one two")));
    tw_arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_not_bytes),
        cmocka_unit_test(no_line_is_wider_than_the_width),
        cmocka_unit_test(without_colour_no_escape_is_written),
        cmocka_unit_test(text_cannot_move_the_cursor),
        cmocka_unit_test(long_text_is_cut_with_an_ellipsis),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
