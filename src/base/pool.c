/* base/pool.c - threads around one bounded queue.
**
** One mutex guards a ring of jobs and the count of those not yet done; three
** conditions say "a job is there", "a place is free" and "all done".  Articles
** take a millisecond or so each, so a lock per job costs nothing that shows.
**
** The ordered form keeps a second ring, of jobs between next and done: the
** calling thread fills it, waits for the oldest, and hands over all that are
** ready in order.  A result is handed over when the caller comes by, which may
** be after a `next` that waits for input: who must answer before reading on
** uses no threads.
**
** When threads cannot be had, fewer (or none) do the same work.
*/
#define _GNU_SOURCE
#include "base/pool.h"

#include "base/arena.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct worker {
    struct tw_pool *pool;
    unsigned number;
    pthread_t thread;
};

struct tw_pool {
    void (*work)(void *job, unsigned worker, void *context);
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t added, freed, idle;
    void **ring;
    size_t size, first, waiting; /* of the ring */
    size_t undone;               /* waiting or at work */
    bool closing;
    unsigned threads;
    struct worker worker[];
};

unsigned tw_cpu_count(void)
{
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
    online = sysconf(_SC_NPROCESSORS_ONLN); /* more than a cpu_set_t holds */
    return online > 0 ? (unsigned)online : 1;
}

static void *run(void *argument)
{
    struct worker *w = argument;
    struct tw_pool *p = w->pool;

    pthread_mutex_lock(&p->lock);
    for (;;) {
        void *job;

        while (p->waiting == 0 && !p->closing) pthread_cond_wait(&p->added, &p->lock);
        if (p->waiting == 0) break;
        job = p->ring[p->first];
        p->first = (p->first + 1) % p->size;
        p->waiting--;
        pthread_cond_signal(&p->freed);
        pthread_mutex_unlock(&p->lock);
        p->work(job, w->number, p->context);
        pthread_mutex_lock(&p->lock);
        if (--p->undone == 0) pthread_cond_broadcast(&p->idle);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void *zeroed(size_t n, size_t size)
{
    void *p = calloc(n, size);

    if (!p) tw_oom(n * size);
    return p;
}

struct tw_pool *tw_pool_new(unsigned threads, size_t queue,
                            void (*work)(void *job, unsigned worker, void *context), void *context)
{
    struct tw_pool *p = zeroed(1, sizeof *p + threads * sizeof p->worker[0]);

    p->work = work;
    p->context = context;
    p->size = queue ? queue : 1;
    p->ring = zeroed(p->size, sizeof *p->ring);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->added, NULL);
    pthread_cond_init(&p->freed, NULL);
    pthread_cond_init(&p->idle, NULL);
    for (; p->threads < threads; p->threads++) {
        struct worker *w = &p->worker[p->threads];

        w->pool = p;
        w->number = p->threads;
        if (pthread_create(&w->thread, NULL, run, w) != 0) break;
    }
    return p;
}

void tw_pool_add(struct tw_pool *p, void *job)
{
    if (p->threads == 0) {
        p->work(job, 0, p->context);
        return;
    }
    pthread_mutex_lock(&p->lock);
    while (p->waiting == p->size) pthread_cond_wait(&p->freed, &p->lock);
    p->ring[(p->first + p->waiting) % p->size] = job;
    p->waiting++;
    p->undone++;
    pthread_cond_signal(&p->added);
    pthread_mutex_unlock(&p->lock);
}

void tw_pool_wait(struct tw_pool *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->undone) pthread_cond_wait(&p->idle, &p->lock);
    pthread_mutex_unlock(&p->lock);
}

void tw_pool_free(struct tw_pool *p)
{
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->added);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->threads; i++) pthread_join(p->worker[i].thread, NULL);
    assert(p->undone == 0);
    pthread_cond_destroy(&p->idle);
    pthread_cond_destroy(&p->freed);
    pthread_cond_destroy(&p->added);
    pthread_mutex_destroy(&p->lock);
    free(p->ring);
    free(p);
}

/* A job between next and done. */
struct slot {
    void *job;
    bool ready;
};

struct ordered {
    const struct tw_ordered *o;
    pthread_mutex_t lock;
    pthread_cond_t ready;
    struct slot *ring;
    size_t size, first, n;
};

static void work_slot(void *job, unsigned worker, void *context)
{
    struct ordered *q = context;
    struct slot *s = job;

    q->o->work(s->job, worker, q->o->context);
    pthread_mutex_lock(&q->lock);
    s->ready = true;
    pthread_cond_signal(&q->ready);
    pthread_mutex_unlock(&q->lock);
}

/* Takes the oldest job out of the ring when it is ready (waiting for it when
** `wait`) and hands it over; false when it is not. */
static bool hand_over(struct ordered *q, bool wait)
{
    struct slot *s = &q->ring[q->first];
    bool ready;

    if (q->n == 0) return false;
    pthread_mutex_lock(&q->lock);
    while (wait && !s->ready) pthread_cond_wait(&q->ready, &q->lock);
    ready = s->ready;
    pthread_mutex_unlock(&q->lock);
    if (!ready) return false;
    q->first = (q->first + 1) % q->size;
    q->n--;
    q->o->done(s->job, q->o->context);
    return true;
}

void tw_pool_ordered(unsigned threads, size_t ahead, const struct tw_ordered *o)
{
    struct ordered q = {.o = o, .size = ahead ? ahead : 1};
    struct tw_pool *p = tw_pool_new(threads, q.size, work_slot, &q);
    void *job;

    q.ring = zeroed(q.size, sizeof *q.ring);
    pthread_mutex_init(&q.lock, NULL);
    pthread_cond_init(&q.ready, NULL);
    while ((job = o->next(o->context)) != NULL) {
        struct slot *s = &q.ring[(q.first + q.n++) % q.size];

        *s = (struct slot){job, false};
        tw_pool_add(p, s);
        while (hand_over(&q, q.n == q.size)) {}
    }
    while (hand_over(&q, true)) {}
    tw_pool_free(p);
    pthread_cond_destroy(&q.ready);
    pthread_mutex_destroy(&q.lock);
    free(q.ring);
}
