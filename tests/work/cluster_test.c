/* tests/work/cluster_test.c - three servers, one of which is killed where it hurts most: the leader
** of the stream, while messages go in and out.  tests/soak/cluster.py does so for longer. */
#include "support/check.h"
#include "support/invent.h"
#include "support/nats.h"
#include "base/lock.h"
#include "work/broker_int.h"
#include "work/bucket.h"
#include "work/jetstream.h"
#include "work/lease.h"
#include "work/publish.h"
#include "work/pull.h"
#include "work/follow.h"

#include <stdlib.h>

enum { MESSAGES = 6000, PATIENCE = 60000 };

static const char *urls;

static struct tw_broker *connect_to(struct tw_arena *arena)
{
    struct tw_broker *b;
    const char *why = "";

    if (tw_broker_open(arena, &(struct tw_broker_options){.urls = urls, .patience = PATIENCE}, &b,
                       &why)
        != TW_OK)
        fail_msg("%s", why);
    return b;
}

static int begin(void **state)
{
    (void)state;
    urls = nats_start(3);
    return 0;
}

static int end(void **state)
{
    (void)state;
    nats_stop();
    return 0;
}

/* What the threads tell each other. */
static struct {
    struct tw_lock lock;
    size_t confirmed, pulled, distinct, begun;
    const char *failed;
} shared;

static void wait_until(const size_t *what, size_t n)
{
    tw_lock(&shared.lock);
    while (*what < n && !shared.failed) (void)tw_lock_wait(&shared.lock, 1000);
    tw_unlock(&shared.lock);
    if (shared.failed) fail_msg("%s", shared.failed);
}

static void tell(size_t *what, size_t n, const char *failed)
{
    tw_lock(&shared.lock);
    *what += n;
    if (failed && !shared.failed) shared.failed = strdup(failed);
    tw_lock_wake(&shared.lock);
    tw_unlock(&shared.lock);
}

static void take_receipts(struct tw_publisher *p)
{
    struct tw_receipt r;
    size_t n = 0;

    for (; tw_publish_receipt(p, &r); n++)
        if (r.status != TW_OK) tell(&shared.confirmed, 0, r.why);
    tell(&shared.confirmed, n, NULL);
}

static void *publish_all(void *none)
{
    struct tw_arena *arena = tw_arena_new(0);
    struct tw_broker *b = connect_to(arena);
    struct tw_publisher *p;
    char id[20], body[1000] = "";
    enum tw_status st =
        tw_publisher_open(b, &(struct tw_publish_options){.again_ms = 1000, .window = 500}, &p);

    for (int i = 0; i < MESSAGES && st == TW_OK; i++) {
        snprintf(id, sizeof id, "%d", i);
        snprintf(body, sizeof body, "%d", i);
        st = tw_publish(p, &(struct tw_outgoing){.subject = TW_LIT("work.x"),
                                                 .id = tw_slice_of(id),
                                                 .data = {body, sizeof body}});
        take_receipts(p);
    }
    if (st == TW_OK) st = tw_publish_flush(p, PATIENCE);
    take_receipts(p);
    if (st != TW_OK) tell(&shared.confirmed, 0, tw_broker_why(b));
    tw_publisher_close(p);
    tw_broker_close(b);
    tw_arena_free(arena);
    return none;
}

static unsigned char seen[MESSAGES];

static void *pull_all(void *none)
{
    struct tw_arena *arena = tw_arena_new(0);
    struct tw_broker *b = connect_to(arena);
    struct tw_puller *p;
    struct tw_delivery d;
    enum tw_status st =
        tw_puller_open(b,
                       &(struct tw_pull_options){
                           .stream = "work", .name = "workers", .ack_wait_ms = 3000, .ahead = 200},
                       &p);

    while (st == TW_OK && shared.distinct < MESSAGES && !shared.failed) {
        st = tw_pull(p, 1000, &d);
        if (st == TW_EMPTY) {
            st = TW_OK;
            continue;
        }
        if (st != TW_OK) break;
        size_t i = strtoul(d.id.p, NULL, 10);
        tell(&shared.distinct, !seen[i], NULL);
        seen[i] = 1;
        st = tw_delivery_done(p, &d);
        tell(&shared.pulled, 1, NULL);
    }
    if (st != TW_OK) tell(&shared.pulled, 0, tw_broker_why(b));
    tw_puller_close(p);
    tw_broker_close(b);
    tw_arena_free(arena);
    return none;
}

static int leader_of(struct tw_broker *b, const char *stream)
{
    struct tw_stream_state s = {0};

    for (int tries = 0; tries < 100 && !s.leader[0]; tries++) {
        if (tw_stream_state(b, stream, &s) == TW_OK && s.leader[0]) break;
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    assert_int_equal(s.leader[0], 'n');
    return s.leader[1] - '0';
}

static void make_streams(struct tw_broker *b, struct tw_arena *arena)
{
    const char *const work[] = {"work.>"}, *const log[] = {"log.>"};
    const char *remark = "";
    struct tw_stream_state s;

    assert_int_equal(tw_stream_ensure(b, arena,
                                      &(struct tw_stream_options){
                                          .name = "work", .subjects = work, .n_subjects = 1},
                                      &remark),
                     TW_OK);
    assert_null(remark);
    assert_int_equal(tw_stream_ensure(b, arena,
                                      &(struct tw_stream_options){.name = "log",
                                                                  .subjects = log,
                                                                  .n_subjects = 1,
                                                                  .kind = TW_STREAM_LOG},
                                      &remark),
                     TW_OK);
    assert_int_equal(tw_bucket_ensure(b, arena, "leases", &remark), TW_OK);
    assert_int_equal(tw_stream_state(b, "work", &s), TW_OK);
    assert_int_equal(s.replicas, 3);
}

/* Every message that was confirmed arrives; what comes twice is known by its id. */
static void nothing_is_lost_when_the_leader_dies_in_the_middle(void **state)
{
    struct tw_arena *arena = *state;
    struct tw_broker *b = connect_to(arena);
    struct tw_lease l = {.bucket = "leases", .key = "p", .owner = "us", .term_ms = 60000};
    pthread_t publisher, puller;
    int leader;
    uint64_t token;

    tw_lock_init(&shared.lock);
    make_streams(b, arena);
    assert_int_equal(tw_lease_take(b, &l, 0), TW_OK);
    token = l.token;
    assert_int_equal(pthread_create(&publisher, NULL, publish_all, NULL), 0);
    assert_int_equal(pthread_create(&puller, NULL, pull_all, NULL), 0);
    wait_until(&shared.confirmed, MESSAGES / 3);
    leader = leader_of(b, "work");
    nats_do("kill", leader);
    while (tw_lease_renew(b, &l) == TW_IO) {}
    assert_int_equal(l.token, token);
    wait_until(&shared.confirmed, MESSAGES);
    nats_do("again", leader);
    wait_until(&shared.distinct, MESSAGES);
    pthread_join(publisher, NULL);
    pthread_join(puller, NULL);
    if (shared.failed) fail_msg("%s", shared.failed);
    for (size_t i = 0; i < MESSAGES; i++) assert_true(seen[i]);
    /* What was in flight when the leader died: a window of the publisher, what the puller had asked
     * for. */
    assert_true(shared.pulled <= MESSAGES + 500 + 3 * 200);
    tw_broker_close(b);
}

/* Waits for so many messages, from that one on, on all three. */
static bool comes_to(struct tw_broker *b, const char *stream, uint64_t first, uint64_t messages)
{
    for (int tries = 0; tries < PATIENCE / 100; tries++) {
        struct tw_stream_state s;

        if (tw_stream_state(b, stream, &s) == TW_OK && s.current == 3 && s.first == first)
            return s.messages == messages;
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    return false;
}

static void publish_some(struct tw_broker *b, const char *subject, int n)
{
    struct tw_publisher *p;

    assert_int_equal(tw_publisher_open(b, &(struct tw_publish_options){0}, &p), TW_OK);
    for (int i = 0; i < n; i++)
        assert_int_equal(tw_publish(p, &(struct tw_outgoing){.subject = tw_slice_of(subject),
                                                             .id = {"", 0},
                                                             .data = TW_LIT("news")}),
                         TW_OK);
    assert_int_equal(tw_publish_flush(p, PATIENCE), TW_OK);
    tw_publisher_close(p);
}

/* Servers do again what was done before they died (nats-server issue 4196). */
static void what_was_given_up_takes_nothing_along_when_servers_come_back(void **state)
{
    struct tw_arena *arena = *state;
    struct tw_broker *b = connect_to(arena);
    const char *const swept[] = {"swept"};
    const char *remark;

    assert_int_equal(tw_stream_ensure(b, arena,
                                      &(struct tw_stream_options){.name = "swept",
                                                                  .subjects = swept,
                                                                  .n_subjects = 1,
                                                                  .kind = TW_STREAM_LOG},
                                      &remark),
                     TW_OK);
    publish_some(b, "swept", 40);
    for (uint64_t before = 11; before <= 21; before += 10) {
        assert_int_equal(tw_stream_forget(b, "swept", before), TW_OK);
        assert_true(comes_to(b, "swept", before, 41 - before));
    }
    for (int i = 1; i <= 3; i++) {
        nats_do("kill", i);
        nats_do("again", i);
        assert_true(comes_to(b, "swept", 21, 20));
    }
    tw_broker_close(b);
}

/* ---- Many who begin at once */

enum { BEGINNERS = 12, STREAMS = 40 };

static void ensure_and_attend(struct tw_broker *b, struct tw_arena *arena, const char *name)
{
    struct tw_stream_options o = {.name = name, .subjects = &name, .n_subjects = 1};
    struct tw_puller *p;
    const char *remark;
    enum tw_status st = tw_stream_ensure(b, arena, &o, &remark);

    if (st == TW_OK)
        st = tw_puller_open(b, &(struct tw_pull_options){.stream = name, .name = "all"}, &p);
    if (st == TW_OK) tw_puller_close(p);
    tell(&shared.begun, 1, st == TW_OK ? NULL : tw_broker_why(b));
}

static void *begin_work(void *hurry)
{
    struct tw_arena *arena = tw_arena_new(0);
    struct tw_broker *b = connect_to(arena);
    char name[20];

    for (int i = 0; i < STREAMS; i++) {
        snprintf(name, sizeof name, "common%d", i);
        tw_broker_pause(invent_number(hurry, 40));
        ensure_and_attend(b, arena, name);
    }
    tw_broker_close(b);
    tw_arena_free(arena);
    return NULL;
}

/* A server that has heard that a stream is to be, but not yet of it, says that there is none
** (nats-server pull request 4600). */
static void all_who_begin_at_once_find_their_streams(void **state)
{
    pthread_t thread[BEGINNERS];
    struct invent hurry[BEGINNERS];

    (void)state;
    for (unsigned i = 0; i < BEGINNERS; i++) {
        hurry[i] = (struct invent){i + 1};
        assert_int_equal(pthread_create(&thread[i], NULL, begin_work, &hurry[i]), 0);
    }
    for (int i = 0; i < BEGINNERS; i++) pthread_join(thread[i], NULL);
    wait_until(&shared.begun, BEGINNERS * STREAMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(all_who_begin_at_once_find_their_streams),
        TEST_IN_ARENA(nothing_is_lost_when_the_leader_dies_in_the_middle),
        TEST_IN_ARENA(what_was_given_up_takes_nothing_along_when_servers_come_back),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
