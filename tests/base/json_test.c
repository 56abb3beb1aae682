/* tests/base/json_test.c - JSON out and in. */
#include "base/json.h"
#include "support/check.h"

#include <math.h>

/* Writes a parsed value again. */
static void write_value(struct tw_json *j, const struct tw_jv *v)
{
    switch (v->type) {
    case TW_JNULL:
        tw_json_null(j);
        break;
    case TW_JBOOL:
        tw_json_bool(j, v->num != 0);
        break;
    case TW_JNUMBER:
        tw_json_num(j, v->num);
        break;
    case TW_JSTRING:
        tw_json_str(j, v->s);
        break;
    case TW_JARRAY:
        tw_json_open(j, '[');
        for (size_t i = 0; i < v->n; i++) write_value(j, &v->v[i]);
        tw_json_close(j, ']');
        break;
    case TW_JOBJECT:
        tw_json_open(j, '{');
        for (size_t i = 0; i < v->n; i++) {
            tw_json_key(j, tw_slice_dup(j->out->mem, v->v[i].key).p);
            write_value(j, &v->v[i]);
        }
        tw_json_close(j, '}');
        break;
    }
}

static struct tw_slice rewritten(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};
    struct tw_jv v;

    assert_int_equal(tw_json_parse(mem, s, &v, NULL), TW_OK);
    write_value(&j, &v);
    return tw_buf_slice(&out);
}

static struct tw_jv parsed(struct tw_arena *mem, const char *text)
{
    struct tw_jv v;

    assert_int_equal(tw_json_parse(mem, tw_slice_of(text), &v, NULL), TW_OK);
    return v;
}

#define COMES_BACK(literal) assert_text(rewritten(*state, TW_LIT(literal)), literal)

static void what_is_read_is_written_alike(void **state)
{
    COMES_BACK("null");
    COMES_BACK("true");
    COMES_BACK("[]");
    COMES_BACK("{}");
    COMES_BACK("[[],{},[0,1,-2],\"\",false]");
    COMES_BACK(
        "{\"id\":\"x\",\"list\":[{\"a\":1},{\"a\":2}],\"text\":\"Zoë said “no”.\",\"none\":null}");
    assert_text(rewritten(*state, TW_LIT(" { \"a\" :\t[ 1 ,\r\n2 ] } ")), "{\"a\":[1,2]}");
}

static void escapes_are_undone_and_made(void **state)
{
    assert_text(parsed(*state, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\u0000\"").s,
                "\"\\/\b\f\n\r\té€\0");
    COMES_BACK("\"a\\nb\\t\\\"c\\\"\\\\ \\u0000\\u001f / é\"");
}

static void escapes_are_found_at_every_place_of_a_long_text(void **state)
{
    for (size_t at = 0; at < 70; at++) {
        char plain[70], want[72];
        struct tw_buf out = {.mem = *state};
        struct tw_json j = {.out = &out};
        struct tw_jv v;

        memset(plain, 'x', sizeof plain);
        plain[at] = '\n';
        memset(want, 'x', sizeof want);
        memcpy(want + at, "\\n", 2);
        tw_json_str(&j, (struct tw_slice){plain, sizeof plain});
        assert_int_equal(out.n, 73);
        assert_memory_equal(out.p + 1, want, 71);
        assert_int_equal(tw_json_parse(*state, tw_buf_slice(&out), &v, NULL), TW_OK);
        assert_int_equal(v.s.n, 70);
        assert_memory_equal(v.s.p, plain, 70);
    }
}

static void surrogates_join_and_lone_ones_are_replaced(void **state)
{
    assert_text(parsed(*state, "\"\\ud83d\\ude00\"").s, "😀");
    assert_text(parsed(*state, "\"\\ud83dx\"").s, "\xEF\xBF\xBDx");
    assert_text(parsed(*state, "\"\\ude00\"").s, "\xEF\xBF\xBD");
    assert_text(parsed(*state, "\"\\ud83d\\ud83d\\ude00\"").s, "\xEF\xBF\xBD😀");
    assert_text(parsed(*state, "\"\\ud83d\\u0041\"").s, "\xEF\xBF\xBD"
                                                        "A");
}

static void text_without_escapes_is_borrowed(void **state)
{
    const char *line = "{\"text\":\"no escapes in this text\"}";
    struct tw_jv v = parsed(*state, line);

    assert_ptr_equal(tw_jv_str(&v, "text").p, line + 9);
}

static void numbers_read_to_the_nearest_double(void **state)
{
    static const struct {
        const char *text;
        double x;
    } row[] = {
        {"0", 0},
        {"-0", -0.0},
        {"12", 12},
        {"-7.25", -7.25},
        {"0.1", 0.1},
        {"1e3", 1e3},
        {"2.5E-3", 2.5e-3},
        {"1e+2", 100},
        {"9007199254740993", 9007199254740992.0},
        {"3.141592653589793", 3.141592653589793},
        {"123456789012345", 123456789012345.0},
        {"0.000001", 1e-6},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"5e-324", 5e-324},
        {"1e999", INFINITY},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct tw_jv v = parsed(*state, row[i].text);

        assert_true(v.num == row[i].x && signbit(v.num) == signbit(row[i].x));
        assert_true(tw_slice_eq(v.s, tw_slice_of(row[i].text)));
    }
}

static void numbers_are_written_with_the_fewest_digits(void **state)
{
    COMES_BACK("[0,-0,1,-1,137,4000000,0.5,0.1,0.93,-2.25,1234.567891,0.000001,123456789012345]");
    COMES_BACK("[0.1234567,3.141592653589793,1e+22,5e-324,1.7976931348623157e+308]");
    assert_text(rewritten(*state, TW_LIT("1e999")), "null");
    assert_text(rewritten(*state, TW_LIT("0.30000000000000004")), "0.30000000000000004");
}

static void integers_are_written_whole(void **state)
{
    struct tw_buf out = {.mem = *state};
    struct tw_json j = {.out = &out};

    tw_json_open(&j, '[');
    tw_json_int(&j, INT64_MIN);
    tw_json_int(&j, INT64_MAX);
    tw_json_pair(&j, 0, 12);
    tw_json_num(&j, NAN);
    tw_json_str_or_null(&j, TW_LIT(""));
    tw_json_close(&j, ']');
    assert_text(tw_buf_slice(&out), "[-9223372036854775808,9223372036854775807,[0,12],null,null]");
}

static void members_are_found_by_name_the_last_wins(void **state)
{
    struct tw_jv v = parsed(*state, "{\"a\":\"1\",\"b\":2,\"a\":\"3\"}");

    assert_text(tw_jv_str(&v, "a"), "3");
    assert_int_equal(tw_jv_str(&v, "b").n, 0); /* not a string */
    assert_null(tw_jv_get(&v, "c"));
    assert_null(tw_jv_get(tw_jv_get(&v, "b"), "c"));
    assert_null(tw_jv_get(NULL, "c"));
}

static void broken_input_is_refused_where_it_breaks(void **state)
{
    static const struct {
        const char *text;
        size_t at;
    } row[] = {
        {"", 0},           {"  ", 2},           {"{", 1},
        {"[1,", 3},        {"[1 2]", 3},        {"[1,]", 3},
        {"{\"a\"}", 4},    {"{\"a\":}", 5},     {"{a:1}", 1},
        {"{\"a\":1,}", 7}, {"[1]x", 3},         {"nul", 0},
        {"TRUE", 0},       {"+1", 0},           {"01", 0},
        {"1.", 2},         {".5", 0},           {"1e", 2},
        {"-", 1},          {"\"abc", 4},        {"\"a\nb\"", 2},
        {"\"\\x\"", 1},    {"\"a\\u12g4\"", 2}, {"\"\\u123", 1},
        {"\"\\", 1},       {"[}", 1},           {"{\"a\":1]", 6},
        {"'a'", 0},        {"[NaN]", 1},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct tw_jv v;
        size_t at = 99;

        assert_int_equal(tw_json_parse(*state, tw_slice_of(row[i].text), &v, &at), TW_BROKEN);
        if (at != row[i].at) fail_msg("%s: broke at %zu, not %zu", row[i].text, at, row[i].at);
        assert_int_equal(v.type, TW_JNULL);
    }
}

static void nesting_is_capped(void **state)
{
    char text[130];
    struct tw_jv v;

    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    assert_int_equal(tw_json_parse(*state, (struct tw_slice){text + 1, 128}, &v, NULL), TW_OK);
    assert_int_equal(tw_json_parse(*state, (struct tw_slice){text, 130}, &v, NULL), TW_TOOBIG);
}

static void a_flood_of_items_stops_at_the_budget(void **state)
{
    struct tw_arena *small = tw_arena_new(1 << 20);
    size_t n = 4 << 20;
    char *text = tw_arena_alloc(*state, n);
    struct tw_jv v;

    for (size_t i = 0; i < n; i++) text[i] = i % 2 ? ',' : '0';
    text[0] = '[';
    text[n - 1] = ']';
    text[1] = '0';
    assert_int_equal(tw_json_parse(small, (struct tw_slice){text, n}, &v, NULL), TW_BROKEN);
    text[1] = ' ';
    assert_int_equal(tw_json_parse(small, (struct tw_slice){text, n}, &v, NULL), TW_TOOBIG);
    assert_true(tw_arena_peak(small) < 8 << 20);
    tw_arena_free(small);
}

static void long_lists_keep_every_item(void **state)
{
    struct tw_buf out = {.mem = *state};
    struct tw_json j = {.out = &out};
    struct tw_jv v;

    tw_json_open(&j, '[');
    for (size_t i = 0; i < 1000; i++) tw_json_pair(&j, i, i + 1);
    tw_json_close(&j, ']');
    assert_int_equal(tw_json_parse(*state, tw_buf_slice(&out), &v, NULL), TW_OK);
    assert_int_equal(v.n, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_true(v.v[i].n == 2 && v.v[i].v[1].num == (double)i + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(what_is_read_is_written_alike),
        TEST_IN_ARENA(escapes_are_undone_and_made),
        TEST_IN_ARENA(escapes_are_found_at_every_place_of_a_long_text),
        TEST_IN_ARENA(surrogates_join_and_lone_ones_are_replaced),
        TEST_IN_ARENA(text_without_escapes_is_borrowed),
        TEST_IN_ARENA(numbers_read_to_the_nearest_double),
        TEST_IN_ARENA(numbers_are_written_with_the_fewest_digits),
        TEST_IN_ARENA(integers_are_written_whole),
        TEST_IN_ARENA(members_are_found_by_name_the_last_wins),
        TEST_IN_ARENA(broken_input_is_refused_where_it_breaks),
        TEST_IN_ARENA(nesting_is_capped),
        TEST_IN_ARENA(a_flood_of_items_stops_at_the_budget),
        TEST_IN_ARENA(long_lists_keep_every_item),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
