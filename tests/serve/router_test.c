/* tests/serve/router_test.c - paths to routes, and what stands in them. */
#include "serve/router.h"

#include "support/check.h"

static enum tw_status nothing(struct tw_request *r, struct tw_answer *a)
{
    (void)r;
    (void)a;
    return TW_OK;
}

static const struct tw_route table[] = {
    {"GET", "/", TW_SCOPE_READ, 0, nothing, NULL, 0},
    {"GET", "/v1/stories", TW_SCOPE_READ, 0, nothing, NULL, 0},
    {"POST", "/v1/stories", TW_SCOPE_WRITE, 0, nothing, NULL, 0},
    {"GET", "/v1/stories/{story}", TW_SCOPE_READ, 0, nothing, NULL, 0},
    {"GET", "/v1/stories/{story}/why/{item}{?article,limit}", TW_SCOPE_READ, 0, nothing, NULL, 0},
    {0},
};
static const struct tw_route *const tables[] = {table};

static const struct tw_route *find(struct tw_arena *mem, const char *method, const char *path,
                                   struct tw_slice arg[TW_ROUTE_ARGS], struct tw_slice *allowed)
{
    return tw_route_find(mem, tables, 1, tw_slice_of(method), tw_slice_of(path), arg, allowed);
}

static void a_path_finds_its_route_and_what_stands_in_it(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_slice arg[TW_ROUTE_ARGS], allowed;

    assert_ptr_equal(find(mem, "GET", "/", arg, &allowed), &table[0]);
    assert_ptr_equal(find(mem, "POST", "/v1/stories", arg, &allowed), &table[2]);
    assert_ptr_equal(find(mem, "GET", "/v1/stories/s1%2FF1", arg, &allowed), &table[3]);
    assert_text(arg[0], "s1/F1");
    assert_ptr_equal(find(mem, "GET", "/v1/stories/s1/why/a%20%C3%A9", arg, &allowed), &table[4]);
    assert_text(arg[0], "s1");
    assert_text(arg[1], "a \xC3\xA9");
}

static void what_has_no_route_finds_none(void **state)
{
    static const char *const paths[] = {"", "x", "//", "/v1", "/v1/", "/v1/stories/",
                                        "/v1/stories//", "/v1/stories/s1/",
                                        "/v1/stories/s1/why", "/v1/stories/%", "/v1/stories/%4", "/v1/stories/%zz",
                                        "/v1/stories/%00", "/v1/stories/%FF", "/v1/stories/%C3"};
    struct tw_arena *mem = *state;
    struct tw_slice arg[TW_ROUTE_ARGS], allowed;

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_null(find(mem, "GET", paths[i], arg, &allowed));
        assert_text(allowed, "");
    }
}

static void another_method_is_told_which_there_are(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_slice arg[TW_ROUTE_ARGS], allowed;

    assert_null(find(mem, "DELETE", "/v1/stories", arg, &allowed));
    assert_text(allowed, "GET, HEAD, POST");
    assert_null(find(mem, "get", "/", arg, &allowed));
    assert_text(allowed, "GET, HEAD");
}

static void parameters_are_decoded_in_order(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_pairs p;

    assert_true(tw_route_pairs(mem, TW_LIT("a=1&&b=x+y%3D%26&c&=d&a=2"), &p));
    assert_int_equal(p.n, 5);
    assert_text(tw_pairs_get(&p, "a"), "1");
    assert_text(tw_pairs_get(&p, "b"), "x y=&");
    assert_text(tw_pairs_get(&p, "c"), "");
    assert_text(tw_pairs_get(&p, ""), "d");
    assert_text(p.v[4].value, "2");
    assert_true(tw_route_pairs(mem, TW_LIT(""), &p));
    assert_int_equal(p.n, 0);
}

static void a_route_takes_the_parameters_that_it_names(void **state)
{
    (void)state;
    assert_true(tw_route_takes(&table[4], TW_LIT("article")));
    assert_true(tw_route_takes(&table[4], TW_LIT("limit")));
    assert_false(tw_route_takes(&table[4], TW_LIT("lim")));
    assert_false(tw_route_takes(&table[4], TW_LIT("item")));
    assert_false(tw_route_takes(&table[4], TW_LIT("")));
    assert_false(tw_route_takes(&table[3], TW_LIT("article")));
}

static void what_is_encoded_is_decoded_to_the_same(void **state)
{
    struct tw_buf b = {.mem = *state};
    struct tw_slice back;

    tw_route_encode(&b, TW_LIT("a-b_c.d~/?&=%+ \xC3\xA9"));
    assert_text(tw_buf_slice(&b), "a-b_c.d~%2F%3F%26%3D%25%2B%20%C3%A9");
    assert_true(tw_route_decode(*state, tw_buf_slice(&b), true, &back));
    assert_text(back, "a-b_c.d~/?&=%+ \xC3\xA9");
}

static void damaged_or_endless_parameters_are_refused(void **state)
{
    struct tw_arena *mem = *state;
    struct tw_buf many = {.mem = mem};
    struct tw_pairs p;

    assert_false(tw_route_pairs(mem, TW_LIT("a=%"), &p));
    assert_false(tw_route_pairs(mem, TW_LIT("a=%E"), &p));
    assert_false(tw_route_pairs(mem, TW_LIT("%ff=1"), &p));
    assert_false(tw_route_pairs(mem, TW_LIT("a=%00"), &p));
    for (int i = 0; i < TW_QUERY_PAIRS; i++) tw_buf_adds(&many, "a=1&");
    assert_true(tw_route_pairs(mem, tw_buf_slice(&many), &p));
    tw_buf_adds(&many, "a=1");
    assert_false(tw_route_pairs(mem, tw_buf_slice(&many), &p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(a_path_finds_its_route_and_what_stands_in_it),
        TEST_IN_ARENA(what_has_no_route_finds_none),
        TEST_IN_ARENA(another_method_is_told_which_there_are),
        TEST_IN_ARENA(parameters_are_decoded_in_order),
        TEST_IN_ARENA(a_route_takes_the_parameters_that_it_names),
        TEST_IN_ARENA(what_is_encoded_is_decoded_to_the_same),
        TEST_IN_ARENA(damaged_or_endless_parameters_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
