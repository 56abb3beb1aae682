/* tests/store/decision_test.c - decisions read from words. */
#include "store/decision.h"
#include "support/folder.h"

/* Two articles in story 1, one in story 2; story 1 has a comparison. */
static struct tw_store *filled(void)
{
    static const char comparison[] =
        "{\"accounts\":[{\"id\":\"a\"},{\"id\":\"b\"}],"
        "\"said\":[{\"id\":\"said-1\",\"members\":[{\"id\":\"a\"},{\"id\":\"b\"}]}],"
        "\"figures\":[{\"id\":\"fig-1\",\"members\":[{\"id\":\"a\"}]},{\"id\":\"fig-2\","
        "\"members\":[{\"id\":\"b\"}]}]}";
    static const char *const ids[] = {"a", "b", "c"};
    struct tw_store *s;
    const char *why;

    assert_int_equal(
        tw_store_open(mem, temp_file(dir, "store", TW_LIT("")), TW_STORE_CREATE, &s, &why), TW_OK);
    assert_int_equal(tw_store_begin(s), TW_OK);
    for (uint64_t i = 1; i <= 2; i++)
        assert_int_equal(tw_store_put_story(s, &(struct tw_stored_story){.number = i}), TW_OK);
    for (uint64_t i = 0; i < 3; i++) {
        struct tw_stored a = {.number = i + 1,
                              .story = i < 2 ? 1 : 2,
                              .received = {.grain = TW_DATE_YEAR, .year = 2031}};

        a.article.id = tw_slice_of(ids[i]);
        a.article.text = TW_LIT("The pier at Skelby fell into the sea.");
        a.statements = TW_LIT("{}");
        assert_int_equal(tw_store_put_article(s, &a, TW_EVIDENCE_JSON, a.article.text), TW_OK);
    }
    assert_int_equal(tw_store_put_comparison(s, 1, tw_slice_of(comparison), NULL, 0), TW_OK);
    assert_int_equal(tw_store_commit(s), TW_OK);
    return s;
}

static enum tw_status read(struct tw_store *s, enum tw_decision_kind kind, const char *words,
                           struct tw_decision *out, const char **why)
{
    struct tw_slice rest = tw_slice_of(words), word[8];
    size_t n = 0;

    while (n < 8 && tw_slice_part(&rest, ' ', &word[n])) n++;
    return tw_decision_read(s, mem, kind, tw_arena_dup(mem, word, n * sizeof *word), n, out, why);
}

static void stories_and_articles_are_looked_up(void **state)
{
    struct tw_store *s = filled();
    struct tw_decision d;
    const char *why;

    (void)state;
    assert_int_equal(read(s, TW_DECIDE_MERGE, "s1 s2", &d, &why), TW_OK);
    assert_int_equal(d.story, 1);
    assert_int_equal(d.other, 2);
    assert_int_equal(read(s, TW_DECIDE_SPLIT, "b c", &d, &why), TW_OK);
    assert_int_equal(d.articles, 2);
    assert_int_equal(d.article[0], 2);
    assert_int_equal(d.story, 1);
    assert_int_equal(read(s, TW_DECIDE_NOTE, "s2 ask the  harbour", &d, &why), TW_OK);
    assert_true(tw_slice_eq(d.text, TW_LIT("ask the  harbour")));
    tw_store_close(s);
}

static void a_statement_is_kept_by_its_id(void **state)
{
    struct tw_store *s = filled();
    struct tw_decision d;
    const char *why;

    (void)state;
    assert_int_equal(read(s, TW_DECIDE_NOT_FIGURE, "s1:F2 b", &d, &why), TW_OK);
    assert_true(tw_slice_eq(d.item, TW_LIT("fig-2")));
    assert_int_equal(d.article[0], 2);
    assert_int_equal(read(s, TW_DECIDE_NOT_FIGURE, "s1:fig-1 s1:A", &d, &why), TW_OK);
    assert_int_equal(d.article[0], 1);
    assert_int_equal(read(s, TW_DECIDE_NOT_SPEAKER, "s1:S1", &d, &why), TW_OK);
    assert_int_equal(d.articles, 0);
    tw_store_close(s);
}

static void nonsense_is_refused(void **state)
{
    static const struct {
        enum tw_decision_kind kind;
        const char *words;
        enum tw_status st;
        const char *why;
    } no[] = {
        {TW_DECIDE_MERGE, "s1", TW_USAGE, "it takes STORY STORY"},
        {TW_DECIDE_MERGE, "s1 s1", TW_USAGE, "s1: one story, named twice"},
        {TW_DECIDE_MERGE, "s1 s9", TW_NOTFOUND, "there is no story s9"},
        {TW_DECIDE_STAR, "a", TW_NOTFOUND, "a: not a story; they are named s1, s2, ..."},
        {TW_DECIDE_SPLIT, "a z", TW_NOTFOUND, "z: there is no such article"},
        {TW_DECIDE_ONE_ORIGIN, "a a", TW_USAGE, "a: one article, named twice"},
        {TW_DECIDE_NOT_SPEAKER, "s1", TW_USAGE,
         "s1: not a statement; they are named s1:S1, s1:F1, ..."},
        {TW_DECIDE_NOT_SPEAKER, "s1:F1", TW_NOTFOUND,
         "s1:F1: its story has no such statement of that kind"},
        {TW_DECIDE_NOT_SPEAKER, "s2:S1", TW_NOTFOUND,
         "s2:S1: its story has no such statement of that kind"},
        {TW_DECIDE_NOT_FIGURE, "s1:F2 a", TW_NOTFOUND,
         "a: the article has no part in the statement"},
        {TW_DECIDE_UNDO, "s1", TW_USAGE, "s1: not the number of a decision"},
        {TW_DECIDE_UNDO, "7", TW_NOTFOUND, "7: there is no such decision"},
    };
    struct tw_store *s = filled();
    struct tw_decision d;
    const char *why;

    (void)state;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        assert_int_equal(read(s, no[i].kind, no[i].words, &d, &why), no[i].st);
        assert_string_equal(why, no[i].why);
    }
    tw_store_close(s);
}

static void only_what_stands_can_be_taken_back(void **state)
{
    struct tw_store *s = filled();
    struct tw_decision star = {.kind = TW_DECIDE_STAR, .story = 1, .user = TW_LIT("anna")}, d;
    const char *why;

    (void)state;
    assert_int_equal(tw_store_decide(s, &star), TW_OK);
    assert_int_equal(read(s, TW_DECIDE_UNDO, "1", &d, &why), TW_OK);
    assert_int_equal(d.other, 1);
    star.kind = TW_DECIDE_FORGET;
    assert_int_equal(tw_store_decide(s, &star), TW_OK);
    assert_int_equal(read(s, TW_DECIDE_UNDO, "2", &d, &why), TW_USAGE);
    assert_string_equal(why, "2: what was forgotten is gone");
    tw_store_close(s);
}

static void every_kind_has_a_name(void **state)
{
    enum tw_decision_kind k;

    (void)state;
    for (int i = 0; i <= TW_DECIDE_UNDO; i++) {
        assert_true(
            tw_decision_kind_of(tw_slice_of(tw_decision_kind_text((enum tw_decision_kind)i)), &k));
        assert_int_equal(k, i);
    }
    assert_false(tw_decision_kind_of(TW_LIT("decide"), &k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(stories_and_articles_are_looked_up),
        TEST_IN_FOLDER(a_statement_is_kept_by_its_id),
        TEST_IN_FOLDER(nonsense_is_refused),
        TEST_IN_FOLDER(only_what_stands_can_be_taken_back),
        cmocka_unit_test(every_kind_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
