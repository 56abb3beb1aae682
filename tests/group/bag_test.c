/* tests/group/bag_test.c - what an article is about. */
#include "group/bag.h"

#include "support/check.h"

static struct tw_bag bag_of(struct tw_arena *mem, const char *lang, const char *title,
                            const char *text)
{
    struct tw_bagger *b = tw_bagger_new();
    struct tw_article a = {.lang = tw_slice_of(lang), .title = tw_slice_of(title),
                           .text = tw_slice_of(text)};
    struct tw_bag bag = tw_bag_read(b, mem, &a);

    tw_bagger_free(b);
    return bag;
}

/* The fields of the word, 0 when it is not in the bag. */
static unsigned field(const struct tw_bag *b, const char *word)
{
    uint32_t hash = tw_bag_hash(tw_slice_of(word));

    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].hash == hash) return b->v[i].field;
    return 0;
}

static bool has_text(const struct tw_bag *b, const char *text)
{
    for (size_t i = 0; i < b->n; i++)
        if (tw_slice_eq(b->v[i].text, tw_slice_of(text))) return true;
    return false;
}

static void words_know_where_they_stand(void **state)
{
    struct tw_bag b = bag_of(*state, "en", "Ferry sinks", "The ferry left at dawn.");

    assert_int_equal(field(&b, "ferry"), TW_BAG_TITLE | TW_BAG_LEAD | TW_BAG_BODY);
    assert_int_equal(field(&b, "sinks"), TW_BAG_TITLE);
    assert_int_equal(field(&b, "dawn"), TW_BAG_LEAD | TW_BAG_BODY);
}

static void names_are_told_by_capitals_inside_sentences(void **state)
{
    struct tw_bag b = bag_of(*state, "en", "Mayor Quits After Ferry Disaster",
                             "On Monday Lena Orvik quit. Nobody else did.");

    assert_true(field(&b, "orvik") & TW_BAG_NAME);
    assert_false(field(&b, "nobody") & TW_BAG_NAME);
    assert_false(field(&b, "disaster") & TW_BAG_NAME);
    assert_true(has_text(&b, "Lena Orvik"));
}

static void plurals_and_long_endings_are_one_word(void **state)
{
    struct tw_bag b = bag_of(*state, "en", "",
                             "ferries ferry strike strikes investigation investigators");

    assert_int_equal(tw_bag_hash(TW_LIT("strikes")), tw_bag_hash(TW_LIT("strike")));
    assert_int_equal(tw_bag_hash(TW_LIT("investigation")), tw_bag_hash(TW_LIT("investigators")));
    assert_int_equal(b.n, 4);
}

static void cases_of_a_russian_name_are_one_word(void **state)
{
    (void)state;
    assert_int_equal(tw_bag_hash(TW_LIT("Петровском")), tw_bag_hash(TW_LIT("Петровского")));
}

static void numbers_keep_their_separators(void **state)
{
    struct tw_bag b = bag_of(*state, "en", "",
                             "It cost 5,300 marks and weighed 4.6 tons, not 5300 pounds");

    assert_true(has_text(&b, "5,300"));
    assert_true(has_text(&b, "4.6"));
    assert_false(has_text(&b, "300"));
    assert_false(has_text(&b, "5300"));     /* the same number again */
}

static void chinese_is_cut_into_words(void **state)
{
    struct tw_bag b = bag_of(*state, "zh", "北京地震", "北京发生地震");

    assert_true(has_text(&b, "北京"));
    assert_true(has_text(&b, "地震"));
}

static void dates_are_noted(void **state)
{
    struct tw_bag b = bag_of(*state, "en", "",
                             "It closed on Tuesday, March 4, 2031, and may open in 2033.");

    assert_int_equal(b.weekdays, 1 << 1);
    assert_int_equal(b.months, 1 << 2);
    assert_int_equal(b.years, 2);
    assert_int_equal(b.year[0], 2031);
    b = bag_of(*state, "fr", "", "Le pont a fermé mardi 4 mars.");
    assert_int_equal(b.weekdays, 1 << 1);
    assert_int_equal(b.months, 1 << 2);
}

static void endless_texts_are_cut(void **state)
{
    struct tw_buf text = {.mem = *state};
    struct tw_bag b;

    for (int i = 0; i < 50000; i++) tw_buf_addf(&text, "w%d ж ", i);
    tw_buf_addc(&text, 0);
    b = bag_of(*state, "en", tw_buf_slice(&text).p, tw_buf_slice(&text).p);
    assert_true(b.n <= 1800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(words_know_where_they_stand),
        TEST_IN_ARENA(names_are_told_by_capitals_inside_sentences),
        TEST_IN_ARENA(plurals_and_long_endings_are_one_word),
        TEST_IN_ARENA(cases_of_a_russian_name_are_one_word),
        TEST_IN_ARENA(numbers_keep_their_separators),
        TEST_IN_ARENA(chinese_is_cut_into_words),
        TEST_IN_ARENA(dates_are_noted),
        TEST_IN_ARENA(endless_texts_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
