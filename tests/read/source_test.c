/* tests/read/source_test.c - which documents come out of files, folders and lists? */
#include "read/source.h"
#include "base/buf.h"
#include "support/folder.h"

static void note(void *context, struct tw_slice source, const char *why)
{
    tw_buf_adds(context, "- ");
    tw_buf_add(context, source);
    tw_buf_adds(context, ": ");
    tw_buf_adds(context, why);
    tw_buf_addc(context, '\n');
}

/* All sources and reasons, a line each, the folder's name as @. */
static const char *listing(char *const *args, size_t n, size_t max)
{
    struct tw_buf b = {.mem = mem}, plain = {.mem = mem};
    struct tw_source_options o = {.max_document = max, .dropped = note, .context = &b};
    struct tw_source *s = tw_source_open(args, n, &o);
    struct tw_raw raw;
    struct tw_slice rest;

    while (tw_source_next(s, mem, &raw) == TW_OK) {
        tw_buf_add(&b, raw.source);
        tw_buf_addf(&b, " %zu\n", raw.bytes.n);
    }
    tw_source_close(s);
    rest = tw_buf_slice(&b);
    for (size_t at; (at = tw_slice_find(rest, tw_slice_of(dir), 0)) != TW_NONE;) {
        tw_buf_add(&plain, tw_slice_sub(rest, 0, at));
        tw_buf_addc(&plain, '@');
        rest = tw_slice_sub(rest, at + strlen(dir), rest.n);
    }
    tw_buf_add(&plain, rest);
    tw_buf_addc(&plain, 0);
    return plain.p;
}

static char *arg(const char *prefix, const char *s)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_adds(&b, prefix);
    tw_buf_adds(&b, s);
    tw_buf_addc(&b, 0);
    return b.p;
}

static void folder_is_walked_in_byte_order(void **state)
{
    char *args[] = {arg("", dir)};

    (void)state;
    temp_file(dir, "b.txt", TW_LIT("b"));
    temp_file(dir, "a/z.txt", TW_LIT("az"));
    temp_file(dir, "a.txt", TW_LIT("dot before slash"));
    temp_file(dir, "a/B.txt", TW_LIT("aB"));
    temp_file(dir, ".hidden", TW_LIT("no"));
    assert_string_equal(listing(args, 1, 0), "@/a.txt 16\n@/a/B.txt 2\n@/a/z.txt 2\n@/b.txt 1\n");
    args[0] = arg(dir, "/");
    assert_string_equal(listing(args, 1, 0), "@/a.txt 16\n@/a/B.txt 2\n@/a/z.txt 2\n@/b.txt 1\n");
}

static void json_lines_are_numbered_from_one(void **state)
{
    char *args[] = {arg("",
                        temp_file(dir, "x.txt",
                                  TW_LIT("{\"id\":\"1\"}\n\n{\"id\":\"22\"}\r\n{\"id\":\"333\"}")))};

    (void)state;
    assert_string_equal(listing(args, 1, 0), "@/x.txt#1 10\n@/x.txt#3 11\n@/x.txt#4 12\n");
}

static void text_that_begins_with_a_brace_is_text(void **state)
{
    char *args[] = {arg("", temp_file(dir, "x.txt", TW_LIT("{sic} said the clerk\nand left\n")))};

    (void)state;
    assert_string_equal(listing(args, 1, 0), "@/x.txt 30\n");
}

static void what_cannot_be_read_is_told_and_passed_over(void **state)
{
    char *args[] = {arg(dir, "/none"), arg("", temp_file(dir, "empty", TW_LIT(""))),
                    arg("", temp_file(dir, "big", TW_LIT("0123456789ABCDEF!"))),
                    arg("", temp_file(dir, "long",
                                      TW_LIT("{\"a\":1}\n{\"a\":\"0123456789ABCDEF\"}\n{\"b\":2}\n"))),
                    arg("@", temp_file(dir, "sub/list", TW_LIT(""))), arg(dir, "/*.none")};

    (void)state;
    assert_string_equal(listing(args, 6, 16),
                        "- @/none: no such file\n"
                        "- @/empty: empty file\n"
                        "- @/big: over the limit of 16 bytes for one document\n"
                        "@/long#1 7\n"
                        "- @/long#2: over the limit of 16 bytes for one document\n"
                        "@/long#3 7\n"
                        "- @/*.none: no such file\n");
}

static void folder_without_files_is_told(void **state)
{
    char *args[] = {arg("", dir)};

    (void)state;
    temp_file(dir, "in/.hidden", TW_LIT("x"));
    assert_string_equal(listing(args, 1, 0), "- @: no readable files in it\n");
}

static void lists_and_patterns_name_files(void **state)
{
    struct tw_buf list = {.mem = mem};
    char *args[2];

    (void)state;
    tw_buf_adds(&list, temp_file(dir, "two.txt", TW_LIT("22")));
    tw_buf_adds(&list, "\n\n");
    tw_buf_adds(&list, temp_file(dir, "one.txt", TW_LIT("1")));
    args[0] = arg("@", temp_file(dir, "list", tw_buf_slice(&list)));
    args[1] = arg(dir, "/*.txt");
    assert_string_equal(listing(args, 2, 0),
                        "@/two.txt 2\n@/one.txt 1\n@/one.txt 1\n@/two.txt 2\n");
}

static void now_is_when_everything_was_received(void **state)
{
    char *args[] = {arg("", temp_file(dir, "x", TW_LIT("text")))};
    struct tw_source_options o = {0};
    struct tw_source *s;
    struct tw_raw raw;

    (void)state;
    o.now = (struct tw_date){.grain = TW_DATE_DAY, .year = 2024, .month = 3, .day = 31};
    s = tw_source_open(args, 1, &o);
    assert_int_equal(tw_source_next(s, mem, &raw), TW_OK);
    assert_int_equal(raw.received.day, 31);
    assert_true(raw.received_given);
    tw_source_close(s);
    o.now.grain = TW_DATE_NONE;
    s = tw_source_open(args, 1, &o);
    assert_int_equal(tw_source_next(s, mem, &raw), TW_OK);
    assert_int_equal(raw.received.grain, TW_DATE_SECOND);
    assert_false(raw.received_given);
    tw_source_close(s);
}


int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(folder_is_walked_in_byte_order),
        TEST_IN_FOLDER(json_lines_are_numbered_from_one),
        TEST_IN_FOLDER(text_that_begins_with_a_brace_is_text),
        TEST_IN_FOLDER(what_cannot_be_read_is_told_and_passed_over),
        TEST_IN_FOLDER(folder_without_files_is_told),
        TEST_IN_FOLDER(lists_and_patterns_name_files),
        TEST_IN_FOLDER(now_is_when_everything_was_received),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
