/* tests/library/newsroom_test.c - a store written and read through the public header alone. */
#include <twosource.h>
#include "library/accounts.h"
#include "support/folder.h"

static const char *path;

/* A store with LAMP, COPY and VANE, one event. */
static struct tw_newsdesk *filled(void)
{
    static const char *const articles[] = {LAMP, COPY, VANE};
    struct tw_newsdesk *d;

    path = temp_file(dir, "news.db", TW_LIT(""));
    assert_int_equal(tw_newsdesk_open(path, &(struct tw_newsdesk_options){.threads = 2}, &d),
                     TW_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            tw_newsdesk_add(d, articles[i], strlen(articles[i]), "2031-05-06T16:00Z", NULL), TW_OK);
    assert_int_equal(tw_newsdesk_commit(d), TW_OK);
    return d;
}

static struct tw_newsstore *reading(void)
{
    struct tw_newsstore *s;

    assert_int_equal(tw_newsstore_open(path, &s), TW_OK);
    return s;
}

static void has(const char *json, const char *what)
{
    assert_non_null(json);
    if (!strstr(json, what)) print_error("no %s in %s\n", what, json);
    assert_non_null(strstr(json, what));
}

static void what_is_committed_is_there(void **state)
{
    struct tw_newsdesk_counts counts;
    struct tw_newsdesk *d = filled();
    struct tw_newsstore *s = reading();
    enum tw_taken taken;
    size_t len;

    (void)state;
    has(tw_newsstore_stories(s, NULL, &len), "\"id\":\"s1\"");
    assert_int_equal(tw_newsdesk_add(d, LAMP, strlen(LAMP), NULL, &taken), TW_OK);
    assert_int_equal(taken, TW_DUPLICATE);
    assert_int_equal(tw_newsdesk_count(d, &counts), TW_OK);
    assert_int_equal(counts.taken, 3);
    assert_int_equal(counts.duplicates, 1);
    assert_int_equal(counts.articles, 3);
    tw_newsstore_close(s);
    tw_newsdesk_close(d);
}

static void what_is_not_committed_is_not(void **state)
{
    static const char late[] =
        ARTICLE("late", "The Lamp", "Ferry", "17:00", "A ferry ran aground off Skelby.");
    struct tw_newsdesk *d = filled();
    struct tw_newsstore *s;
    size_t len;

    (void)state;
    assert_int_equal(tw_newsdesk_add(d, late, strlen(late), NULL, NULL), TW_OK);
    tw_newsdesk_close(d);
    s = reading();
    assert_null(tw_newsstore_article(s, "late", &len));
    assert_int_equal(tw_newsstore_status(s), TW_NOTFOUND);
    assert_string_equal(tw_newsstore_why(s), "late: there is no such article");
    tw_newsstore_close(s);
}

static void a_story_comes_out_in_every_form(void **state)
{
    struct tw_newsdesk *d = filled();
    struct tw_newsstore *s = reading();
    size_t len;

    (void)state;
    has(tw_newsstore_story(s, "s1", &len), "\"one_event\":true");
    has(tw_newsstore_text(s, "s1", 80, false, &len), "SAID IN SEVERAL");
    has(tw_newsstore_page(s, "s1", &len), "<html");
    has(tw_newsstore_article(s, "s1:B", &len), "\"a\":\"lamp\",\"b\":\"copy\"");
    has(tw_newsstore_original(s, "vane", &len), "Fourteen");
    assert_int_equal(len, strlen(VANE));
    assert_null(tw_newsstore_story(s, "s7", &len));
    assert_string_equal(tw_newsstore_why(s), "there is no story s7");
    tw_newsstore_close(s);
    tw_newsdesk_close(d);
}

static void questions_are_answered(void **state)
{
    struct tw_newsdesk *d = filled();
    struct tw_newsstore *s = reading();
    size_t len;

    (void)state;
    has(tw_newsstore_search(s, "railway", 0, &len), "\"id\":\"lamp\"");
    assert_null(tw_newsstore_search(s, "\"open", 0, &len));
    assert_int_equal(tw_newsstore_status(s), TW_USAGE);
    has(tw_newsstore_outlets(s, &len), "\"name\":\"The Copyist\"");
    has(tw_newsstore_stories(s, &(struct tw_story_query){.words = "railway", .until = "2031-05-06"},
                             &len),
        "\"s1\"");
    assert_string_equal(
        tw_newsstore_stories(s, &(struct tw_story_query){.from = "2031-05-07"}, &len), "");
    assert_null(tw_newsstore_stories(s, &(struct tw_story_query){.from = "soon"}, &len));
    assert_string_equal(tw_newsstore_why(s), "no date");
    has(tw_newsstore_reason(s, "s1", "vane", &len), "\"is_in\":\"s1\"");
    has(tw_newsstore_reason(s, "s1:S1", NULL, &len), "\"item\":\"S1\"");
    assert_null(tw_newsstore_reason(s, "s1:S9", NULL, &len));
    tw_newsstore_close(s);
    tw_newsdesk_close(d);
}

static void a_decision_waits_for_the_desk(void **state)
{
    static const char *const vane[] = {"vane"}, *const nobody[] = {"nobody"};
    struct tw_newsdesk *d = filled();
    struct tw_newsstore *s = reading();
    uint64_t number;
    size_t len;

    (void)state;
    assert_int_equal(tw_newsstore_decide(s, "split", nobody, 1, "anna", "2031-05-07", &number),
                     TW_NOTFOUND);
    assert_string_equal(tw_newsstore_why(s), "nobody: there is no such article");
    assert_int_equal(tw_newsstore_decide(s, "part", vane, 1, "anna", "2031-05-07", &number),
                     TW_USAGE);
    assert_int_equal(tw_newsstore_decide(s, "split", vane, 1, "anna", "2031-05-07", &number),
                     TW_OK);
    assert_int_equal(number, 1);
    has(tw_newsstore_decisions(s, NULL, &len), "\"state\":\"waiting\"");
    assert_int_equal(tw_newsdesk_commit(d), TW_OK);
    has(tw_newsstore_decisions(s, "s1", &len), "\"state\":\"done\"");
    has(tw_newsstore_article(s, "vane", &len), "\"story\":\"s2\"");
    tw_newsstore_close(s);
    tw_newsdesk_close(d);
}

static void what_cannot_be_opened_is_told(void **state)
{
    struct tw_newsdesk *first = filled(), *second;
    struct tw_newsstore *s;
    const char *text = temp_file(dir, "text", TW_LIT("this is no store, however long it is"));

    (void)state;
    assert_int_equal(tw_newsdesk_open(path, NULL, &second), TW_LOCKED);
    assert_null(second);
    assert_int_equal(tw_newsstore_open("/nowhere/news.db", &s), TW_NOTFOUND);
    assert_null(s);
    assert_int_equal(tw_newsstore_open(text, &s), TW_BROKEN);
    assert_int_equal(tw_newsdesk_open(path, &(struct tw_newsdesk_options){.keep = -1}, &second),
                     TW_USAGE);
    tw_newsdesk_close(first);
    tw_newsdesk_close(NULL);
    tw_newsstore_close(NULL);
}

static void what_is_no_article_is_refused(void **state)
{
    struct tw_newsdesk *d = filled();

    (void)state;
    assert_int_equal(tw_newsdesk_add(d, "{}", 2, NULL, NULL), TW_BROKEN);
    assert_string_equal(tw_newsdesk_why(d), "damaged or not in its format");
    assert_int_equal(tw_newsdesk_add(d, LAMP, strlen(LAMP), "soon", NULL), TW_USAGE);
    assert_string_equal(tw_newsdesk_why(d), "no date");
    tw_newsdesk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(what_is_committed_is_there),
        TEST_IN_FOLDER(what_is_not_committed_is_not),
        TEST_IN_FOLDER(a_story_comes_out_in_every_form),
        TEST_IN_FOLDER(questions_are_answered),
        TEST_IN_FOLDER(a_decision_waits_for_the_desk),
        TEST_IN_FOLDER(what_cannot_be_opened_is_told),
        TEST_IN_FOLDER(what_is_no_article_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
