/* store/packing.h - texts made small: one zstd frame each.
**
** A frame may lean on a text that is there whenever it is read again (its base): what an
** article's page and its statements have in common with the article is then kept once.
** Without a base it leans on a dictionary, if there is one, made of articles of the same
** store: 2 KB of text alone pack badly.  A frame names its dictionary.
** Method: zstd level 3 with a prefix or a dictionary (RFC 8878; zstd manual).  A frame
** holds its size and a checksum of its content, so damage is found.
*/
#ifndef TW_STORE_PACKING_H
#define TW_STORE_PACKING_H
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

enum {
    TW_UNPACKED_MAX = 256 << 20,    /* bytes; four times the largest document */
    TW_DICTIONARIES = 8,            /* known to one packer */
};

/* Works for one thread; the caller frees it. */
struct tw_packer;
struct tw_packer *tw_packer_new(void);
void tw_packer_free(struct tw_packer *p);   /* NULL is fine */

/* Packs in two thirds of the time from now on, a twentieth larger: for what does not stay. */
void tw_packer_fast(struct tw_packer *p);

/* The frame, in mem.  base may be empty. */
struct tw_slice tw_packer_pack(struct tw_packer *p, struct tw_arena *mem, struct tw_slice text,
                               struct tw_slice base);

/* The text again, in mem.  TW_BROKEN: damaged, or of another base; TW_TOOBIG: over
** TW_UNPACKED_MAX; TW_NOTFOUND: its dictionary is not known. */
TW_MUST_USE enum tw_status tw_packer_unpack(struct tw_packer *p, struct tw_arena *mem,
                                            struct tw_slice frame, struct tw_slice base,
                                            struct tw_slice *text);

/* The number of the dictionary that a frame leans on; 0: none. */
uint32_t tw_packer_leans_on(struct tw_slice frame);

/* Makes a dictionary of n samples, which lie in `all` one behind the other, in mem: empty
** when they have too little in common.  *number is its name.  0.3 s for 2,000 articles. */
struct tw_slice tw_packer_train(struct tw_arena *mem, struct tw_slice all, const size_t *size,
                                unsigned n, uint32_t *number);

/* Makes a dictionary known (its bytes are copied), for unpacking and, from now on, packing.
** false: it is none, or not of that number. */
bool tw_packer_learn(struct tw_packer *p, uint32_t number, struct tw_slice dictionary);
/* Forgets all of them. */
void tw_packer_forget(struct tw_packer *p);

#endif
