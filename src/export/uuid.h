/* export/uuid.h - names that are the same everywhere: UUIDs of version 5 (RFC 4122, 4.3).
**
** Made of SHA-1 over a namespace and a name; the namespace is ours (below), so they are
** never those of others.
*/
#ifndef TW_EXPORT_UUID_H
#define TW_EXPORT_UUID_H
#include "base/slice.h"

enum { TW_UUID_TEXT = 37 };             /* with its NUL */

/* Of n parts, told apart however they are cut. */
void tw_uuid_of(const struct tw_slice *part, size_t n, char out[TW_UUID_TEXT]);

#endif
