/* tests/work/broker_test.c - what the files of work/ promise, on one real server. */
#include "support/nats.h"
#include "support/check.h"
#include "work/aside.h"
#include "work/broker_int.h"
#include "work/bucket.h"
#include "work/jetstream.h"
#include "work/publish.h"
#include "work/pull.h"
#include "work/follow.h"

#include <inttypes.h>
#include <stdlib.h>

enum { PATIENCE = 10000 }; /* ms */

static const char *urls;
static struct tw_arena *mem;
static struct tw_broker *broker;

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        enum tw_status st_ = (call);                                                               \
        if (st_ != TW_OK)                                                                          \
            fail_msg("%s: %s: %s", #call, tw_status_text(st_), tw_broker_why(broker));             \
    } while (0)

static struct tw_broker *connect_to(const char *where)
{
    struct tw_broker *b;
    const char *why = "";

    if (tw_broker_open(mem, &(struct tw_broker_options){.urls = where, .patience = PATIENCE}, &b,
                       &why)
        != TW_OK)
        fail_msg("%s", why);
    return b;
}

static int begin(void **state)
{
    (void)state;
    urls = nats_start(1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    nats_stop();
    return 0;
}

static int setup(void **state)
{
    (void)state;
    mem = tw_arena_new(0);
    broker = connect_to(urls);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tw_broker_close(broker);
    tw_arena_free(mem);
    return 0;
}

/* A stream NAME of subjects NAME.> */
static void stream(const char *name, struct tw_stream_options o)
{
    const char *remark;
    char *all = tw_arena_alloc(mem, 80);
    const char *const subjects[] = {all};

    snprintf(all, 80, "%s.>", name);
    o.name = name;
    o.subjects = subjects;
    o.n_subjects = 1;
    assert_ok(tw_stream_ensure(broker, mem, &o, &remark));
}

static struct tw_outgoing message(const char *subject, const char *id, const char *data)
{
    return (struct tw_outgoing){
        .subject = tw_slice_of(subject), .id = tw_slice_of(id), .data = tw_slice_of(data)};
}

/* Publishes n messages NAME.x "0", "1" ... with their numbers as ids. */
static void fill(const char *name, int from, int n)
{
    struct tw_publisher *p;
    struct tw_receipt r;
    char subject[80], id[20];
    int confirmed = 0;

    assert_ok(tw_publisher_open(broker, &(struct tw_publish_options){0}, &p));
    snprintf(subject, sizeof subject, "%s.x", name);
    for (int i = from; i < from + n; i++) {
        struct tw_outgoing m;

        snprintf(id, sizeof id, "%d", i);
        m = message(subject, id, id);
        m.tag = (uint64_t)i;
        assert_ok(tw_publish(p, &m));
    }
    assert_ok(tw_publish_flush(p, 20000));
    while (tw_publish_receipt(p, &r)) {
        assert_int_equal(r.status, TW_OK);
        confirmed++;
    }
    assert_int_equal(confirmed, n);
    tw_publisher_close(p);
}

static struct tw_puller *puller(const char *name, struct tw_pull_options o)
{
    struct tw_puller *p;

    o.stream = name;
    o.name = "workers";
    assert_ok(tw_puller_open(broker, &o, &p));
    return p;
}

/* ---- Connecting, streams */

static void no_server_is_told_without_the_password(void **state)
{
    struct tw_broker *b;
    const char *why = NULL;
    enum tw_status st = tw_broker_open(
        mem, &(struct tw_broker_options){.urls = "nats://desk:geheim@127.0.0.1:1", .patience = 1},
        &b, &why);

    (void)state;
    assert_int_equal(st, TW_IO);
    assert_null(b);
    assert_non_null(strstr(why, "127.0.0.1:1"));
    assert_null(strstr(why, "geheim"));
}

static void a_server_alone_keeps_one_copy_and_says_so(void **state)
{
    const char *const subjects[] = {"alone.>"};
    const char *remark;
    struct tw_stream_state s;
    struct tw_stream_options o = {.name = "alone", .subjects = subjects, .n_subjects = 1};

    (void)state;
    assert_ok(tw_stream_ensure(broker, mem, &o, &remark));
    assert_non_null(remark);
    assert_ok(tw_stream_state(broker, "alone", &s));
    assert_int_equal(s.replicas, 1);
    assert_int_equal(s.messages, 0);
    assert_int_equal(s.first_time, 0);
}

static void a_stream_that_is_there_takes_new_limits(void **state)
{
    (void)state;
    stream("limits", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    fill("limits", 0, 3);
    stream("limits", (struct tw_stream_options){.kind = TW_STREAM_LOG, .messages = 10});
    struct tw_stream_state s;
    assert_ok(tw_stream_state(broker, "limits", &s));
    assert_int_equal(s.messages, 3);
    assert_true(s.first_time > 1700000000);
}

static void a_stream_of_another_kind_is_refused(void **state)
{
    const char *const subjects[] = {"kind.>"};
    const char *remark;
    struct tw_stream_options o = {
        .name = "kind", .subjects = subjects, .n_subjects = 1, .kind = TW_STREAM_LOG};

    (void)state;
    assert_ok(tw_stream_ensure(broker, mem, &o, &remark));
    o.kind = TW_STREAM_WORK;
    assert_int_equal(tw_stream_ensure(broker, mem, &o, &remark), TW_USAGE);
    assert_non_null(strstr(tw_broker_why(broker), "retention"));
}

static void names_from_outside_are_checked(void **state)
{
    const char *const subjects[] = {"a b"};
    const char *remark;
    struct tw_puller *p;
    struct tw_follower *r;

    (void)state;
    assert_int_equal(
        tw_stream_ensure(broker, mem, &(struct tw_stream_options){.name = "a.b"}, &remark),
        TW_USAGE);
    assert_int_equal(tw_stream_ensure(broker, mem,
                                      &(struct tw_stream_options){
                                          .name = "x", .subjects = subjects, .n_subjects = 1},
                                      &remark),
                     TW_USAGE);
    assert_int_equal(
        tw_puller_open(broker, &(struct tw_pull_options){.stream = "a>", .name = "b"}, &p),
        TW_USAGE);
    assert_int_equal(tw_follow_open(broker, "a b", NULL, 0, &r), TW_USAGE);
    assert_int_equal(tw_bucket_put(broker, "b", "a*", TW_LIT("1"), 0, &(uint64_t){0}), TW_USAGE);
}

static void what_is_not_there_is_told(void **state)
{
    struct tw_stream_state s;
    struct tw_consumer_state c;
    struct tw_puller *p;
    struct tw_follower *r;

    (void)state;
    assert_int_equal(tw_stream_state(broker, "nowhere", &s), TW_NOTFOUND);
    assert_int_equal(tw_consumer_state(broker, "nowhere", "nobody", &c), TW_NOTFOUND);
    assert_int_equal(
        tw_puller_open(broker, &(struct tw_pull_options){.stream = "nowhere", .name = "b"}, &p),
        TW_NOTFOUND);
    assert_int_equal(tw_follow_open(broker, "nowhere", NULL, 0, &r), TW_NOTFOUND);
    assert_ok(tw_stream_remove(broker, "nowhere"));
}

static void what_is_given_up_goes_and_the_rest_stays(void **state)
{
    struct tw_stream_state s = {0};

    (void)state;
    stream("sweep", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    assert_ok(tw_stream_forget(broker, "sweep", 7));
    fill("sweep", 0, 20);
    for (int tries = 0; tries < PATIENCE / 10 && s.first < 13; tries++) {
        assert_ok(tw_stream_forget(broker, "sweep", tries ? 13 : 7));
        assert_ok(tw_stream_state(broker, "sweep", &s));
        assert_true(s.first <= 13 && s.last == 20);
        tw_broker_pause(10);
    }
    assert_int_equal(s.first, 13);
    assert_int_equal(s.messages, 8);
}

/* ---- Publishing */

static void each_message_is_confirmed_once(void **state)
{
    struct tw_stream_state s;

    (void)state;
    stream("many", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    fill("many", 0, 5000);
    assert_ok(tw_stream_state(broker, "many", &s));
    assert_int_equal(s.messages, 5000);
}

static void an_id_that_came_before_is_confirmed_and_not_kept_twice(void **state)
{
    struct tw_publisher *p;
    struct tw_outgoing m = message("twice.x", "same", "first");
    struct tw_stream_state s;
    struct tw_receipt r;

    (void)state;
    stream("twice", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    assert_ok(tw_publisher_open(broker, &(struct tw_publish_options){0}, &p));
    for (int i = 0; i < 2; i++) {
        assert_ok(tw_publish(p, &m));
        assert_ok(tw_publish_flush(p, 20000));
        assert_true(tw_publish_receipt(p, &r));
        assert_int_equal(r.status, TW_OK);
        assert_int_equal(r.known, i);
        assert_int_equal(r.sequence, 1);
    }
    assert_ok(tw_stream_state(broker, "twice", &s));
    assert_int_equal(s.messages, 1);
    tw_publisher_close(p);
}

static void what_is_too_large_is_refused_with_the_limit(void **state)
{
    struct tw_publisher *p;
    size_t n = tw_broker_largest(broker);
    struct tw_outgoing m = {.subject = TW_LIT("large.x"), .data = {tw_arena_zalloc(mem, n), n}};
    struct tw_receipt r;

    (void)state;
    stream("large", (struct tw_stream_options){.kind = TW_STREAM_LOG, .largest = 1000});
    assert_ok(tw_publisher_open(broker, &(struct tw_publish_options){0}, &p));
    assert_int_equal(tw_publish(p, &m), TW_TOOBIG); /* over the server's limit: at once */
    m.data.n = 2000;
    assert_ok(tw_publish(p, &m)); /* over the stream's: with the receipt */
    assert_ok(tw_publish_flush(p, 20000));
    assert_true(tw_publish_receipt(p, &r));
    assert_int_equal(r.status, TW_TOOBIG);
    assert_non_null(r.why);
    assert_false(tw_publish_receipt(p, &r));
    tw_publisher_close(p);
}

static void a_full_stream_holds_up_its_publisher_until_there_is_room(void **state)
{
    struct tw_publisher *p;
    struct tw_puller *w;
    struct tw_delivery d;
    struct tw_receipt r;
    struct tw_outgoing m = message("full.x", "c", "c");

    (void)state;
    stream("full", (struct tw_stream_options){.kind = TW_STREAM_WORK, .messages = 2});
    fill("full", 0, 2);
    assert_ok(tw_publisher_open(broker, &(struct tw_publish_options){.again_ms = 100}, &p));
    assert_ok(tw_publish(p, &m));
    assert_int_equal(tw_publish_flush(p, 300), TW_EMPTY);
    w = puller("full", (struct tw_pull_options){0});
    assert_ok(tw_pull(w, 5000, &d));
    assert_ok(tw_delivery_done_surely(w, &d));
    assert_ok(tw_publish_flush(p, 20000));
    assert_true(tw_publish_receipt(p, &r));
    assert_int_equal(r.status, TW_OK);
    tw_puller_close(w);
    tw_publisher_close(p);
}

static void what_no_stream_takes_is_given_up_when_told_so(void **state)
{
    struct tw_publisher *p;
    struct tw_receipt r;
    struct tw_outgoing m = message("nobody.listens", "a", "a");

    (void)state;
    assert_ok(tw_publisher_open(
        broker, &(struct tw_publish_options){.again_ms = 50, .give_up_ms = 200}, &p));
    m.tag = 7;
    assert_ok(tw_publish(p, &m));
    assert_ok(tw_publish_step(p, 10000));
    assert_true(tw_publish_receipt(p, &r));
    assert_int_equal(r.status, TW_IO);
    assert_int_equal(r.tag, 7);
    assert_int_equal(tw_publish_on_their_way(p), 0);
    tw_publisher_close(p);
}

/* ---- Pulling */

static void workers_of_one_name_share_the_messages(void **state)
{
    struct tw_broker *other = connect_to(urls);
    struct tw_puller *one, *two;
    struct tw_delivery d;
    unsigned char got[400] = {0};
    int share[2] = {0};

    (void)state;
    stream("share", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    one = puller("share", (struct tw_pull_options){.ahead = 10});
    assert_ok(tw_puller_open(
        other, &(struct tw_pull_options){.stream = "share", .name = "workers", .ahead = 10}, &two));
    fill("share", 0, 400);
    for (int n = 0, turn = 0; n < 400; turn++) {
        struct tw_puller *w = turn & 1 ? two : one;

        if (tw_pull(w, 20, &d) != TW_OK) continue;
        got[strtoul(d.data.p, NULL, 10)]++;
        share[turn & 1]++;
        n++;
        assert_true(tw_slice_eq(d.id, d.data));
        assert_int_equal(d.tries, 1);
        assert_ok(tw_delivery_done_surely(w, &d));
    }
    for (int i = 0; i < 400; i++) assert_int_equal(got[i], 1);
    assert_true(share[0] >= 50 && share[1] >= 50);
    assert_int_equal(tw_pull(one, 50, &d), TW_EMPTY);
    tw_puller_close(two);
    tw_broker_close(other);
    tw_puller_close(one);
}

static void what_is_not_answered_comes_again(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d;

    (void)state;
    stream("again", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    fill("again", 0, 1);
    w = puller("again", (struct tw_pull_options){.ack_wait_ms = 200});
    assert_ok(tw_pull(w, 5000, &d));
    assert_int_equal(d.tries, 1);
    assert_ok(tw_pull(w, 5000, &d));
    assert_int_equal(d.tries, 2);
    assert_text(d.id, "0");
    assert_ok(tw_delivery_done_surely(w, &d));
    tw_puller_close(w);
}

static void who_is_busy_keeps_what_he_has(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d, e;

    (void)state;
    stream("busy", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    fill("busy", 0, 1);
    w = puller("busy", (struct tw_pull_options){.ack_wait_ms = 600});
    assert_ok(tw_pull(w, 5000, &d));
    for (int i = 0; i < 3; i++) {
        assert_ok(tw_delivery_busy(w, &d));
        assert_int_equal(tw_pull(w, 250, &e), TW_EMPTY);
    }
    assert_ok(tw_delivery_done_surely(w, &d));
    tw_puller_close(w);
}

static void what_a_closed_puller_had_asked_for_goes_to_others_at_once(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d;

    (void)state;
    stream("closed", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    fill("closed", 0, 10);
    w = puller("closed", (struct tw_pull_options){.ack_wait_ms = 60000});
    assert_ok(tw_pull(w, 5000, &d));
    assert_ok(tw_delivery_done(w, &d));
    tw_puller_close(w);
    w = puller("closed", (struct tw_pull_options){.ack_wait_ms = 60000});
    for (int i = 1; i < 10; i++) {
        assert_ok(tw_pull(w, 5000, &d));
        assert_ok(tw_delivery_done(w, &d));
    }
    tw_puller_close(w);
}

static void lag_is_told(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d;
    struct tw_consumer_state c;
    int64_t when;

    (void)state;
    stream("lag", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    assert_ok(tw_stream_oldest(broker, "lag", "lag.>", &when));
    assert_int_equal(when, 0);
    fill("lag", 0, 10);
    w = puller("lag", (struct tw_pull_options){.ahead = 2});
    assert_ok(tw_pull(w, 5000, &d));
    assert_ok(tw_delivery_done_surely(w, &d));
    assert_ok(tw_pull(w, 5000, &d));
    assert_ok(tw_consumer_state(broker, "lag", "workers", &c));
    assert_true(c.held >= 1 && c.held <= 4);
    assert_int_equal(c.pending + c.held, 9);
    assert_int_equal(c.done, 1);
    assert_ok(tw_stream_oldest(broker, "lag", "lag.>", &when));
    assert_true(when > 1700000000);
    tw_puller_close(w);
}

/* ---- Set aside */

static void aside_is_ready(void)
{
    const char *remark;

    assert_ok(tw_aside_ensure(broker, mem, "aside", &remark));
}

static void what_fails_too_often_is_set_aside_with_the_reason_and_can_be_given_back(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d;
    struct tw_aside a;
    struct tw_stream_state s;

    (void)state;
    aside_is_ready();
    stream("poison", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    fill("poison", 42, 1);
    w = puller("poison", (struct tw_pull_options){.aside = "aside", .tries = 2});
    assert_ok(tw_pull(w, 5000, &d));
    assert_ok(tw_delivery_failed(w, &d, "first"));
    assert_ok(tw_pull(w, 5000, &d));
    assert_int_equal(d.tries, 2);
    assert_ok(tw_delivery_failed(w, &d, "no\r\narticle: \xC3\xA9"));
    assert_int_equal(tw_pull(w, 50, &d), TW_EMPTY);
    assert_ok(tw_stream_state(broker, "poison", &s));
    assert_int_equal(s.messages, 0);

    assert_ok(tw_aside_next(broker, mem, "aside", 0, &a));
    assert_text(a.id, "42");
    assert_text(a.data, "42");
    assert_text(a.subject, "poison.x");
    assert_text(a.stream, "poison");
    assert_text(a.consumer, "workers");
    assert_text(a.reason, "no  article: \xC3\xA9");
    assert_int_equal(a.tries, 2);
    assert_true(a.when > 1700000000);

    assert_ok(tw_aside_again(broker, mem, "aside", a.number));
    assert_int_equal(tw_aside_next(broker, mem, "aside", 0, &a), TW_DONE);
    assert_ok(tw_pull(w, 5000, &d));
    assert_text(d.id, "42");
    assert_int_equal(d.tries, 1);
    assert_ok(tw_delivery_done_surely(w, &d));
    tw_puller_close(w);
}

static void what_nobody_ever_answers_is_set_aside(void **state)
{
    struct tw_puller *w;
    struct tw_delivery d;
    struct tw_aside a;

    (void)state;
    aside_is_ready();
    stream("deadly", (struct tw_stream_options){.kind = TW_STREAM_WORK});
    fill("deadly", 1, 1);
    w = puller("deadly",
               (struct tw_pull_options){.aside = "aside", .tries = 2, .ack_wait_ms = 100});
    for (int i = 0; i < 2; i++) assert_ok(tw_pull(w, 5000, &d));
    assert_int_equal(tw_pull(w, 500, &d), TW_EMPTY);
    assert_ok(tw_aside_next(broker, mem, "aside", 0, &a));
    assert_text(a.id, "1");
    assert_text(a.stream, "deadly");
    assert_ok(tw_aside_drop(broker, "aside", a.number));
    assert_int_equal(tw_aside_again(broker, mem, "aside", a.number), TW_NOTFOUND);
    tw_puller_close(w);
}

/* ---- Reading in order */

static void a_reader_begins_anywhere_and_sees_all_in_order(void **state)
{
    struct tw_follower *r;
    struct tw_followed m;
    struct tw_broker *other = connect_to(urls);

    (void)state;
    stream("log", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    fill("log", 0, 3000);
    assert_ok(tw_follow_open(other, "log", "log.x", 1000, &r));
    for (int i = 1000; i < 3000; i++) {
        assert_ok(tw_follow_next(r, 5000, &m));
        assert_int_equal(m.sequence, i + 1);
        assert_int_equal(strtol(m.data.p, NULL, 10), i);
        assert_int_equal(m.pending, 2999 - i);
    }
    assert_int_equal(tw_follow_next(r, 50, &m), TW_EMPTY);
    fill("log", 3000, 1);
    assert_ok(tw_follow_next(r, 5000, &m));
    assert_text(m.id, "3000");
    tw_follow_close(r);
    tw_broker_close(other);
}

static void a_place_that_the_stream_has_not_is_told(void **state)
{
    struct tw_follower *r;

    (void)state;
    stream("place", (struct tw_stream_options){.kind = TW_STREAM_LOG, .each = 2});
    fill("place", 0, 5);
    assert_int_equal(tw_follow_open(broker, "place", NULL, 2, &r), TW_BROKEN);
    assert_int_equal(tw_follow_open(broker, "place", NULL, 9, &r), TW_BROKEN);
    assert_ok(tw_follow_open(broker, "place", NULL, 3, &r));
    tw_follow_close(r);
    assert_ok(tw_follow_open(broker, "place", NULL, 5, &r));
    tw_follow_close(r);
}

/* ---- Values */

static void only_who_knows_the_last_value_may_change_it(void **state)
{
    const char *remark;
    struct tw_value v, *all;
    uint64_t first, second;
    size_t n;

    (void)state;
    assert_ok(tw_bucket_ensure(broker, mem, "values", &remark));
    assert_int_equal(tw_bucket_get(broker, mem, "values", "en/7", &v), TW_NOTFOUND);
    assert_int_equal(v.revision, 0);
    assert_ok(tw_bucket_put(broker, "values", "en/7", TW_LIT("a"), 0, &first));
    assert_int_equal(tw_bucket_put(broker, "values", "en/7", TW_LIT("b"), 0, &second), TW_LOCKED);
    assert_ok(tw_bucket_put(broker, "values", "en/7", TW_LIT("b"), first, &second));
    assert_true(second > first);
    assert_int_equal(tw_bucket_put(broker, "values", "en/7", TW_LIT("c"), first, &second),
                     TW_LOCKED);
    assert_ok(tw_bucket_put(broker, "values", "de", TW_LIT(""), TW_ANY_REVISION, &second));
    assert_ok(tw_bucket_list(broker, mem, "values", &all, &n));
    assert_int_equal(n, 2);
    assert_text(all[0].key, "de");
    assert_text(all[0].data, "");
    assert_text(all[1].data, "b");
    assert_ok(tw_bucket_remove(broker, "values", "en/7", TW_ANY_REVISION));
    assert_int_equal(tw_bucket_get(broker, mem, "values", "en/7", &v), TW_NOTFOUND);
    assert_true(v.revision > 0);
    assert_ok(tw_bucket_put(broker, "values", "en/7", TW_LIT("d"), v.revision, &second));
    assert_ok(tw_bucket_get(broker, mem, "values", "en/7", &v));
    assert_text(v.data, "d");
}

/* ---- A server that dies */

static void all_goes_on_when_the_server_was_killed_and_is_back(void **state)
{
    struct tw_publisher *p;
    struct tw_puller *w;
    struct tw_follower *r;
    struct tw_delivery d;
    struct tw_followed m;
    unsigned char done[200] = {0};

    (void)state;
    stream("killed", (struct tw_stream_options){.kind = TW_STREAM_LOG});
    fill("killed", 0, 100);
    w = puller("killed", (struct tw_pull_options){.ack_wait_ms = 2000});
    assert_ok(tw_follow_open(broker, "killed", NULL, 0, &r));
    assert_ok(tw_follow_next(r, 5000, &m));
    for (int i = 0; i < 50; i++) {
        assert_ok(tw_pull(w, 5000, &d));
        done[strtoul(d.data.p, NULL, 10)] = 1;
        assert_ok(tw_delivery_done(w, &d));
    }
    assert_ok(tw_publisher_open(broker, &(struct tw_publish_options){.again_ms = 300}, &p));
    nats_do("kill", 1);
    for (int i = 100; i < 200; i++) {
        char id[20];
        struct tw_outgoing one;

        snprintf(id, sizeof id, "%d", i);
        one = message("killed.x", id, id);
        assert_ok(tw_publish(p, &one));
    }
    assert_int_equal(tw_publish_flush(p, 100), TW_EMPTY);
    nats_do("again", 1);
    assert_ok(tw_publish_flush(p, 20000));
    for (uint64_t i = 2; i <= 200; i++) {
        assert_ok(tw_follow_next(r, 20000, &m));
        assert_int_equal(m.sequence, i);
    }
    for (int left = 200; left > 0;) {
        if (tw_pull(w, 500, &d) != TW_OK) {
            left = 0;
            for (int i = 0; i < 200; i++) left += !done[i];
            continue;
        }
        done[strtoul(d.data.p, NULL, 10)] = 1;
        assert_ok(tw_delivery_done(w, &d));
    }
    tw_follow_close(r);
    tw_puller_close(w);
    tw_publisher_close(p);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_server_is_told_without_the_password),
        TEST(a_server_alone_keeps_one_copy_and_says_so),
        TEST(a_stream_that_is_there_takes_new_limits),
        TEST(a_stream_of_another_kind_is_refused),
        TEST(names_from_outside_are_checked),
        TEST(what_is_not_there_is_told),
        TEST(what_is_given_up_goes_and_the_rest_stays),
        TEST(each_message_is_confirmed_once),
        TEST(an_id_that_came_before_is_confirmed_and_not_kept_twice),
        TEST(what_is_too_large_is_refused_with_the_limit),
        TEST(a_full_stream_holds_up_its_publisher_until_there_is_room),
        TEST(what_no_stream_takes_is_given_up_when_told_so),
        TEST(workers_of_one_name_share_the_messages),
        TEST(what_is_not_answered_comes_again),
        TEST(who_is_busy_keeps_what_he_has),
        TEST(what_a_closed_puller_had_asked_for_goes_to_others_at_once),
        TEST(lag_is_told),
        TEST(what_fails_too_often_is_set_aside_with_the_reason_and_can_be_given_back),
        TEST(what_nobody_ever_answers_is_set_aside),
        TEST(a_reader_begins_anywhere_and_sees_all_in_order),
        TEST(a_place_that_the_stream_has_not_is_told),
        TEST(only_who_knows_the_last_value_may_change_it),
        TEST(all_goes_on_when_the_server_was_killed_and_is_back),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
