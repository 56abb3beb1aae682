/* extract/quantity.h - an amount: numbers with what says how exact they are.
**
** "at least 23", "between 12 and 15", "€400m to €500m", "Rs. 10 lakh", "one in
** three", "107 or more", "6 per cent".  Joins one or two numbers, a comparator
** before or behind, and money or percent.  What is counted is not read here
** (noun.h, figure.c), and an amount may still be a date, an age or a score.
** Words: data/en/comparators*.txt, data/en/money.txt, data/any/currencies.txt.
*/
#ifndef TW_EXTRACT_QUANTITY_H
#define TW_EXTRACT_QUANTITY_H
#include "extract/number.h"

enum tw_quantity_unit { TW_COUNT, TW_PERCENT, TW_POINTS, TW_MONEY };

struct tw_quantity {
    size_t first, end;              /* tokens with comparator, currency and percent sign */
    size_t number_first, number_end;
    struct tw_number number;        /* the first one */
    struct tw_number upper;         /* of a range; end 0 when there is none */
    enum tw_comparator comparator;
    bool is_compared;               /* a comparator stands there */
    enum tw_quantity_unit unit;
    struct tw_slice currency;       /* ISO 4217, for TW_MONEY */
    bool is_hundredths;             /* while it is read: pence, cents of that currency */
};

/* Reads the amount whose number begins at token i of the sentence [from, end):
** looks back as far as `from`.  Returns the token behind its last number word;
** 0 when no number begins at i. */
size_t tw_quantity_read(const struct tw_text *t, size_t from, size_t i, size_t end,
                        struct tw_quantity *out);

/* Reads "or more", "or so" that begins at token `at` into the comparator when
** none stands before the amount; returns its length in tokens. */
size_t tw_quantity_compare_behind(const struct tw_text *t, size_t at, size_t end,
                                  struct tw_quantity *q);

/* low and high as struct tw_figure defines them. */
void tw_quantity_bounds(const struct tw_quantity *q, struct tw_figure *f);

#endif
