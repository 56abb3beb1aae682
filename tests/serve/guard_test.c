/* tests/serve/guard_test.c - places for connections, and when they are taken away. */
#include "serve/guard.h"

#include "support/check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr *from(struct sockaddr_in *a, const char *text)
{
    *a = (struct sockaddr_in){.sin_family = AF_INET};
    assert_int_equal(inet_pton(AF_INET, text, &a->sin_addr), 1);
    return (struct sockaddr *)a;
}

/* A connection, and whether its other end was told that it is over. */
struct pair { int ours, theirs; };

static struct pair connect_pair(void)
{
    int v[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, v), 0);
    return (struct pair){v[0], v[1]};
}

static bool is_over(const struct pair *p)
{
    char byte;

    return recv(p->theirs, &byte, 1, 0) == 0;
}

static void close_pair(struct pair *p)
{
    close(p->ours);
    close(p->theirs);
}

static void who_trickles_is_ended_and_who_is_answered_is_not(void **state)
{
    struct pair slow = connect_pair(), busy = connect_pair(), stream = connect_pair();
    struct sockaddr_in a;
    struct tw_guard g;
    struct tw_place *p, *q, *r;

    tw_guard_init(&g, *state);
    p = tw_guard_enter(&g, slow.ours, from(&a, "192.0.2.1"), 100);
    q = tw_guard_enter(&g, busy.ours, from(&a, "192.0.2.1"), 100);
    r = tw_guard_enter(&g, stream.ours, from(&a, "192.0.2.1"), 100);
    tw_guard_phase(q, TW_PHASE_ANSWER, 101);
    tw_guard_phase(r, TW_PHASE_STREAM, 101);
    tw_guard_sweep(&g, 100 + TW_GUARD_WAITING);
    assert_false(is_over(&slow));
    tw_guard_sweep(&g, 101 + TW_GUARD_WAITING);
    assert_true(is_over(&slow));
    assert_false(is_over(&busy));
    tw_guard_sweep(&g, 102 + TW_GUARD_ANSWER);
    assert_true(is_over(&busy));
    assert_false(is_over(&stream));
    tw_guard_leave(&g, p);
    tw_guard_leave(&g, q);
    tw_guard_leave(&g, r);
    assert_int_equal(tw_guard_taken(&g), 0);
    close_pair(&slow);
    close_pair(&busy);
    close_pair(&stream);
    tw_guard_free(&g);
}

static void an_address_has_so_many_and_the_loopback_any_number(void **state)
{
    struct pair c = connect_pair();
    struct sockaddr_in a;
    struct tw_guard g;

    tw_guard_init(&g, *state);
    for (int i = 0; i < TW_GUARD_EACH; i++) {
        assert_true(tw_guard_admits(&g, from(&a, "192.0.2.1"), 100));
        assert_non_null(tw_guard_enter(&g, c.ours, from(&a, "192.0.2.1"), 100));
        assert_non_null(tw_guard_enter(&g, c.ours, from(&a, "127.0.0.1"), 100));
    }
    assert_false(tw_guard_admits(&g, from(&a, "192.0.2.1"), 100));
    assert_true(tw_guard_admits(&g, from(&a, "192.0.2.2"), 100));
    assert_true(tw_guard_admits(&g, from(&a, "127.0.0.1"), 100));
    close_pair(&c);
    tw_guard_free(&g);
}

static void when_all_places_are_taken_who_waited_longest_goes(void **state)
{
    struct pair old = connect_pair(), c = connect_pair();
    struct sockaddr_in a;
    struct tw_guard g;
    struct tw_place *p;

    tw_guard_init(&g, *state);
    p = tw_guard_enter(&g, old.ours, from(&a, "127.0.0.1"), 100);
    for (int i = 1; i < TW_GUARD_PLACES; i++)
        assert_non_null(tw_guard_enter(&g, c.ours, from(&a, "127.0.0.1"), 105));
    assert_false(tw_guard_admits(&g, from(&a, "127.0.0.1"), 105));
    assert_true(is_over(&old));
    assert_false(is_over(&c));
    tw_guard_leave(&g, p);              /* its thread saw that it is over */
    assert_true(tw_guard_admits(&g, from(&a, "127.0.0.1"), 105));
    close_pair(&old);
    close_pair(&c);
    tw_guard_free(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(who_trickles_is_ended_and_who_is_answered_is_not),
        TEST_IN_ARENA(an_address_has_so_many_and_the_loopback_any_number),
        TEST_IN_ARENA(when_all_places_are_taken_who_waited_longest_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
