/* store/postgreswait.c - waiting for PostgreSQL: until somebody commits, and no longer than may be.
**
** A question that takes too long is ended by the server itself (statement_timeout, in the
** transaction of a reader): asking it to cancel would take a connection more, at a time when it may have
** none.  One that says nothing GRACE later has stopped, or the network is cut: the connection is
** given up.
** Every commit tells so (NOTIFY, within its transaction); who waits listens, and asks for the
** number of changes when it is told something, else every ASK ms.  Notices may not come: a standby
** takes no LISTEN, a pooler that shares connections swallows them.  Whoever finds twice that
** something changed without having been told asks every STEP ms from then on.
*/
#include "store/postgres_int.h"

#include <poll.h>
#include <stdio.h>
#include <time.h>

enum {
    ASK = 2000, /* ms between two questions of one who is told */
    STEP = 40,  /* ms of one who is not */
    MISSED = 2, /* changes that were not told, in a row */
    LOOK = 100, /* ms between looks at the time */
    GRACE = 2000, /* ms that a server may be over it */
    GATHER = 200, /* us for more of a long answer to come */
};

/* ---- Questions */

void tw_postgres_hurry(struct tw_store *s, unsigned ms, tw_store_late *is_late, void *context)
{
    struct tw_postgres *q = tw_postgres_of(s);

    q->limit = is_late ? ms : 0;
    q->is_late = is_late;
    q->late_context = context;
}

enum tw_status tw_postgres_is_late(struct tw_postgres *q)
{
    if (!q->is_late || !q->is_late(q->late_context)) return TW_OK;
    return tw_store_fail(&q->store, TW_TOOBIG, "%s: the question took too long", q->store.name);
}

static void pause_for(unsigned us)
{
    const struct timespec t = {.tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000};

    nanosleep(&t, NULL);
}

enum received { NOTHING, SOME, BROKEN };

/* Waits for something to read, up to LOOK ms, and reads it. */
static enum received receive(struct tw_postgres *q)
{
    struct pollfd p = {.fd = q->pq.PQsocket(q->conn), .events = POLLIN};

    if (p.fd < 0) return BROKEN;
    if (poll(&p, 1, LOOK) <= 0) return NOTHING;
    do
        if (!q->pq.PQconsumeInput(q->conn)) return BROKEN;
    while (q->pq.PQisBusy(q->conn) && poll(&p, 1, 0) > 0);
    if (q->pq.PQisBusy(q->conn)) pause_for(GATHER);
    return SOME;
}

PGresult *tw_postgres_next(struct tw_postgres *q)
{
    unsigned over = 0;

    while (q->pq.PQisBusy(q->conn)) {
        enum received got = receive(q);

        if (got == BROKEN) break;
        if (got == NOTHING && q->is_late && q->is_late(q->late_context) && (over += LOOK) > GRACE) {
            q->is_gone = true;
            return NULL;
        }
    }
    return q->pq.PQgetResult(q->conn);
}

/* ---- Notices */

enum tw_status tw_postgres_notify(struct tw_postgres *q)
{
    char sql[80];

    snprintf(sql, sizeof sql, "NOTIFY \"twosource_%.*s\"", TW_FMT(q->lock));
    return tw_postgres_send(q, sql);
}

/* Nothing that is committed behind this goes untold. */
static void listen(struct tw_postgres *q)
{
    char sql[80];

    snprintf(sql, sizeof sql, "LISTEN \"twosource_%.*s\"", TW_FMT(q->lock));
    q->hears = tw_postgres_exec(q, sql) == TW_OK ? TW_PG_HEARS : TW_PG_DEAF;
    q->trouble = TW_OK;
    q->missed = 0;
}

static bool was_told(struct tw_postgres *q)
{
    bool told = false;
    PGnotify *n;

    while ((n = q->pq.PQnotifies(q->conn))) {
        told = true;
        q->pq.PQfreemem(n);
    }
    return told;
}

/* Waits for a notice; true: there was one, or the connection broke. */
static bool hear(struct tw_postgres *q, unsigned ms)
{
    struct pollfd p = {.fd = q->pq.PQsocket(q->conn), .events = POLLIN};

    if (was_told(q)) return true;
    if (poll(&p, 1, (int)ms) <= 0) {
        q->unasked += ms;
        return false;
    }
    if (!q->pq.PQconsumeInput(q->conn)) return q->is_gone = true;
    return was_told(q);
}

static enum tw_status ask(struct tw_store *s, bool *changed)
{
    struct tw_postgres *q = tw_postgres_of(s);
    uint64_t version;
    enum tw_status st = tw_store_version(s, &version);

    if (st != TW_OK) return st;
    *changed = version != s->seen;
    s->seen = version;
    q->unasked = 0;
    return TW_OK;
}

static enum tw_status wait_deaf(struct tw_store *s, unsigned ms, bool *changed)
{
    enum tw_status st = ask(s, changed);

    while (st == TW_OK && !*changed && ms > 0) {
        unsigned step = ms < STEP ? ms : STEP;

        pause_for(1000 * step);
        ms -= step;
        st = ask(s, changed);
    }
    return st;
}

enum tw_status tw_postgres_wait(struct tw_store *s, unsigned ms, bool *changed)
{
    struct tw_postgres *q = tw_postgres_of(s);
    bool is_new, told;
    enum tw_status st = tw_postgres_is_connected(q) ? TW_OK : tw_postgres_connect(q);

    *changed = false;
    if (st != TW_OK) return st;
    is_new = q->hears == TW_PG_UNKNOWN;
    if (is_new) listen(q);
    if (q->hears == TW_PG_DEAF) return wait_deaf(s, ms, changed);
    told = is_new || hear(q, q->unasked < ASK ? ms : 0);
    if (!told && q->unasked < ASK) return TW_OK;
    st = ask(s, changed);
    q->missed = *changed && !told ? q->missed + 1 : 0;
    if (q->missed >= MISSED) q->hears = TW_PG_DEAF;
    return st;
}
