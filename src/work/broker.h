/* work/broker.h - a connection to NATS JetStream, which carries work from one machine to the
** next.
**
** The broker is transport, never the record: what is published is kept by its maker
** (work/journal.h) until the store has it, so a broker that is lost costs a replay and no
** article.  Built on this:
**
**     jetstream.h   streams: made when they are not there; how full, how old
**     publish.h     messages out, many on their way, each confirmed by number
**     pull.h        messages in, shared by all workers of one name; given again until done
**     aside.h       what no worker could do, with its reason
**     follow.h      a stream in its order from any place: the state of one owner, made anew
**     bucket.h      small values, changed only by who knows the last one
**     lease.h       one owner at a time, with a number that grows with each
**
** Server: nats-server 2.9 or later with JetStream, one or (replicated) three.  Library: libnats
** 3.4, loaded when it is needed (base/late.h).  Of it we use connections, plain requests and
** synchronous subscriptions; not js_PublishAsync, which loses refusals when a leader dies, nor
** natsSubscription_Fetch, which writes past its array (both in 3.4.1).
**
** Threads: a broker and all that is opened on it belong to one thread; another thread opens a
** broker of its own.  Nothing of ours runs on threads of libnats: there are no callbacks.
**
** A broken connection is made again, to any server of the cluster, for `patience`; calls wait
** meanwhile as long as each says.  Afterwards everything answers TW_IO for good. Statuses,
** everywhere: TW_OK; TW_IO: no answer from the broker; TW_NOTFOUND; TW_USAGE: refused, as it
** would be each time; TW_FULL: a limit of the stream or the server's disk.  tw_broker_why says
** more of the last that was not TW_OK.
*/
#ifndef TW_WORK_BROKER_H
#define TW_WORK_BROKER_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_broker;

struct tw_broker_options {
    /* "nats://one:4222,nats://two:4222": one server is enough to learn the others from.  Also
    ** tls://, nats://user:password@host, nats://token@host. */
    const char *urls;
    const char *credentials;       /* a .creds file (JWT and seed); NULL: none */
    const char *ca;                /* PEM; NULL: those of the system */
    const char *certificate, *key; /* of the client, PEM; NULL: none */
    const char *name;              /* shown by the server's monitoring; NULL: twosource */
    unsigned patience;             /* ms; 0: 60,000 */
};

/* Connects; tries for `patience` while no server answers.  TW_NOTFOUND: libnats is not
** installed.  When it fails *out is NULL and *why (in mem) says why, without passwords. */
TW_MUST_USE enum tw_status tw_broker_open(struct tw_arena *mem,
                                          const struct tw_broker_options *options,
                                          struct tw_broker **out, const char **why);
void tw_broker_close(struct tw_broker *b); /* NULL is fine; close what was opened on it before */
const char *tw_broker_why(const struct tw_broker *b);

/* False while the connection is broken. */
bool tw_broker_connected(struct tw_broker *b);

/* The largest message the server takes, bytes (max_payload of its configuration; 1 MiB unless
** set, and at most 64).  What is larger is refused with TW_TOOBIG: nothing is cut into pieces. */
size_t tw_broker_largest(struct tw_broker *b);

/* Milliseconds that only grow, also while the machine sleeps; with no relation to other machines.
 */
int64_t tw_broker_clock(void);

#endif
