/* cmd_shards.h - the folder that map writes and reduce reads: one file for each shard.
**
** A file is called after its shard: the last part of its path, as far as its characters are
** harmless, a hash of the whole path, ".parcels".  Other names in the folder mean nothing.
** The documented order (doc/archives.md) of an archive's articles is: their time (published, else
** modified, else received), the time received, the name of the file, the place in the shard.
*/
#ifndef TW_CMD_SHARDS_H
#define TW_CMD_SHARDS_H
#include "store/shardfile.h"

/* The file of a shard in that folder, in mem. */
const char *tw_cmd_shard_path(struct tw_arena *mem, const char *folder, const char *shard);

/* All of a folder, by name. */
struct tw_shards {
    const char *folder;
    struct tw_shard *v;
    size_t n;
};

/* False after saying what is wrong: with the folder, or with any file of a shard in it. */
bool tw_cmd_shards_open(struct tw_arena *mem, const char *folder, struct tw_shards *out);

/* The days there is anything of, rising, each once. */
int64_t *tw_cmd_shards_days(struct tw_arena *mem, const struct tw_shards *s, size_t *n);

/* What a day holds: parcels and bytes, and a hash that is the same as long as the same parcels come
** out of the same shards. */
struct tw_shards_day { uint64_t parcels, bytes, hash; };
struct tw_shards_day tw_cmd_shards_day(const struct tw_shards *s, int64_t day);

/* Goes through the parcels of a day in the documented order. */
struct tw_merging;
struct tw_merging *tw_cmd_merging_open(const struct tw_shards *s, int64_t day);
/* The next one; *packed holds until the next call.  TW_DONE behind the last; else *shard is the one
** that cannot be read. */
TW_MUST_USE enum tw_status tw_cmd_merging_next(struct tw_merging *m, const struct tw_shard **shard,
                                               struct tw_slice *packed);
void tw_cmd_merging_close(struct tw_merging *m);    /* NULL is fine */

#endif
