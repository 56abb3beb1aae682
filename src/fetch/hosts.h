/* fetch/hosts.h - whose turn it is: a queue for each host, and when the host may be asked.
**
** Pure: no network, no clock of its own; times are ms of the caller's clock.  A host is ready when
** it has a request whose time has come, a free connection, no pause and no punishment running; of
** several ready hosts the one that has been ready longest goes first, so none starves.  Two heaps a
** host (requests due, requests for later) and one of hosts: O(log n) for each call.  Hosts are
** never forgotten.
*/
#ifndef TW_FETCH_HOSTS_H
#define TW_FETCH_HOSTS_H
#include "base/map.h"
#include "fetch/ask.h"
#include "fetch/heap.h"

struct tw_robots;

struct tw_host {
    struct tw_slice key;
    struct tw_heap due, later;  /* of struct tw_ask */
    size_t place;               /* in the heap of hosts */
    /* when the next request may start; INT64_MAX = not before something changes */
    int64_t ready;
    int64_t next;               /* the pause since the last request is over */
    int64_t blocked;            /* Retry-After or back-off is over */
    bool hopeless;              /* that is further away than patience reaches */
    unsigned running, failures; /* failures in a row */
    /* robots.txt; kept by permission.c */
    bool robots_asked;          /* it is being fetched; nothing else is */
    int64_t robots_until;       /* what is known of it counts so long; 0 = nothing is known */
    struct tw_robots *robots;   /* NULL: it could not be had, nothing is asked */
    enum tw_fetch_end robots_end;       /* ... because of this */
    char robots_why[100];
    int64_t delay_ms;           /* its crawl-delay, capped */
};

struct tw_hosts {
    struct tw_arena *mem;
    const struct tw_fetch_options *options;
    struct tw_map map;          /* key to index */
    struct tw_host **v;
    size_t n, cap;
    struct tw_heap ready;
    uint64_t number;
};

/* What became of a request, for its host. */
enum tw_host_verdict { TW_HOST_ANSWERED, TW_HOST_FAILED, TW_HOST_BUSY /* it said 429 or 503 */ };

void tw_hosts_open(struct tw_hosts *h, struct tw_arena *mem,
                   const struct tw_fetch_options *options);
void tw_hosts_close(struct tw_hosts *h);        /* frees what waits */

struct tw_host *tw_hosts_get(struct tw_hosts *h, struct tw_slice key);

/* Puts a request into the queue of its host (a->host); it is the queue's until taken. */
void tw_hosts_add(struct tw_hosts *h, struct tw_ask *a);

/* Takes the next request that may start, NULL when none may.  a->refused says why it must never
** be asked. */
struct tw_ask *tw_hosts_take(struct tw_hosts *h, int64_t now);

/* Puts a request that was taken back, or one that goes on in its place: its number is set. */
void tw_hosts_return(struct tw_hosts *h, struct tw_ask *a);

/* A request to the host begins: counts it as running, and the pause from now on. */
void tw_hosts_begin(struct tw_hosts *h, struct tw_host *host, int64_t now);

/* A request that was running has ended.  retry_after: s, -1 = not said. */
void tw_hosts_end(struct tw_hosts *h, struct tw_host *host, enum tw_host_verdict verdict,
                  int64_t retry_after, int64_t now);

/* Something of the host changed that its readiness depends on (robots_asked). */
void tw_hosts_changed(struct tw_hosts *h, struct tw_host *host);

/* when tw_hosts_take will have one; INT64_MAX */
int64_t tw_hosts_due(const struct tw_hosts *h);

#endif
