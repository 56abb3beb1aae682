/* read/paths.h - the files that arguments name, one after another.
**
** What an argument can be: read/source.h.  A folder is walked depth first,
** each level sorted by bytes with "/" behind the names of folders, which gives
** the byte order of whole relative paths.  Holds one listing per level.
*/
#ifndef TW_READ_PATHS_H
#define TW_READ_PATHS_H
#include "base/slice.h"
#include "base/status.h"

struct tw_paths;

/* dropped is called for what is not there or not readable; see source.h. */
struct tw_paths *tw_paths_open(char *const *args, size_t n,
                               void (*dropped)(void *context, struct tw_slice source,
                                               const char *why),
                               void *context);
void tw_paths_close(struct tw_paths *p);    /* NULL is fine */

/* Web addresses are given from now on, and wanted of `remote` some way ahead. */
struct tw_remote;
void tw_paths_with(struct tw_paths *p, const struct tw_remote *remote);

enum { TW_PATHS_REMOTE = -2 };  /* in place of a descriptor */

/* The next file, opened for reading: *name as it is to be shown (valid until
** the next call), *fd for the caller to close (0 for standard input, not to be
** closed; TW_PATHS_REMOTE: it is the address to be brought next).  TW_DONE at the end. */
TW_MUST_USE enum tw_status tw_paths_next(struct tw_paths *p, struct tw_slice *name, int *fd);

#endif
