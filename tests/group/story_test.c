/* tests/group/story_test.c - which event an article tells, as articles arrive. */
#include "group/story.h"

#include "group/newsroom.h"
#include "support/check.h"
#include "support/temp.h"

enum { NOW = 1900000000, HOUR = 3600, DAY = 86400 };

static struct tw_placements add(struct tw_group *g, struct tw_arena *mem, struct tw_article a)
{
    struct tw_placements out;

    assert_int_equal(tw_group_add(g, mem, &a, &out), TW_OK);
    assert_true(out.n > 0 && tw_slice_eq(out.v[0].id, a.id));
    return out;
}

static void accounts_of_one_event_are_one_story(void **state)
{
    struct tw_group *g = tw_group_new(NULL);
    struct invent v = {1};
    struct event fire = event_new(*state, &v, NOW), flood = event_new(*state, &v, NOW);
    uint32_t a = add(g, *state, account_of(*state, &v, &fire, 0)).v[0].story;
    uint32_t b = add(g, *state, account_of(*state, &v, &flood, HOUR)).v[0].story;

    assert_int_not_equal(a, b);
    for (int i = 2; i < 8; i++) {
        assert_int_equal(add(g, *state, account_of(*state, &v, &fire, i * HOUR)).v[0].story, a);
        assert_int_equal(add(g, *state, account_of(*state, &v, &flood, i * HOUR)).v[0].story, b);
    }
    tw_group_free(g);
}

static void a_look_alike_elsewhere_is_another_story(void **state)
{
    struct tw_group *g = tw_group_new(NULL);
    struct invent v = {2};
    struct event fire = event_new(*state, &v, NOW), other = event_new(*state, &v, NOW);
    uint32_t a, b;

    fire.subject = other.subject = TW_LIT("warehouse fire");
    a = add(g, *state, account_of(*state, &v, &fire, 0)).v[0].story;
    b = add(g, *state, account_of(*state, &v, &other, HOUR)).v[0].story;
    assert_int_not_equal(a, b);
    tw_group_free(g);
}

static void an_empty_article_is_a_story_of_its_own(void **state)
{
    struct tw_group *g = tw_group_new(NULL);
    uint32_t a = add(g, *state, (struct tw_article){.id = TW_LIT("e1")}).v[0].story;

    assert_int_not_equal(a, add(g, *state, (struct tw_article){.id = TW_LIT("e2")}).v[0].story);
    tw_group_free(g);
}

static void articles_beyond_the_window_join_nothing(void **state)
{
    struct tw_group_options o = {.window = 10 * DAY};
    struct tw_group *g = tw_group_new(&o);
    struct invent v = {3};
    struct event fire = event_new(*state, &v, NOW);
    uint32_t a = add(g, *state, account_of(*state, &v, &fire, 0)).v[0].story;

    for (int i = 0; i < 4; i++) {
        struct event other = event_new(*state, &v, NOW + 20 * DAY);

        add(g, *state, account_of(*state, &v, &other, 0));
    }
    assert_int_not_equal(add(g, *state, account_of(*state, &v, &fire, 20 * DAY)).v[0].story, a);
    tw_group_free(g);
}

/* The same odds for every pair of articles, but none between two events. */
static float all_alike(void *context, uint64_t newer, uint64_t older, const float f[TW_FEATURES])
{
    const float *odds = context;

    (void)newer;
    (void)older;
    (void)f;
    return *odds;
}

static void a_later_article_can_show_that_two_stories_are_one(void **state)
{
    float odds = -9;
    struct tw_group_options o = {.odds = all_alike, .context = &odds};
    struct tw_group *g = tw_group_new(&o);
    struct invent v = {4};
    struct event fire = event_new(*state, &v, NOW);
    struct tw_placements out;
    uint32_t a = add(g, *state, account_of(*state, &v, &fire, 0)).v[0].story;
    uint32_t b = add(g, *state, account_of(*state, &v, &fire, HOUR)).v[0].story;

    assert_int_not_equal(a, b);
    odds = 9;
    out = add(g, *state, account_of(*state, &v, &fire, 2 * HOUR));
    assert_int_equal(out.n, 2);
    assert_int_equal(out.v[0].story, out.v[1].story);
    assert_int_equal(out.v[1].story, a);
    assert_int_equal(out.v[1].article, 1);
    tw_group_free(g);
}

static void what_a_person_joined_stays_one(void **state)
{
    struct tw_group *g = tw_group_new(NULL);
    struct invent v = {5};
    struct event fire = event_new(*state, &v, NOW), flood = event_new(*state, &v, NOW);
    struct tw_placements out;
    uint32_t a = add(g, *state, account_of(*state, &v, &fire, 0)).v[0].story;
    uint32_t b = add(g, *state, account_of(*state, &v, &flood, HOUR)).v[0].story;

    assert_int_equal(tw_group_join(g, *state, a, 99, &out), TW_NOTFOUND);
    assert_int_equal(tw_group_join(g, *state, a, b, &out), TW_OK);
    assert_int_equal(out.n, 1);
    assert_int_equal(out.v[0].story, a);
    for (int i = 2; i < 10; i++) {
        out = add(g, *state, account_of(*state, &v, i % 2 ? &fire : &flood, i * HOUR));
        for (size_t k = 0; k < out.n; k++)
            if (out.v[k].article < 2) assert_int_equal(out.v[k].story, a);
    }
    tw_group_free(g);
}

static void what_a_person_parted_stays_two(void **state)
{
    struct tw_group *g = tw_group_new(NULL);
    struct invent v = {6};
    struct event fire = event_new(*state, &v, NOW);
    struct tw_placements out;
    uint64_t second = 1;
    uint32_t story[12], b;

    for (int i = 0; i < 2; i++)
        story[i] = add(g, *state, account_of(*state, &v, &fire, i * HOUR)).v[0].story;
    assert_int_equal(story[0], story[1]);
    assert_int_equal(tw_group_part(g, *state, &second, 1, &out), TW_OK);
    b = out.v[0].story;
    assert_int_not_equal(b, story[0]);
    for (int i = 2; i < 12; i++) {
        out = add(g, *state, account_of(*state, &v, &fire, i * HOUR));
        for (size_t k = 0; k < out.n; k++) {
            if (out.v[k].article == 0) assert_int_not_equal(out.v[k].story, b);
            if (out.v[k].article == 1) assert_int_equal(out.v[k].story, b);
        }
    }
    tw_group_free(g);
}

/* Two that a person parted, then so many articles that are one event with both:
** the parted ones leave the sample that stands for a large story. */
static void parted_stories_stay_two_however_large_they_grow(void **state)
{
    float odds = 9;
    struct tw_group_options o = {.odds = all_alike, .context = &odds};
    struct tw_group *g = tw_group_new(&o);
    struct invent v = {9};
    struct event fire = event_new(*state, &v, NOW);
    struct tw_placements out;
    uint64_t second = 1;
    uint32_t story[2];

    for (int i = 0; i < 2; i++)
        story[i] = add(g, *state, account_of(*state, &v, &fire, i * HOUR)).v[0].story;
    assert_int_equal(tw_group_part(g, *state, &second, 1, &out), TW_OK);
    story[1] = out.v[0].story;
    for (int i = 2; i < 150; i++) {
        out = add(g, *state, account_of(*state, &v, &fire, i * HOUR));
        for (size_t k = 0; k < out.n; k++)
            if (out.v[k].article < 2) story[out.v[k].article] = out.v[k].story;
        assert_int_not_equal(story[0], story[1]);
    }
    tw_group_free(g);
}

/* Follow-ups of both halves come long after the articles that a person saw. */
static void what_a_person_joined_stays_one_beyond_the_window(void **state)
{
    struct tw_group_options o = {.window = 2 * DAY};
    struct tw_group *g = tw_group_new(&o);
    struct tw_arena *mem = tw_arena_new(0);
    struct invent v = {10};
    struct event fire = event_new(*state, &v, NOW), flood = event_new(*state, &v, NOW);
    struct tw_placements out;
    uint32_t a = add(g, mem, account_of(mem, &v, &fire, 0)).v[0].story;
    uint32_t b = add(g, mem, account_of(mem, &v, &flood, 0)).v[0].story;

    assert_int_equal(tw_group_join(g, mem, a, b, &out), TW_OK);
    for (int i = 1; i < 6000; i++) {
        struct event other = event_new(mem, &v, NOW);

        if (i % 20) {
            add(g, mem, account_of(mem, &v, &other, i * 90));
        } else {
            out = add(g, mem, account_of(mem, &v, i % 40 ? &fire : &flood, i * 90));
            assert_int_equal(out.v[0].story, a);
            tw_arena_reset(mem);
        }
    }
    assert_true(tw_group_kept(g) < 6000);
    tw_group_free(g);
    tw_arena_free(mem);
}

static struct tw_group *again(struct tw_group *g, const char *path)
{
    struct tw_state_out *out;
    struct tw_state_in *in;

    assert_int_equal(tw_state_create(path, "tw-group", 1, &out), TW_OK);
    tw_group_save(g, out);
    assert_int_equal(tw_state_commit(out), TW_OK);
    tw_group_free(g);
    assert_int_equal(tw_state_open(path, "tw-group", 1, &in), TW_OK);
    assert_int_equal(tw_group_load(in, NULL, &g), TW_OK);
    tw_state_close(in);
    return g;
}

static void same(struct tw_placements a, struct tw_placements b)
{
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) {
        assert_int_equal(a.v[i].article, b.v[i].article);
        assert_int_equal(a.v[i].story, b.v[i].story);
        assert_true(tw_slice_eq(a.v[i].id, b.v[i].id));
    }
}

static void saved_and_loaded_at_any_point_it_answers_the_same(void **state)
{
    struct tw_group *whole = tw_group_new(NULL), *cut = tw_group_new(NULL);
    const char *dir = temp_folder();
    struct event event[40];
    struct invent v = {7};
    char path[512];

    snprintf(path, sizeof path, "%s/state", dir);
    for (int i = 0; i < 40; i++) event[i] = event_new(*state, &v, NOW + i * 2 * DAY);
    for (int i = 0; i < 200; i++) {
        struct tw_article a = account_of(*state, &v,
                                         &event[i / 5 - (i > 10 ? (int)invent_number(&v, 3) : 0)],
                                         i * HOUR);

        same(add(whole, *state, a), add(cut, *state, a));
        if (i == 60) {
            struct tw_placements x, y;
            uint64_t part[] = {40, 41};

            assert_int_equal(tw_group_part(whole, *state, part, 2, &x), TW_OK);
            assert_int_equal(tw_group_part(cut, *state, part, 2, &y), TW_OK);
            same(x, y);
        }
        cut = again(cut, path);
    }
    tw_group_free(whole);
    tw_group_free(cut);
    temp_remove(dir);
}

static void a_long_stream_forgets_and_goes_on(void **state)
{
    struct tw_group_options o = {.window = 2 * DAY};
    struct tw_group *g = tw_group_new(&o);
    struct tw_arena *mem = tw_arena_new(0);
    struct invent v = {8};
    struct event e = event_new(*state, &v, NOW);

    for (int i = 0; i < 9000; i++) {
        if (i % 6 == 0) e = event_new(mem, &v, NOW + i * 60);
        add(g, mem, account_of(mem, &v, &e, 0));
        if (i % 6 == 5) tw_arena_reset(mem);
    }
    assert_int_equal(tw_group_count(g), 9000);
    assert_in_range(tw_group_kept(g), 2880, 2880 + 4096);
    tw_group_free(g);
    tw_arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(accounts_of_one_event_are_one_story),
        TEST_IN_ARENA(a_look_alike_elsewhere_is_another_story),
        TEST_IN_ARENA(an_empty_article_is_a_story_of_its_own),
        TEST_IN_ARENA(articles_beyond_the_window_join_nothing),
        TEST_IN_ARENA(a_later_article_can_show_that_two_stories_are_one),
        TEST_IN_ARENA(what_a_person_joined_stays_one),
        TEST_IN_ARENA(what_a_person_parted_stays_two),
        TEST_IN_ARENA(parted_stories_stay_two_however_large_they_grow),
        TEST_IN_ARENA(what_a_person_joined_stays_one_beyond_the_window),
        TEST_IN_ARENA(saved_and_loaded_at_any_point_it_answers_the_same),
        TEST_IN_ARENA(a_long_stream_forgets_and_goes_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
