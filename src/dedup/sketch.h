/* dedup/sketch.h - a text as one byte a word: enough to tell whether it is worth fetching.
**
** The byte is the low end of the word's hash (dedup/wordscan.h), so equal words
** have equal bytes, and one pair of different words in 256 has too: what two
** sketches share is never less than what the texts share.
*/
#ifndef TW_DEDUP_SKETCH_H
#define TW_DEDUP_SKETCH_H
#include "dedup/wordscan.h"

#include <string.h>

struct tw_sketch { const uint8_t *v; size_t n; };      /* n words */

static inline uint8_t tw_sketch_byte(const struct tw_scan_word *w)
{
    return (uint8_t)w->hash;
}

/* In mem. */
static inline struct tw_sketch tw_sketch_of(struct tw_arena *mem, const struct tw_scan *s)
{
    uint8_t *v = tw_arena_alloc(mem, s->n);

    for (size_t i = 0; i < s->n; i++) v[i] = tw_sketch_byte(&s->v[i]);
    return (struct tw_sketch){v, s->n};
}

/* Words i to i + 7 as a number; those behind the end are 0. */
static inline uint64_t tw_sketch_eight(struct tw_sketch s, size_t i)
{
    uint64_t x = 0;

    if (s.n - i >= sizeof x) memcpy(&x, s.v + i, sizeof x);
    else memcpy(&x, s.v + i, s.n - i);
    return x;
}

#endif
