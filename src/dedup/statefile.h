/* dedup/statefile.h - a state in one file: versioned, checksummed, written atomically.
**
** Layout: 8 bytes of kind, version and byte order (4 bytes each), the
** sections as the owner of the state puts them, XXH3-64 of everything before.
** Written beside the target, flushed to the disk, then renamed over it: a crash
** leaves the old file or the new one, never half of either.
** Numbers are stored as the machine has them; a file from a machine of the
** other byte order is refused.
*/
#ifndef TW_DEDUP_STATEFILE_H
#define TW_DEDUP_STATEFILE_H
#include "base/slice.h"
#include "base/status.h"
#include "dedup/column.h"

#include <stdint.h>

struct tw_state_out;
struct tw_state_in;

/* Begins a file of that kind (8 bytes are used).  TW_OK or TW_IO. */
TW_MUST_USE enum tw_status tw_state_create(const char *path, const char kind[8], uint32_t version,
                                           struct tw_state_out **out);
/* Failures are kept and told by tw_state_commit. */
void tw_state_put(struct tw_state_out *out, const void *p, size_t n);
/* its count, then its items */
void tw_state_put_column(struct tw_state_out *out, const struct tw_column *c);

/* Finishes and renames (TW_OK), or removes what was written (TW_IO).  The
** handle is gone either way. */
TW_MUST_USE enum tw_status tw_state_commit(struct tw_state_out *out);

/* Opens and checks a file.  TW_OK; TW_NOTFOUND; TW_BROKEN when the checksum, the
** kind, the version or the byte order is not as expected. */
TW_MUST_USE enum tw_status tw_state_open(const char *path, const char kind[8], uint32_t version,
                                         struct tw_state_in **out);
/* TW_OK, or TW_BROKEN when so much is not there. */
TW_MUST_USE enum tw_status tw_state_get(struct tw_state_in *in, void *p, size_t n);
/* Fills the column (c->size says how large an item is). */
TW_MUST_USE enum tw_status tw_state_get_column(struct tw_state_in *in, struct tw_column *c);
void tw_state_close(struct tw_state_in *in);    /* NULL is fine */

#endif
