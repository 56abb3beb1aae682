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

/* Reads at most `most` words (TW_LW_WORDS at the most). */
void tw_linewords_read(struct tw_slice line, size_t most, struct tw_linewords *out);

/* Words i to j - 1 as they stand in the lists. */
static inline struct tw_slice tw_linewords_key(const struct tw_linewords *l, size_t i, size_t j)
{
    return (struct tw_slice){l->p + l->w[i].off, (size_t)(l->w[j - 1].end - l->w[i].off)};
}

/* The lists "lines" and "footers" of a language; NULL when there is none. */
const struct tw_words *tw_lines_of(struct tw_slice lang);
const struct tw_words *tw_footers_of(struct tw_slice lang);

#endif
