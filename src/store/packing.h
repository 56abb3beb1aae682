/* store/packing.h - texts made small: one zstd frame each.
**
** A frame may lean on a text that is there whenever it is read again (its base): what an
** article's page and its statements have in common with the article is then kept once.
** Method: zstd level 3 with the base as prefix (RFC 8878; zstd manual, "refPrefix").  A
** frame holds its size and a checksum of its content, so damage is found.
*/
#ifndef TW_STORE_PACKING_H
#define TW_STORE_PACKING_H
#include "base/slice.h"
#include "base/status.h"

enum { TW_UNPACKED_MAX = 256 << 20 };   /* bytes; four times the largest document */

/* Works for one thread; the caller frees it. */
struct tw_packer;
struct tw_packer *tw_packer_new(void);
void tw_packer_free(struct tw_packer *p);   /* NULL is fine */

/* The frame, in mem.  base may be empty. */
struct tw_slice tw_packer_pack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice text, struct tw_slice base);

/* The text again, in mem.  TW_BROKEN: damaged, or of another base; TW_TOOBIG: over TW_UNPACKED_MAX. */
TW_MUST_USE enum tw_status tw_packer_unpack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice frame,
                                            struct tw_slice base, struct tw_slice *text);

#endif
