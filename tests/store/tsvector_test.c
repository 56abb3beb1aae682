/* tests/store/tsvector_test.c - words and queries as PostgreSQL's text search takes them (the server itself
** is asked in postgres_test.c). */
#include "store/tsvector.h"
#include "support/check.h"

static struct tw_slice query(struct tw_arena *mem, const char *text)
{
    struct tw_query q;
    const char *why;

    assert_int_equal(tw_query_parse(mem, tw_slice_of(text), &q, &why), TW_OK);
    return tw_tsquery_text(mem, q.root);
}

static void a_word_stands_for_its_field_and_place(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_indexed w = {TW_LIT("Caf\xC3\xA9 shut"), TW_LIT("It's"), TW_LIT("Ody"), TW_LIT("")};

    (void)state;
    assert_text(tw_tsvector_text(mem, &w),
                "'cafe':1A 'shut':2A 't/cafe':1A 't/shut':2A 's/ody':103 'it':304 's':305 ");
    tw_arena_free(mem);
}

static void a_query_is_made_of_the_same_words(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);

    (void)state;
    assert_text(query(mem, "Caf\xC3\xA9"), "(('cafe'))");
    assert_text(query(mem, "\"shut down\" -ferr*"), "((('shut' <-> 'down')) & !(('ferr':*)))");
    assert_text(query(mem, "title:a OR speaker:b"), "((('t/a')) | (('s/b')))");
    assert_text(query(mem, "a NEAR/1 b"), "((('a') <1> ('b') | ('b') <1> ('a') | ('a') <2> ('b') | ('b') <2> ('a')))");
    tw_arena_free(mem);
}

static void what_folds_to_nothing_matches_nothing(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);

    (void)state;
    assert_text(query(mem, "\xE3\x85\xA4"), "(('/'))");      /* U+3164, a letter that is not shown */
    tw_arena_free(mem);
}

static void places_and_bytes_are_bounded(void **state)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf text = {.mem = mem};
    struct tw_indexed w = {TW_LIT(""), {0}, TW_LIT(""), TW_LIT("")};
    struct tw_slice vector;

    (void)state;
    for (int i = 0; i < 200000; i++) tw_buf_addf(&text, "w%d ", i);
    w.body = tw_buf_slice(&text);
    vector = tw_tsvector_text(mem, &w);
    assert_true(vector.n < 1 << 20);
    assert_true(tw_slice_find(vector, TW_LIT(":16384"), 0) == TW_NONE);
    assert_true(tw_slice_find(vector, TW_LIT(":16383 "), 0) != TW_NONE);
    tw_arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_stands_for_its_field_and_place),
        cmocka_unit_test(a_query_is_made_of_the_same_words),
        cmocka_unit_test(what_folds_to_nothing_matches_nothing),
        cmocka_unit_test(places_and_bytes_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
