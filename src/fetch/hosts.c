/* fetch/hosts.c - see hosts.h.
**
** `ready` of a host depends on the clock in no way: it is the moment at which everything that
** stands against a request is over, so the heap stays in order while time passes.
*/
#include "fetch/hosts.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum { BACK_OFF = 1000 /* ms, at least, after a first failure */, DOUBLINGS = 20 };

static int64_t later_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t earlier_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool host_before(const void *x, const void *y)
{
    const struct tw_host *a = x, *b = y;

    return a->ready < b->ready || (a->ready == b->ready && a->next < b->next);
}

static size_t *host_place(void *item)
{
    return &((struct tw_host *)item)->place;
}

/* Among requests that are due: robots.txt, then the highest priority, then the oldest. */
static bool due_before(const void *x, const void *y)
{
    const struct tw_ask *a = x, *b = y;

    if (!a->robots_of != !b->robots_of) return a->robots_of != NULL;
    if (a->request.priority != b->request.priority)
        return a->request.priority > b->request.priority;
    return a->number < b->number;
}

static bool later_before(const void *x, const void *y)
{
    const struct tw_ask *a = x, *b = y;

    if (a->request.not_before != b->request.not_before)
        return a->request.not_before < b->request.not_before;
    return a->number < b->number;
}

void tw_hosts_open(struct tw_hosts *h, struct tw_arena *mem, const struct tw_fetch_options *options)
{
    *h = (struct tw_hosts){.mem = mem, .options = options, .map = tw_map_in(mem)};
    h->ready = (struct tw_heap){.mem = mem, .before = host_before, .place = host_place};
}

void tw_hosts_close(struct tw_hosts *h)
{
    for (size_t i = 0; i < h->n; i++) {
        struct tw_host *host = h->v[i];

        for (size_t k = 0; k < host->due.n; k++) tw_ask_free(host->due.v[k]);
        for (size_t k = 0; k < host->later.n; k++) tw_ask_free(host->later.v[k]);
        free(host->robots);
    }
}

struct tw_host *tw_hosts_get(struct tw_hosts *h, struct tw_slice key)
{
    struct tw_map_item *item = tw_map_find(&h->map, key);
    struct tw_host *host;

    if (item) return h->v[item->value];
    host = TW_NEW(h->mem, struct tw_host);
    host->key = tw_slice_dup(h->mem, key);
    host->due = (struct tw_heap){.mem = h->mem, .before = due_before};
    host->later = (struct tw_heap){.mem = h->mem, .before = later_before};
    host->ready = INT64_MAX;
    tw_map_add(&h->map, host->key, NULL)->value = h->n;
    TW_PUSH(h->mem, h->v, h->n, h->cap, host);
    tw_heap_push(&h->ready, host);
    return host;
}

/* When the host may be asked for the best that waits for it. */
static int64_t ready(const struct tw_hosts *h, const struct tw_host *host)
{
    const struct tw_ask *first = host->due.n ? host->due.v[0] : NULL;
    int64_t at;

    if (!first && host->later.n == 0) return INT64_MAX;
    if (host->hopeless) return 0;
    if (host->running >= h->options->host_connections) return INT64_MAX;
    if (host->robots_asked && !(first && first->robots_of)) return INT64_MAX;
    at = later_of(host->next, host->blocked);
    return first ? at : later_of(at, ((struct tw_ask *)host->later.v[0])->request.not_before);
}

void tw_hosts_changed(struct tw_hosts *h, struct tw_host *host)
{
    host->ready = ready(h, host);
    tw_heap_moved(&h->ready, host->place);
}

static void queue(struct tw_hosts *h, struct tw_ask *a)
{
    tw_heap_push(a->request.not_before ? &a->host->later : &a->host->due, a);
    tw_hosts_changed(h, a->host);
}

void tw_hosts_add(struct tw_hosts *h, struct tw_ask *a)
{
    a->number = h->number++;
    queue(h, a);
}

void tw_hosts_return(struct tw_hosts *h, struct tw_ask *a)
{
    queue(h, a);
}

void tw_hosts_begin(struct tw_hosts *h, struct tw_host *host, int64_t now)
{
    host->running++;
    host->next = now + later_of(h->options->pause_ms, host->delay_ms);
    tw_hosts_changed(h, host);
}

/* The next request of the host that is ready; one that is not due yet becomes so. */
static struct tw_ask *next_of(struct tw_host *host, int64_t now)
{
    while (host->later.n
           && (((struct tw_ask *)host->later.v[0])->request.not_before <= now || host->hopeless))
        tw_heap_push(&host->due, tw_heap_pop(&host->later));
    return tw_heap_pop(&host->due);
}

struct tw_ask *tw_hosts_take(struct tw_hosts *h, int64_t now)
{
    while (h->ready.n) {
        struct tw_host *host = h->ready.v[0];
        struct tw_ask *a;

        if (host->ready > now) return NULL;
        if (host->hopeless && host->blocked - now <= h->options->patience_ms) {
            host->hopeless = false;
            tw_hosts_changed(h, host);
            continue;
        }
        a = next_of(host, now);
        if (!a->refused && host->hopeless) {
            a->refused = "its host asked to be left alone for longer than it can be waited for";
            a->refused_for = (host->blocked - now) / 1000 + 1;
        }
        tw_hosts_changed(h, host);
        return a;
    }
    return NULL;
}

/* How long a host is left alone after `failures` in a row. */
static int64_t back_off(const struct tw_fetch_options *o, unsigned failures)
{
    int64_t wait = o->pause_ms > BACK_OFF ? o->pause_ms : BACK_OFF;

    wait <<= failures - 1 < DOUBLINGS ? failures - 1 : DOUBLINGS;
    return earlier_of(wait, o->longest_wait_ms);
}

void tw_hosts_end(struct tw_hosts *h, struct tw_host *host, enum tw_host_verdict verdict,
                  int64_t retry_after, int64_t now)
{
    const struct tw_fetch_options *o = h->options;
    int64_t wait = 0;

    assert(host->running);
    host->running--;
    host->failures = verdict == TW_HOST_ANSWERED ? 0 : host->failures + 1;
    if (verdict == TW_HOST_BUSY && retry_after >= 0)
        wait = earlier_of(retry_after, o->longest_wait_ms / 1000) * 1000;
    else if (host->failures) wait = back_off(o, host->failures);
    if (wait) host->blocked = later_of(host->blocked, now + wait);
    host->hopeless = o->patience_ms && host->blocked - now > o->patience_ms;
    tw_hosts_changed(h, host);
}

int64_t tw_hosts_due(const struct tw_hosts *h)
{
    return h->ready.n ? ((struct tw_host *)h->ready.v[0])->ready : INT64_MAX;
}
