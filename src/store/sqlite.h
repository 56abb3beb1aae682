/* store/sqlite.h - a store in one SQLite file, the embedded default.
**
** WAL, synchronous=FULL: commit answers when the log is on the disk; readers see the last
** commit and never wait.  The writer holds flock(2) on PATH-lock, which the kernel drops
** when it dies.  PATH-wal and PATH-shm beside the file belong to it while it is open.
*/
#ifndef TW_STORE_SQLITE_H
#define TW_STORE_SQLITE_H
#include "store/store_int.h"

/* A handle that is not open yet, in mem. */
struct tw_store *tw_sqlite_new(struct tw_arena *mem);
/* Brings an open store to the last of the schemas (schema.h), or refuses: TW_NEWER, or TW_USAGE
** when it is open for reading.  Part of opening. */
TW_MUST_USE enum tw_status tw_sqlite_upgrade(struct tw_store *s, const char *const *schema);

#endif
