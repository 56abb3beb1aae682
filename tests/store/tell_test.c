/* tests/store/tell_test.c - what a store has, as JSON. */
#include "store/tell.h"
#include "store/decision.h"
#include "support/folder.h"

static void told(const struct tw_buf *out, const char *what)
{
    assert_string_equal(tw_slice_dup(mem, tw_buf_slice(out)).p, what);
}

static void a_story_has_every_field(void **state)
{
    struct tw_slice id[] = {TW_LIT("a"), TW_LIT("b")}, lang[] = {TW_LIT("en")},
                    actor[] = {TW_LIT("Ilo Wern")};
    struct tw_stored_story s = {.number = 12,
                                .title = TW_LIT("Pier \"gone\""),
                                .first = 1932897600,
                                .last = 1932984000,
                                .importance = 3.14159,
                                .articles = 2,
                                .outlets = 2,
                                .accounts = 2,
                                .origins = 1,
                                .languages = {lang, 1},
                                .actors = {actor, 1},
                                .changed = 40,
                                .starred = true,
                                .note = TW_LIT("ring the harbour")};
    struct tw_buf out = {.mem = mem};

    (void)state;
    tw_tell_story(&out, &s, &(struct tw_slices){id, 2}, s.last);
    told(&out,
         "{\"id\":\"s12\",\"title\":\"Pier "
         "\\\"gone\\\"\",\"first\":\"2031-04-02T12:00:00Z\",\"last\":\"2031-04-03T12:00:00Z\","
         "\"state\":\"growing\",\"importance\":3.14,\"languages\":[\"en\"],\"articles\":[\"a\","
         "\"b\"],\"outlets\":2,\"accounts\":2,"
         "\"origins\":1,\"starred\":true,\"note\":\"ring the harbour\",\"actors\":[\"Ilo "
         "Wern\"],\"changed\":40}");
}

static void life_is_told_against_the_newest_article(void **state)
{
    struct tw_stored_story s = {.first = 1000000, .last = 1000000};

    (void)state;
    assert_int_equal(tw_tell_life(&s, 1000000 + 5 * 3600), TW_STORY_NEW);
    assert_int_equal(tw_tell_life(&s, 1000000 + 7 * 3600), TW_STORY_GROWING);
    assert_int_equal(tw_tell_life(&s, 1000000 + 24 * 3600), TW_STORY_QUIET);
}

static void spans_of_a_search_count_code_points_of_the_text(void **state)
{
    struct tw_slice text = TW_LIT("Zoë saw it. The pier fell: “crack”, she said.");
    struct tw_span hit[] = {{4, 4}};
    struct tw_found f = {.id = TW_LIT("a"),
                         .story = 3,
                         .title = TW_LIT("Pier"),
                         .text = text,
                         .span = {13, 13},
                         .snippet = {text.p + 13, 13},
                         .hits = {hit, 1},
                         .published = {.grain = TW_DATE_DAY, .year = 2031, .month = 4, .day = 2}};
    struct tw_buf out = {.mem = mem};

    (void)state;
    tw_tell_found(&out, &f);
    told(&out, "{\"id\":\"a\",\"story\":\"s3\",\"title\":\"Pier\",\"outlet\":null,\"lang\":null,"
               "\"published\":\"2031-04-02\","
               "\"span\":[12,25],\"text\":\"The pier fell\",\"hits\":[[16,20]]}");
}

static void a_decision_tells_how_it_stands(void **state)
{
    struct tw_slice id[] = {TW_LIT("a"), {"", 0}};
    struct tw_decision d = {.number = 4,
                            .kind = TW_DECIDE_TWO_ORIGINS,
                            .articles = 2,
                            .user = TW_LIT("anna"),
                            .time = 1932897600};
    struct tw_buf out = {.mem = mem}, undo = {.mem = mem};

    (void)state;
    tw_tell_decision(&(struct tw_json){.out = &out}, &d, id);
    told(&out, "{\"number\":4,\"what\":\"two-origins\",\"story\":null,\"other\":null,\"articles\":["
               "\"a\",null],\"item\":null,\"text\":null,"
               "\"undoes\":null,\"user\":\"anna\",\"time\":\"2031-04-02T12:00:00Z\",\"state\":"
               "\"waiting\",\"failed\":null,\"undone_by\":null}");
    d = (struct tw_decision){.number = 5,
                             .kind = TW_DECIDE_UNDO,
                             .other = 4,
                             .after = 9,
                             .failed = TW_LIT("no such decision")};
    tw_tell_decision(&(struct tw_json){.out = &undo}, &d, id);
    told(&undo, "{\"number\":5,\"what\":\"undo\",\"story\":null,\"other\":null,\"articles\":[],"
                "\"item\":null,\"text\":null,"
                "\"undoes\":4,\"user\":null,\"time\":null,\"state\":\"failed\",\"failed\":\"no "
                "such decision\",\"undone_by\":null}");
    d.failed.n = 0;
    assert_string_equal(tw_decision_state_text(&d), "done");
    d.undone = 6;
    assert_string_equal(tw_decision_state_text(&d), "undone");
}

static void until_lasts_as_long_as_it_was_named(void **state)
{
    static const struct { const char *until, *last;
    } end[] = {{"2031", "2031-12-31T23:59:59Z"},
               {"2031-04", "2031-04-30T23:59:59Z"},
               {"2031-04-02", "2031-04-02T23:59:59Z"},
               {"2031-04-02T10:15Z", "2031-04-02T10:15:59Z"},
               {"2031-04-02T10:15:07Z", "2031-04-02T10:15:07Z"}};

    (void)state;
    for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
        struct tw_date until, last;

        assert_true(tw_date_parse_iso(tw_slice_of(end[i].until), &until)
                    && tw_date_parse_iso(tw_slice_of(end[i].last), &last));
        assert_int_equal(tw_tell_end_of(&until), tw_date_unix(&last));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(a_story_has_every_field),
        cmocka_unit_test(life_is_told_against_the_newest_article),
        TEST_IN_FOLDER(spans_of_a_search_count_code_points_of_the_text),
        TEST_IN_FOLDER(a_decision_tells_how_it_stands),
        cmocka_unit_test(until_lasts_as_long_as_it_was_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
