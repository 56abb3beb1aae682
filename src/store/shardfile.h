/* store/shardfile.h - what map makes of one shard of an archive: its parcels, in the order of their
** days.
**
** A file of packed parcels (store/parcel.h), each with its place in the documented order of an
** archive (doc/archives.md): the time of the article, then the time it was received; what is the
** same in both stays in the order it was put.  A table at the end says where each day (UTC, of the
** first time) begins, so that one day can be read without the others.
**
** Written under a temporary name, which a crash leaves behind, flushed and renamed: under its own
** name it is whole.  Whoever writes it again puts the new one in place of the old.
** Reading checks the table against a checksum, and what a parcel claims against the table; a
** parcel has a checksum of its own.
** Memory: 40 bytes an article while it is written, one parcel when it is read.
*/
#ifndef TW_STORE_SHARDFILE_H
#define TW_STORE_SHARDFILE_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_place { int64_t time, received; };    /* Unix s */

/* What became of the documents of the shard. */
struct tw_shard_totals { uint64_t documents, kept, not_article, dropped; };

/* ---- Writing */

struct tw_shard_out;

/* Begins the file.  `shard` is what it is made of; `version` says which version of that, and by
** whom:
** it comes back as it is.  TW_IO, TW_FULL, with errno. */
TW_MUST_USE enum tw_status tw_shard_create(const char *path, struct tw_slice shard,
                                           struct tw_slice version, struct tw_shard_out **out);
TW_MUST_USE enum tw_status tw_shard_put(struct tw_shard_out *out, struct tw_place place,
                                        struct tw_slice packed);
/* Puts all in order, and the file under its name.  The handle is gone either way. */
TW_MUST_USE enum tw_status tw_shard_commit(struct tw_shard_out *out,
                                           const struct tw_shard_totals *totals);
void tw_shard_abandon(struct tw_shard_out *out);    /* NULL is fine */

/* ---- Reading */

struct tw_shard_day {
    int64_t day;                /* since 1970 */
    uint64_t parcels, offset, bytes;
    uint64_t hash;              /* of its parcels, in order */
};

struct tw_shard {
    struct tw_slice path, shard, version;
    struct tw_shard_totals totals;
    struct tw_shard_day *day;   /* rising */
    size_t days;
};

/* Reads the table; *out lives in mem.  TW_NOTFOUND, TW_IO, TW_NEWER, TW_BROKEN. */
TW_MUST_USE enum tw_status tw_shard_open(struct tw_arena *mem, const char *path,
                                         struct tw_shard *out);

/* Goes through the parcels of one day. */
struct tw_shard_reader;
TW_MUST_USE enum tw_status tw_shard_read(const struct tw_shard *shard,
                                         const struct tw_shard_day *day,
                                         struct tw_shard_reader **out);
/* The next one; *packed holds until the next call.  TW_DONE behind the last, TW_BROKEN, TW_IO. */
TW_MUST_USE enum tw_status tw_shard_next(struct tw_shard_reader *r, struct tw_place *place,
                                         struct tw_slice *packed);
void tw_shard_close(struct tw_shard_reader *r);     /* NULL is fine */

#endif
