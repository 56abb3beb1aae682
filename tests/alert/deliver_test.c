/* tests/alert/deliver_test.c - when alerts go out, and in which messages. */
#include "alert/deliver.h"
#include "alert/rules.h"
#include "base/buf.h"
#include "base/date.h"
#include "store/outbox.h"
#include "support/folder.h"

#include <stdlib.h>

#define OK(call) assert_int_equal((call), TW_OK)

static int64_t at(const char *iso)
{
    struct tw_date d;

    assert_true(tw_date_parse_iso(tw_slice_of(iso), &d));
    return tw_date_unix(&d);
}

static const char *place(const char *name)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/%s", dir, name);
    tw_buf_addc(&path, '\0');
    return path.p;
}

static void wrong(void *context, size_t line, const char *what)
{
    (void)context;
    print_error("line %zu: %s\n", line, what);
}

struct office { struct tw_store *store; struct tw_alert_rules rules; struct tw_delivery *delivery; bool many; /* within a transaction */ };

static void count(void *context, const char *line)
{
    (void)line;
    ++*(int *)context;
}

static struct office *opened(const char *rules, int *said)
{
    struct office *o = TW_NEW(mem, struct office);
    const char *why;

    OK(tw_rules_read(mem, tw_slice_of(rules), wrong, NULL, &o->rules));
    OK(tw_store_open(mem, place("s.db"), TW_STORE_CREATE, &o->store, &why));
    o->delivery = tw_delivery_open(o->store, &o->rules,
                                   &(struct tw_delivery_options){.say = said ? count : NULL,
                                                                 .context = said});
    return o;
}

static void closed(struct office *o)
{
    tw_delivery_close(o->delivery);
    tw_store_close(o->store);
}

static uint64_t fire(struct office *o, uint64_t story, const char *when)
{
    static int n;
    struct tw_alert_to to = {o->rules.target[0].name, false};
    struct tw_buf id = {.mem = mem}, json = {.mem = mem};
    struct tw_stored_alert a = {.story = story, .fired = at(when), .fact = TW_LIT("f")};

    tw_buf_addf(&id, "%016d", n++);
    tw_buf_addf(&json, "{\"id\":\"%.*s\",\"headline\":\"h\"}", TW_FMT(tw_buf_slice(&id)));
    a.id = tw_buf_slice(&id);
    a.json = tw_buf_slice(&json);
    if (!o->many) OK(tw_store_begin(o->store));
    OK(tw_store_put_alert(o->store, &a, &to, 1));
    if (!o->many) OK(tw_store_commit(o->store));
    return a.number;
}

/* A step, and all that it began. */
static int64_t step(struct office *o, const char *when)
{
    int64_t next;

    OK(tw_delivery_step(o->delivery, at(when), &next));
    while (tw_delivery_running(o->delivery)) {
        tw_delivery_wait(o->delivery, 1000);
        OK(tw_delivery_step(o->delivery, at(when), &next));
    }
    return next;
}

static struct tw_delivered way_of(struct office *o, uint64_t alert)
{
    struct tw_delivered *d;
    size_t n;

    OK(tw_store_delivery(o->store, mem, alert, &d, &n));
    assert_int_equal(n, 1);
    return d[0];
}

#define MAIL "[to desk]\nmail = desk@news.example\nsendmail = "
#define RULE "[r]\nwhen = denial\n"

static void each_alert_is_a_message(void **state)
{
    struct office *o = opened(MAIL "/bin/true\n" RULE, NULL);
    uint64_t a = fire(o, 1, "2031-05-06T10:00:00Z"), b = fire(o, 1, "2031-05-06T10:00:00Z");

    (void)state;
    assert_true(step(o, "2031-05-06T10:00:00Z") == INT64_MAX);
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_SENT);
    assert_int_equal(way_of(o, b).state, TW_MESSAGE_SENT);
    assert_true(way_of(o, a).message != way_of(o, b).message);
    closed(o);
}

static void grouping_tells_the_first_at_once_and_the_rest_together(void **state)
{
    struct office *o = opened(MAIL "/bin/true\ngroup = 30m\n" RULE, NULL);
    uint64_t first = fire(o, 1, "2031-05-06T10:00:00Z"), second, third, other;

    (void)state;
    step(o, "2031-05-06T10:00:00Z");
    assert_int_equal(way_of(o, first).state, TW_MESSAGE_SENT);
    second = fire(o, 1, "2031-05-06T10:05:00Z");
    other = fire(o, 2, "2031-05-06T10:05:00Z");
    assert_true(step(o, "2031-05-06T10:05:00Z") == at("2031-05-06T10:30:00Z"));
    assert_int_equal(way_of(o, second).state, TW_MESSAGE_WAITING);
    assert_int_equal(way_of(o, other).state, TW_MESSAGE_SENT);
    third = fire(o, 1, "2031-05-06T10:20:00Z");
    step(o, "2031-05-06T10:30:00Z");
    assert_int_equal(way_of(o, third).state, TW_MESSAGE_SENT);
    assert_true(way_of(o, second).message == way_of(o, third).message);
    closed(o);
}

static void what_fires_in_quiet_hours_goes_together_after_them(void **state)
{
    struct office *o = opened(MAIL "/bin/true\nquiet = 22:00-06:30 +01:00\n" RULE, NULL);
    uint64_t before = fire(o, 1, "2031-05-06T20:59:59Z"), a, b, after;

    (void)state;
    step(o, "2031-05-06T20:59:59Z");
    assert_int_equal(way_of(o, before).state, TW_MESSAGE_SENT);
    a = fire(o, 1, "2031-05-06T21:00:00Z");
    assert_true(step(o, "2031-05-06T21:00:07Z") == at("2031-05-07T05:30:00Z"));
    b = fire(o, 2, "2031-05-07T02:00:00Z");
    assert_true(step(o, "2031-05-07T05:29:59Z") == at("2031-05-07T05:30:00Z"));
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_WAITING);
    after = fire(o, 2, "2031-05-07T05:30:00Z");
    step(o, "2031-05-07T05:30:00Z");
    assert_int_equal(way_of(o, b).state, TW_MESSAGE_SENT);
    assert_true(way_of(o, a).message == way_of(o, b).message);
    assert_true(way_of(o, after).message != way_of(o, b).message);
    closed(o);
}

static void a_message_that_fails_is_tried_ever_more_rarely_and_given_up(void **state)
{
    static const int wait[] = {30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
    int said = 0;
    struct office *o = opened(MAIL "/bin/false\n" RULE, &said);
    int64_t now = at("2031-05-06T10:00:00Z"), next;
    uint64_t a = fire(o, 1, "2031-05-06T10:00:00Z");

    (void)state;
    for (size_t i = 0; i < sizeof wait / sizeof *wait; i++) {
        struct tw_date d = tw_date_from_unix(now);
        char iso[TW_DATE_TEXT + 1] = "";

        (void)tw_date_iso(&d, iso);
        next = step(o, iso);
        assert_int_equal(next - now, wait[i]);
        now = next;
    }
    assert_int_equal(way_of(o, a).tries, 9);
    assert_text(way_of(o, a).error, "exit status 1");
    assert_true(step(o, "2031-05-07T10:00:00Z") == INT64_MAX);
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_GIVEN_UP);
    assert_int_equal(said, 10);
    closed(o);
}

static void one_that_fails_does_not_keep_back_the_others_for_good(void **state)
{
    struct office *o = opened(MAIL "/bin/false\n" RULE, NULL);
    uint64_t a = fire(o, 1, "2031-05-06T10:00:00Z"), b;

    (void)state;
    step(o, "2031-05-06T10:00:00Z");
    b = fire(o, 2, "2031-05-06T10:00:10Z");
    step(o, "2031-05-06T10:00:10Z");       /* the place rests */
    assert_int_equal(way_of(o, b).tries, 0);
    closed(o);
    o = opened(MAIL "/bin/true\n" RULE, NULL);
    step(o, "2031-05-06T10:00:30Z");
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_SENT);
    assert_int_equal(way_of(o, b).state, TW_MESSAGE_SENT);
    closed(o);
}

static void a_program_that_is_not_there_is_a_failure(void **state)
{
    struct office *o = opened(MAIL "/no/such/sendmail\n" RULE, NULL);
    uint64_t a = fire(o, 1, "2031-05-06T10:00:00Z");

    (void)state;
    step(o, "2031-05-06T10:00:00Z");
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_WAITING);
    assert_true(tw_slice_find(way_of(o, a).error, TW_LIT("/no/such/sendmail: "), 0) == 0);
    closed(o);
}

static void a_webhook_without_an_answer_is_a_failure(void **state)
{
    struct office *o = opened("[to desk]\nwebhook = http://127.0.0.1:9/\n" RULE, NULL);
    uint64_t a = fire(o, 1, "2031-05-06T10:00:00Z");

    (void)state;
    step(o, "2031-05-06T10:00:00Z");       /* a private network, which is not allowed */
    assert_int_equal(way_of(o, a).state, TW_MESSAGE_WAITING);
    assert_int_equal(way_of(o, a).tries, 1);
    assert_true(way_of(o, a).error.n > 0);
    closed(o);
}

static void messages_are_of_a_hundred_alerts_at_most(void **state)
{
    struct office *o = opened(MAIL "/bin/true\nquiet = 00:00-06:00\n" RULE, NULL);
    uint64_t first = 0, last = 0;

    (void)state;
    OK(tw_store_begin(o->store));
    o->many = true;
    for (int i = 0; i < 101; i++) {
        last = fire(o, 1, "2031-05-06T03:00:00Z");
        if (i == 0) first = last;
    }
    OK(tw_store_commit(o->store));
    step(o, "2031-05-06T06:00:00Z");
    assert_true(way_of(o, last).message == way_of(o, first).message + 1);
    closed(o);
}

static void more_than_are_looked_at_at_once_wait_without_waking_anybody(void **state)
{
    struct office *o = opened(MAIL "/bin/true\ngroup = 30m\n" RULE, NULL);
    uint64_t last = 0;

    (void)state;
    fire(o, 1, "2031-05-06T10:00:00Z");
    step(o, "2031-05-06T10:00:00Z");
    OK(tw_store_begin(o->store));
    o->many = true;
    for (int i = 0; i < 1001; i++) last = fire(o, 1, "2031-05-06T10:01:00Z");
    OK(tw_store_commit(o->store));
    assert_true(step(o, "2031-05-06T10:01:00Z") == at("2031-05-06T10:30:00Z"));
    step(o, "2031-05-06T10:30:00Z");
    assert_true(step(o, "2031-05-06T11:00:00Z") == INT64_MAX);
    assert_int_equal(way_of(o, last).state, TW_MESSAGE_SENT);
    closed(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(each_alert_is_a_message),
        TEST_IN_FOLDER(grouping_tells_the_first_at_once_and_the_rest_together),
        TEST_IN_FOLDER(what_fires_in_quiet_hours_goes_together_after_them),
        TEST_IN_FOLDER(a_message_that_fails_is_tried_ever_more_rarely_and_given_up),
        TEST_IN_FOLDER(one_that_fails_does_not_keep_back_the_others_for_good),
        TEST_IN_FOLDER(a_program_that_is_not_there_is_a_failure),
        TEST_IN_FOLDER(a_webhook_without_an_answer_is_a_failure),
        TEST_IN_FOLDER(messages_are_of_a_hundred_alerts_at_most),
        TEST_IN_FOLDER(more_than_are_looked_at_at_once_wait_without_waking_anybody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
