/* tests/library/states_test.c - copies and stories as they come, through the public header
   alone. */
#include <twosource.h>
#include "library/accounts.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/twosource-states-XXXXXX";
static char file[64];

static int folder_setup(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(file, sizeof file, "%s/state", folder);
    return 0;
}

static int folder_teardown(void **state)
{
    (void)state;
    unlink(file);
    return rmdir(folder);
}

static void check_copy(struct tw_deduper *d)
{
    struct tw_found_copies found;
    const char *json;
    size_t len;

    assert_int_equal(tw_deduper_add(d, COPY, strlen(COPY), &found), TW_OK);
    assert_int_equal(found.copies, 1);
    assert_string_equal(found.copy[0].a, "lamp");
    assert_string_equal(found.copy[0].b, "copy");
    assert_true(found.copy[0].contained > .8 && found.copy[0].contained_back > .9);
    assert_true(found.copy[0].passages >= 1);
    assert_true(found.copy[0].passage[0].words > 20);
    json = tw_deduper_json(d, &len);
    assert_int_equal(strncmp(json, "{\"a\":\"lamp\",\"b\":\"copy\",", 23), 0);
    assert_int_equal(json[len - 1], '\n');
}

static void a_copy_is_told_with_its_passages(void **state)
{
    struct tw_deduper *d;
    struct tw_found_copies found;
    size_t len;

    (void)state;
    assert_int_equal(tw_deduper_open(NULL, 0, &d), TW_OK);
    assert_int_equal(tw_deduper_add(d, LAMP, strlen(LAMP), &found), TW_OK);
    assert_int_equal(found.copies, 0);
    assert_string_equal(tw_deduper_json(d, &len), "");
    check_copy(d);
    tw_deduper_free(d);
}

static void a_saved_state_goes_on_where_it_stopped(void **state)
{
    struct tw_deduper *d;

    (void)state;
    assert_int_equal(tw_deduper_open(NULL, 0, &d), TW_OK);
    assert_int_equal(tw_deduper_add(d, LAMP, strlen(LAMP), NULL), TW_OK);
    assert_int_equal(tw_deduper_save(d, file), TW_OK);
    tw_deduper_free(d);
    assert_int_equal(tw_deduper_open(file, 0, &d), TW_OK);
    check_copy(d);
    tw_deduper_free(d);
}

static void a_state_of_another_kind_is_refused(void **state)
{
    struct tw_grouper *g = NULL;
    struct tw_deduper *d = NULL;

    (void)state;
    assert_int_equal(tw_deduper_open(NULL, 0, &d), TW_OK);
    assert_int_equal(tw_deduper_save(d, file), TW_OK);
    tw_deduper_free(d);
    assert_int_equal(tw_grouper_open(file, 0, &g), TW_BROKEN);
    assert_null(g);
    assert_int_equal(tw_grouper_open(NULL, -1, &g), TW_USAGE);
}

static uint32_t story_of(struct tw_grouper *g, const char *article)
{
    struct tw_found_places found;

    assert_int_equal(tw_grouper_add(g, article, strlen(article), &found), TW_OK);
    assert_true(found.places >= 1);
    return found.place[0].story;
}

static void copies_are_one_story_and_why_is_told(void **state)
{
    struct tw_grouper *g;
    const char *json;
    size_t len;
    uint32_t story;

    (void)state;
    assert_int_equal(tw_grouper_open(NULL, 0, &g), TW_OK);
    story = story_of(g, LAMP);
    assert_int_equal(story_of(g, COPY), story);
    json = tw_grouper_stories(g, true, &len);
    assert_non_null(strstr(json, "\"articles\":[\"lamp\",\"copy\"]"));
    json = tw_grouper_why(g, story, "copy", &len);
    assert_int_equal(strlen(json), len);
    assert_non_null(strstr(json, "\"is_in\":\"s1\""));
    assert_null(tw_grouper_why(g, story, "nobody", &len));
    assert_null(tw_grouper_why(g, story + 7, "copy", &len));
    tw_grouper_free(g);
}

static void a_persons_word_stands(void **state)
{
    static const char *const vane[] = {"copy"}, *const nobody[] = {"copy", "nobody"};
    struct tw_found_places moved;
    struct tw_grouper *g;
    uint32_t story;

    (void)state;
    assert_int_equal(tw_grouper_open(NULL, 0, &g), TW_OK);
    story = story_of(g, LAMP);
    story_of(g, COPY);
    assert_int_equal(tw_grouper_part(g, nobody, 2, &moved), TW_NOTFOUND);
    assert_int_equal(tw_grouper_part(g, vane, 1, &moved), TW_OK);
    assert_int_equal(moved.places, 1);
    assert_string_equal(moved.place[0].id, "copy");
    assert_int_not_equal(moved.place[0].story, story);
    assert_int_equal(tw_grouper_save(g, file), TW_OK);
    tw_grouper_free(g);
    assert_int_equal(tw_grouper_open(file, 0, &g), TW_OK);
    assert_int_equal(tw_grouper_join(g, story, moved.place ? story + 1 : 0, &moved), TW_OK);
    assert_int_equal(tw_grouper_join(g, story, story + 9, &moved), TW_NOTFOUND);
    assert_int_equal(moved.places, 0);
    tw_grouper_free(g);
    tw_grouper_free(NULL);
}

static void lines_that_are_no_articles_change_nothing(void **state)
{
    struct tw_deduper *d;
    struct tw_grouper *g;

    (void)state;
    assert_int_equal(tw_deduper_open(NULL, 0, &d), TW_OK);
    assert_int_equal(tw_grouper_open(NULL, 0, &g), TW_OK);
    assert_int_equal(tw_deduper_add(d, "[]", 2, NULL), TW_BROKEN);
    assert_int_equal(tw_grouper_add(g, "{}", 2, NULL), TW_BROKEN);
    assert_int_equal(story_of(g, LAMP), 1);
    tw_deduper_free(d);
    tw_grouper_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_told_with_its_passages),
        cmocka_unit_test(a_saved_state_goes_on_where_it_stopped),
        cmocka_unit_test(a_state_of_another_kind_is_refused),
        cmocka_unit_test(copies_are_one_story_and_why_is_told),
        cmocka_unit_test(a_persons_word_stands),
        cmocka_unit_test(lines_that_are_no_articles_change_nothing),
    };

    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
