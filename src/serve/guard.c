/* serve/guard.c - see the header. */
#include "serve/guard.h"

#include "base/hash.h"

#include <netinet/in.h>

enum { SPARE = TW_GUARD_PLACES / 16 /* places kept free by ending those that wait longest */ };

void tw_guard_init(struct tw_guard *g, struct tw_arena *mem)
{
    g->place = TW_NEW_N(mem, struct tw_place, TW_GUARD_PLACES);
    g->taken = 0;
    tw_lock_init(&g->lock);
}

void tw_guard_free(struct tw_guard *g)
{
    tw_lock_destroy(&g->lock);
}

uint64_t tw_guard_address(const struct sockaddr *from)
{
    struct tw_slice s = {"", 0};

    if (from->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)from;

        if (ntohl(four->sin_addr.s_addr) >> 24 == 127) return 0;
        s = (struct tw_slice){(const char *)&four->sin_addr, sizeof four->sin_addr};
    } else if (from->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)from;

        if (IN6_IS_ADDR_LOOPBACK(&six->sin6_addr)) return 0;
        /* a network of one's own: RFC 6177 */
        s = (struct tw_slice){(const char *)&six->sin6_addr, 8};
    }
    return tw_hash(s) | 1;
}

static unsigned count(const struct tw_guard *g, uint64_t address, enum tw_phase phase)
{
    unsigned n = 0;

    for (size_t i = 0; i < TW_GUARD_PLACES; i++) {
        const struct tw_place *p = &g->place[i];
        int is = atomic_load(&p->phase);

        n += is != TW_PHASE_FREE && p->address == address
            && (phase == TW_PHASE_FREE || is == (int)phase);
    }
    return n;
}

unsigned tw_guard_count(struct tw_guard *g, uint64_t address, enum tw_phase phase)
{
    unsigned n;

    tw_lock(&g->lock);
    n = count(g, address, phase);
    tw_unlock(&g->lock);
    return n;
}

unsigned tw_guard_taken(struct tw_guard *g)
{
    unsigned n;

    tw_lock(&g->lock);
    n = g->taken;
    tw_unlock(&g->lock);
    return n;
}

static void end(struct tw_place *p, int64_t now)
{
    shutdown(p->socket, SHUT_RDWR);
    atomic_store(&p->phase, TW_PHASE_ANSWER);   /* once is enough */
    atomic_store(&p->since, now);
}

/* Ends the one that has waited longest, if any waits for a second. */
static bool end_oldest(struct tw_guard *g, int64_t now)
{
    struct tw_place *oldest = NULL;

    for (size_t i = 0; i < TW_GUARD_PLACES; i++) {
        struct tw_place *p = &g->place[i];

        if (atomic_load(&p->phase) != TW_PHASE_WAITING || atomic_load(&p->since) >= now) continue;
        if (!oldest || atomic_load(&p->since) < atomic_load(&oldest->since)) oldest = p;
    }
    if (oldest) end(oldest, now);
    return oldest != NULL;
}

bool tw_guard_admits(struct tw_guard *g, const struct sockaddr *from, int64_t now)
{
    uint64_t address = tw_guard_address(from);
    bool yes;

    tw_lock(&g->lock);
    if (g->taken >= TW_GUARD_PLACES - SPARE)
        for (int i = 0; i < SPARE && end_oldest(g, now); i++) continue;
    yes = g->taken < TW_GUARD_PLACES
        && (address == 0 || count(g, address, TW_PHASE_FREE) < TW_GUARD_EACH);
    tw_unlock(&g->lock);
    return yes;
}

static struct tw_place *find_free(struct tw_guard *g)
{
    for (size_t i = 0; i < TW_GUARD_PLACES; i++)
        if (atomic_load(&g->place[i].phase) == TW_PHASE_FREE) return &g->place[i];
    return NULL;
}

struct tw_place *tw_guard_enter(struct tw_guard *g, int socket, const struct sockaddr *from,
                                int64_t now)
{
    struct tw_place *p;

    tw_lock(&g->lock);
    p = find_free(g);
    if (p) {
        g->taken++;
        p->socket = socket;
        p->address = tw_guard_address(from);
        atomic_store(&p->since, now);
        atomic_store(&p->phase, TW_PHASE_WAITING);
    } else shutdown(socket, SHUT_RDWR);
    tw_unlock(&g->lock);
    return p;
}

void tw_guard_leave(struct tw_guard *g, struct tw_place *p)
{
    tw_lock(&g->lock);
    g->taken--;
    atomic_store(&p->phase, TW_PHASE_FREE);
    tw_unlock(&g->lock);
}

void tw_guard_phase(struct tw_place *p, enum tw_phase phase, int64_t now)
{
    atomic_store(&p->since, now);
    atomic_store(&p->phase, phase);
}

static int64_t allowed(const struct tw_guard *g, int phase)
{
    switch (phase) {
    case TW_PHASE_WAITING: return g->taken > TW_GUARD_PLACES / 2 ? TW_GUARD_HURRY
        : TW_GUARD_WAITING;
    case TW_PHASE_BODY: return TW_GUARD_BODY;
    case TW_PHASE_ANSWER: return TW_GUARD_ANSWER;
    default: return INT64_MAX;
    }
}

void tw_guard_sweep(struct tw_guard *g, int64_t now)
{
    tw_lock(&g->lock);
    for (size_t i = 0; i < TW_GUARD_PLACES; i++) {
        struct tw_place *p = &g->place[i];
        int phase = atomic_load(&p->phase);

        if (phase != TW_PHASE_FREE && now - atomic_load(&p->since) > allowed(g, phase)) end(p, now);
    }
    tw_unlock(&g->lock);
}
