/* tests/base/map_test.c - the hash map, the hashes and the word lists. */
#include "base/hash.h"
#include "base/map.h"
#include "gen/words.h"
#include "support/check.h"

static struct tw_slice name(struct tw_arena *mem, int i)
{
    char text[16];
    int n = snprintf(text, sizeof text, "key-%d", i);

    return tw_slice_dup(mem, (struct tw_slice){text, (size_t)n});
}

static void an_empty_map_finds_nothing(void **state)
{
    struct tw_map m = tw_map_in(*state);

    assert_null(tw_map_find(&m, TW_LIT("a")));
}

static void a_key_is_added_once(void **state)
{
    struct tw_map m = tw_map_in(*state);
    bool added;

    tw_map_add(&m, TW_LIT("a"), &added)->value = 7;
    assert_true(added);
    assert_int_equal(tw_map_add(&m, TW_LIT("a"), &added)->value, 7);
    assert_false(added);
    assert_int_equal(tw_map_add(&m, TW_LIT(""), NULL)->value, 0);
    assert_int_equal(m.n, 2);
}

static void ten_thousand_keys_keep_values_and_order(void **state)
{
    struct tw_map m = tw_map_in(*state);

    for (int i = 0; i < 10000; i++) tw_map_add(&m, name(*state, i), NULL)->value = (uint64_t)i;
    assert_int_equal(m.n, 10000);
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(tw_map_find(&m, name(*state, i))->value, i);
        assert_int_equal(m.v[i].value, i);
    }
    assert_null(tw_map_find(&m, name(*state, 10000)));
}

static void hashes_are_the_same_on_every_run(void **state)
{
    (void)state;
    assert_true(tw_hash(TW_LIT("")) == 0x2D06800538D394C2u); /* XXH3_64bits of nothing */
    assert_true(tw_hash(TW_LIT("ab")) != tw_hash(TW_LIT("ba")));
    assert_true(tw_hash_mix(1, 2) != tw_hash_mix(2, 1));
}

static void ids_are_the_start_of_sha256(void **state)
{
    struct tw_slice abc = TW_LIT("abc"), parts[2] = {TW_LIT("a"), TW_LIT("bc")};
    char id[17], other[17];

    (void)state;
    tw_hash_id(&abc, 1, id);
    assert_string_equal(id, "ba7816bf8f01cfea"); /* FIPS 180-4, example "abc" */
    tw_hash_id(parts, 2, other);
    assert_string_not_equal(id, other); /* the parts are joined by NUL */
}

static void word_lists_are_found_exactly_or_without_case(void **state)
{
    const struct tw_words *months = &tw_words_en_months;
    const struct tw_word *w = tw_words_find(months, TW_LIT("september"));
    char longer[200] = {0};

    (void)state;
    assert_non_null(w);
    assert_text(tw_word_value(w), "9");
    assert_false(tw_words_has(months, TW_LIT("September")));
    assert_ptr_equal(tw_words_find_nocase(months, TW_LIT("SEPTEMBER")), w);
    assert_null(tw_words_find_nocase(months, TW_LIT("septembe")));
    assert_null(tw_words_find_nocase(months, TW_LIT("")));
    assert_null(tw_words_find_nocase(months, (struct tw_slice){longer, sizeof longer}));
    for (uint32_t i = 0; i < months->n; i++)
        assert_ptr_equal(
            tw_words_find(months, tw_word_key(&months->v[i])),
            &months->v[i]);
}

static void entries_are_announced_by_their_beginnings(void **state)
{
    const struct tw_words *all = &tw_words_all_chrome;

    (void)state;
    for (uint32_t i = 0; i < all->n; i++) {
        struct tw_slice key = tw_word_key(&all->v[i]);

        for (size_t n = 1; n <= key.n; n++)
            if (n == key.n || key.p[n] == ' ')
                assert_true(tw_words_begins(all, tw_words_hash(key.p, n)));
    }
    assert_false(tw_words_begins(&tw_words_en_months, tw_words_hash("zebra", 5)));
}

static void the_list_of_all_languages_has_the_values_of_each(void **state)
{
    const struct tw_word *all = tw_words_find(&tw_words_all_months, TW_LIT("mar"));

    (void)state;
    assert_non_null(all);
    assert_true(tw_slice_find(tw_word_value(all),
                              tw_word_value(tw_words_find(&tw_words_en_months, TW_LIT("mar"))),
                              0) != TW_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(an_empty_map_finds_nothing),
        TEST_IN_ARENA(a_key_is_added_once),
        TEST_IN_ARENA(ten_thousand_keys_keep_values_and_order),
        cmocka_unit_test(hashes_are_the_same_on_every_run),
        cmocka_unit_test(ids_are_the_start_of_sha256),
        cmocka_unit_test(word_lists_are_found_exactly_or_without_case),
        cmocka_unit_test(entries_are_announced_by_their_beginnings),
        cmocka_unit_test(the_list_of_all_languages_has_the_values_of_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
