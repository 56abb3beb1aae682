/* store/numbers.c - decimal numbers, there and back. */
#include "store/numbers.h"

void tw_numbers_add(struct tw_buf *out, uint64_t n, char behind)
{
    char digit[24];
    size_t at = sizeof digit;

    digit[--at] = behind;
    do digit[--at] = (char)('0' + n % 10); while ((n /= 10) > 0);
    tw_buf_add(out, (struct tw_slice){digit + at, sizeof digit - at});
}

bool tw_numbers_cut(struct tw_slice *rest, uint64_t *n)
{
    size_t i = 0;
    uint64_t x = 0;

    for (; i < rest->n && tw_is_digit(rest->p[i]); i++) {
        uint64_t digit = (uint64_t)(rest->p[i] - '0');

        if (x > ((uint64_t)INT64_MAX - digit) / 10) return false;
        x = x * 10 + digit;
    }
    if (i == 0 || (i < rest->n && rest->p[i] != ' ')) return false;
    *rest = tw_slice_sub(*rest, i + (i < rest->n), rest->n);
    *n = x;
    return true;
}
