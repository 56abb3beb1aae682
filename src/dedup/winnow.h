/* dedup/winnow.h - the fingerprints of a text.
**
** Winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003, s.3): of every 17
** neighbouring runs of 8 words the one with the smallest hash is kept, the
** rightmost of equals.  Two texts that share 24 words in a row therefore share
** a fingerprint that lies in them (17 + 8 - 1 = 24); about one word in nine
** gives one.
**
** Each fingerprint also tells a little of the 8 words on either side.  A shared
** run of 24 words that holds the fingerprint holds at least one of the two
** sides whole, so a hit with neither side equal is no such run: this is what
** keeps chance hits from costing a look at the text.
*/
#ifndef TW_DEDUP_WINNOW_H
#define TW_DEDUP_WINNOW_H
#include "dedup/wordscan.h"

enum { TW_WINNOW_GRAM = 8, TW_WINNOW_WINDOW = 17,
       TW_WINNOW_RUN = TW_WINNOW_GRAM + TW_WINNOW_WINDOW - 1 };

struct tw_print {
    uint32_t hash;
    uint32_t word;          /* the first of its run */
    uint8_t left, right;    /* of the words before and behind; 0: there are not so many */
};
struct tw_prints { struct tw_print *v; size_t n; };

/* The fingerprints of a scanned text by rising word, in mem.  A text of fewer
** than 8 words has one, of all its words; an empty text none. */
struct tw_prints tw_winnow(struct tw_arena *mem, const struct tw_scan *scan);

/* Index of the first fingerprint at word `from` or behind; p.n when none is. */
size_t tw_prints_from(struct tw_prints p, uint32_t from);

/* True when the sides allow a shared run of 24 words. */
static inline bool tw_print_agrees(uint8_t left_a, uint8_t right_a, uint8_t left_b, uint8_t right_b)
{
    return (left_a && left_a == left_b) || (right_a && right_a == right_b);
}

#endif
