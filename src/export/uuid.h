/* export/uuid.h - names that are the same everywhere: UUIDs of version 5 (RFC 4122, 4.3).
**
** Made of SHA-1 over a namespace and a name; the namespace is ours (below), so they are
** never those of others.
*/
#ifndef TW_EXPORT_UUID_H
#define TW_EXPORT_UUID_H
#include "base/buf.h"

/* "urn:uuid:565bc31d-...": `before`, then that of n parts, told apart however they are cut. */
struct tw_slice tw_uuid_of(struct tw_arena *mem, const char *before, const struct tw_slice *part,
                           size_t n);

#endif
