/* tests/watch/schedule_test.c - when is a feed polled next?  In simulated time. */
#include "watch/schedule.h"
#include "support/check.h"

#include <stdio.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, WEEK = 7 * DAY };

static const struct tw_pace PACE = {10 * MINUTE, 6 * HOUR};
static const int64_t START = 1741000000;

static struct tw_watched feed(void)
{
    return (struct tw_watched){.url = TW_LIT("http://ferry.example/rss")};
}

static struct tw_poll good(int64_t now, uint64_t fresh)
{
    return (struct tw_poll){.now = now, .fresh = fresh, .retry_after = -1};
}

static struct tw_poll bad(int64_t now)
{
    return (struct tw_poll){.end = TW_POLL_FAILED, .now = now, .retry_after = -1,
                            .why = TW_LIT("it timed out")};
}

/* Polls a feed that has an item every so many seconds, for so long; the pause at the end. */
static int64_t settled(struct tw_watched *f, int64_t from, int64_t gap, int64_t duration)
{
    int64_t now = from, seen = from / gap;

    while (now < from + duration) {
        struct tw_poll p = good(now, (uint64_t)(now / gap - seen));

        seen = now / gap;
        tw_schedule_note(f, &PACE, &p);
        assert_true(f->next >= now + PACE.least && f->next <= now + PACE.most + PACE.most / 10);
        now = f->next;
    }
    return f->pause;
}

static void a_feed_is_polled_as_often_as_it_has_news(void **state)
{
    struct tw_watched fast = feed(), slow = feed(), middle = feed();

    (void)state;
    assert_int_equal(settled(&fast, START, MINUTE, 3 * DAY), PACE.least);
    assert_int_equal(settled(&slow, START, 30 * DAY, 90 * DAY), PACE.most);
    assert_in_range(settled(&middle, START, 2 * HOUR, 5 * DAY), 45 * MINUTE, 80 * MINUTE);
    assert_true(fast.items > 3 * DAY / MINUTE - 20 && fast.news > START);
}

static void a_feed_that_wakes_up_is_noticed_within_a_day(void **state)
{
    struct tw_watched f = feed();

    (void)state;
    settled(&f, START, 30 * DAY, 60 * DAY);
    assert_in_range(settled(&f, f.next, 15 * MINUTE, DAY), PACE.least, 15 * MINUTE);
    assert_in_range(settled(&f, f.next, 30 * DAY, 6 * DAY), 2 * HOUR, 6 * HOUR);
}

static void the_first_poll_learns_from_the_dates(void **state)
{
    struct tw_watched f = feed(), undated = feed();
    struct tw_poll p = good(START, 25);

    (void)state;
    tw_schedule_note(&undated, &PACE, &p);
    assert_int_equal(undated.pause, HOUR);
    p.dated = 25, p.oldest = START - 2 * DAY, p.newest = START;
    tw_schedule_note(&f, &PACE, &p);
    assert_int_equal(f.pause, HOUR);            /* an item every two hours */
    p.oldest = p.newest;
    f = feed();
    tw_schedule_note(&f, &PACE, &p);            /* all dated alike: nothing learnt */
    assert_int_equal(f.pause, HOUR);
}

static void what_the_publisher_asks_for_holds(void **state)
{
    struct tw_watched f = feed();
    struct tw_poll p = good(START, 100);

    (void)state;
    p.dated = 100, p.oldest = START - HOUR, p.newest = START;
    p.asked = HOUR;
    tw_schedule_note(&f, &PACE, &p);
    assert_int_equal(f.pause, HOUR);
    p.asked = 365 * DAY;
    tw_schedule_note(&f, &PACE, &p);
    assert_int_equal(f.pause, PACE.most);       /* but not beyond reason */
    p.asked = 0;
    p.retry_after = 5 * HOUR;
    tw_schedule_note(&f, &PACE, &p);
    assert_true(f.next >= START + 5 * HOUR);
    p = bad(START);
    p.retry_after = 400 * DAY;
    tw_schedule_note(&f, &PACE, &p);
    assert_in_range(f.next, START + DAY, START + DAY + DAY / 10);
}

static void failures_are_met_with_patience(void **state)
{
    struct tw_watched f = feed();
    int64_t now = START, before = 0;

    (void)state;
    for (int i = 1; i < TW_FAILURES; i++) {
        struct tw_poll p = bad(now);

        tw_schedule_note(&f, &PACE, &p);
        assert_int_equal(f.failures, i);
        assert_int_equal(f.disabled, 0);
        assert_true(f.pause == (before ? before * 2 : PACE.least) || f.pause == DAY);
        before = f.pause;
        now = f.next;
    }
    assert_true(now - START > 2 * DAY);         /* a weekend without power costs no feed */
    assert_text(f.failed, "it timed out");
}

static void a_feed_that_keeps_failing_is_disabled_and_tried_now_and_then(void **state)
{
    struct tw_watched f = feed();
    int64_t now = START, since;
    int polls = 0;

    (void)state;
    for (; !f.disabled; now = f.next) {
        struct tw_poll p = bad(now);

        tw_schedule_note(&f, &PACE, &p);
    }
    since = f.disabled;
    assert_text(f.why, "it timed out");
    for (; now < since + 5 * WEEK; now = f.next, polls++) {
        struct tw_poll p = bad(now);

        tw_schedule_note(&f, &PACE, &p);
        assert_int_equal(f.disabled, since);
    }
    assert_in_range(polls, 9, 12);              /* a week of days, then weeks */
    tw_schedule_note(&f, &PACE, &(struct tw_poll){.now = now, .retry_after = -1});
    assert_true(f.disabled == 0 && f.failures == 0 && f.why.n == 0 && f.failed.n == 0);
    assert_true(f.next <= now + PACE.most + PACE.most / 10);
}

static void a_feed_that_is_gone_is_disabled_at_once(void **state)
{
    struct tw_watched f = feed();
    struct tw_poll p = bad(START);

    (void)state;
    p.end = TW_POLL_GONE;
    tw_schedule_note(&f, &PACE, &p);
    assert_int_equal(f.disabled, START);
    assert_in_range(f.next, START + DAY, START + DAY + DAY / 10);
}

static void a_network_that_is_away_is_no_fault_of_the_feed(void **state)
{
    struct tw_watched f = feed();
    int64_t now = START;

    (void)state;
    for (int i = 0; i < 1000; i++, now = f.next) {
        struct tw_poll p = bad(now);

        p.end = TW_POLL_UNCOUNTED;
        tw_schedule_note(&f, &PACE, &p);
    }
    assert_true(f.failures == 0 && f.disabled == 0 && f.failed.n > 0);
    assert_true(f.next <= now + PACE.least + PACE.least / 10);
}

static void items_that_wait_are_asked_for_soon(void **state)
{
    struct tw_watched f = feed();
    struct tw_poll p = good(START, 0);

    (void)state;
    p.again = true;
    tw_schedule_note(&f, &PACE, &p);
    assert_int_equal(f.pause, PACE.least);
}

/* Feeds of one list that begin together do not stay together. */
static void feeds_drift_apart_and_always_in_the_same_way(void **state)
{
    enum { FEEDS = 1000, SLOTS = 10 };
    const int64_t first_pauses = (1 + 2 + 3 + 4 + 5 + 6 * 5) * HOUR, first = START + first_pauses;
    int slot[SLOTS] = {0};

    (void)state;
    for (int i = 0; i < FEEDS; i++) {
        char url[64];
        int n = snprintf(url, sizeof url, "http://f%d.example/rss", i);
        struct tw_watched f = {.url = {url, (size_t)n}}, again = f;

        for (int poll = 0; poll < 10; poll++) {
            struct tw_poll p = good(f.next ? f.next : START, 0);

            tw_schedule_note(&f, &PACE, &p);
            tw_schedule_note(&again, &PACE, &p);
            assert_int_equal(f.next, again.next);
        }
        assert_in_range(f.next, first, first + first_pauses / 10);
        slot[(f.next - first) * SLOTS / (first_pauses / 10 + 1)]++;
    }
    for (int i = 3; i < 7; i++) assert_true(slot[i] > FEEDS / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_is_polled_as_often_as_it_has_news),
        cmocka_unit_test(a_feed_that_wakes_up_is_noticed_within_a_day),
        cmocka_unit_test(the_first_poll_learns_from_the_dates),
        cmocka_unit_test(what_the_publisher_asks_for_holds),
        cmocka_unit_test(failures_are_met_with_patience),
        cmocka_unit_test(a_feed_that_keeps_failing_is_disabled_and_tried_now_and_then),
        cmocka_unit_test(a_feed_that_is_gone_is_disabled_at_once),
        cmocka_unit_test(a_network_that_is_away_is_no_fault_of_the_feed),
        cmocka_unit_test(items_that_wait_are_asked_for_soon),
        cmocka_unit_test(feeds_drift_apart_and_always_in_the_same_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
