/* read/unpack.c - gzip, zstd, bzip2 and xz, one step at a time.
**
** gzip: a member that lies whole in the input window goes through libdeflate,
** which needs the room for all of its output at once; a first guess is twice
** the last member.  Members it cannot do (longer than the window, more than
** 4 MiB, damaged) are done again by zlib, which streams.  Web archives in zstd
** may begin with a dictionary in a skippable frame (IIPC, "Use of Zstandard in
** WARC", 2021); it is loaded for all frames.
** What it gets wrong: a gzip member beyond the window is decoded twice at its
** beginning (at most 4 MiB).
*/
#include "read/unpack.h"

#include <assert.h>
#include <bzlib.h>
#include <libdeflate.h>
#include <lzma.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum {
    STEP = 256 << 10,
    FAST_MAX = 4 << 20,         /* output of a member that libdeflate is tried on */
    FAST_MIN = 64 << 10,
    XZ_MEMORY = 128 << 20,      /* xz -9 needs 65 MiB */
    ZSTD_WINDOW = 27,           /* log2 bytes; what zstd itself allows unasked */
    DICTIONARY_MAX = 8 << 20
};

struct tw_unpack {
    enum tw_codec codec;
    bool between;
    bool streaming;             /* a gzip member is in zlib's hands */
    size_t guess;               /* output of the next gzip member */
    bool first;                 /* nothing decoded yet (zstd dictionary) */
    struct libdeflate_decompressor *fast;
    z_stream z;
    ZSTD_DCtx *zstd;
    bz_stream bz;
    lzma_stream xz;
};

void tw_window_room(struct tw_window *w, size_t room)
{
    size_t cap = w->cap ? w->cap : 2 * STEP;

    if (w->n == 0) w->off = 0;
    if (w->cap - w->off - w->n >= room && w->cap) return;
    if (w->off && w->cap - w->n >= room && w->off >= w->n) {
        memcpy(w->buf, w->buf + w->off, w->n);
        w->off = 0;
        return;
    }
    while (cap - w->n < room) cap *= 2;
    char *buf = malloc(cap);

    if (!buf) tw_oom(cap);
    if (w->n) memcpy(buf, w->buf + w->off, w->n);
    free(w->buf);
    *w = (struct tw_window){buf, 0, w->n, cap};
}

enum tw_codec tw_codec_sniff(struct tw_slice s)
{
    if (tw_slice_starts(s, TW_LIT("\x1F\x8B\x08"))) return TW_CODEC_GZIP;
    if (tw_slice_starts(s, TW_LIT("\x28\xB5\x2F\xFD"))) return TW_CODEC_ZSTD;
    if (s.n >= 4 && ((unsigned char)s.p[0] & 0xF0) == 0x50
        && memcmp(s.p + 1, "\x2A\x4D\x18", 3) == 0)
        return TW_CODEC_ZSTD;   /* a skippable frame (RFC 8878, 3.1.2) */
    if (s.n >= 4 && memcmp(s.p, "BZh", 3) == 0 && s.p[3] >= '1' && s.p[3] <= '9')
        return TW_CODEC_BZIP2;
    if (tw_slice_starts(s, TW_LIT("\xFD" "7zXZ\0"))) return TW_CODEC_XZ;
    return TW_CODEC_NONE;
}

struct tw_unpack *tw_unpack_new(enum tw_codec codec)
{
    struct tw_unpack *u = calloc(1, sizeof *u);
    bool ok = u != NULL;

    if (ok) {
        u->codec = codec;
        u->between = u->first = true;
        u->guess = FAST_MIN;
    }
    if (ok && codec == TW_CODEC_GZIP)
        ok = (u->fast = libdeflate_alloc_decompressor()) && inflateInit2(&u->z, 15 + 16) == Z_OK;
    if (ok && codec == TW_CODEC_ZSTD)
        ok = (u->zstd = ZSTD_createDCtx())
          && !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW));
    if (ok && codec == TW_CODEC_BZIP2) ok = BZ2_bzDecompressInit(&u->bz, 0, 0) == BZ_OK;
    if (ok && codec == TW_CODEC_XZ)
        ok = lzma_stream_decoder(&u->xz, XZ_MEMORY, LZMA_CONCATENATED) == LZMA_OK;
    if (!ok) tw_oom(sizeof *u);
    return u;
}

void tw_unpack_free(struct tw_unpack *u)
{
    if (!u) return;
    if (u->codec == TW_CODEC_GZIP) {
        libdeflate_free_decompressor(u->fast);
        inflateEnd(&u->z);
    }
    if (u->codec == TW_CODEC_ZSTD) ZSTD_freeDCtx(u->zstd);
    if (u->codec == TW_CODEC_BZIP2) BZ2_bzDecompressEnd(&u->bz);
    if (u->codec == TW_CODEC_XZ) lzma_end(&u->xz);
    free(u);
}

bool tw_unpack_between(const struct tw_unpack *u) { return u->between; }

static void take(struct tw_window *in, size_t n)
{
    assert(n <= in->n);
    in->off += n;
    in->n -= n;
}

/* A whole member at once; false: leave it to zlib. */
static bool gzip_fast(struct tw_unpack *u, struct tw_window *in, struct tw_window *out)
{
    for (size_t room = u->guess; room <= FAST_MAX; room *= 4) {
        size_t used, made;
        enum libdeflate_result r;

        tw_window_room(out, room);
        r = libdeflate_gzip_decompress_ex(u->fast, in->buf + in->off, in->n,
                                          out->buf + out->off + out->n, room, &used, &made);
        if (r == LIBDEFLATE_SUCCESS) {
            take(in, used);
            out->n += made;
            u->guess = made * 2 < FAST_MIN ? FAST_MIN : made * 2 > FAST_MAX ? FAST_MAX : made * 2;
            return true;
        }
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE) break;
    }
    return false;
}

/* Zeros behind the last member are padding (tapes, block devices). */
static enum tw_status gzip_tail(struct tw_window *in)
{
    for (size_t i = 0; i < in->n; i++)
        if (in->buf[in->off + i]) return TW_BROKEN;
    take(in, in->n);
    return TW_DONE;
}

static enum tw_status gzip_step(struct tw_unpack *u, struct tw_window *in, struct tw_window *out,
                                bool ended)
{
    int r;

    if (u->between) {
        if (in->n == 0) return TW_DONE;
        if (tw_codec_sniff((struct tw_slice){in->buf + in->off, in->n}) != TW_CODEC_GZIP)
            return gzip_tail(in);
        if (gzip_fast(u, in, out)) return TW_OK;
        inflateReset2(&u->z, 15 + 16);
        u->between = false;
    }
    tw_window_room(out, STEP);
    u->z.next_in = (unsigned char *)in->buf + in->off;
    u->z.avail_in = (unsigned)(in->n < UINT32_MAX ? in->n : UINT32_MAX);
    u->z.next_out = (unsigned char *)out->buf + out->off + out->n;
    u->z.avail_out = STEP;
    r = inflate(&u->z, Z_NO_FLUSH);
    take(in, (size_t)((char *)u->z.next_in - (in->buf + in->off)));
    out->n += STEP - u->z.avail_out;
    if (r == Z_STREAM_END) return u->between = true, TW_OK;
    if (r != Z_OK && r != Z_BUF_ERROR) return TW_BROKEN;
    return ended && in->n == 0 && u->z.avail_out ? TW_BROKEN : TW_OK;
}

static uint32_t little32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* Takes the dictionary frame at the beginning of in, if there is one. */
static enum tw_status zstd_dictionary(struct tw_unpack *u, struct tw_window *in)
{
    const char *p = in->buf + in->off;
    size_t n, made;
    char *plain = NULL;
    enum tw_status st = TW_OK;

    if (in->n < 8 || little32(p) != 0x184D2A5D) return TW_OK;
    n = little32(p + 4);
    if (n > DICTIONARY_MAX) return TW_TOOBIG;
    if (n > in->n - 8) return TW_BROKEN;
    p += 8;
    if (n >= 4 && little32(p) == 0xFD2FB528) {      /* itself packed */
        plain = malloc(DICTIONARY_MAX);
        if (!plain) tw_oom(DICTIONARY_MAX);
        made = ZSTD_decompress(plain, DICTIONARY_MAX, p, n);
        if (ZSTD_isError(made)) st = TW_BROKEN;
        else if (ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, plain, made))) st = TW_BROKEN;
        free(plain);
    } else if (ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, p, n))) {
        st = TW_BROKEN;
    }
    take(in, 8 + n);
    return st;
}

static enum tw_status zstd_step(struct tw_unpack *u, struct tw_window *in, struct tw_window *out,
                                bool ended)
{
    ZSTD_inBuffer from;
    ZSTD_outBuffer to;
    size_t r;

    if (u->first) {
        enum tw_status st = zstd_dictionary(u, in);

        u->first = false;
        if (st != TW_OK) return st;
    }
    if (u->between && in->n == 0) return TW_DONE;
    tw_window_room(out, STEP);
    from = (ZSTD_inBuffer){in->buf + in->off, in->n, 0};
    to = (ZSTD_outBuffer){out->buf + out->off + out->n, STEP, 0};
    r = ZSTD_decompressStream(u->zstd, &to, &from);
    take(in, from.pos);
    out->n += to.pos;
    if (ZSTD_isError(r)) {
        ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
        return TW_BROKEN;
    }
    u->between = r == 0;
    return !u->between && ended && in->n == 0 && to.pos < STEP ? TW_BROKEN : TW_OK;
}

static enum tw_status bzip2_step(struct tw_unpack *u, struct tw_window *in, struct tw_window *out,
                                 bool ended)
{
    int r;

    if (u->between) {
        if (in->n == 0) return TW_DONE;
        BZ2_bzDecompressEnd(&u->bz);
        if (BZ2_bzDecompressInit(&u->bz, 0, 0) != BZ_OK) tw_oom(sizeof u->bz);
        u->between = false;
    }
    tw_window_room(out, STEP);
    u->bz.next_in = in->buf + in->off;
    u->bz.avail_in = (unsigned)(in->n < UINT32_MAX ? in->n : UINT32_MAX);
    u->bz.next_out = out->buf + out->off + out->n;
    u->bz.avail_out = STEP;
    r = BZ2_bzDecompress(&u->bz);
    take(in, (size_t)(u->bz.next_in - (in->buf + in->off)));
    out->n += STEP - u->bz.avail_out;
    if (r == BZ_STREAM_END) return u->between = true, TW_OK;
    if (r != BZ_OK) return TW_BROKEN;
    return ended && in->n == 0 && u->bz.avail_out ? TW_BROKEN : TW_OK;
}

static enum tw_status xz_step(struct tw_unpack *u, struct tw_window *in, struct tw_window *out,
                              bool ended)
{
    lzma_ret r;

    u->between = false;
    tw_window_room(out, STEP);
    u->xz.next_in = (const uint8_t *)in->buf + in->off;
    u->xz.avail_in = in->n;
    u->xz.next_out = (uint8_t *)out->buf + out->off + out->n;
    u->xz.avail_out = STEP;
    r = lzma_code(&u->xz, ended ? LZMA_FINISH : LZMA_RUN);
    take(in, (size_t)((const char *)u->xz.next_in - (in->buf + in->off)));
    out->n += STEP - u->xz.avail_out;
    if (r == LZMA_STREAM_END) return TW_DONE;
    if (r == LZMA_MEMLIMIT_ERROR) return TW_TOOBIG;
    return r == LZMA_OK ? TW_OK : TW_BROKEN;
}

enum tw_status tw_unpack_step(struct tw_unpack *u, struct tw_window *in, struct tw_window *out,
                              bool ended)
{
    switch (u->codec) {
    case TW_CODEC_GZIP: return gzip_step(u, in, out, ended);
    case TW_CODEC_ZSTD: return zstd_step(u, in, out, ended);
    case TW_CODEC_BZIP2: return bzip2_step(u, in, out, ended);
    case TW_CODEC_XZ: return xz_step(u, in, out, ended);
    case TW_CODEC_NONE: break;
    }
    return TW_DONE;
}

size_t tw_unpack_restart(struct tw_unpack *u, struct tw_slice in, size_t from)
{
    static const struct { enum tw_codec codec; const char *mark; size_t n; } marks[] = {
        {TW_CODEC_GZIP, "\x1F\x8B\x08", 3}, {TW_CODEC_ZSTD, "\x28\xB5\x2F\xFD", 4}, {TW_CODEC_BZIP2, "BZh", 3},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].codec != u->codec) continue;
        u->between = true;
        return tw_slice_find(in, (struct tw_slice){marks[i].mark, marks[i].n}, from);
    }
    return TW_NONE;
}
