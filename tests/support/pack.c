/* tests/support/pack.c - see pack.h. */
#include "support/pack.h"
#include "base/buf.h"

#include <assert.h>
#include <bzlib.h>
#include <libdeflate.h>
#include <lzma.h>
#include <stdint.h>
#include <zstd.h>

typedef size_t compress_fn(struct libdeflate_compressor *, const void *, size_t, void *, size_t);

static struct tw_slice deflated(struct tw_arena *mem, struct tw_slice s, compress_fn *f)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = s.n + s.n / 8 + 256, n;
    char *p = tw_arena_alloc(mem, room);

    n = f(c, s.p, s.n, p, room);
    libdeflate_free_compressor(c);
    assert(n > 0);
    return (struct tw_slice){p, n};
}

struct tw_slice pack_gzip(struct tw_arena *mem,
                          struct tw_slice s) { return deflated(mem, s, libdeflate_gzip_compress); }
struct tw_slice pack_zlib(struct tw_arena *mem,
                          struct tw_slice s) { return deflated(mem, s, libdeflate_zlib_compress); }
struct tw_slice pack_deflate(struct tw_arena *mem, struct tw_slice s)
{
    return deflated(mem, s, libdeflate_deflate_compress);
}

struct tw_slice pack_zstd(struct tw_arena *mem, struct tw_slice s)
{
    size_t room = ZSTD_compressBound(s.n);
    char *p = tw_arena_alloc(mem, room);

    ZSTD_CCtx *c = ZSTD_createCCtx();
    size_t n;

    ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1);
    n = ZSTD_compress2(c, p, room, s.p, s.n);
    ZSTD_freeCCtx(c);
    return (struct tw_slice){p, n};
}

struct tw_slice pack_bzip2(struct tw_arena *mem, struct tw_slice s)
{
    unsigned n = (unsigned)(s.n + s.n / 50 + 1024);
    char *p = tw_arena_alloc(mem, n);
    int r = BZ2_bzBuffToBuffCompress(p, &n, (char *)(uintptr_t)s.p, (unsigned)s.n, 9, 0, 0);

    assert(r == BZ_OK);
    (void)r;
    return (struct tw_slice){p, n};
}

struct tw_slice pack_xz(struct tw_arena *mem, struct tw_slice s)
{
    size_t room = lzma_stream_buffer_bound(s.n), n = 0;
    uint8_t *p = tw_arena_alloc(mem, room);
    lzma_ret r = lzma_easy_buffer_encode(2, LZMA_CHECK_CRC32, NULL, (const uint8_t *)s.p, s.n, p,
                                         &n, room);

    assert(r == LZMA_OK);
    (void)r;
    return (struct tw_slice){(char *)p, n};
}

struct tw_slice pack_text(struct tw_arena *mem, size_t n)
{
    static const char *const words[] = {"ferry", "lake", "council", "the", "of", "raised",
                                        "harbour", "on", "Monday",
                                        "owner", "said", "crane", "and", "nobody", "island", "boat"};
    struct tw_buf b = {.mem = mem};
    uint64_t seed = 7;

    while (b.n < n) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        tw_buf_adds(&b, words[seed >> 60]);
        tw_buf_addc(&b, seed >> 33 & 15 ? ' ' : '\n');
    }
    return tw_slice_sub(tw_buf_slice(&b), 0, n);
}
