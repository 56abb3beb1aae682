/* serve/written.h - who has changed something that a replica may not have yet.
**
** With a replica, reading and writing go to two servers, and one is a little behind the other.  Who
** has just decided something shall see it: their next requests are answered from the store itself
** until the replica has it.  All others read what the replica has.
** A table by the hash of who it is; the newer one takes the place, and at worst somebody reads
** a state without what they did some moments ago.
*/
#ifndef TW_SERVE_WRITTEN_H
#define TW_SERVE_WRITTEN_H
#include "base/lock.h"
#include "base/slice.h"

#include <stdint.h>

struct tw_written {
    struct tw_lock lock;
    struct { uint64_t who, version; } place[256];
};

void tw_written_init(struct tw_written *w);
void tw_written_free(struct tw_written *w);

/* What they did is in that version of the store (tw_store_version).  name: of a token or session,
** empty: none; address: where they come from. */
void tw_written_note(struct tw_written *w, struct tw_slice name, uint64_t address,
                     uint64_t version);
/* The version that they have to see; 0: any. */
uint64_t tw_written_needs(struct tw_written *w, struct tw_slice name, uint64_t address);

#endif
