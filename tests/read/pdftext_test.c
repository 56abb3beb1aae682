/* tests/read/pdftext_test.c - what pdftotext leaves of a page's layout is taken away. */
#include "read/pdftext.h"
#include "support/folder.h"

static const char *mended(const char *text)
{
    return tw_slice_dup(mem, tw_pdftext_mend(mem, tw_slice_of(text))).p;
}

static void lines_become_paragraphs(void **state)
{
    (void)state;
    assert_string_equal(mended("The pier at Skelby fell into the\nsea on Tuesday night. Nobody "
                               "was\nhurt.\nIt was built in 1902, and closed\nin March.\n"),
                        "The pier at Skelby fell into the sea on Tuesday night. Nobody was "
                        "hurt.\n\nIt was built in 1902, and closed in March.");
    assert_string_equal(
        mended("One block of words that is long.\n\nAnother block of them, so long.\n"),
        "One block of words that is long.\n\nAnother block of them, so long.");
    assert_string_equal(mended(""), "");
    assert_string_equal(mended("\n\f\n\f"), "");
}

static void divided_words_are_put_together(void **state)
{
    (void)state;
    assert_string_equal(mended("A word of infor-\nmation about it"),
                        "A word of information about it");
    assert_string_equal(mended("A word of infor\xC2\xAD\nmation about it"),
                        "A word of information about it");
    assert_string_equal(mended("This well-known pier, as well-\nknown as any is"),
                        "This well-known pier, as well-known as any is");
    assert_string_equal(mended("The years 2030-\n2031 were dry ones"),
                        "The years 2030-2031 were dry ones");
    assert_string_equal(mended("The pier - or what is -\nleft of it"),
                        "The pier - or what is - left of it");
    assert_string_equal(mended("He met Jean-\nPaul on the pier"), "He met Jean-Paul on the pier");
}

static void heads_and_feet_of_pages_go(void **state)
{
    (void)state;
    assert_string_equal(
        mended("Harbour Authority 2031\n\nThe pier at Skelby fell into the\nsea on Tuesday night, "
               "when no\n\nPage 1 of 3\n\f"
               "Harbour Authority 2031\n\none was on it, as the harbour\nmaster said to "
               "us.\n\nPage 2 of 3\n\f"
               "Harbour Authority 2031\n\nIt will not be built again.\n\nPage 3 of 3\n\f"),
        "The pier at Skelby fell into the sea on Tuesday night, when no one was on it, as the "
        "harbour master said to us.\n\n"
        "It will not be built again.");
}

static void lists_stay_lists(void **state)
{
    (void)state;
    assert_string_equal(mended("What was lost when it fell:\n\xE2\x80\xA2 the pier, with its "
                               "lamps\n\xE2\x80\xA2 a kiosk"),
                        "What was lost when it fell:\n\n\xE2\x80\xA2 the pier, with its "
                        "lamps\n\n\xE2\x80\xA2 a kiosk");
}

static void many_empty_pages_end(void **state)
{
    struct tw_slice pages = {memset(tw_arena_alloc(mem, 4 << 20), '\f', 4 << 20), 4 << 20};

    (void)state;
    assert_int_equal(tw_pdftext_mend(mem, pages).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(lines_become_paragraphs),
        TEST_IN_FOLDER(divided_words_are_put_together),
        TEST_IN_FOLDER(heads_and_feet_of_pages_go),
        TEST_IN_FOLDER(lists_stay_lists),
        TEST_IN_FOLDER(many_empty_pages_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
