/* cmd_build.c - see cmd_build.h.  The hashes are the Makefile's (datahash.h). */
#include "cmd_build.h"

#include "base/hash.h"
#include "datahash.h"

struct tw_slice tw_cmd_build(struct tw_arena *mem)
{
    const struct tw_datahash *const list[] = {tw_datahash_code, tw_datahash_models,
                                              tw_datahash_words};
    struct tw_sha256 sha;
    char out[65];

    tw_sha256_start(&sha);
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        for (const struct tw_datahash *v = list[k]; v->file; v++) {
            tw_sha256_add(&sha, tw_slice_of(v->file));
            tw_sha256_add(&sha, tw_slice_of(v->sha256));
        }
    tw_sha256_end(&sha, out);
    return tw_slice_dup(mem, (struct tw_slice){out, 16});
}
