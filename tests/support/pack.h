/* tests/support/pack.h - compressed files, made on the spot. */
#ifndef TW_TESTS_PACK_H
#define TW_TESTS_PACK_H
#include "base/slice.h"

/* The bytes as one gzip member, zstd frame, bzip2 or xz stream, in mem. */
struct tw_slice pack_gzip(struct tw_arena *mem, struct tw_slice s);
struct tw_slice pack_zstd(struct tw_arena *mem, struct tw_slice s);
struct tw_slice pack_bzip2(struct tw_arena *mem, struct tw_slice s);
struct tw_slice pack_xz(struct tw_arena *mem, struct tw_slice s);
struct tw_slice pack_zlib(struct tw_arena *mem, struct tw_slice s);
struct tw_slice pack_deflate(struct tw_arena *mem, struct tw_slice s);  /* raw */

/* `n` bytes of text that packs like text: words drawn from a fixed sequence. */
struct tw_slice pack_text(struct tw_arena *mem, size_t n);

#endif
