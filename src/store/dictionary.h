/* store/dictionary.h - the dictionaries that a store's frames lean on.
**
** When a store has TW_DICTIONARY_AFTER articles, the next transaction makes a dictionary of
** them and keeps it; what is stored from then on is packed with it.  So it speaks the
** languages of the articles that come.
*/
#ifndef TW_STORE_DICTIONARY_H
#define TW_STORE_DICTIONARY_H
#include "store/store_int.h"

enum { TW_DICTIONARY_AFTER = 2000 };    /* articles; more make it no better (bench/store_bench.c) */

/* Makes the newest dictionary known to the packer, or makes one.  Part of tw_store_begin. */
TW_MUST_USE enum tw_status tw_dictionary_ready(struct tw_store *s);

/* Unpacks, getting the dictionary first when it must be.  TW_BROKEN: s->why is not set. */
TW_MUST_USE enum tw_status tw_dictionary_unpack(struct tw_store *s, struct tw_arena *mem,
                                                struct tw_slice frame, struct tw_slice base,
                                                struct tw_slice *text);

/* Both copies of each are whole, or `found` is told. */
TW_MUST_USE enum tw_status tw_dictionary_check(struct tw_store *s, tw_store_found *found,
                                               void *context);

#endif
