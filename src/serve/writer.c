/* serve/writer.c - see the header. */
#include "serve/writer.h"

#include <stdio.h>

enum { LOOK = 1000 /* ms between looks at what other processes left */, STEP = 50 /* ms */ };

static int64_t milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void tell(struct tw_writer *w, const char *why)
{
    tw_lock(&w->lock);
    snprintf(w->why, sizeof w->why, "%s", why);
    tw_unlock(&w->lock);
}

struct tw_slice tw_writer_why(struct tw_writer *w, struct tw_arena *mem)
{
    struct tw_slice why;

    tw_lock(&w->lock);
    why = tw_slice_dup(mem, tw_slice_of(w->why));
    tw_unlock(&w->lock);
    return why;
}

/* ---- The store */

/* Whether something is to be done, as the last commit says. */
static bool is_waiting(struct tw_writer *w)
{
    const char *why;
    bool waits = false;
    enum tw_status st;

    if (!w->reader && tw_store_open(w->reading, w->path, TW_STORE_READ, &w->reader,
                                    &why) != TW_OK) {
        tw_arena_reset(w->reading);
        return true;            /* it may be older than we are: opening it for writing helps */
    }
    st = tw_store_waits(w->reader, &waits);
    if (st == TW_AWAY) tell(w, tw_store_why(w->reader));
    else if (st == TW_OK && !waits) tell(w, "");
    return st == TW_OK && waits;
}

static void give_back(struct tw_writer *w)
{
    tw_desk_close(w->desk);
    tw_store_close(w->store);
    tw_arena_reset(w->mem);
    w->desk = NULL;
    w->store = NULL;
}

static enum tw_status open_desk(struct tw_writer *w)
{
    const char *why = "";
    struct tw_desk_options o = {.threads = w->threads};
    enum tw_status st = tw_store_open(w->mem, w->path, TW_STORE_CREATE, &w->store, &why);

    if (st == TW_OK && (st = tw_desk_open(w->store, w->beside ? w->beside : w->path, &o, &w->desk))
        != TW_OK)
        why = tw_store_why(w->store);
    tell(w, st == TW_OK || st == TW_LOCKED ? "" : *why ? why : tw_status_text(st));
    if (st != TW_OK) give_back(w);
    return st;
}

/* Another process writes: it does what waits with its next commit. */
static void look_on(struct tw_writer *w)
{
    int64_t until = milliseconds() + TW_WRITER_PATIENCE;
    bool changed;

    while (milliseconds() < until && is_waiting(w) && w->reader
           && tw_store_wait(w->reader, STEP, &changed) == TW_OK)
        {}
}

static void work(struct tw_writer *w)
{
    enum tw_status st;

    if (!is_waiting(w)) {
        if (w->desk && milliseconds() - w->worked > TW_WRITER_IDLE) give_back(w);
        return;
    }
    st = w->desk ? tw_desk_decide(w->desk) : open_desk(w);
    if (st == TW_AWAY && w->desk) {     /* it went away since the last time, and may be back */
        give_back(w);
        st = open_desk(w);
    }
    w->worked = milliseconds();
    if (st == TW_LOCKED && !w->desk) look_on(w);
    if (st != TW_OK && w->desk) {
        tell(w, tw_store_why(w->store));
        give_back(w);
    }
}

/* ---- The thread */

/* Tells those whose pass is done; with the lock. */
static void tell_ready(struct tw_writer *w, uint64_t done)
{
    struct tw_waiter **at = &w->waiting;

    while (*at) {
        struct tw_waiter *one = *at;

        if (one->pass > done) {
            at = &one->next;
            continue;
        }
        *at = one->next;
        w->ready(w->context, one);
    }
}

static void run(void *job, unsigned worker, void *context)
{
    struct tw_writer *w = context;

    (void)job;
    (void)worker;
    tw_lock(&w->lock);
    while (!w->stopping || w->is_kicked) {
        uint64_t pass;

        if (!w->is_kicked) (void)tw_lock_wait(&w->lock, LOOK);
        w->is_kicked = false;
        pass = ++w->begun;
        tw_unlock(&w->lock);
        work(w);
        tw_lock(&w->lock);
        tell_ready(w, pass);
    }
    tell_ready(w, UINT64_MAX);
    tw_unlock(&w->lock);
}

void tw_writer_start(struct tw_writer *w)
{
    tw_lock_init(&w->lock);
    w->mem = tw_arena_new(0);
    w->reading = tw_arena_new(0);
    w->pool = tw_pool_new(1, 1, run, w);
    tw_pool_add(w->pool, w);
}

void tw_writer_wait(struct tw_writer *w, struct tw_waiter *waiter)
{
    tw_lock(&w->lock);
    if (w->stopping) w->ready(w->context, waiter);
    else {
        waiter->pass = w->begun + 1;
        waiter->next = w->waiting;
        w->waiting = waiter;
        w->is_kicked = true;
        tw_lock_wake(&w->lock);
    }
    tw_unlock(&w->lock);
}

void tw_writer_look(struct tw_writer *w)
{
    tw_lock(&w->lock);
    w->is_kicked = !w->stopping;
    tw_lock_wake(&w->lock);
    tw_unlock(&w->lock);
}

void tw_writer_stop(struct tw_writer *w)
{
    if (!w->pool) return;
    tw_lock(&w->lock);
    w->stopping = true;
    tw_lock_wake(&w->lock);
    tw_unlock(&w->lock);
    tw_pool_free(w->pool);
    give_back(w);
    tw_store_close(w->reader);
    tw_arena_free(w->mem);
    tw_arena_free(w->reading);
    tw_lock_destroy(&w->lock);
}
