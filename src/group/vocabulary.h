/* group/vocabulary.h - what the words behind the hashes look like, for explaining.
**
** Each word that a vector keeps is stored once, as it was first written; words
** not seen within the window are forgotten.  Pairs of words are not stored.
*/
#ifndef TW_GROUP_VOCABULARY_H
#define TW_GROUP_VOCABULARY_H
#include "base/slice.h"
#include "dedup/column.h"

#include <stdint.h>

struct tw_spelling { uint32_t hash, off, len, seen; };      /* len 0: a free slot; seen: the last article */

struct tw_vocabulary { struct tw_column slot, text; size_t used; };

void tw_vocabulary_start(struct tw_vocabulary *v);
void tw_vocabulary_free(struct tw_vocabulary *v);

/* Notes that an article has the word.  At most 60 bytes of it are kept. */
void tw_vocabulary_add(struct tw_vocabulary *v, uint32_t hash, struct tw_slice text,
                       uint32_t article);

/* The word, or an empty slice. */
struct tw_slice tw_vocabulary_text(const struct tw_vocabulary *v, uint32_t hash);

/* Forgets words last seen before article `oldest`. */
void tw_vocabulary_expire(struct tw_vocabulary *v, uint32_t oldest);

/* Makes the vocabulary of stored slots and text; false when they make no sense. */
bool tw_vocabulary_restore(struct tw_vocabulary *v, const struct tw_column *slots,
                           const struct tw_column *text);

static inline size_t tw_vocabulary_bytes(const struct tw_vocabulary *v)
{
    return tw_column_bytes(&v->slot) + tw_column_bytes(&v->text);
}

#endif
