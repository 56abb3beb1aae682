/* tests/read/decode_test.c - what format is it, and what is in a line of JSON? */
#include "read/decode.h"
#include "base/json.h"

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

static enum tw_status read_as(enum tw_raw_kind kind, struct tw_slice bytes, struct tw_document *out)
{
    struct tw_raw raw = {.kind = kind, .source = TW_LIT("dir/file"), .bytes = bytes};
    const char *why = NULL;
    enum tw_status st = tw_document_read(mem, &raw, out, &why);

    if (st != TW_OK) assert_non_null(why);
    return st;
}

static void is_format(struct tw_slice bytes, enum tw_format format)
{
    struct tw_document doc;

    assert_int_equal(read_as(TW_RAW_FILE, bytes, &doc), TW_OK);
    assert_int_equal(doc.format, format);
}

static void pages_are_told_from_texts(void **state)
{
    (void)state;
    is_format(TW_LIT("<!DOCTYPE html><title>x</title>"), TW_FORMAT_HTML);
    is_format(TW_LIT("\n <!-- saved --><html><body>"), TW_FORMAT_HTML);
    is_format(TW_LIT("<p>One<p>Two"), TW_FORMAT_HTML);
    is_format(TW_LIT("Lead<br>One</p><p>Two</p>"), TW_FORMAT_HTML);
    is_format(TW_LIT("The clerk wrote <sic> and 3 < 4 beside it."), TW_FORMAT_TEXT);
    is_format(TW_LIT("<Reuters> said so"), TW_FORMAT_TEXT);
}

static void binary_is_refused(void **state)
{
    struct tw_document doc;
    struct tw_raw raw = {.kind = TW_RAW_FILE, .bytes = TW_LIT("%PDF-1.4\n1 0 obj")};
    const char *why;

    (void)state;
    assert_int_equal(tw_document_read(mem, &raw, &doc, &why), TW_BINARY);
    assert_string_equal(why, "a PDF file");
    assert_int_equal(read_as(TW_RAW_FILE, TW_LIT("ab\0\1\2\3\4\5cd"), &doc), TW_BINARY);
    assert_int_equal(read_as(TW_RAW_FILE, TW_LIT(" \n\t "), &doc), TW_EMPTY);
}

static void single_nul_bytes_are_repaired(void **state)
{
    char text[400];
    struct tw_document doc;

    (void)state;
    memset(text, 'a', sizeof text);
    text[10] = 0;
    assert_int_equal(read_as(TW_RAW_FILE, (struct tw_slice){text, sizeof text}, &doc), TW_OK);
    assert_int_equal(doc.repaired, 1);
    assert_int_equal(doc.text.n, sizeof text + 2);
}

static void article_lines_pass_unaltered(void **state)
{
    struct tw_slice line = TW_LIT("{\"id\":\"a1\",\"text\":\"One.\\n\\nTwo.\",\"x\":1}");
    struct tw_document doc;

    (void)state;
    assert_int_equal(read_as(TW_RAW_JSON, line, &doc), TW_OK);
    assert_int_equal(doc.format, TW_FORMAT_ARTICLE);
    assert_true(tw_slice_eq(doc.text, line));
}

static void crawl_lines_become_pages_and_articles(void **state)
{
    struct tw_document doc;
    struct tw_jv o;

    (void)state;
    assert_int_equal(read_as(TW_RAW_JSON,
                             TW_LIT("{\"url\":\"https://a.example/1\",\"html\":\"<p>Hi</p>\"}"),
                             &doc), TW_OK);
    assert_int_equal(doc.format, TW_FORMAT_HTML);
    assert_true(tw_slice_eq(doc.text, TW_LIT("<p>Hi</p>")));
    assert_true(tw_slice_eq(doc.url, TW_LIT("https://a.example/1")));

    assert_int_equal(read_as(TW_RAW_JSON,
                             TW_LIT("{\"link\":\"https://a.example/2\",\"headline\":\"H\",\"maintext\":\"T \\\"q\\\".\","
                                                  "\"date_publish\":\"2024-03-02\"}"), &doc), TW_OK);
    assert_int_equal(doc.format, TW_FORMAT_ARTICLE);
    assert_int_equal(tw_json_parse(mem, doc.text, &o, NULL), TW_OK);
    assert_int_equal(tw_jv_str(&o, "id").n, 16);
    assert_true(tw_slice_eq(tw_jv_str(&o, "text"), TW_LIT("T \"q\".")));
    assert_true(tw_slice_eq(tw_jv_str(&o, "title"), TW_LIT("H")));
    assert_true(tw_slice_eq(tw_jv_str(&o, "published"), TW_LIT("2024-03-02")));
    assert_true(tw_slice_eq(tw_jv_str(&o, "source"), TW_LIT("dir/file")));
}

static void lines_without_a_document_are_refused(void **state)
{
    struct tw_document doc;

    (void)state;
    assert_int_equal(read_as(TW_RAW_JSON, TW_LIT("{\"id\":"), &doc), TW_BROKEN);
    assert_int_equal(read_as(TW_RAW_JSON, TW_LIT("{\"id\":\"1\"}"), &doc), TW_EMPTY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_told_from_texts),
        cmocka_unit_test(binary_is_refused),
        cmocka_unit_test(single_nul_bytes_are_repaired),
        cmocka_unit_test(article_lines_pass_unaltered),
        cmocka_unit_test(crawl_lines_become_pages_and_articles),
        cmocka_unit_test(lines_without_a_document_are_refused),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
