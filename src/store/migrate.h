/* store/migrate.h - everything in a store into another one, of the other kind.
**
** Rows go table by table, in the order of their keys, some hundred a transaction together with the
** place that was reached; killed and given again it goes on from there.  What is packed stays as it
** is; the index of words is made anew.  At the end every row of both is read once more and
** hashed, and what differs is told: a source that was written to meanwhile, for one.
*/
#ifndef TW_STORE_MIGRATE_H
#define TW_STORE_MIGRATE_H
#include "store/store.h"

struct tw_migrated { uint64_t rows, articles; };

/* Told after each transaction: the rows and bytes that came over with it. */
typedef void tw_migrate_told(void *context, uint64_t rows, uint64_t bytes);

/* `from` is open for reading, `to` for writing; one is SQLite and the other PostgreSQL.
** TW_USAGE: they are of one kind, or there is something in `to`.  TW_BROKEN: what came over is
** not what is there, or `from` is damaged.  *why says what, in mem. */
TW_MUST_USE enum tw_status tw_migrate(struct tw_arena *mem, struct tw_store *from,
                                      struct tw_store *to, tw_migrate_told *told, void *context,
                                      struct tw_migrated *out, const char **why);

#endif
