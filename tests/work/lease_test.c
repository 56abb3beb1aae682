/* tests/work/lease_test.c - one owner at a time, whoever is late, stopped or forgotten. */
#include "support/check.h"
#include "support/nats.h"
#include "base/lock.h"
#include "work/bucket.h"
#include "work/lease.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TERM = 300 /* ms */ };

static const char *urls;
static struct tw_arena *mem;
static struct tw_broker *broker;

static struct tw_broker *connect_to(struct tw_arena *arena)
{
    struct tw_broker *b;
    const char *why = "";

    if (tw_broker_open(arena, &(struct tw_broker_options){.urls = urls, .patience = 20000}, &b,
                       &why)
        != TW_OK)
        fail_msg("%s", why);
    return b;
}

static struct tw_lease lease_of(const char *key, const char *owner)
{
    return (struct tw_lease){.bucket = "leases", .key = key, .owner = owner, .term_ms = TERM};
}

static void pause_ms(unsigned ms)
{
    nanosleep(&(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL);
}

/* ---- The zombie: a process made before libnats has threads. */

static int go[2], said[2]; /* pipes to it and from it */
static pid_t zombie;

static void say(uint64_t what)
{
    if (write(said[1], &what, sizeof what) != sizeof what) _exit(1);
}

static uint64_t heard(void)
{
    uint64_t what = 0;

    assert_int_equal(read(said[0], &what, sizeof what), sizeof what);
    return what;
}

/* Takes the lease and writes under it as long as it believes to hold it; tells the token, then
*whether the
** lease held after it was woken, what a renewal answered and what a write with its old revision
*did. */
static void be_zombie(void)
{
    struct tw_lease l = lease_of("partition", "zombie");
    uint64_t revision, written;
    char c;

    if (read(go[0], &c, 1) != 1) _exit(0);
    mem = tw_arena_new(0);
    broker = connect_to(mem);
    if (tw_lease_take(broker, &l, 0) != TW_OK) _exit(1);
    if (tw_bucket_put(broker, "leases", "state", TW_LIT("zombie"), 0, &revision) != TW_OK) _exit(1);
    say(l.token);
    if (read(go[0], &c, 1) != 1) _exit(1); /* stopped here */
    say(tw_lease_holds(&l));
    say(tw_lease_renew(broker, &l));
    say(l.token);
    say(tw_bucket_put(broker, "leases", "state", TW_LIT("zombie"), revision, &written));
    _exit(0);
}

static int begin(void **state)
{
    const char *remark;

    (void)state;
    if (pipe(go) != 0 || pipe(said) != 0) return -1;
    urls = nats_start(1);
    zombie = fork();
    if (zombie == 0) be_zombie();
    mem = tw_arena_new(0);
    broker = connect_to(mem);
    return tw_bucket_ensure(broker, mem, "leases", &remark) == TW_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    close(go[1]);
    if (zombie > 0) waitpid(zombie, NULL, 0);
    tw_broker_close(broker);
    tw_arena_free(mem);
    nats_stop();
    return 0;
}

/* ---- */

static void the_first_gets_it_and_others_are_told_who(void **state)
{
    struct tw_lease a = lease_of("first", "a"), b = lease_of("first", "b");

    (void)state;
    a.term_ms = b.term_ms = 60000;
    assert_int_equal(tw_lease_take(broker, &a, 0), TW_OK);
    assert_true(tw_lease_holds(&a));
    assert_int_equal(tw_lease_take(broker, &b, 0), TW_LOCKED);
    assert_string_equal(b.holder, "a");
    assert_false(tw_lease_holds(&b));
    assert_int_equal(tw_lease_renew(broker, &b), TW_LOCKED);
}

static void what_is_released_is_free_at_once_and_the_token_grows(void **state)
{
    struct tw_lease a = lease_of("released", "a"), b = lease_of("released", "b");

    (void)state;
    assert_int_equal(tw_lease_take(broker, &a, 0), TW_OK);
    assert_int_equal(a.token, 1);
    tw_lease_release(broker, &a);
    assert_false(tw_lease_holds(&a));
    assert_int_equal(tw_lease_take(broker, &b, 0), TW_OK);
    assert_int_equal(b.token, 2);
}

static void the_token_is_above_what_the_state_has_seen(void **state)
{
    struct tw_lease a = lease_of("anew", "a");

    (void)state;
    assert_int_equal(tw_lease_take(broker, &a, 41), TW_OK);
    assert_int_equal(a.token, 42);
}

static void who_renews_keeps_it_and_who_is_silent_loses_it(void **state)
{
    struct tw_lease a = lease_of("silent", "a"), b = lease_of("silent", "b");
    int64_t last = 0;

    (void)state;
    assert_int_equal(tw_lease_take(broker, &a, 0), TW_OK);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(tw_lease_take(broker, &b, 0), TW_LOCKED);
        pause_ms(TERM / 3);
        last = tw_broker_clock();
        assert_int_equal(tw_lease_renew(broker, &a), TW_OK);
    }
    while (tw_lease_take(broker, &b, 0) == TW_LOCKED) pause_ms(10);
    assert_true(tw_broker_clock() - last >= TERM);
    assert_false(tw_lease_holds(&a));
    assert_true(b.token > a.token);
    assert_int_equal(tw_lease_renew(broker, &a), TW_LOCKED);
    assert_int_equal(a.token, 0);
    assert_int_equal(tw_lease_renew(broker, &b), TW_OK);
}

static void a_renewal_that_was_written_without_an_answer_is_gone_on_from(void **state)
{
    struct tw_lease a = lease_of("unanswered", "a"), before;

    (void)state;
    assert_int_equal(tw_lease_take(broker, &a, 0), TW_OK);
    before = a;
    assert_int_equal(tw_lease_renew(broker, &a), TW_OK);
    a = before; /* as if the answer had not come */
    assert_int_equal(tw_lease_renew(broker, &a), TW_OK);
    assert_int_equal(a.token, before.token);
}

static void a_zombie_that_wakes_up_has_lost_it_and_its_write_is_refused(void **state)
{
    struct tw_lease l = lease_of("partition", "heir");
    struct tw_value v;
    uint64_t token, revision;

    (void)state;
    assert_int_equal(write(go[1], "", 1), 1);
    token = heard();
    assert_int_equal(token, 1);
    assert_int_equal(kill(zombie, SIGSTOP), 0);
    while (tw_lease_take(broker, &l, 0) == TW_LOCKED) pause_ms(10);
    assert_true(l.token > token);
    assert_int_equal(tw_bucket_get(broker, mem, "leases", "state", &v), TW_OK);
    assert_int_equal(
        tw_bucket_put(broker, "leases", "state", TW_LIT("heir"), v.revision, &revision), TW_OK);

    assert_int_equal(write(go[1], "", 1), 1);
    assert_int_equal(kill(zombie, SIGCONT), 0);
    assert_int_equal(heard(), false);
    assert_int_equal(heard(), TW_LOCKED);
    assert_int_equal(heard(), 0);
    assert_int_equal(heard(), TW_LOCKED);
    assert_int_equal(tw_bucket_get(broker, mem, "leases", "state", &v), TW_OK);
    assert_text(v.data, "heir");
}

/* ---- Many who want it, some of whom fall silent */

enum { RIVALS = 3, REIGNS = 400, CONTEST = 1500 /* ms */ };

struct reign {
    uint64_t token;
    int64_t from, to;
}; /* to: when it was surely over */

static struct contest {
    struct tw_lock lock;
    struct reign reign[REIGNS];
    size_t n;
    int64_t until;
} contest;

static void note(struct reign r)
{
    tw_lock(&contest.lock);
    if (contest.n < REIGNS) contest.reign[contest.n++] = r;
    tw_unlock(&contest.lock);
}

/* Holds it for some renewals; then is silent, or gives it back. */
static void reign(struct tw_broker *b, struct tw_lease *l, unsigned *dice)
{
    struct reign r = {.token = l->token, .from = tw_broker_clock()};
    bool silent;

    *dice = *dice * 1103515245u + 12345u;
    silent = *dice >> 16 & 1;
    for (unsigned i = *dice >> 20 & 3; i > 0 && tw_lease_renew(b, l) == TW_OK; i--) pause_ms(20);
    if (silent) {
        r.to = l->renewed + TERM * 7 / 8;
        note(r);
        pause_ms(TERM);
    } else {
        r.to = tw_broker_clock();
        note(r);
        tw_lease_release(b, l);
    }
}

static void *rival(void *name)
{
    struct tw_arena *arena = tw_arena_new(0);
    struct tw_broker *b = connect_to(arena);
    struct tw_lease l = lease_of("contest", name);
    unsigned dice = (unsigned)((const char *)name)[0];

    while (tw_broker_clock() < contest.until) {
        if (tw_lease_take(b, &l, 0) == TW_OK) reign(b, &l, &dice);
        else pause_ms(5);
    }
    tw_broker_close(b);
    tw_arena_free(arena);
    return NULL;
}

static int by_token(const void *a, const void *b)
{
    const struct reign *x = a, *y = b;

    return x->token < y->token ? -1 : x->token > y->token;
}

static void reigns_never_overlap_and_follow_their_tokens(void **state)
{
    static char *const name[RIVALS] = {"anna", "bela", "cleo"};
    pthread_t thread[RIVALS];

    (void)state;
    tw_lock_init(&contest.lock);
    contest.until = tw_broker_clock() + CONTEST;
    for (int i = 0; i < RIVALS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, rival, name[i]), 0);
    for (int i = 0; i < RIVALS; i++) pthread_join(thread[i], NULL);
    assert_true(contest.n >= 2);
    qsort(contest.reign, contest.n, sizeof *contest.reign, by_token);
    for (size_t i = 1; i < contest.n; i++) {
        assert_true(contest.reign[i].token > contest.reign[i - 1].token);
        assert_true(contest.reign[i].from >= contest.reign[i - 1].to);
    }
    tw_lock_destroy(&contest.lock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_gets_it_and_others_are_told_who),
        cmocka_unit_test(what_is_released_is_free_at_once_and_the_token_grows),
        cmocka_unit_test(the_token_is_above_what_the_state_has_seen),
        cmocka_unit_test(who_renews_keeps_it_and_who_is_silent_loses_it),
        cmocka_unit_test(a_renewal_that_was_written_without_an_answer_is_gone_on_from),
        cmocka_unit_test(a_zombie_that_wakes_up_has_lost_it_and_its_write_is_refused),
        cmocka_unit_test(reigns_never_overlap_and_follow_their_tokens),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
