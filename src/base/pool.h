/* base/pool.h - worker threads with a bounded queue.
**
** The only file that knows about threads.  Jobs are taken in the order they
** were added; tw_pool_add blocks while the queue is full, so memory stays
** bounded.  Results in input order are the caller's affair: see
** tw_pool_ordered.
*/
#ifndef TW_BASE_POOL_H
#define TW_BASE_POOL_H
#include "base/status.h"

#include <stddef.h>

struct tw_pool;

/* Processors this process may use (at least 1). */
unsigned tw_cpu_count(void);

/* `threads` workers, a queue of at most `queue` jobs.  work(job, worker,
** context) runs on worker 0..threads-1.  With threads == 0 the work is done
** inside tw_pool_add by the caller as worker 0. */
struct tw_pool *tw_pool_new(unsigned threads, size_t queue,
                            void (*work)(void *job, unsigned worker, void *context), void *context);
void tw_pool_add(struct tw_pool *p, void *job);
void tw_pool_wait(struct tw_pool *p);      /* until every added job is done */
void tw_pool_free(struct tw_pool *p);      /* waits first */

/* Jobs done in parallel, results taken in the order of the jobs:
**   next(context)   makes the next job, NULL at the end  (calling thread)
**   work(job, w, c) does it                              (any worker w)
**   done(job, c)    takes the result, in order of next() (calling thread)
** At most `ahead` jobs are between next and done.  Returns when next gave NULL
** and every job is done. */
struct tw_ordered {
    void *(*next)(void *context);
    void (*work)(void *job, unsigned worker, void *context);
    void (*done)(void *job, void *context);
    void *context;
};
void tw_pool_ordered(unsigned threads, size_t ahead, const struct tw_ordered *o);

#endif
