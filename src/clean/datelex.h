/* clean/datelex.h - a text cut into the numbers, words and marks of dates.
**
** White space only separates.  A number is a run of decimal digits of any
** script; a word is a run of letters, but each Chinese character or kana is a
** word of its own, so that 年, 月 and 日 stand alone; everything else is a mark.
** One pass, no memory.
*/
#ifndef TW_CLEAN_DATELEX_H
#define TW_CLEAN_DATELEX_H
#include "base/slice.h"

#include <stdint.h>

enum tw_datetoken_kind { TW_DT_END, TW_DT_NUMBER, TW_DT_WORD, TW_DT_MARK };

struct tw_datetoken {
    enum tw_datetoken_kind kind;
    bool spaced;                /* white space stands before it */
    unsigned digits;            /* of a number */
    /* of a word of ASCII letters, in lower case (base/words.h); 0: of another */
    uint32_t hash;
    /* of a number, saturated; the code point of a mark; the first one of a word */
    uint64_t value;
    size_t off, end;            /* bytes of the text */
};

/* Cuts at most `cap` tokens from byte `from` on into v; returns how many. */
size_t tw_datelex(struct tw_slice text, size_t from, struct tw_datetoken *v, size_t cap);

#endif
