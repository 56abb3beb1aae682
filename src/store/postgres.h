/* store/postgres.h - a store in a PostgreSQL database, for more than one machine's disk.
**
** `where` is a URL as libpq takes it (postgresql://user@host/database?options=-csearch_path%3Dnews;
** the manual, section 34.1.1): tables are made in the first schema of the search path, so one
** database holds several stores.  PostgreSQL 13 or later; no superuser, no extension.  libpq is
** loaded when it is needed (base/late.h).
**
** Writing: changes are sent without waiting for each answer (pipeline mode, section 34.5), plain rows with
** COPY (postgresrows.c), so a change that fails is told by a later call, by the commit at the latest.  commit answers when the
** server has the data on its disk (synchronous_commit is switched on).  When the connection breaks
** while a commit is on its way, the server is asked for its outcome (pg_xact_status), for up to
** half a minute.  The one writer holds an advisory lock, which goes with its connection.
** Reading: also of a replica.  What a statement answers is in memory, but for lists and searches.
**
** Not for a store behind a pooler that shares connections between transactions: the lock and
** prepared statements belong to one connection.
*/
#ifndef TW_STORE_POSTGRES_H
#define TW_STORE_POSTGRES_H
#include "store/store_int.h"

/* True when `where` names a PostgreSQL database. */
bool tw_postgres_is(const char *where);

/* Text as PostgreSQL can keep it: U+FFFD for U+0000; itself, or a copy in mem. */
struct tw_slice tw_postgres_text(struct tw_arena *mem, struct tw_slice s);

/* Makes the partitions of a store into which the articles have been moved, but not their contents. */
TW_MUST_USE enum tw_status tw_postgres_cut_all(struct tw_store *s);

/* A handle that is not open yet, in mem. */
struct tw_store *tw_postgres_new(struct tw_arena *mem);

#endif
