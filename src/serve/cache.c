/* serve/cache.c - see the header. */
#include "serve/cache.h"

#include "base/hash.h"
#include "serve/microhttpd.h"

static void drop(struct tw_cache *c, struct tw_cached *e)
{
    if (!e->response) return;
    c->mhd->destroy_response(e->response);
    e->response = NULL;
    c->bytes -= e->bytes;
}

struct tw_cached *tw_cache_find(struct tw_cache *c, struct tw_slice key, uint64_t version)
{
    uint64_t hash = tw_hash(key);
    struct tw_cached *e = &c->place[hash % TW_CACHE_PLACES];

    if (!e->response || e->hash != hash || e->version != version) return NULL;
    return tw_slice_eq((struct tw_slice){e->key, e->key_n}, key) ? e : NULL;
}

struct tw_cached *tw_cache_put(struct tw_cache *c, struct tw_slice key, uint64_t version,
                               struct MHD_Response *response, size_t bytes)
{
    uint64_t hash = tw_hash(key);
    struct tw_cached *e = &c->place[hash % TW_CACHE_PLACES];

    if (key.n > TW_CACHE_KEY || bytes > TW_CACHE_BYTES / 8) return NULL;
    drop(c, e);
    if (c->bytes + bytes > TW_CACHE_BYTES) tw_cache_clear(c);
    *e = (struct tw_cached){
        .response = response, .hash = hash, .version = version, .bytes = bytes, .key_n = (unsigned short)key.n};
    memcpy(e->key, key.p, key.n);
    c->bytes += bytes;
    return e;
}

void tw_cache_clear(struct tw_cache *c)
{
    for (size_t i = 0; i < TW_CACHE_PLACES; i++) drop(c, &c->place[i]);
}
