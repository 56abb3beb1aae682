/* extract/digits.h - numbers in digits with their separators.
**
** "4,000", "1,23,456", "1.234.567", "3.5", "3,5".  The separators decide what
** they are; a date or a version ("12.03.2024") is no number.
*/
#ifndef TW_EXTRACT_DIGITS_H
#define TW_EXTRACT_DIGITS_H
#include "base/slice.h"

struct tw_digits {
    double value;
    size_t n;           /* bytes read; 0 when no number begins here */
    bool is_grouped;    /* has thousands separators */
    bool is_decimal;
};

/* Reads the number at the start of s; what stands behind it is left to the caller. */
struct tw_digits tw_digits_read(struct tw_slice s);

#endif
