/* tests/store/query_test.c - queries: tests/store/query.case, and hostile ones. */
#include "store/fts5.h"
#include "support/case.h"
#include "support/check.h"

static void show_filter(struct tw_buf *out, const struct tw_query_filter *f)
{
    static const char *const names[] = {"outlet", "lang", "after", "before"};

    tw_buf_addf(out, "%s%s \"%.*s\"", f->excluded ? "not " : "", names[f->kind], TW_FMT(f->value));
    if (f->kind >= TW_QUERY_AFTER) tw_buf_addf(out, " %lld", (long long)f->time);
    tw_buf_addc(out, '\n');
}

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_query q;
    const char *why;

    if (tw_query_parse(mem, input, &q, &why) != TW_OK) {
        tw_buf_adds(out, why);
        tw_buf_addc(out, '\n');
        return;
    }
    if (q.root) {
        tw_buf_add(out, tw_fts5_expression(mem, q.root));
        tw_buf_addc(out, '\n');
    }
    for (size_t i = 0; i < q.filters; i++) show_filter(out, &q.filter[i]);
}

static void refuse(struct tw_arena *mem, struct tw_slice text, const char *reason)
{
    struct tw_query q;
    const char *why;

    assert_int_equal(tw_query_parse(mem, text, &q, &why), TW_USAGE);
    if (!strstr(why, reason)) print_error("%s\n", why);
    assert_non_null(strstr(why, reason));
}

static struct tw_slice repeated(struct tw_arena *mem, const char *what, size_t n)
{
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++) tw_buf_adds(&out, what);
    return tw_buf_slice(&out);
}

static void what_has_no_end_is_refused(void **state)
{
    refuse(*state, repeated(*state, "a ", 10000), "4,096");
    refuse(*state, repeated(*state, "a ", 100), "too many words");
    refuse(*state, repeated(*state, "(", 1000), "too deep");
    refuse(*state, repeated(*state, "-(a ", 1000), "too deep");
    refuse(*state, repeated(*state, "lang:a ", 500), "too many conditions");
    refuse(*state, TW_LIT("\"a b"), "never closed");
}

static void what_is_no_text_is_refused(void **state)
{
    refuse(*state, TW_LIT("ab \xFF cd"), "character 4: not UTF-8");
    refuse(*state, TW_LIT(""), "no word");
    refuse(*state, TW_LIT("\0"), "no word");
}

static void a_nul_parts_words_and_hides_none(void **state)
{
    struct tw_query q;
    const char *why;

    assert_int_equal(tw_query_parse(*state, TW_LIT("a\0b"), &q, &why), TW_OK);
    assert_text(tw_fts5_expression(*state, q.root), "{title body}: \"a b\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(what_has_no_end_is_refused),
        TEST_IN_ARENA(what_is_no_text_is_refused),
        TEST_IN_ARENA(a_nul_parts_words_and_hides_none),
    };

    return tw_cases_run("tests/store/query.case", render)
           + cmocka_run_group_tests(tests, NULL, NULL);
}
