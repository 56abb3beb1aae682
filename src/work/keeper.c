/* work/keeper.c - see keeper.h. */
#include "work/keeper.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct tw_keeper {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct tw_broker_options options;
    struct tw_lease lease;
    bool stop, release, lost;
};

static bool holds(struct tw_keeper *k)
{
    return !k->lost && tw_lease_holds(&k->lease);
}

/* Waits a third of a term, or until it is to stop; with the lock held. */
static void wait_a_third(struct tw_keeper *k)
{
    struct timespec until;
    long ms = (long)k->lease.term_ms / 3;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (!k->stop && pthread_cond_timedwait(&k->changed, &k->lock, &until) == 0) continue;
}

/* One renewal, on a copy, so that nobody waits for the broker with the lock. */
static void renew(struct tw_keeper *k, struct tw_broker *b)
{
    struct tw_lease lease = k->lease;
    enum tw_status st;

    pthread_mutex_unlock(&k->lock);
    st = tw_lease_renew(b, &lease);
    pthread_mutex_lock(&k->lock);
    k->lease = lease;
    if (st == TW_LOCKED) k->lost = true;
}

static void *keep(void *context)
{
    struct tw_keeper *k = context;
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_broker *b = NULL;
    const char *why;

    pthread_mutex_lock(&k->lock);
    while (!k->stop && !k->lost) {
        if (!b) {
            pthread_mutex_unlock(&k->lock);
            (void)!tw_broker_open(mem, &k->options, &b, &why);
            pthread_mutex_lock(&k->lock);
        }
        if (b && !k->stop) renew(k, b);
        wait_a_third(k);
    }
    if (b && k->release && holds(k)) tw_lease_release(b, &k->lease);
    pthread_mutex_unlock(&k->lock);
    tw_broker_close(b);
    tw_arena_free(mem);
    return NULL;
}

struct tw_keeper *tw_keeper_start(const struct tw_broker_options *options, const struct tw_lease *lease)
{
    struct tw_keeper *k = calloc(1, sizeof *k);
    pthread_condattr_t monotonic;

    if (!k) tw_oom(sizeof *k);
    k->options = *options;
    k->lease = *lease;
    pthread_mutex_init(&k->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&k->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&k->thread, NULL, keep, k) == 0) return k;
    pthread_cond_destroy(&k->changed);
    pthread_mutex_destroy(&k->lock);
    free(k);
    return NULL;
}

bool tw_keeper_holds(struct tw_keeper *k)
{
    bool is_ours;

    pthread_mutex_lock(&k->lock);
    is_ours = holds(k);
    pthread_mutex_unlock(&k->lock);
    return is_ours;
}

void tw_keeper_stop(struct tw_keeper *k, bool release)
{
    if (!k) return;
    pthread_mutex_lock(&k->lock);
    k->stop = true;
    k->release = release;
    pthread_cond_signal(&k->changed);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
    pthread_cond_destroy(&k->changed);
    pthread_mutex_destroy(&k->lock);
    free(k);
}
