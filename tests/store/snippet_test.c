/* tests/store/snippet_test.c - snippets: tests/store/snippet.case, and bounds. */
#include "store/snippet.h"
#include "support/case.h"
#include "support/check.h"

#include "base/utf8.h"

/* The first line is the query, the others the text; hits in brackets. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_query q;
    struct tw_snippet cut;
    struct tw_slice line, text;
    const char *why;
    size_t done = 0;

    tw_slice_line(&input, &line);
    if (tw_query_parse(mem, line, &q, &why) != TW_OK) return;
    cut = tw_snippet_cut(mem, input, q.root);
    text = tw_span_text(input, cut.span);
    tw_buf_adds(out, cut.span.off ? "... " : "");
    for (size_t i = 0; i < cut.hits.n; i++) {
        tw_buf_add(out, tw_slice_sub(text, done, cut.hits.v[i].off));
        tw_buf_addf(out, "[%.*s]", TW_FMT(tw_span_text(text, cut.hits.v[i])));
        done = tw_span_end(cut.hits.v[i]);
    }
    tw_buf_add(out, tw_slice_sub(text, done, text.n));
    tw_buf_adds(out, tw_span_end(cut.span) < input.n ? " ...\n" : "\n");
}

static void check_cut(struct tw_arena *mem, struct tw_slice text, struct tw_slice words)
{
    struct tw_query q;
    struct tw_snippet cut;
    const char *why;

    assert_int_equal(tw_query_parse(mem, words, &q, &why), TW_OK);
    cut = tw_snippet_cut(mem, text, q.root);
    assert_true(cut.span.len <= TW_SNIPPET && tw_span_check(text, cut.span));
    for (size_t i = 0; i < cut.hits.n; i++)
        assert_true(tw_span_check(tw_span_text(text, cut.span), cut.hits.v[i]));
}

static struct tw_slice repeated(struct tw_arena *mem, const char *what, size_t n)
{
    struct tw_buf out = {.mem = mem};

    for (size_t i = 0; i < n; i++) tw_buf_adds(&out, what);
    return tw_buf_slice(&out);
}

static void texts_without_spaces_are_cut_between_characters(void **state)
{
    check_cut(*state, repeated(*state, "\xE6\xA9\x8B", 500), TW_LIT("\xE6\xA9\x8B"));
    check_cut(*state, repeated(*state, "\xC3\xA9", 500), TW_LIT("ab"));
    check_cut(*state, repeated(*state, "\xC3\xA9", 500), TW_LIT("\xC3\xA9\xC3\xA9\xC3\xA9*"));
    check_cut(*state, repeated(*state, "a\xF0\x9F\x9A\x82", 500), TW_LIT("a"));
    check_cut(*state, TW_LIT(""), TW_LIT("a"));
}

static void a_text_of_one_word_alone_is_no_burden(void **state)
{
    check_cut(*state, repeated(*state, "a ", 200000),
              TW_LIT("\"a a a a a a a a a a a a a a a a a a a a a b\" a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(texts_without_spaces_are_cut_between_characters),
        TEST_IN_ARENA(a_text_of_one_word_alone_is_no_burden),
    };

    return tw_cases_run("tests/store/snippet.case", render)
           + cmocka_run_group_tests(tests, NULL, NULL);
}
