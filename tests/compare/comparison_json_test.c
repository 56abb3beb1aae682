/* tests/compare/comparison_json_test.c - the comparison as JSON. */
#include "compare/comparison.h"
#include "support/check.h"

static void every_list_is_written_in_code_points(void **state)
{
    struct tw_article a = {
        .id = TW_LIT("a1"),
        .source = TW_LIT("a.txt"),
        .outlet_name = TW_LIT("The Lamp"),
        .title = TW_LIT("Bridge"),
        .text = TW_LIT("Zoë: 12 hurt"),
        .published = {.grain = TW_DATE_DAY, .year = 2024, .month = 3, .day = 14}};
    struct tw_article b = {.id = TW_LIT("b2"), .text = TW_LIT("Öst: 13 hurt")};
    struct tw_account account[2] = {{.article = &a}, {.article = &b}};
    struct tw_slice origin[2] = {TW_LIT("The Lamp"), TW_LIT("b2")},
                    why[2] = {TW_LIT("own words"), {0}};
    struct tw_slice by = TW_LIT("Zoë Ørn");
    struct tw_span number = {6, 2}, whole = {0, 13};
    struct tw_member both[2] = {{0, number}, {1, number}};
    struct tw_figure fa = {.span = {6, 7},
                           .number = number,
                           .has_low = true,
                           .has_high = true,
                           .low = 12,
                           .high = 12},
                     fb = {.span = {6, 7},
                           .number = number,
                           .has_low = true,
                           .low = 13,
                           .comparator = TW_MORE_THAN};
    struct tw_figure_member figures[2] = {{0, &fa}, {1, &fb}};
    struct tw_said said = {TW_LIT("s1"), {0}, TW_SAME_STATEMENT, {both, 2}, 2, 2};
    struct tw_reconciled hurt = {.id = TW_LIT("f1"),
                                 .unit = TW_LIT("injured"),
                                 .of = TW_LIT("people"),
                                 .relation = TW_CONFLICT,
                                 .has_low = true,
                                 .low = 12,
                                 .members = {figures, 2},
                                 .accounts = 2,
                                 .origins = 2};
    struct tw_position position = {TW_LIT("the ice"), TW_DOUBT, {&by, 1}, {both, 1}, 1, 1};
    struct tw_question question = {TW_LIT("c1"), TW_LIT("What broke it?"), {&position, 1}};
    struct tw_only only = {{1, number}, TW_LIT("figure")};
    struct tw_copied copied = {0, 1, whole, whole, 3};
    struct tw_comparison c = {.one_event = true,
                              .why = TW_LIT("same names"),
                              .accounts = account,
                              .n = 2,
                              .origin = origin,
                              .origin_why = why,
                              .origins = 2,
                              .said = {&said, 1},
                              .figures = {&hurt, 1},
                              .claims = {&question, 1},
                              .only = {&only, 1},
                              .copied = {&copied, 1}};
    struct tw_buf out = {.mem = *state};

    tw_comparison_write(&out, &c);
    assert_text(
        tw_buf_slice(&out),
        "{\"one_event\":true,\"why\":\"same names\",\"accounts\":["
        "{\"id\":\"a1\",\"source\":\"a.txt\",\"outlet\":{\"name\":\"The Lamp\",\"domain\":null},\"title\":\"Bridge\","
        "\"published\":\"2024-03-14\",\"origin\":\"The Lamp\",\"origin_why\":\"own words\"},"
        "{\"id\":\"b2\",\"source\":null,\"outlet\":{\"name\":null,\"domain\":null},\"title\":null,"
        "\"published\":null,\"origin\":\"b2\",\"origin_why\":null}],\"origins\":2,"
        "\"said\":[{\"id\":\"s1\",\"speaker\":null,\"relation\":\"same_statement\",\"members\":["
        "{\"id\":\"a1\",\"span\":[5,7],\"text\":\"12\"},{\"id\":\"b2\",\"span\":[5,7],\"text\":\"13\"}],"
        "\"accounts\":2,\"origins\":2}],"
        "\"figures\":[{\"id\":\"f1\",\"unit\":\"injured\",\"of\":\"people\",\"relation\":\"conflict\",\"low\":12,\"high\":null,"
        "\"members\":[{\"id\":\"a1\",\"span\":[5,12],\"text\":\"12 hurt\",\"number\":[5,7],\"low\":12,\"high\":12,"
        "\"comparator\":\"exact\"},{\"id\":\"b2\",\"span\":[5,12],\"text\":\"13 hurt\",\"number\":[5,7],\"low\":13,"
        "\"high\":null,\"comparator\":\"more_than\"}],\"accounts\":2,\"origins\":2}],"
        "\"claims\":[{\"id\":\"c1\",\"question\":\"What broke it?\",\"positions\":[{\"answer\":\"the ice\","
        "\"stance\":\"doubt\",\"by\":[\"Zoë Ørn\"],\"members\":[{\"id\":\"a1\",\"span\":[5,7],\"text\":\"12\"}],"
        "\"accounts\":1,\"origins\":1}]}],"
        "\"only\":[{\"id\":\"b2\",\"span\":[5,7],\"text\":\"13\",\"what\":\"figure\"}],"
        "\"left_out\":[],\"copied\":[{\"a\":\"a1\",\"b\":\"b2\",\"a_span\":[0,12],\"b_span\":[0,12],\"a_text\":\"Zoë: 12 hurt\","
        "\"b_text\":\"Öst: 13 hurt\",\"words\":3}],\"editions\":[]}");
}

static void every_relation_has_a_word(void **state)
{
    (void)state;
    assert_string_equal(tw_said_relation_text(TW_SAME_UTTERANCE), "same_utterance");
    assert_string_equal(tw_figure_relation_text(TW_AGREE), "agree");
    assert_string_equal(tw_figure_relation_text(TW_SUPERSEDED), "superseded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(every_list_is_written_in_code_points),
        cmocka_unit_test(every_relation_has_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
