/* work/lease.h - one owner at a time, with a number that grows with each.
**
** A lease is a value in a bucket that its owner writes anew several times a term.  Another takes
** it over, by compare-and-swap, when it has seen no change of it for a whole term by its own
** monotonic clock; times of other machines are never compared, and while the broker does not
** answer, as when it chooses a leader, no term passes.  The owner counts its term from before each
** renewal was sent, so it stops before another can begin, if clocks run about equally fast.
**
** An owner that was stopped (SIGSTOP, a sleeping machine, a long pause) may wake up and go on for
** a moment; so what it writes must carry the token of the lease, and whoever keeps the state must
** refuse a token lower than the highest it has seen (Kleppmann, "How to do distributed locking",
** 2016: fencing).  Tokens grow with each taking, also when the broker was made anew: who takes it
** tells the highest token that the state has seen.
*/
#ifndef TW_WORK_LEASE_H
#define TW_WORK_LEASE_H
#include "work/broker.h"

struct tw_lease {
    const char *bucket, *key; /* borrowed */
    const char *owner;        /* who we are: unique for each process, "host:pid:start"; borrowed */
    unsigned term_ms;         /* the same for all; to be renewed every third of it */
    /* The rest is private to lease.c, but may be looked at. */
    uint64_t token;    /* > 0 while we hold it */
    uint64_t revision; /* the last we saw or wrote */
    int64_t renewed;   /* when we sent the last renewal that was accepted */
    int64_t seen;      /* when we first saw `revision` of another */
    char holder[128];  /* who held it when we looked last; "" nobody */
};

/* Takes it if it is free, was released, or expired as described (which needs calls over at least
** a term).  `floor`: the highest token that the state has seen.  TW_OK: it is ours, l->token;
** TW_LOCKED: another has it (l->holder); TW_IO. */
TW_MUST_USE enum tw_status tw_lease_take(struct tw_broker *b, struct tw_lease *l, uint64_t floor);

/* TW_OK; TW_LOCKED: it is lost, another has it; TW_IO: not known; it holds until tw_lease_holds
** says no. */
TW_MUST_USE enum tw_status tw_lease_renew(struct tw_broker *b, struct tw_lease *l);

/* Whether it is surely ours now (asks nobody): seven eighths of a term after the last renewal it
** no longer is. */
bool tw_lease_holds(const struct tw_lease *l);

/* Gives it to who comes first.  Of no effect when it is not ours. */
void tw_lease_release(struct tw_broker *b, struct tw_lease *l);

#endif
