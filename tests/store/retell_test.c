/* tests/store/retell_test.c - what is told again is what is stored. */
#include "store/retell.h"
#include "library/accounts.h"
#include "store/desk.h"
#include "support/folder.h"

static void add(struct tw_desk *d, const char *json)
{
    struct tw_article a;
    struct tw_incoming in = {.article = &a, .kind = TW_EVIDENCE_JSON,
                             .evidence = tw_slice_of(json)};
    struct tw_jv object;
    enum tw_taken taken;

    assert_int_equal(tw_json_parse(mem, tw_slice_of(json), &object, NULL), TW_OK);
    assert_int_equal(tw_article_read(mem, &object, &a), TW_OK);
    in.received = a.published;
    assert_int_equal(tw_desk_add(d, &in, &taken), TW_OK);
    assert_int_equal(taken, TW_TAKEN);
}

/* The comparison of story 1, made again, is byte for byte the stored one; it has the origins. */
static void check_told(struct tw_store *s, unsigned origins)
{
    struct tw_buf again = {.mem = mem};
    struct tw_comparison c;
    struct tw_slice stored;

    assert_int_equal(tw_store_comparison(s, mem, 1, &stored), TW_OK);
    assert_int_equal(tw_retell_comparison(s, mem, 1, &c), TW_OK);
    tw_comparison_write(&again, &c);
    assert_true(tw_slice_eq(tw_buf_slice(&again), stored));
    assert_int_equal(c.origins, origins);
}

static void decide(struct tw_store *s, struct tw_desk *d, struct tw_decision decision)
{
    assert_int_equal(tw_store_decide(s, &decision), TW_OK);
    assert_int_equal(tw_desk_decide(d), TW_OK);
}

static void a_story_is_told_again_as_it_is_stored(void **state)
{
    static const uint64_t vane[] = {1, 3};
    struct tw_desk_options o = {.threads = 1};
    const char *path = temp_file(dir, "news.db", TW_LIT("")), *why;
    struct tw_store *s;
    struct tw_desk *d;

    (void)state;
    assert_int_equal(tw_store_open(mem, path, TW_STORE_CREATE, &s, &why), TW_OK);
    assert_int_equal(tw_desk_open(s, path, &o, &d), TW_OK);
    add(d, LAMP);
    assert_int_equal(tw_desk_commit(d), TW_OK);
    add(d, COPY);
    add(d, VANE);
    assert_int_equal(tw_desk_commit(d), TW_OK);
    check_told(s, 2);
    decide(s, d, (struct tw_decision){.kind = TW_DECIDE_ONE_ORIGIN, .article = vane,
                                      .articles = 2});
    check_told(s, 1);
    decide(s, d, (struct tw_decision){.kind = TW_DECIDE_UNDO, .other = 1});
    check_told(s, 2);
    tw_desk_close(d);
    tw_store_close(s);
}

static void of_a_single_account_the_json_is_made(void **state)
{
    const char *path = temp_file(dir, "news.db", TW_LIT("")), *why;
    struct tw_buf json = {.mem = mem};
    struct tw_store *s;
    struct tw_desk *d;

    (void)state;
    assert_int_equal(tw_store_open(mem, path, TW_STORE_CREATE, &s, &why), TW_OK);
    assert_int_equal(tw_desk_open(s, path, NULL, &d), TW_OK);
    add(d, LAMP);
    assert_int_equal(tw_desk_commit(d), TW_OK);
    assert_int_equal(tw_retell_json(s, mem, 1, &json), TW_OK);
    assert_true(tw_slice_starts(tw_buf_slice(&json), TW_LIT("{\"one_event\":true")));
    json.n = 0;
    assert_int_equal(tw_retell_json(s, mem, 2, &json), TW_EMPTY);
    tw_desk_close(d);
    tw_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_story_is_told_again_as_it_is_stored),
        TEST_IN_FOLDER(of_a_single_account_the_json_is_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
