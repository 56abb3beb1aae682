/* tests/work/flight_test.c - what is on its way, against a broker that loses, repeats and reorders
** whatever it can. */
#include "support/check.h"
#include "work/flight.h"

#include <stdlib.h>

static uint64_t seed;

/* xorshift64* (Vigna 2016), 0 ... n - 1. */
static unsigned chance(unsigned n)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (unsigned)((seed * 0x2545F4914F6CDD1Du >> 33) % n);
}

static void what_was_added_first_goes_out_first(void **state)
{
    struct tw_flight f;
    struct tw_flight_item *item;

    tw_flight_init(&f, *state, 4, 1000, 100);
    for (uint64_t i = 1; i <= 4; i++) (void)tw_flight_add(&f, NULL, 1, i, 0);
    assert_false(tw_flight_room(&f, 1));
    for (uint64_t i = 1; i <= 4; i++) {
        item = tw_flight_due(&f, 0);
        assert_non_null(item);
        assert_int_equal(item->tag, i);
        tw_flight_sent(&f, item, 0);
    }
    assert_null(tw_flight_due(&f, 99));
    assert_int_equal(tw_flight_wait(&f, 40, 1000), 60);
    assert_int_equal(tw_flight_due(&f, 100)->tag, 1);
}

static void bytes_are_bounded_but_one_always_fits(void **state)
{
    struct tw_flight f;
    struct tw_flight_item *item;

    tw_flight_init(&f, *state, 10, 1000, 100);
    assert_true(tw_flight_room(&f, 5000));
    item = tw_flight_add(&f, NULL, 5000, 1, 0);
    assert_false(tw_flight_room(&f, 1));
    tw_flight_remove(&f, item);
    (void)tw_flight_add(&f, NULL, 600, 2, 0);
    assert_true(tw_flight_room(&f, 400));
    assert_false(tw_flight_room(&f, 401));
    assert_false(tw_flight_room(&f, SIZE_MAX));
}

static void an_answer_that_comes_late_or_twice_finds_nothing(void **state)
{
    struct tw_flight f;
    struct tw_flight_item *item;
    uint64_t old;

    tw_flight_init(&f, *state, 1, 1000, 100);
    item = tw_flight_add(&f, NULL, 1, 1, 0);
    old = item->number;
    tw_flight_remove(&f, tw_flight_find(&f, old));
    assert_null(tw_flight_find(&f, old));
    item = tw_flight_add(&f, NULL, 1, 2, 0);
    assert_null(tw_flight_find(&f, old));
    assert_ptr_equal(tw_flight_find(&f, item->number), item);
    assert_null(tw_flight_find(&f, 0));
    assert_null(tw_flight_find(&f, UINT64_MAX));
}

static void when_nobody_takes_anything_pauses_double_until_an_answer_comes(void **state)
{
    struct tw_flight f;
    int64_t now = 0;

    tw_flight_init(&f, *state, 4, 1000, 1000);
    tw_flight_sent(&f, tw_flight_add(&f, NULL, 1, 1, 0), 0);
    for (unsigned want = 50; want <= 1000; want = want == 800    ? 1000
                                                  : want == 1000 ? 2000
                                                                 : want * 2) {
        tw_flight_hush(&f, now);
        tw_flight_hush(&f, now); /* many answers of one kind are one pause */
        assert_null(tw_flight_due(&f, now + want - 1));
        assert_int_equal(tw_flight_wait(&f, now, 5000), want);
        now += want;
        assert_non_null(tw_flight_due(&f, now));
        tw_flight_sent(&f, tw_flight_due(&f, now), now);
    }
    tw_flight_heard(&f);
    tw_flight_hush(&f, now);
    assert_int_equal(tw_flight_wait(&f, now, 5000), 50);
}

/* ---- A broker that is as bad as can be */

enum { MESSAGES = 3000, POST = 4096 };

struct post {
    uint64_t number;
    int64_t when;
    bool ack;
};

struct world {
    struct tw_flight f;
    struct post post[POST]; /* answers on their way back */
    size_t posts;
    unsigned char stored[MESSAGES], confirmed[MESSAGES];
    int64_t now;
    bool leaderless;
};

static void answer(struct world *w, uint64_t number, bool ack)
{
    if (w->posts < POST) w->post[w->posts++] = (struct post){number, w->now + chance(300), ack};
}

/* The message may be lost, stored, stored twice; its answer lost, late, doubled. */
static void deliver(struct world *w, const struct tw_flight_item *item)
{
    if (w->leaderless) {
        answer(w, item->number, false);
        return;
    }
    if (chance(5) == 0) return;
    w->stored[item->tag] = 1;
    if (chance(5) == 0) return;
    answer(w, item->number, true);
    if (chance(4) == 0) answer(w, item->number, true);
}

static void hear(struct world *w, struct post p)
{
    struct tw_flight_item *item = tw_flight_find(&w->f, p.number);

    if (!p.ack) {
        tw_flight_hush(&w->f, w->now);
        return;
    }
    tw_flight_heard(&w->f);
    if (!item) return;
    assert_int_equal(w->confirmed[item->tag], 0);
    w->confirmed[item->tag] = 1;
    tw_flight_remove(&w->f, item);
}

static void hear_what_arrived(struct world *w)
{
    for (size_t i = 0; i < w->posts;) {
        struct post p = w->post[i];

        if (p.when > w->now) {
            i++;
            continue;
        }
        w->post[i] = w->post[--w->posts];
        hear(w, p);
    }
}

static void run(struct tw_arena *mem)
{
    struct world *w = tw_arena_zalloc(mem, sizeof *w);
    unsigned added = 0, sent = 0;

    tw_flight_init(&w->f, mem, 64, 64 * 50, 200);
    while (added < MESSAGES || w->f.n) {
        struct tw_flight_item *item;

        while (added < MESSAGES && tw_flight_room(&w->f, 50)) {
            (void)tw_flight_add(&w->f, NULL, 50, added, w->now);
            added++;
        }
        assert_true(w->f.n <= 64 && w->f.bytes <= 64 * 50);
        while ((item = tw_flight_due(&w->f, w->now))) {
            deliver(w, item);
            tw_flight_sent(&w->f, item, w->now);
            sent++;
        }
        w->now += 1 + chance(40);
        if (chance(100) == 0) w->leaderless = !w->leaderless;
        hear_what_arrived(w);
        assert_true(w->now < 100 * 1000 * 1000); /* it ends */
    }
    for (unsigned i = 0; i < MESSAGES; i++) assert_true(w->confirmed[i] && w->stored[i]);
    assert_true(sent < MESSAGES * 20);
    assert_true(tw_flight_room(&w->f, 50));
}

static void each_message_is_stored_and_confirmed_once_whatever_the_broker_loses(void **state)
{
    for (seed = 1; seed < 21 * 7919; seed += 7919) {
        uint64_t kept = seed;

        run(*state);
        tw_arena_reset(*state);
        seed = kept;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(what_was_added_first_goes_out_first),
        TEST_IN_ARENA(bytes_are_bounded_but_one_always_fits),
        TEST_IN_ARENA(an_answer_that_comes_late_or_twice_finds_nothing),
        TEST_IN_ARENA(when_nobody_takes_anything_pauses_double_until_an_answer_comes),
        TEST_IN_ARENA(each_message_is_stored_and_confirmed_once_whatever_the_broker_loses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
