/* read/stream.h - the bytes of a file, unpacked on the way, seen through a window.
**
** Compression is told from the first bytes: gzip, zstd, bzip2, xz; anything
** else passes as it is.  A gzip file of many members (one a record, as in web
** archives), a zstd file of many frames and concatenated bzip2 or xz streams
** read as one text; where members begin is remembered.
**
**     while ((st = tw_stream_fill(s, 4)) == TW_OK) { ... tw_stream_window(s) ... tw_stream_skip(s,
**     n); }
**
** Whole gzip members that fit the input window go through libdeflate (about
** twice zlib's speed), longer ones and damaged ones through zlib.
** Limits: more than TW_STREAM_RATIO bytes out for each byte in, once over
** 64 MiB, is a bomb.  Memory: what is asked for in one fill, 1 MiB of input,
** and the decoder's own (at most 128 MiB for xz and zstd).
*/
#ifndef TW_READ_STREAM_H
#define TW_READ_STREAM_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

enum { TW_STREAM_RATIO = 256 };     /* repetitive JSON lines reach 50; a bomb 1,000 and more */

struct tw_stream;

/* A stream over nothing, to be started on one file after another. */
struct tw_stream *tw_stream_new(void);
void tw_stream_free(struct tw_stream *s);       /* NULL is fine; does not close the file */

/* Begins to read fd (borrowed) from where it stands; that place is offset 0. */
void tw_stream_start(struct tw_stream *s, int fd);

/* Makes at least `want` bytes visible.  TW_OK; TW_DONE: fewer are left, all of
** them visible; TW_BROKEN (damaged or cut off compressed data), TW_TOOBIG (a
** bomb), TW_IO: the same, for that reason. */
TW_MUST_USE enum tw_status tw_stream_fill(struct tw_stream *s, size_t want);

/* The visible bytes; valid until the next fill or skip. */
struct tw_slice tw_stream_window(const struct tw_stream *s);
void tw_stream_skip(struct tw_stream *s, size_t n);     /* n <= visible bytes */

/* After TW_BROKEN: goes on at the next place where a member begins.  false:
** there is none, or the file is not made of members; fill then says TW_DONE. */
bool tw_stream_resync(struct tw_stream *s);

/* Gives the rest of the file up: nothing is visible any more, fill says TW_DONE. */
void tw_stream_stop(struct tw_stream *s);

uint64_t tw_stream_offset(const struct tw_stream *s);   /* of the window, in unpacked bytes */
uint64_t tw_stream_taken(const struct tw_stream *s);    /* bytes of the file used up so far */

/* True when a member begins at the window's first byte; *at gets its offset in
** the file. */
bool tw_stream_at_member(const struct tw_stream *s, uint64_t *at);

/* True when a member begins among the visible bytes [from, to] or right behind
** them: the one before it was then complete. */
bool tw_stream_member_in(const struct tw_stream *s, size_t from, size_t to);

/* One packed text in memory, as HTTP sends it.  coding: "gzip", "deflate"
** (zlib or raw), "br", "zstd".  At most `max` bytes; TW_TOOBIG beyond, TW_BROKEN
** when damaged: *out then holds what came before. */
TW_MUST_USE enum tw_status tw_inflate(struct tw_arena *mem, struct tw_slice packed,
                                      struct tw_slice coding, size_t max, struct tw_slice *out);

#endif
