/* work/bundle.h - documents and articles in messages, several to each.
**
** A message costs three servers some 150 us of processor time together and more with its bytes; with
** 128 articles to a message an article costs them a quarter less than with 32 (bench/spread.py).
** Articles packed together take a third fewer bytes than each alone.  So a message holds what was
** done at one time, up to TW_BUNDLE_BYTES, which servers take as they come (1 MiB).  Each item says
** who gave it, and under which number, so that it can be told what became of it.
**
** The id of a message is made of its items: who does something twice makes the same message,
** which the broker keeps once.
*/
#ifndef TW_WORK_BUNDLE_H
#define TW_WORK_BUNDLE_H
#include "read/source.h"
#include "store/packing.h"

enum {
    TW_BUNDLE_BYTES = 768 << 10,    /* before packing; one item may be larger */
    TW_BUNDLE_ITEMS = 128,
    TW_SETTLED_MOST = 4096,         /* in a message */
    TW_BUNDLE_ID = 17               /* bytes of a message's id, with the NUL */
};

struct tw_item {
    struct tw_slice from;           /* who gave it; empty: nobody who wants to be told */
    uint64_t number;                /* there */
    struct tw_slice data;           /* tw_item_of_raw; or the bare form of store/parcel.h */
};

/* The message, packed, in mem, and its id. */
struct tw_slice tw_bundle_pack(struct tw_packer *packer, struct tw_arena *mem, const struct tw_item *item,
                               size_t n, char id[TW_BUNDLE_ID]);
/* *out lives in mem.  TW_BROKEN: damaged, or none; TW_TOOBIG. */
TW_MUST_USE enum tw_status tw_bundle_unpack(struct tw_packer *packer, struct tw_arena *mem,
                                            struct tw_slice message, struct tw_item **out, size_t *n);

/* A document as the data of an item, in mem, and back (borrowing). */
struct tw_slice tw_item_of_raw(struct tw_arena *mem, const struct tw_raw *raw);
TW_MUST_USE enum tw_status tw_item_raw(struct tw_slice data, struct tw_raw *out);

/* What became of items, as told to who gave them. */
enum tw_fate {
    TW_FATE_KEPT, TW_FATE_DUPLICATE,
    TW_FATE_NO_ARTICLE, TW_FATE_DROPPED,    /* these with a reason */
    TW_FATES
};
struct tw_settled { uint64_t number; enum tw_fate fate; struct tw_slice why; };

struct tw_slice tw_settled_write(struct tw_arena *mem, const struct tw_settled *v, size_t n);
TW_MUST_USE enum tw_status tw_settled_read(struct tw_arena *mem, struct tw_slice message,
                                           struct tw_settled **out, size_t *n);

#endif
