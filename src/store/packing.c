/* store/packing.c - zstd with a prefix or a dictionary.
**
** The contexts are made once: making one for each text of 2 KB would cost more than packing
** it.  A size comes from the frame's own head and is not trusted: it is held against the cap
** before memory is taken, and no frame of the same bytes can unpack to more.
*/
#include "store/packing.h"

#include <assert.h>
#include <zdict.h>
#include <zstd.h>

enum {
    LEVEL = 3,          /* zstd's own default */
    FAST = 1,           /* its fastest without a loss of a quarter (negative ones) */
    BLOCK = 128 << 10,  /* bytes that four bytes of a frame can make at most (RFC 8878, 3.1.1.2) */
};

/* 32 KB take a quarter off articles of 2 KB, 110 KB a twentieth more (bench/store_bench.c). */
enum { DICTIONARY = 32 << 10 };

struct dictionary { uint32_t number; ZSTD_CDict *pack; ZSTD_DDict *unpack; };
struct tw_packer {
    struct tw_arena *mem;
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
    struct dictionary dictionary[TW_DICTIONARIES];
    size_t n;
};

struct tw_packer *tw_packer_new(void)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_packer *p = TW_NEW(mem, struct tw_packer);

    p->mem = mem;
    p->pack = ZSTD_createCCtx();
    p->unpack = ZSTD_createDCtx();
    if (!p->pack || !p->unpack) tw_oom(0);
    ZSTD_CCtx_setParameter(p->pack, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(p->pack, ZSTD_c_checksumFlag, 1);
    return p;
}

void tw_packer_fast(struct tw_packer *p)
{
    ZSTD_CCtx_setParameter(p->pack, ZSTD_c_compressionLevel, FAST);
}

void tw_packer_free(struct tw_packer *p)
{
    if (!p) return;
    tw_packer_forget(p);
    ZSTD_freeCCtx(p->pack);
    ZSTD_freeDCtx(p->unpack);
    tw_arena_free(p->mem);
}

/* ---- Dictionaries */

struct tw_slice tw_packer_train(struct tw_arena *mem, struct tw_slice all, const size_t *size,
                                unsigned n, uint32_t *number)
{
    char *to = tw_arena_alloc(mem, DICTIONARY);
    size_t length = ZDICT_trainFromBuffer(to, DICTIONARY, all.p, size, n);

    *number = 0;
    if (ZDICT_isError(length)) return (struct tw_slice){"", 0};
    *number = ZDICT_getDictID(to, length);
    return (struct tw_slice){to, length};
}

bool tw_packer_learn(struct tw_packer *p, uint32_t number, struct tw_slice dictionary)
{
    struct dictionary d = {.number = number};

    if (number == 0 || ZDICT_getDictID(dictionary.p, dictionary.n) != number) return false;
    d.pack = ZSTD_createCDict(dictionary.p, dictionary.n, LEVEL);
    d.unpack = ZSTD_createDDict(dictionary.p, dictionary.n);
    if (!d.pack || !d.unpack) {
        ZSTD_freeCDict(d.pack);
        ZSTD_freeDDict(d.unpack);
        return false;
    }
    if (p->n == TW_DICTIONARIES) tw_packer_forget(p);
    p->dictionary[p->n++] = d;
    return true;
}

void tw_packer_forget(struct tw_packer *p)
{
    ZSTD_CCtx_reset(p->pack, ZSTD_reset_session_only);
    for (size_t i = 0; i < p->n; i++) {
        ZSTD_freeCDict(p->dictionary[i].pack);
        ZSTD_freeDDict(p->dictionary[i].unpack);
    }
    p->n = 0;
}

uint32_t tw_packer_leans_on(struct tw_slice frame)
{
    return ZSTD_getDictID_fromFrame(frame.p, frame.n);
}

static const struct dictionary *known(const struct tw_packer *p, uint32_t number)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->dictionary[i].number == number) return &p->dictionary[i];
    return NULL;
}

/* ---- Frames */

struct tw_slice tw_packer_pack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice text,
                               struct tw_slice base)
{
    size_t bound = ZSTD_compressBound(text.n), n;
    char *to = tw_arena_alloc(mem, bound);

    if (base.n) ZSTD_CCtx_refPrefix(p->pack, base.p, base.n);
    else ZSTD_CCtx_refCDict(p->pack, p->n ? p->dictionary[p->n - 1].pack : NULL);
    n = ZSTD_compress2(p->pack, to, bound, text.p, text.n);
    if (ZSTD_isError(n)) tw_oom(bound);     /* with room for the bound nothing else can fail */
    return (struct tw_slice){to, n};
}

enum tw_status tw_packer_unpack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice frame,
                                struct tw_slice base, struct tw_slice *text)
{
    unsigned long long size = ZSTD_getFrameContentSize(frame.p, frame.n);
    uint32_t number = tw_packer_leans_on(frame);
    const struct dictionary *d = number ? known(p, number) : NULL;
    char *to;
    size_t n;

    *text = (struct tw_slice){"", 0};
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return TW_BROKEN;
    if (size > TW_UNPACKED_MAX) return TW_TOOBIG;
    if (size / BLOCK > frame.n / 4) return TW_BROKEN;
    to = tw_arena_alloc(mem, (size_t)size);
    if (number && !d) return TW_NOTFOUND;
    if (d) ZSTD_DCtx_refDDict(p->unpack, d->unpack);
    else ZSTD_DCtx_refPrefix(p->unpack, base.p, base.n);
    n = ZSTD_decompressDCtx(p->unpack, to, (size_t)size, frame.p, frame.n);
    if (ZSTD_isError(n) || n != size) {
        ZSTD_DCtx_reset(p->unpack, ZSTD_reset_session_only);
        return TW_BROKEN;
    }
    *text = (struct tw_slice){to, n};
    return TW_OK;
}
