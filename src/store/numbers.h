/* store/numbers.h - numbers as text: decimal, a space or line end behind each. */
#ifndef TW_STORE_NUMBERS_H
#define TW_STORE_NUMBERS_H
#include "base/buf.h"

#include <stdint.h>

void tw_numbers_add(struct tw_buf *out, uint64_t n, char behind);

/* Cuts a number and the space behind it off *rest; false: there is none, or it is over 2^63 - 1. */
bool tw_numbers_cut(struct tw_slice *rest, uint64_t *n);

#endif
