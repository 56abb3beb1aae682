/* tests/group/storyfacts_test.c - what can be said of a story, and why an article is in it. */
#include "group/storyfacts.h"

#include "group/newsroom.h"
#include "group/reasons.h"
#include "support/check.h"

enum { NOW = 1900000000, HOUR = 3600 };

struct desk { struct tw_group *g; struct tw_arena *mem; struct tw_slice first; uint32_t story; };

static uint32_t add(struct desk *d, struct tw_article a)
{
    struct tw_placements out;

    assert_int_equal(tw_group_add(d->g, d->mem, &a, &out), TW_OK);
    return out.v[0].story;
}

/* Five accounts of a fire from three outlets, an hour apart; one of a flood. */
static struct desk desk_with_fire(struct tw_arena *mem)
{
    static const char *const outlet[] = {"Heron", "Gull", "Heron", "Tern", "Gull"};
    struct desk d = {.g = tw_group_new(NULL), .mem = mem};
    struct invent v = {21};
    struct event fire = event_new(mem, &v, NOW), flood = event_new(mem, &v, NOW);

    for (int i = 0; i < 5; i++) {
        struct tw_article a = account_of(mem, &v, &fire, i * HOUR);

        a.outlet_name = tw_slice_of(outlet[i]);
        if (i == 0) d.first = a.id;
        d.story = add(&d, a);
    }
    add(&d, account_of(mem, &v, &flood, 5 * HOUR));
    return d;
}

static void a_story_tells_its_title_span_and_size(void **state)
{
    struct desk d = desk_with_fire(*state);
    struct tw_story_facts f;

    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &f, NULL), TW_OK);
    assert_int_equal(f.articles, 5);
    assert_int_equal(f.outlets, 3);
    assert_int_equal(f.first, NOW);
    assert_int_equal(f.last, NOW + 4 * HOUR);
    assert_true(tw_slice_eq(f.id[0], d.first));
    assert_int_equal(f.languages, 1);
    assert_text(f.language[0], "en");
    assert_true(tw_slice_find(f.title, TW_LIT("killed in"), 0) != TW_NONE);
    tw_group_free(d.g);
}

static void a_story_is_new_then_growing_then_quiet(void **state)
{
    struct desk d = desk_with_fire(*state);
    struct tw_story_facts f;
    struct invent v = {22};
    double importance;

    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &f, NULL), TW_OK);
    assert_int_equal(f.life, TW_STORY_NEW);
    importance = f.importance;
    for (int i = 0; i < 6; i++) {
        struct event other = event_new(d.mem, &v, NOW + 12 * HOUR);

        add(&d, account_of(d.mem, &v, &other, 0));
    }
    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &f, NULL), TW_OK);
    assert_int_equal(f.life, TW_STORY_GROWING);
    for (int i = 0; i < 6; i++) {
        struct event other = event_new(d.mem, &v, NOW + 72 * HOUR);

        add(&d, account_of(d.mem, &v, &other, 0));
    }
    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &f, NULL), TW_OK);
    assert_int_equal(f.life, TW_STORY_QUIET);
    assert_true(f.importance < importance);
    tw_group_free(d.g);
}

static void a_wider_story_is_more_important(void **state)
{
    struct desk d = desk_with_fire(*state);
    struct tw_story_facts fire, flood;

    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &fire, NULL), TW_OK);
    assert_int_equal(tw_story_facts(d.g, d.mem, d.story + 1, &flood, NULL), TW_OK);
    assert_true(fire.importance > flood.importance);
    tw_group_free(d.g);
}

static void a_story_that_was_joined_says_where_it_went(void **state)
{
    struct desk d = desk_with_fire(*state);
    struct tw_placements out;
    struct tw_story_happening *happening;
    struct tw_story_facts f;
    uint32_t into;
    size_t n;

    assert_int_equal(tw_group_join(d.g, d.mem, d.story, d.story + 1, &out), TW_OK);
    assert_int_equal(tw_story_facts(d.g, d.mem, d.story + 1, &f, &into), TW_NOTFOUND);
    assert_int_equal(into, d.story);
    assert_int_equal(tw_story_facts(d.g, d.mem, d.story, &f, &into), TW_OK);
    happening = tw_story_history(d.g, d.mem, d.story, &n);
    assert_int_equal(n, 1);
    assert_int_equal(happening[0].event, TW_STORY_JOINED);
    assert_int_equal(happening[0].from, d.story + 1);
    tw_group_free(d.g);
}

static void all_stories_are_listed(void **state)
{
    struct desk d = desk_with_fire(*state);
    size_t n;
    uint32_t *v = tw_story_list(d.g, d.mem, &n);

    assert_int_equal(n, 2);
    assert_int_equal(v[0], d.story);
    tw_group_free(d.g);
}

static bool names(const struct tw_reasons *r, enum tw_reason_kind kind, struct tw_slice text)
{
    for (size_t i = 0; i < r->reasons; i++)
        if (r->reason[i].kind == kind && tw_slice_eq(r->reason[i].text, text)) return true;
    return false;
}

static void reasons_name_what_is_shared(void **state)
{
    struct desk d = {.g = tw_group_new(NULL), .mem = *state};
    struct invent v = {23};
    struct event fire = event_new(d.mem, &v, NOW);
    struct tw_article a = account_of(d.mem, &v, &fire, 0),
        b = account_of(d.mem, &v, &fire, 3 * HOUR);
    uint32_t story = add(&d, a);
    struct tw_reasons r;

    assert_int_equal(add(&d, b), story);
    assert_int_equal(tw_reasons_find(d.g, d.mem, story, b.id, &r), TW_OK);
    assert_true(names(&r, TW_REASON_NAME, fire.place));
    assert_true(names(&r, TW_REASON_NAME, fire.person));
    assert_int_equal(r.nears, 1);
    assert_true(tw_slice_eq(r.near[0].id, a.id));
    assert_true(r.near[0].hours > 2.9f && r.near[0].hours < 3.1f);
    assert_int_equal(r.own, story);
    assert_int_equal(r.rival, 0);
    assert_int_equal(tw_reasons_find(d.g, d.mem, story, TW_LIT("nobody"), &r), TW_NOTFOUND);
    assert_int_equal(tw_reasons_find(d.g, d.mem, 77, b.id, &r), TW_NOTFOUND);
    tw_group_free(d.g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(a_story_tells_its_title_span_and_size),
        TEST_IN_ARENA(a_story_is_new_then_growing_then_quiet),
        TEST_IN_ARENA(a_wider_story_is_more_important),
        TEST_IN_ARENA(a_story_that_was_joined_says_where_it_went),
        TEST_IN_ARENA(all_stories_are_listed),
        TEST_IN_ARENA(reasons_name_what_is_shared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
