/* base/words.h - the word lists under data/, compiled in.
**
** data/LANG/NAME.txt becomes `tw_words_LANG_NAME` (tools/mkwords.c makes C of
** it at build time; a `-` in a name becomes `_`).  A line is an entry, or an
** entry, a TAB and its value; `#` begins a comment line.  Entries are stored
** as written and looked up exactly: lists that are compared folded are written
** in lower case.  Lookup: one hash, one comparison; no start-up work.
*/
#ifndef TW_BASE_WORDS_H
#define TW_BASE_WORDS_H
#include "base/slice.h"

#include <stdint.h>

struct tw_word { uint32_t key_at, value_at, key_n, value_n; }; /* places in tw_words_text */
struct tw_words {
    const struct tw_word *v;    /* in the order of the file */
    uint32_t n;
    uint32_t slots;             /* a power of two */
    const uint32_t *slot;       /* index + 1, 0 = free */
    uint32_t longest;           /* words (by spaces) in the longest entry */
    /* by the hash of a beginning, 8 * `slots` bits: may an entry have it? */
    const uint8_t *begins;
    /* by the low 5 bits of the first byte: a bit for those of the second */
    const uint32_t *starts;
};

/* The hash both sides use (FNV-1a 32, Fowler/Noll/Vo), in steps for who looks
** up ever longer beginnings of a text: start, more bytes, the hash so far. */
#define TW_WORDS_HASH_START 2166136261u
static inline uint32_t tw_words_hash_more(uint32_t h, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h;
}
static inline uint32_t tw_words_hash_end(uint32_t h) { return h ^ h >> 15; }
static inline uint32_t tw_words_hash(const char *p, size_t n)
{
    return tw_words_hash_end(tw_words_hash_more(TW_WORDS_HASH_START, p, n));
}

/* The entry, or NULL; with its hash when the caller has it already. */
const struct tw_word *tw_words_find(const struct tw_words *w, struct tw_slice key);
const struct tw_word *tw_words_find_hashed(const struct tw_words *w, struct tw_slice key,
                                           uint32_t hash);

/* The entry of the text with ASCII letters in lower case, or NULL; texts of
** over 128 bytes are never found. */
const struct tw_word *tw_words_find_nocase(const struct tw_words *w, struct tw_slice key);

/* May an entry begin with the text of this hash, or be it?  False is sure, for
** texts that end with a word: no entry goes on there with an ASCII letter or
** digit.  Ask it of ever longer beginnings and most need no lookup at all. */
static inline bool tw_words_begins(const struct tw_words *w, uint32_t hash)
{
    uint32_t at = hash & (w->slots * 8 - 1);

    return w->begins[at >> 3] >> (at & 7) & 1;
}

/* May an entry begin as this text does?  False is sure; true whenever one of
** the first two characters is not ASCII. */
static inline bool tw_words_may_begin(const struct tw_words *w, struct tw_slice s)
{
    unsigned char first = s.n ? (unsigned char)s.p[0] : 0x80,
        second = s.n > 1 ? (unsigned char)s.p[1] : 0x80;

    if (second < 0x80 && tw_is_space((char)second)) second = ' ';
    return first >= 0x80 || second >= 0x80 || w->starts[first & 31] >> (second & 31) & 1;
}

static inline bool tw_words_has(const struct tw_words *w, struct tw_slice key)
{
    return tw_words_find(w, key) != NULL;
}

/* The text of all lists; each key and value ends with a NUL that does not count. */
extern const char tw_words_text[];

static inline struct tw_slice tw_word_key(const struct tw_word *w)
{
    return (struct tw_slice){tw_words_text + w->key_at, w->key_n};
}

static inline struct tw_slice tw_word_value(const struct tw_word *w)
{
    return (struct tw_slice){tw_words_text + w->value_at, w->value_n};
}

/* The value as a string that ends with NUL. */
static inline const char *tw_word_string(const struct tw_word *w)
{
    return tw_words_text + w->value_at;
}

static inline bool tw_word_is(const struct tw_word *w, struct tw_slice key)
{
    return w->key_n == key.n && memcmp(tw_words_text + w->key_at, key.p, key.n) == 0;
}

#endif
