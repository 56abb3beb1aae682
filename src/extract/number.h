/* extract/number.h - numbers as they are written: digits, words and both.
**
** "4,000", "1,23,456", "1.234.567", "3.5 lakh crore", "2.4m", "Sixty-one",
** "one hundred and twelve", "half a million", "tens of thousands", "several
** hundred", "two-thirds", "one in five", "31st".  Says nothing about what is
** counted: years, ages and scores are numbers here (figure.c tells them apart).
** Words: data/en/numbers.txt.  Cost: one lookup a word, nothing allocated.
*/
#ifndef TW_EXTRACT_NUMBER_H
#define TW_EXTRACT_NUMBER_H
#include "extract/token.h"

enum tw_number_kind {
    TW_NUMBER_PLAIN,
    TW_NUMBER_VAGUE,            /* "dozens": value is the least it can mean */
    TW_NUMBER_SHARE,            /* "two-thirds": value in percent, to one decimal */
    TW_NUMBER_ORDINAL           /* "31st" */
};

struct tw_number {
    size_t first, end;          /* tokens [first, end) */
    double value;
    enum tw_number_kind kind;
    bool is_digits;             /* begins with digits */
    bool is_grouped;            /* has thousands separators */
    bool is_decimal;
    bool has_magnitude;         /* million, bn, lakh, hundred ... */
    bool is_bare_m;             /* "600m": million or metres */
    /* "-odd" of "300-odd": an entry of en/comparators-after; else empty */
    struct tw_slice tail;
};

/* The rule of a number word ('n', 'x', ... of data/LANG/numbers.txt), 0 when it
** is none (*value 0). */
char tw_number_word(const struct tw_lexicon *lexicon, struct tw_slice word, double *value);

/* Reads the number that begins at token i (i < end).  Returns its length in
** tokens; 0 when none begins there. */
size_t tw_number_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out);

#endif
