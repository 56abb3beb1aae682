/* tests/extract/statements_json_test.c - statements as JSON. */
#include "extract/statements.h"
#include "support/check.h"

/* The span of a piece of the text that occurs once. */
static struct tw_span at(struct tw_slice text, const char *piece)
{
    size_t off = tw_slice_find(text, tw_slice_of(piece), 0);

    assert_true(off != TW_NONE);
    return (struct tw_span){off, strlen(piece)};
}

static void every_field_is_written_in_code_points(void **state)
{
    struct tw_article a = {.id = TW_LIT("x"),
                           .text = TW_LIT("“Zwölf sind tot”, sagte Zoë Ørn, “mehr nicht”.")};
    struct tw_span parts[2] = {at(a.text, "“Zwölf sind tot”"), at(a.text, "“mehr nicht”")};
    struct tw_span sentence = {0, a.text.n}, mention = at(a.text, "Zoë Ørn");
    struct tw_slice alias = TW_LIT("Ørn");
    struct tw_date day = {.grain = TW_DATE_DAY, .year = 2024, .month = 3, .day = 14};
    struct tw_attribution said[2] = {
        {.kind = TW_DIRECT,
         .type = TW_SPEECH,
         .source = mention,
         .cue = at(a.text, "sagte"),
         .content = {parts, 2},
         .speaker = TW_LIT("Zoë Ørn"),
         .when = day,
         .in = -1},
        {.kind = TW_INDIRECT, .type = TW_OTHER, .content = {parts, 1}, .in = 0}};
    struct tw_figure figure = {.span = at(a.text, "Zwölf"),
                               .number = at(a.text, "Zwölf"),
                               .has_low = true,
                               .low = 12,
                               .comparator = TW_AT_LEAST,
                               .unit = TW_LIT("killed"),
                               .of = TW_LIT("people"),
                               .said_by = 0};
    struct tw_time when[2] = {{at(a.text, "tot"), day, {0}},
                              {at(a.text, "mehr"), day, TW_LIT("2024-W11")}};
    struct tw_actor actor = {TW_LIT("Zoë Ørn"), TW_PERSON, {&alias, 1}, {&mention, 1}};
    struct tw_claim claim = {at(a.text, "tot"),  {0},     TW_LIT("the ice"),
                             TW_LIT("accident"), TW_DENY, -1};
    struct tw_statements s = {.sentences = {&sentence, 1},
                              .attributions = {said, 2},
                              .figures = {&figure, 1},
                              .times = {when, 2},
                              .actors = {&actor, 1},
                              .claims = {&claim, 1}};
    struct tw_buf out = {.mem = *state};

    tw_statements_write(&out, &a, &s);
    assert_text(
        tw_buf_slice(&out),
        "{\"id\":\"x\",\"sentences\":[[0,46]],\"attributions\":["
        "{\"kind\":\"direct\",\"type\":\"speech\",\"source\":[24,31],\"cue\":[18,23],\"content\":[[0,16],[33,45]],"
        "\"speaker\":\"Zoë Ørn\",\"when\":\"2024-03-14\",\"in\":null,\"act\":\"say\"},"
        "{\"kind\":\"indirect\",\"type\":\"other\",\"source\":null,\"cue\":null,\"content\":[0,16],"
        "\"speaker\":null,\"when\":null,\"in\":0,\"act\":\"show\"}],"
        "\"figures\":[{\"span\":[1,6],\"number\":[1,6],\"low\":12,\"high\":null,\"comparator\":\"at_least\","
        "\"unit\":\"killed\",\"of\":\"people\",\"said_by\":0}],"
        "\"times\":[{\"span\":[12,15],\"value\":\"2024-03-14\"},{\"span\":[34,38],\"value\":\"2024-W11\"}],"
        "\"actors\":[{\"name\":\"Zoë Ørn\",\"type\":\"person\",\"aliases\":[\"Ørn\"],\"mentions\":[[24,31]]}],"
        "\"claims\":[{\"span\":[12,15],\"by\":null,\"who\":\"the ice\",\"what\":\"accident\",\"stance\":\"deny\","
        "\"attribution\":null}]}");
}

static void an_article_that_says_nothing_has_every_list(void **state)
{
    struct tw_article a = {.id = TW_LIT("x"), .text = TW_LIT("")};
    struct tw_statements s = {0};
    struct tw_buf out = {.mem = *state};

    tw_statements_write(&out, &a, &s);
    assert_text(tw_buf_slice(&out),
                "{\"id\":\"x\",\"sentences\":[],\"attributions\":[],\"figures\":[],\"times\":[],"
                "\"actors\":[],\"claims\":[]}");
}

static void every_value_has_a_word(void **state)
{
    (void)state;
    assert_string_equal(tw_quote_kind_text(TW_MIXED), "mixed");
    assert_string_equal(tw_quote_type_text(TW_THOUGHT), "thought");
    assert_string_equal(tw_polarity_text(TW_DECLINE), "decline");
    assert_string_equal(tw_comparator_text(TW_FEWER_THAN), "fewer_than");
    assert_string_equal(tw_comparator_text(TW_RANGE), "range");
    assert_string_equal(tw_actor_type_text(TW_PLACE), "place");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_field_is_written_in_code_points),
        TEST_IN_ARENA(an_article_that_says_nothing_has_every_list),
        cmocka_unit_test(every_value_has_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
