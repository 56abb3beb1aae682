/* serve/writer.h - the one thread that writes: carries out decisions, takes what was handed in.
**
** Requests put what they have into the store themselves (tw_store_decide, tw_store_hand), which
** any process may do at any time; then it is safe.  The writer opens a desk (store/desk.h) when
** something waits and gives the store back when nothing did for a while, so that `add` and
** `watch` find it free.  When another process holds the store that one does the work, and the
** writer only looks on.  Who wants to know what became of it waits for a pass that began later;
** nobody waits longer than TW_WRITER_PATIENCE behind a store that others hold.
*/
#ifndef TW_SERVE_WRITER_H
#define TW_SERVE_WRITER_H
#include "base/lock.h"
#include "base/pool.h"
#include "store/desk.h"

enum {
    TW_WRITER_PATIENCE = 2000,          /* ms that another process is given */
    TW_WRITER_IDLE = 10000,             /* ms without work until the store is given back */
};

/* Who waits: part of the one who does. */
struct tw_waiter { struct tw_waiter *next; uint64_t pass; };

struct tw_writer {
    struct tw_lock lock;
    struct tw_pool *pool;
    const char *path, *beside;          /* of the store; of the desk's states */
    unsigned threads;                   /* of the desk; 0: one for each processor */
    /* its pass is done; called with the lock held */
    void (*ready)(void *context, struct tw_waiter *w);
    void *context;

    bool is_kicked, stopping;
    uint64_t begun;                     /* passes */
    struct tw_waiter *waiting;

    /* of the thread */
    struct tw_arena *mem, *reading;
    struct tw_store *store, *reader;
    struct tw_desk *desk;
    int64_t worked;                     /* ms; when there was something to do last */
    char why[200];                      /* it cannot write: with the lock */
};

void tw_writer_start(struct tw_writer *w);
/* Tells w->ready about the waiter when what is in the store now was looked at. */
void tw_writer_wait(struct tw_writer *w, struct tw_waiter *waiter);
/* Something was committed: there may be something to do. */
void tw_writer_look(struct tw_writer *w);
/* Finishes what was begun, tells all who wait, and ends. */
void tw_writer_stop(struct tw_writer *w);
/* Why it could not write the last time, in mem; empty: it could. */
struct tw_slice tw_writer_why(struct tw_writer *w, struct tw_arena *mem);

#endif
