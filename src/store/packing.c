/* store/packing.c - zstd with a prefix.
**
** The contexts are made once: making one for each text of 2 KB would cost more than packing
** it.  A size comes from the frame's own head and is not trusted: it is held against the cap
** before memory is taken, and no frame of the same bytes can unpack to more.
*/
#include "store/packing.h"

#include <assert.h>
#include <zstd.h>

enum {
    LEVEL = 3,          /* zstd's own default */
    BLOCK = 128 << 10,  /* bytes that four bytes of a frame can make at most (RFC 8878, 3.1.1.2) */
};

struct tw_packer { struct tw_arena *mem; ZSTD_CCtx *pack; ZSTD_DCtx *unpack; };

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

void tw_packer_free(struct tw_packer *p)
{
    if (!p) return;
    ZSTD_freeCCtx(p->pack);
    ZSTD_freeDCtx(p->unpack);
    tw_arena_free(p->mem);
}

struct tw_slice tw_packer_pack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice text, struct tw_slice base)
{
    size_t bound = ZSTD_compressBound(text.n), n;
    char *to = tw_arena_alloc(mem, bound);

    if (base.n) ZSTD_CCtx_refPrefix(p->pack, base.p, base.n);
    n = ZSTD_compress2(p->pack, to, bound, text.p, text.n);
    if (ZSTD_isError(n)) tw_oom(bound);     /* with room for the bound nothing else can fail */
    return (struct tw_slice){to, n};
}

enum tw_status tw_packer_unpack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice frame,
                                struct tw_slice base, struct tw_slice *text)
{
    unsigned long long size = ZSTD_getFrameContentSize(frame.p, frame.n);
    char *to;
    size_t n;

    *text = (struct tw_slice){"", 0};
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return TW_BROKEN;
    if (size > TW_UNPACKED_MAX) return TW_TOOBIG;
    if (size / BLOCK > frame.n / 4) return TW_BROKEN;
    to = tw_arena_alloc(mem, (size_t)size);
    if (base.n) ZSTD_DCtx_refPrefix(p->unpack, base.p, base.n);
    n = ZSTD_decompressDCtx(p->unpack, to, (size_t)size, frame.p, frame.n);
    if (ZSTD_isError(n) || n != size) {
        ZSTD_DCtx_reset(p->unpack, ZSTD_reset_session_only);
        return TW_BROKEN;
    }
    *text = (struct tw_slice){to, n};
    return TW_OK;
}
