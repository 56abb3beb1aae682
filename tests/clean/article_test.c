/* tests/clean/article_test.c - the article as JSON. */
#include "clean/article.h"
#include "support/check.h"

static struct tw_article article_of(struct tw_arena *mem, const char *line)
{
    struct tw_article a;
    struct tw_jv v;

    assert_int_equal(tw_json_parse(mem, tw_slice_of(line), &v, NULL), TW_OK);
    assert_int_equal(tw_article_read(mem, &v, &a), TW_OK);
    return a;
}

static struct tw_slice written(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_buf out = {.mem = mem};

    tw_article_write(&out, a);
    return tw_buf_slice(&out);
}

#define FULL                                                                                                    \
    "{\"id\":\"0123456789abcdef\",\"source\":\"news/bridge.txt\",\"url\":\"https://lamp.example/bridge\","      \
    "\"outlet\":{\"name\":\"The Lamp\",\"domain\":\"lamp.example\"},\"title\":\"Köln bridge closed\","         \
    "\"standfirst\":\"Traffic halts\",\"byline\":[\"Ann Lee\",\"Bo Øst\"],\"dateline\":\"KÖLN, March 14\","   \
    "\"published\":{\"value\":\"2024-03-14T09:30+01:00\",\"from\":\"json-ld\"},\"modified\":\"2024-03-15\","    \
    "\"lang\":\"en\",\"credit\":[\"Meridian\"],\"text\":\"Köln’s bridge is closed.\\n\\nNo one was hurt.\"," \
    "\"paragraphs\":[[0,24],[26,42]],\"notes\":[\"Corrected: the day.\"]}"

static void every_field_survives_reading_and_writing(void **state)
{
    struct tw_article a = article_of(*state, FULL);

    assert_text(written(*state, &a), FULL);
    assert_int_equal(a.paragraphs.n, 2);
    assert_text(tw_span_text(a.text, a.paragraphs.v[1]), "No one was hurt.");
}

static void what_is_unknown_is_null(void **state)
{
    struct tw_article a = article_of(*state, "{\"id\":\"x\",\"text\":\"One.\"}");

    assert_text(
        written(*state, &a),
        "{\"id\":\"x\",\"source\":null,\"url\":null,\"outlet\":{\"name\":null,\"domain\":null},\"title\":null,"
        "\"standfirst\":null,\"byline\":[],\"dateline\":null,\"published\":null,\"modified\":null,"
        "\"lang\":null,\"credit\":[],\"text\":\"One.\",\"paragraphs\":[[0,4]],\"notes\":[]}");
}

static void plain_strings_stand_for_objects_and_lists(void **state)
{
    struct tw_article a =
        article_of(*state, "{\"id\":\"x\",\"text\":\"\",\"published\":\"2024-03-14\","
                           "\"outlet\":\"The Lamp\",\"byline\":\"Ann Lee\"}");

    assert_int_equal(a.published.grain, TW_DATE_DAY);
    assert_int_equal(a.published_from, TW_FROM_NONE);
    assert_text(a.outlet_name, "The Lamp");
    assert_int_equal(a.byline.n, 1);
    assert_text(a.byline.v[0], "Ann Lee");
}

static void wrong_types_count_as_absent(void **state)
{
    struct tw_article a = article_of(
        *state, "{\"id\":\"x\",\"text\":\"One.\",\"title\":7,\"byline\":[1,\"Bo\",null],"
                "\"published\":{\"value\":\"soon\"},\"outlet\":[],\"paragraphs\":\"all\"}");

    assert_int_equal(a.title.n, 0);
    assert_int_equal(a.byline.n, 1);
    assert_int_equal(a.published.grain, TW_DATE_NONE);
    assert_int_equal(a.paragraphs.n, 1);
}

static void without_id_or_text_it_is_no_article(void **state)
{
    static const char *const wrong[] = {"{}",
                                        "[]",
                                        "7",
                                        "{\"id\":\"x\"}",
                                        "{\"text\":\"t\"}",
                                        "{\"id\":\"\",\"text\":\"t\"}",
                                        "{\"id\":1,\"text\":\"t\"}"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct tw_article a;
        struct tw_jv v;

        assert_int_equal(tw_json_parse(*state, tw_slice_of(wrong[i]), &v, NULL), TW_OK);
        assert_int_equal(tw_article_read(*state, &v, &a), TW_BROKEN);
    }
}

static void paragraphs_outside_the_text_are_computed_anew(void **state)
{
    static const char *const wrong[] = {"[[0,99]]", "[[4,2]]", "[[0,4],[2,4]]", "[[-1,4]]",
                                        "[[0]]",    "[7]",     "[[0,1e99]]"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char line[100];
        struct tw_article a;

        snprintf(line, sizeof line, "{\"id\":\"x\",\"text\":\"Zwölf.\",\"paragraphs\":%s}",
                 wrong[i]);
        a = article_of(*state, line);
        assert_int_equal(a.paragraphs.n, 1);
        assert_text(tw_span_text(a.text, a.paragraphs.v[0]), "Zwölf.");
    }
}

static void splits_into(struct tw_arena *mem, const char *text, const char *const *want)
{
    struct tw_article a = {.text = tw_slice_of(text)};
    size_t n = 0;

    tw_article_split(mem, &a);
    for (; want[n]; n++) {
        assert_true(n < a.paragraphs.n);
        assert_true(tw_slice_eq(tw_span_text(a.text, a.paragraphs.v[n]), tw_slice_of(want[n])));
    }
    assert_int_equal(a.paragraphs.n, n);
}

#define LONG_LINE                                                                                     \
    "This line is longer than any screen is wide, so the ends of lines must be those of paragraphs, " \
    "not places where somebody broke them."

static void blank_lines_part_paragraphs(void **state)
{
    splits_into(*state, "\n\n One. \n\n \t\nTwo\nlines.\n\nThree.\n",
                (const char *const[]){"One.", "Two\nlines.", "Three.", NULL});
    splits_into(*state, "One\ntwo\nthree.", (const char *const[]){"One\ntwo\nthree.", NULL});
    splits_into(*state, LONG_LINE "\nTwo.", (const char *const[]){LONG_LINE, "Two.", NULL});
    splits_into(*state, LONG_LINE "\nTwo.\n\nThree.",
                (const char *const[]){LONG_LINE "\nTwo.", "Three.", NULL});
    splits_into(*state, " \n ", (const char *const[]){NULL});
    splits_into(*state, "", (const char *const[]){NULL});
}

static void the_id_comes_from_place_and_text(void **state)
{
    struct tw_article a = {.source = TW_LIT("a.txt"), .text = TW_LIT("One.")}, b = a, c = a, d = a;

    b.source = TW_LIT("b.txt");
    c.url = TW_LIT("https://lamp.example/1");
    d.url = c.url;
    d.source = TW_LIT("d.txt");
    tw_article_set_id(*state, &a);
    tw_article_set_id(*state, &b);
    tw_article_set_id(*state, &c);
    tw_article_set_id(*state, &d);
    assert_text(a.id, "5a39bdb950738585");
    assert_false(tw_slice_eq(a.id, b.id));
    assert_false(tw_slice_eq(a.id, c.id));
    assert_true(tw_slice_eq(c.id, d.id)); /* the URL stands before the source */
}

static void each_way_of_knowing_the_date_has_a_name(void **state)
{
    (void)state;
    assert_null(tw_date_from_text(TW_FROM_NONE));
    assert_string_equal(tw_date_from_text(TW_FROM_JSON_LD), "json-ld");
    assert_string_equal(tw_date_from_text(TW_FROM_HTTP), "http");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_field_survives_reading_and_writing),
        TEST_IN_ARENA(what_is_unknown_is_null),
        TEST_IN_ARENA(plain_strings_stand_for_objects_and_lists),
        TEST_IN_ARENA(wrong_types_count_as_absent),
        TEST_IN_ARENA(without_id_or_text_it_is_no_article),
        TEST_IN_ARENA(paragraphs_outside_the_text_are_computed_anew),
        TEST_IN_ARENA(blank_lines_part_paragraphs),
        TEST_IN_ARENA(the_id_comes_from_place_and_text),
        cmocka_unit_test(each_way_of_knowing_the_date_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
