/* tests/store/naming_test.c - names of stories, statements and articles. */
#include "store/naming.h"
#include "support/folder.h"

static void a_story_is_named_by_its_number(void **state)
{
    (void)state;
    assert_int_equal(tw_naming_story(TW_LIT("s12")), 12);
    assert_int_equal(tw_naming_story(TW_LIT("12")), 12);
    assert_int_equal(tw_naming_story(TW_LIT("s")), 0);
    assert_int_equal(tw_naming_story(TW_LIT("")), 0);
    assert_int_equal(tw_naming_story(TW_LIT("S12")), 0);
    assert_int_equal(tw_naming_story(TW_LIT("s12a")), 0);
    assert_int_equal(tw_naming_story(TW_LIT("s1234567890123456789")), 0);
}

static void a_statement_stands_behind_a_colon(void **state)
{
    struct tw_slice item;

    (void)state;
    assert_int_equal(tw_naming_item(TW_LIT("s12:F1"), &item), 12);
    assert_true(tw_slice_eq(item, TW_LIT("F1")));
    assert_int_equal(tw_naming_item(TW_LIT("12"), &item), 12);
    assert_int_equal(item.n, 0);
    assert_int_equal(tw_naming_item(TW_LIT("F1:s12"), &item), 0);
}

static void letters_count_from_a(void **state)
{
    (void)state;
    assert_int_equal(tw_naming_letter(TW_LIT("A")), 0);
    assert_int_equal(tw_naming_letter(TW_LIT("z")), 25);
    assert_int_equal(tw_naming_letter(TW_LIT("AA")), 26);
    assert_int_equal(tw_naming_letter(TW_LIT("F1")), TW_NONE);
    assert_int_equal(tw_naming_letter(TW_LIT("")), TW_NONE);
}

/* A store with two articles in story 3, "a1" and "s3:A", and story 4, which was merged into it. */
static struct tw_store *filled(void)
{
    static const char *const ids[] = {"a1", "s3:A"};
    struct tw_store *s;
    const char *why;

    assert_int_equal(
        tw_store_open(mem, temp_file(dir, "store", TW_LIT("")), TW_STORE_CREATE, &s, &why), TW_OK);
    assert_int_equal(tw_store_begin(s), TW_OK);
    assert_int_equal(tw_store_put_story(s, &(struct tw_stored_story){.number = 3}), TW_OK);
    assert_int_equal(tw_store_put_story(s, &(struct tw_stored_story){.number = 4, .into = 3}),
                     TW_OK);
    for (uint64_t i = 0; i < 2; i++) {
        struct tw_stored a = {
            .number = i + 1,
            .story = 3,
            .received = {.grain = TW_DATE_DAY, .year = 2031, .month = 4, .day = 2}};

        a.article.id = tw_slice_of(ids[i]);
        a.article.text = TW_LIT("The pier at Skelby fell into the sea.");
        a.statements = TW_LIT("{}");
        assert_int_equal(tw_store_put_article(s, &a, TW_EVIDENCE_JSON, a.article.text), TW_OK);
    }
    assert_int_equal(tw_store_commit(s), TW_OK);
    return s;
}

static void an_article_is_named_by_id_or_letter(void **state)
{
    struct tw_store *s = filled();
    const char *why;
    uint64_t number;

    (void)state;
    assert_int_equal(tw_naming_article(s, mem, TW_LIT("a1"), &number, &why), TW_OK);
    assert_int_equal(number, 1);
    assert_int_equal(tw_naming_article(s, mem, TW_LIT("s3:B"), &number, &why), TW_OK);
    assert_int_equal(number, 2);
    assert_int_equal(tw_naming_article(s, mem, TW_LIT("s3:A"), &number, &why),
                     TW_OK); /* an id goes first */
    assert_int_equal(number, 2);
    tw_store_close(s);
}

static void what_is_not_there_is_told(void **state)
{
    struct tw_store *s = filled();
    struct tw_stored_story story;
    const char *why;
    uint64_t number;

    (void)state;
    assert_int_equal(tw_naming_article(s, mem, TW_LIT("a2"), &number, &why), TW_NOTFOUND);
    assert_string_equal(why, "a2: there is no such article");
    assert_int_equal(tw_naming_article(s, mem, TW_LIT("s3:C"), &number, &why), TW_NOTFOUND);
    assert_string_equal(why, "s3 has 2 accounts, and none of that letter");
    assert_int_equal(tw_naming_live(s, mem, 4, &story, &why), TW_NOTFOUND);
    assert_string_equal(why, "s4 was merged into s3");
    assert_int_equal(tw_naming_live(s, mem, 9, &story, &why), TW_NOTFOUND);
    assert_string_equal(why, "there is no story s9");
    tw_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_is_named_by_its_number),
        cmocka_unit_test(a_statement_stands_behind_a_colon),
        cmocka_unit_test(letters_count_from_a),
        TEST_IN_FOLDER(an_article_is_named_by_id_or_letter),
        TEST_IN_FOLDER(what_is_not_there_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
