/* read/inflate.c - packed texts in memory: the bodies of HTTP responses.
**
** gzip goes through libdeflate with the size its trailer tells (when that is
** believable), and through zlib's stream when that fails; servers also send
** "deflate" both with and without the zlib head (RFC 9110, 8.4.1.2, note).
** Whatever came before a damage is handed out: half a page is better than none.
*/
#include "base/buf.h"
#include "read/stream.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

enum { STEP = 64 << 10, RATIO = 1032 };     /* RATIO: the most DEFLATE can do */

/* Adds up to `max` bytes in all; TW_TOOBIG beyond. */
static enum tw_status with_zlib(struct tw_buf *out, struct tw_slice packed, int window_bits,
                                size_t max)
{
    z_stream z = {0};
    enum tw_status st = TW_OK;
    int r = Z_OK;

    if (inflateInit2(&z, window_bits) != Z_OK) tw_oom(sizeof z);
    z.next_in = (unsigned char *)(uintptr_t)packed.p;
    z.avail_in = (unsigned)packed.n;
    while (r == Z_OK && st == TW_OK) {
        z.next_out = (unsigned char *)tw_buf_room(out, STEP);
        z.avail_out = STEP;
        r = inflate(&z, Z_NO_FLUSH);
        out->n += STEP - z.avail_out;
        if (out->n > max) st = TW_TOOBIG;
    }
    inflateEnd(&z);
    return st != TW_OK ? st : r == Z_STREAM_END ? TW_OK : TW_BROKEN;
}

/* One gzip member at once, by the size in its trailer (RFC 1952, 2.3.1). */
static bool gzip_at_once(struct tw_buf *out, struct tw_slice packed, size_t max)
{
    struct libdeflate_decompressor *d;
    const unsigned char *end = (const unsigned char *)packed.p + packed.n;
    size_t size, made;
    bool ok;

    if (packed.n < 18) return false;
    size = (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 | (size_t)end[-1] << 24;
    if (size > max || size / RATIO > packed.n) return false;
    d = libdeflate_alloc_decompressor();
    if (!d) tw_oom(size);
    ok = libdeflate_gzip_decompress(d, packed.p, packed.n, tw_buf_room(out, size + 1), size, &made)
      == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(d);
    if (ok) out->n += made;
    return ok;
}

static enum tw_status with_brotli(struct tw_buf *out, struct tw_slice packed, size_t max)
{
    BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    const uint8_t *in = (const uint8_t *)packed.p;
    size_t left = packed.n;

    if (!b) tw_oom(STEP);
    while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->n <= max) {
        uint8_t *to = (uint8_t *)tw_buf_room(out, STEP);
        size_t room = STEP;

        r = BrotliDecoderDecompressStream(b, &left, &in, &room, &to, NULL);
        out->n += STEP - room;
    }
    BrotliDecoderDestroyInstance(b);
    if (out->n > max) return TW_TOOBIG;
    return r == BROTLI_DECODER_RESULT_SUCCESS ? TW_OK : TW_BROKEN;
}

static enum tw_status with_zstd(struct tw_buf *out, struct tw_slice packed, size_t max)
{
    ZSTD_DCtx *d = ZSTD_createDCtx();
    ZSTD_inBuffer in = {packed.p, packed.n, 0};
    size_t r = 1;

    if (!d) tw_oom(STEP);
    while (r != 0 && out->n <= max) {
        ZSTD_outBuffer to = {tw_buf_room(out, STEP), STEP, 0};
        size_t before = in.pos;

        r = ZSTD_decompressStream(d, &to, &in);
        if (ZSTD_isError(r)) break;
        out->n += to.pos;
        if (to.pos == 0 && in.pos == before) break;
    }
    ZSTD_freeDCtx(d);
    if (out->n > max) return TW_TOOBIG;
    return r == 0 ? TW_OK : TW_BROKEN;
}

/* Has it the two bytes of zlib's head (RFC 1950, 2.2)? */
static bool zlib_head(struct tw_slice s)
{
    return s.n >= 2 && (s.p[0] & 0x0F) == 8
        && ((unsigned)(unsigned char)s.p[0] * 256 + (unsigned char)s.p[1]) % 31 == 0;
}

enum tw_status tw_inflate(struct tw_arena *mem, struct tw_slice packed, struct tw_slice coding,
                          size_t max, struct tw_slice *out)
{
    struct tw_buf buf = {.mem = mem};
    enum tw_status st = TW_BROKEN;

    if (packed.n > UINT32_MAX / 2) return *out = TW_LIT(""), TW_TOOBIG;
    if (tw_slice_eq_nocase(coding, TW_LIT("gzip")) || tw_slice_eq_nocase(coding, TW_LIT("x-gzip")))
        st = gzip_at_once(&buf, packed, max) ? TW_OK : with_zlib(&buf, packed, 15 + 16, max);
    else if (tw_slice_eq_nocase(coding, TW_LIT("deflate")))
        st = with_zlib(&buf, packed, zlib_head(packed) ? 15 : -15, max);
    else if (tw_slice_eq_nocase(coding, TW_LIT("br")))
        st = with_brotli(&buf, packed, max);
    else if (tw_slice_eq_nocase(coding, TW_LIT("zstd")))
        st = with_zstd(&buf, packed, max);
    if (buf.n > max) buf.n = max;
    *out = tw_buf_slice(&buf);
    return st;
}
