/* clean/linewords.h - a line brought to plain words, for looking it up in lists.
**
** Words in lower case with one blank between them: punctuation left out, runs
** of digits as 0, ’ as ', © a word of its own, "ShareTweet" as two words.
** For clean/line.c.
*/
#ifndef TW_CLEAN_LINEWORDS_H
#define TW_CLEAN_LINEWORDS_H
#include "base/words.h"

#include <stdint.h>

enum { TW_LW_WORDS = 24, TW_LW_BYTES = 240 };

struct tw_linewords {
    struct tw_slice line;
    size_t at;                  /* how far it is read */
    char p[TW_LW_BYTES + 8];
    uint16_t n;                 /* bytes */
    uint16_t words;
    bool whole;                 /* the line has no more words than these */
    struct {
        uint16_t off, end;      /* in p */
        uint32_t from, to;      /* in the line */
        bool colon;             /* a colon, or a dash between blanks, follows */
    } w[TW_LW_WORDS];
};

/* Begins with a line that outlives the words; reads none of them yet. */
static inline void tw_linewords_start(struct tw_linewords *l, struct tw_slice line)
{
    l->line = line;
    l->at = l->n = l->words = 0;
    l->whole = line.n == 0;
}

/* Reads on until there are `most` words (TW_LW_WORDS at the most), or all of
** them.  What follows a word is known when the next is read. */
void tw_linewords_more(struct tw_linewords *l, size_t most);

static inline void tw_linewords_read(struct tw_slice line, size_t most, struct tw_linewords *out)
{
    tw_linewords_start(out, line);
    tw_linewords_more(out, most);
}

/* Words i to j - 1 as they stand in the lists. */
static inline struct tw_slice tw_linewords_key(const struct tw_linewords *l, size_t i, size_t j)
{
    return (struct tw_slice){l->p + l->w[i].off, (size_t)(l->w[j - 1].end - l->w[i].off)};
}

/* The list "lines" of a language; NULL when there is none. */
const struct tw_words *tw_lines_of(struct tw_slice lang);

#endif
