/* tests/extract/endless_test.c - text without full stops is cut all the same,
** and nothing of it is lost: the time that finders take depends on it. */
#include "base/buf.h"
#include "extract/token.h"
#include "support/check.h"

static void a_sentence_without_end_is_cut(void **state)
{
    struct tw_buf b = {.mem = *state};
    struct tw_article a = {0};
    struct tw_text t;
    uint32_t end = 0;

    for (int i = 0; i < 20000; i++) tw_buf_adds(&b, "said ");
    a.text = tw_buf_slice(&b);
    tw_text_read(*state, &a, &t);
    assert_int_equal(t.tokens, 20000);
    for (size_t i = 0; i < t.sentences; i++) {
        assert_int_equal(t.sentence[i].first, end);
        end = t.sentence[i].end;
        assert_true(end - t.sentence[i].first <= 500);
    }
    assert_int_equal(end, t.tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST_IN_ARENA(a_sentence_without_end_is_cut)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
