/* tests/group/cluster_test.c - sorting a handful of articles by the odds between them. */
#include "group/cluster.h"

#include "support/check.h"

enum { MOST = 40 };

struct table { float odds[MOST * MOST]; struct tw_unit unit[MOST]; uint16_t row[MOST]; size_t n; };

static struct table *table_of(struct tw_arena *mem, size_t n, float odds)
{
    struct table *t = TW_NEW(mem, struct table);

    t->n = n;
    for (size_t i = 0; i < n * n; i++) t->odds[i] = odds;
    for (size_t i = 0; i < n; i++) {
        t->row[i] = (uint16_t)i;
        t->unit[i] = (struct tw_unit){&t->row[i], 1, NULL, 0, TW_CLUSTER_BEST};
    }
    return t;
}

static void set(struct table *t, size_t a, size_t b, float odds)
{
    t->odds[a * t->n + b] = t->odds[b * t->n + a] = odds;
}

static bool all_apart(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a != b;
}

static size_t stories(struct tw_arena *mem, struct table *t)
{
    struct tw_cluster_task task = {.unit = t->unit, .units = t->n, .odds = t->odds,
                                   .articles = t->n,
                                   .threshold = 0, .apart = all_apart};
    size_t left = 0;

    tw_cluster(mem, &task);
    for (size_t i = 0; i < t->n; i++) left += t->unit[i].n > 0;
    return left;
}

static void two_groups_are_two_stories(void **state)
{
    struct table *t = table_of(*state, 6, -5);

    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < i; k++) {
            set(t, i, k, 4);
            set(t, i + 3, k + 3, 4);
        }
    assert_int_equal(stories(*state, t), 2);
}

static void one_link_does_not_chain_two_stories(void **state)
{
    struct table *t = table_of(*state, 6, -5);

    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < i; k++) {
            set(t, i, k, 4);
            set(t, i + 3, k + 3, 4);
        }
    set(t, 2, 3, 3);
    assert_int_equal(stories(*state, t), 2);
}

static void pins_hold_together_and_apart(void **state)
{
    static const uint32_t one = 7, other = 8;
    struct table *t = table_of(*state, 4, -5);

    t->unit[0].pin = t->unit[1].pin = &one;
    t->unit[3].pin = &other;
    t->unit[0].pins = t->unit[1].pins = t->unit[3].pins = 1;
    set(t, 0, 2, 9);
    set(t, 0, 3, 9);
    set(t, 1, 3, 9);
    set(t, 1, 2, 9);
    assert_int_equal(stories(*state, t), 2);
    assert_int_equal(t->unit[3].n, 1);
}

static bool seven_and_nine_are_apart(void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a + b == 16 && a != b;
}

static void a_unit_keeps_all_its_pins(void **state)
{
    static const uint32_t pin[] = {8, 7, 9};
    struct table *t = table_of(*state, 3, 5);
    struct tw_cluster_task task = {.unit = t->unit, .units = 3, .odds = t->odds, .articles = 3,
                                   .apart = seven_and_nine_are_apart};

    set(t, 0, 1, 9);            /* 8 and 7 become one, and 9 must stay out of it */
    for (size_t i = 0; i < 3; i++) {
        t->unit[i].pin = &pin[i];
        t->unit[i].pins = 1;
    }
    tw_cluster(*state, &task);
    assert_int_equal(t->unit[0].n, 2);
    assert_int_equal(t->unit[2].n, 1);
}

static void a_large_story_still_takes_what_twelve_of_it_are_sure_of(void **state)
{
    struct table *t = table_of(*state, 33, 3);

    for (size_t i = 12; i < 32; i++) set(t, 32, i, TW_CLUSTER_UNKNOWN);
    assert_int_equal(stories(*state, t), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(two_groups_are_two_stories),
        TEST_IN_ARENA(one_link_does_not_chain_two_stories),
        TEST_IN_ARENA(pins_hold_together_and_apart),
        TEST_IN_ARENA(a_unit_keeps_all_its_pins),
        TEST_IN_ARENA(a_large_story_still_takes_what_twelve_of_it_are_sure_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
