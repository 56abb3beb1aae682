/* work/journal.h - what was fetched and is not yet known to be stored.
**
** The broker is no record, so who fetches keeps what he gives to it until he is told that the
** store has it.
**
**     tw_journal_add(j, document, now, &number) ...     each gets a number that never comes again
**     tw_journal_sync(j)                                from here on it survives the machine
**     give them to the broker, with tw_journal_name(j) and the number as who is to be told
**     tw_journal_settle(j, number)                      told: stored, a duplicate, no article
**
** After a start, and when nothing was told for long, tw_journal_next finds what waits: it is
** given once more; consumers know it by its id.  A mark that is lost costs that, so marks are not
** synced.
**
** A folder of segments, each a row of records with a checksum: entries, and marks of what is
** settled.  The oldest goes when nothing in it waits; when little does, that is written anew at
** the end, so the folder is never much larger than what waits.  A torn end is passed over, and so
** is what is damaged, with what follows it in its segment; that is counted.
** One process at a time; not for two threads.  Memory: 48 bytes for each that waits.
*/
#ifndef TW_WORK_JOURNAL_H
#define TW_WORK_JOURNAL_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_journal;

enum { TW_JOURNAL_ENTRY = 128 << 20 }; /* bytes, at most; TW_TOOBIG */

/* Opens the folder, or makes it, with segments of so many bytes (0: 64 MiB).  TW_LOCKED: another
** process has it; TW_IO, TW_FULL: *why (in mem) says more. */
TW_MUST_USE enum tw_status tw_journal_open(struct tw_arena *mem, const char *folder,
                                           uint64_t segment, struct tw_journal **out,
                                           const char **why);
void tw_journal_close(struct tw_journal *j); /* NULL is fine; does not sync */

/* 16 hex digits, drawn when the folder was made: no other journal has them. */
const char *tw_journal_name(const struct tw_journal *j);

/* `when` comes back with the entry.  TW_OK; TW_FULL, TW_IO: it is not in it, nor is half of it. */
TW_MUST_USE enum tw_status tw_journal_add(struct tw_journal *j, struct tw_slice data, int64_t when,
                                          uint64_t *number);

/* All that was added is on the disk when this returns TW_OK. */
TW_MUST_USE enum tw_status tw_journal_sync(struct tw_journal *j);

/* It need not be kept any more.  TW_OK also when it was not there (it was settled before). */
TW_MUST_USE enum tw_status tw_journal_settle(struct tw_journal *j, uint64_t number);

struct tw_entry {
    uint64_t number;
    int64_t when;
    struct tw_slice data;
};

/* The first that waits with a number above `after`, in mem.  TW_DONE: none; TW_BROKEN: *out has
** its number, but what it was is damaged on the disk. */
TW_MUST_USE enum tw_status tw_journal_next(struct tw_journal *j, struct tw_arena *mem,
                                           uint64_t after, struct tw_entry *out);

struct tw_journal_state {
    uint64_t waiting; /* entries */
    uint64_t bytes;   /* of them */
    uint64_t disk;    /* bytes of the folder */
    int64_t oldest;   /* `when` of the oldest that waits; 0: none */
    uint64_t damaged; /* records passed over at the opening */
};
void tw_journal_state(const struct tw_journal *j, struct tw_journal_state *out);

#endif
