/* read/unpack.h - the decoders behind read/stream.h and tw_inflate.
**
** One step takes packed bytes from one window and appends unpacked ones to
** another.  Not for other files.
*/
#ifndef TW_READ_UNPACK_H
#define TW_READ_UNPACK_H
#include "base/slice.h"
#include "base/status.h"

/* Bytes buf[off, off + n) are in view; grown by malloc, freed by its owner. */
struct tw_window { char *buf; size_t off, n, cap; };

/* Room for `room` bytes behind the view: moves the view to the front, or grows. */
void tw_window_room(struct tw_window *w, size_t room);

enum tw_codec { TW_CODEC_NONE, TW_CODEC_GZIP, TW_CODEC_ZSTD, TW_CODEC_BZIP2, TW_CODEC_XZ };
enum { TW_CODEC_BYTES = 6 };    /* that tw_codec_sniff wants to see */
enum tw_codec tw_codec_sniff(struct tw_slice first);

struct tw_unpack;
struct tw_unpack *tw_unpack_new(enum tw_codec codec);
void tw_unpack_free(struct tw_unpack *u);       /* NULL is fine */

/* True when the last member is complete: the next step begins one. */
bool tw_unpack_between(const struct tw_unpack *u);

/* Does one step.  TW_OK: go on; TW_DONE: the packed text is complete;
** TW_BROKEN: damaged, or `ended` in the middle of a member; TW_TOOBIG: needs
** more memory than the decoder may have. */
TW_MUST_USE enum tw_status tw_unpack_step(struct tw_unpack *u, struct tw_window *in,
                                          struct tw_window *out, bool ended);

/* After TW_BROKEN: the first place at or after `from` in `in` where a member
** seems to begin, and the decoder ready for it; TW_NONE. */
size_t tw_unpack_restart(struct tw_unpack *u, struct tw_slice in, size_t from);

#endif
