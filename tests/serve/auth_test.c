/* tests/serve/auth_test.c - tokens, sessions, the link, pages of others. */
#include "serve/auth.h"

#include "support/check.h"

static void a_secret_opens_its_token_and_no_other(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_slice one = tw_auth_secret(mem), two = tw_auth_secret(mem), cut = one;
    struct tw_token v[] = {{1, TW_LIT("one"), 1, tw_auth_hash(mem, one), 5, 0},
                           {2, TW_LIT("two"), 2, tw_auth_hash(mem, two), 5, 0},
                           {3, TW_LIT("gone"), 3, {0}, 5, 9}};

    assert_int_equal(one.n, TW_AUTH_SECRET);
    assert_false(tw_slice_eq(one, two));
    v[2].hash = tw_auth_hash(mem, TW_LIT("gone"));
    assert_ptr_equal(tw_auth_token(mem, v, 3, one), &v[0]);
    assert_ptr_equal(tw_auth_token(mem, v, 3, two), &v[1]);
    assert_null(tw_auth_token(mem, v, 3, TW_LIT("gone")));      /* it was revoked */
    assert_null(tw_auth_token(mem, v, 3, TW_LIT("")));
    /* who reads the store has no token */
    assert_null(tw_auth_token(mem, v, 3, v[0].hash));
    cut.n--;
    assert_null(tw_auth_token(mem, v, 3, cut));
}

static void a_session_lasts_until_it_ends(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_token v[] = {{7, TW_LIT("desk"), 2, {0}, 5, 0}};
    struct tw_who who = {TW_LIT("desk"), TW_SCOPE_WRITE, true}, got;
    struct tw_slice secret;
    struct tw_auth a;

    tw_auth_init(&a);
    secret = tw_auth_begin(&a, mem, &who, 7, 1000);
    assert_true(tw_auth_session(&a, mem, secret, v, 1, 1001, &got));
    assert_text(got.name, "desk");
    assert_int_equal(got.scope, TW_SCOPE_WRITE);
    assert_true(got.is_session);
    assert_false(tw_auth_session(&a, mem, TW_LIT(""), v, 1, 1001, &got));
    assert_false(tw_auth_session(&a, mem, secret, v, 1, 1001 + TW_AUTH_DAYS * 86400, &got));
    v[0].revoked = 1002;
    assert_false(tw_auth_session(&a, mem, secret, v, 1, 1003, &got));
    v[0].revoked = 0;
    tw_auth_end(&a, mem, secret);
    assert_false(tw_auth_session(&a, mem, secret, v, 1, 1001, &got));
    tw_auth_free(&a);
}

static void the_oldest_session_makes_room(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_who who = {TW_LIT("page"), TW_SCOPE_ADMIN, true}, got;
    struct tw_slice first, second;
    struct tw_auth a;

    tw_auth_init(&a);
    first = tw_auth_begin(&a, mem, &who, 0, 1000);
    second = tw_auth_begin(&a, mem, &who, 0, 1000);
    for (int i = 1; i < TW_AUTH_SESSIONS; i++) (void)tw_auth_begin(&a, mem, &who, 0, 1000);
    assert_false(tw_auth_session(&a, mem, first, NULL, 0, 1001, &got));
    assert_true(tw_auth_session(&a, mem, second, NULL, 0, 1001, &got));
    tw_auth_free(&a);
}

static void the_link_works_once(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_slice key;
    struct tw_auth a;

    tw_auth_init(&a);
    assert_false(tw_auth_use_link(&a, mem, TW_LIT("")));
    key = tw_auth_link(&a, mem);
    assert_false(tw_auth_use_link(&a, mem, TW_LIT("tws_0")));
    assert_true(tw_auth_use_link(&a, mem, key));
    assert_false(tw_auth_use_link(&a, mem, key));
    tw_auth_free(&a);
}

static void many_wrong_tokens_bar_an_address_for_a_minute(void **state)
{
    struct tw_auth a;

    (void)state;
    tw_auth_init(&a);
    for (int i = 0; i < TW_AUTH_FAILURES; i++) {
        assert_false(tw_auth_is_barred(&a, 5, 600));
        tw_auth_failed(&a, 5, 600);
    }
    assert_true(tw_auth_is_barred(&a, 5, 601));
    assert_false(tw_auth_is_barred(&a, 6, 601));
    assert_false(tw_auth_is_barred(&a, 5, 660));
    tw_auth_free(&a);
}

static bool same(const char *site, const char *origin)
{
    return tw_auth_is_same_origin(tw_slice_of(site), tw_slice_of(origin), TW_LIT("127.0.0.1:8470"));
}

static void only_our_pages_may_change_something(void **state)
{
    (void)state;
    assert_true(same("same-origin", "http://127.0.0.1:8470"));
    assert_true(same("same-origin", ""));
    assert_true(same("same-origin", "null"));
    assert_true(same("", "http://127.0.0.1:8470"));
    assert_false(same("", ""));                                 /* it does not say */
    assert_false(same("cross-site", ""));
    assert_false(same("same-site", "http://127.0.0.1:8470"));
    assert_false(same("none", ""));
    assert_false(same("cross-site", "http://127.0.0.1:8470"));
    assert_false(same("", "http://127.0.0.1:8471"));
    assert_false(same("", "http://attacker.example"));
    assert_false(same("", "null"));
    assert_false(same("cross-site", "null"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(a_secret_opens_its_token_and_no_other),
        TEST_IN_ARENA(a_session_lasts_until_it_ends),
        TEST_IN_ARENA(the_oldest_session_makes_room),
        TEST_IN_ARENA(the_link_works_once),
        TEST_IN_ARENA(many_wrong_tokens_bar_an_address_for_a_minute),
        TEST_IN_ARENA(only_our_pages_may_change_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
