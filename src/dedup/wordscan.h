/* dedup/wordscan.h - the words of a text as hashes, with where they stand.
**
** A word is a run of letters, marks and digits, compared without case and
** without the accents of Latin letters ("Café" = "cafe"), so that two texts can
** be compared by numbers alone.  Scripts written without spaces (Han, Kana,
** Thai, Lao, Khmer, Burmese) give one word a character.
** Cost: one pass, about a nanosecond a byte of ASCII.
*/
#ifndef TW_DEDUP_WORDSCAN_H
#define TW_DEDUP_WORDSCAN_H
#include "base/slice.h"

#include <stdint.h>

enum {
    TW_SCAN_CAP = 1,        /* begins with an upper-case letter */
    TW_SCAN_CAPS = 2,       /* a second upper-case letter follows: an acronym, or shouting */
    TW_SCAN_DIGIT = 4,      /* begins with a digit */
    TW_SCAN_START = 8,      /* first word of a sentence, a paragraph or a quotation */
    TW_SCAN_QUOTED = 16,    /* inside quotation marks */
    TW_SCAN_SPACELESS = 32, /* a character of a script without spaces */
    TW_SCAN_APART = 64      /* more than one space or a hyphen stands before it */
};

struct tw_scan_word {
    uint32_t hash;
    uint32_t off;           /* bytes into the text */
    uint16_t len;           /* bytes; words are cut at TW_SCAN_LONGEST */
    uint16_t flags;
};

struct tw_scan { struct tw_scan_word *v; size_t n; };

/* what lies behind that many words is not seen */
enum { TW_SCAN_LONGEST = 256, TW_SCAN_WORDS = 1 << 19 };

/* The words of a valid UTF-8 text, in mem. */
struct tw_scan tw_scan(struct tw_arena *mem, struct tw_slice text);

/* The hash of one word given as it is written anywhere. */
uint32_t tw_scan_hash(struct tw_slice word);

/* The hash of bytes that are folded already, in the same space: of an ASCII
** word in lower case it is the word's. */
uint32_t tw_scan_hash_bytes(struct tw_slice folded);

/* The bytes from word i to word j, both included. */
static inline struct tw_span tw_scan_span(const struct tw_scan *s, size_t i, size_t j)
{
    return tw_span_from_to(s->v[i].off, s->v[j].off + s->v[j].len);
}

#endif
