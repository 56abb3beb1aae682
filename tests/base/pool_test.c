/* tests/base/pool_test.c - threads: nothing lost, order kept, memory bounded. */
#include "base/pool.h"
#include "support/check.h"

#include <sched.h>
#include <stdatomic.h>

enum { JOBS = 2000 };

struct job {
    int number;
    atomic_int times;
};

static void count(void *job, unsigned worker, void *context)
{
    struct job *j = job;

    atomic_fetch_add(&j->times, 1);
    atomic_fetch_add((atomic_int *)context + worker, 1);
}

static void every_job_is_done_once(unsigned threads, size_t queue)
{
    static struct job job[JOBS];
    atomic_int by_worker[8] = {0};
    struct tw_pool *p = tw_pool_new(threads, queue, count, by_worker);
    int done = 0;

    memset(job, 0, sizeof job);
    for (int i = 0; i < JOBS; i++) tw_pool_add(p, &job[i]);
    tw_pool_wait(p);
    for (int i = 0; i < JOBS; i++) assert_int_equal(job[i].times, 1);
    for (unsigned w = 0; w < 8; w++) {
        if (w >= (threads ? threads : 1)) assert_int_equal(by_worker[w], 0);
        done += by_worker[w];
    }
    assert_int_equal(done, JOBS);
    tw_pool_free(p);
}

static void every_job_is_done_once_by_any_number_of_threads(void **state)
{
    (void)state;
    every_job_is_done_once(0, 4);
    every_job_is_done_once(1, 1);
    every_job_is_done_once(3, 2);
    every_job_is_done_once(8, 100);
}

static void freeing_waits_for_the_jobs(void **state)
{
    static struct job job[100];
    atomic_int by_worker[8] = {0};
    struct tw_pool *p = tw_pool_new(4, 100, count, by_worker);

    (void)state;
    for (int i = 0; i < 100; i++) tw_pool_add(p, &job[i]);
    tw_pool_free(p);
    for (int i = 0; i < 100; i++) assert_int_equal(job[i].times, 1);
}

/* A run of the ordered form: jobs are numbers 1..total. */
struct run {
    struct job job[JOBS];
    int total, given, taken; /* of the calling thread */
    int most;                /* between next and done */
    atomic_int worked;
};

static void *next_job(void *context)
{
    struct run *r = context;

    if (r->given == r->total) return NULL;
    r->job[r->given].number = r->given;
    if (r->given - r->taken + 1 > r->most) r->most = r->given - r->taken + 1;
    return &r->job[r->given++];
}

static void do_job(void *job, unsigned worker, void *context)
{
    struct job *j = job;
    struct run *r = context;

    (void)worker;
    for (int i = 0; i < j->number * 7 % 13; i++) sched_yield(); /* finish out of order */
    atomic_fetch_add(&j->times, 1);
    atomic_fetch_add(&r->worked, 1);
}

static void take_result(void *job, void *context)
{
    struct job *j = job;
    struct run *r = context;

    assert_int_equal(j->number, r->taken);
    assert_int_equal(j->times, 1);
    r->taken++;
}

static void keeps_order(unsigned threads, size_t ahead, int total)
{
    static struct run r;
    struct tw_ordered o = {next_job, do_job, take_result, &r};

    memset(&r, 0, sizeof r);
    r.total = total;
    tw_pool_ordered(threads, ahead, &o);
    assert_int_equal(r.taken, total);
    assert_int_equal(r.worked, total);
    assert_true((size_t)r.most <= (ahead ? ahead : 1));
}

static void results_come_in_order_and_bounded(void **state)
{
    (void)state;
    keeps_order(0, 0, 50);
    keeps_order(0, 16, 50);
    keeps_order(1, 1, 200);
    keeps_order(2, 3, JOBS);
    keeps_order(8, 64, JOBS);
    keeps_order(8, 1, 100);
    keeps_order(4, 4, 0);
}

static void there_is_at_least_one_processor(void **state)
{
    (void)state;
    assert_true(tw_cpu_count() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_done_once_by_any_number_of_threads),
        cmocka_unit_test(freeing_waits_for_the_jobs),
        cmocka_unit_test(results_come_in_order_and_bounded),
        cmocka_unit_test(there_is_at_least_one_processor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
