/* dedup/chains.h - which articles have a key: an index for streams.
**
** A log of postings in the order the articles came, and a hash table from the
** key to its newest posting; each posting names the one before it.  A chain
** therefore runs from the newest holder to the oldest, and whoever is too old is
** simply where the walk ends; their room is taken back when a third of the log is
** too old.  About 16 bytes a posting and 8 a key.
*/
#ifndef TW_DEDUP_CHAINS_H
#define TW_DEDUP_CHAINS_H
#include "dedup/column.h"

#include <stdbool.h>

#include <stdint.h>

struct tw_posting {
    uint32_t key;
    uint32_t article;       /* running number */
    uint32_t before;        /* posting + 1; 0: none */
    uint32_t note;          /* the owner's */
};

struct tw_chains {
    struct tw_column posting, slot;     /* slot: posting + 1 of the newest, 0 free */
    size_t used;                        /* slots */
};

void tw_chains_start(struct tw_chains *x);
void tw_chains_free(struct tw_chains *x);

/* Adds a posting; article numbers must not fall. */
void tw_chains_add(struct tw_chains *x, uint32_t key, uint32_t article, uint32_t note);

/* Sets head[i] to where the chain of key[i] begins: posting + 1, or 0.  The
** cache misses of all keys overlap. */
void tw_chains_heads(const struct tw_chains *x, const uint32_t *key, size_t n, uint32_t *head);

/* The posting behind such a number. */
static inline const struct tw_posting *tw_chains_at(const struct tw_chains *x, uint32_t head)
{
    return (const struct tw_posting *)x->posting.v + (head - 1);
}

/* Asks for a posting that will be looked at soon. */
static inline void tw_chains_soon(const struct tw_chains *x, uint32_t head)
{
    __builtin_prefetch((const struct tw_posting *)x->posting.v + (head - 1));
}

/* Takes back the room of articles numbered < oldest when it is worth it. */
void tw_chains_expire(struct tw_chains *x, uint32_t oldest);

/* Makes table and chains again from keys, articles and notes (after loading). */
void tw_chains_rebuild(struct tw_chains *x);

/* True when no posting is of an article numbered >= end or out of order. */
bool tw_chains_sound(const struct tw_chains *x, uint64_t end);

static inline size_t tw_chains_bytes(const struct tw_chains *x)
{
    return tw_column_bytes(&x->posting) + tw_column_bytes(&x->slot);
}

#endif
