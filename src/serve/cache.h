/* serve/cache.h - answers of one thread that hold until the store changes.
**
** A table of places by the hash of what was asked; the newer one takes the place.  Answers are
** responses of libmicrohttpd, which are counted by it: one that is being sent may leave.
** Bounded by TW_CACHE_BYTES for each thread.
*/
#ifndef TW_SERVE_CACHE_H
#define TW_SERVE_CACHE_H
#include "base/slice.h"

#include <stdint.h>

struct tw_mhd;
struct MHD_Response;

enum { TW_CACHE_PLACES = 2048, TW_CACHE_BYTES = 32 << 20, TW_CACHE_KEY = 200, TW_CACHE_ETAG = 24 };

struct tw_cached {
    struct MHD_Response *response;      /* NULL: the place is free */
    uint64_t hash, version;
    size_t bytes;
    unsigned short key_n;
    char key[TW_CACHE_KEY];
    char etag[TW_CACHE_ETAG];
    int64_t modified;
};

struct tw_cache {
    const struct tw_mhd *mhd;
    struct tw_cached *place;            /* TW_CACHE_PLACES */
    size_t bytes;
};

/* The answer to `key` at that version of the store; NULL: none. */
struct tw_cached *tw_cache_find(struct tw_cache *c, struct tw_slice key, uint64_t version);
/* Keeps it, and takes over the caller's hold of the response; NULL: it is too large, which
** leaves the response to the caller. */
struct tw_cached *tw_cache_put(struct tw_cache *c, struct tw_slice key, uint64_t version,
                               struct MHD_Response *response, size_t bytes);
void tw_cache_clear(struct tw_cache *c);

#endif
