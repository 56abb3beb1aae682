/* base/lock.h - a lock, and waiting for what another thread says.
**
**     struct tw_lock l;  tw_lock_init(&l);
**     tw_lock(&l);  while (!ready) tw_lock_wait(&l, 1000);  tw_unlock(&l);
**     tw_lock(&l);  ready = true;  tw_lock_wake(&l);  tw_unlock(&l);
**
** For the few places where threads share more than a queue (pool.h); stages hold none.
*/
#ifndef TW_BASE_LOCK_H
#define TW_BASE_LOCK_H
#include <pthread.h>
#include <stdbool.h>
#include <time.h>

struct tw_lock { pthread_mutex_t mutex; pthread_cond_t woken; };

static inline void tw_lock_init(struct tw_lock *l)
{
    pthread_condattr_t clock;

    pthread_mutex_init(&l->mutex, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&l->woken, &clock);
    pthread_condattr_destroy(&clock);
}

static inline void tw_lock_destroy(struct tw_lock *l)
{
    pthread_cond_destroy(&l->woken);
    pthread_mutex_destroy(&l->mutex);
}

static inline void tw_lock(struct tw_lock *l) { pthread_mutex_lock(&l->mutex); }
static inline void tw_unlock(struct tw_lock *l) { pthread_mutex_unlock(&l->mutex); }
static inline void tw_lock_wake(struct tw_lock *l) { pthread_cond_broadcast(&l->woken); }

/* Lets go of the lock until somebody wakes, or for so many ms; false: the time was up. */
static inline bool tw_lock_wait(struct tw_lock *l, unsigned ms)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += (long)(ms % 1000) * 1000000;
    if (t.tv_nsec >= 1000000000) t.tv_sec++, t.tv_nsec -= 1000000000;
    return pthread_cond_timedwait(&l->woken, &l->mutex, &t) == 0;
}

#endif
