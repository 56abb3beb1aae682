/* serve/guard.h - how many connections there may be, and how long each may take.
**
** A connection waits for a request, is sent a body, or is answered; each has its time, whatever
** trickles in meanwhile: so a client that sends a byte now and then (slow loris) holds its place
** for WAITING at most.  When most places are taken those that wait go sooner; the last ones are
** kept for clients that come now, by closing what has waited longest.  One address may have so
** many; the loopback any number, since a proxy asks for everybody from there.
**
** Connections are ended with shutdown(2), under the lock under which they leave: a descriptor
** that is another file by now is never touched.  Cost: an entry looks at all places.
*/
#ifndef TW_SERVE_GUARD_H
#define TW_SERVE_GUARD_H
#include "base/lock.h"
#include "base/slice.h"

#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>

enum {
    TW_GUARD_PLACES = 1024,             /* connections */
    TW_GUARD_EACH = 128,                /* of one address */
    /* s for a request line and headers, from the last answer on */
    TW_GUARD_WAITING = 20,
    TW_GUARD_HURRY = 3,                 /* s of that when half of the places are taken */
    TW_GUARD_BODY = 60,                 /* s for a body */
    TW_GUARD_ANSWER = 120,              /* s for an answer */
};

enum tw_phase { TW_PHASE_FREE, TW_PHASE_WAITING, TW_PHASE_BODY, TW_PHASE_ANSWER, TW_PHASE_STREAM };

struct tw_place {
    int socket;
    uint64_t address;                   /* hash of it; 0: loopback */
    atomic_int_least64_t since;         /* s, of the phase */
    atomic_int phase;
};

struct tw_guard {
    struct tw_lock lock;
    struct tw_place *place;             /* TW_GUARD_PLACES */
    unsigned taken;
};

void tw_guard_init(struct tw_guard *g, struct tw_arena *mem);
void tw_guard_free(struct tw_guard *g);

/* Whether a connection from there may come in; makes room when it must. */
bool tw_guard_admits(struct tw_guard *g, const struct sockaddr *from, int64_t now);
/* It came; NULL: there is no place after all, and it was ended. */
struct tw_place *tw_guard_enter(struct tw_guard *g, int socket, const struct sockaddr *from,
                                int64_t now);
void tw_guard_leave(struct tw_guard *g, struct tw_place *p);
void tw_guard_phase(struct tw_place *p, enum tw_phase phase, int64_t now);
/* Ends those whose time is up. */
void tw_guard_sweep(struct tw_guard *g, int64_t now);
/* How many there are; of one address in that phase. */
unsigned tw_guard_taken(struct tw_guard *g);
unsigned tw_guard_count(struct tw_guard *g, uint64_t address, enum tw_phase phase);
uint64_t tw_guard_address(const struct sockaddr *from);

#endif
