/* tests/support/invent.h - texts of made-up words, the same on every run. */
#ifndef TW_TESTS_INVENT_H
#define TW_TESTS_INVENT_H
#include "base/buf.h"

#include <stdint.h>

struct invent { uint64_t s; };      /* any number to begin with */

/* A number below `below`. */
uint32_t invent_number(struct invent *v, uint32_t below);

/* `words` words, a space between them; two texts from different numbers
** practically never share five words in a row. */
struct tw_slice invent_words(struct tw_arena *mem, struct invent *v, size_t words);

/* The parts one after the other with a space between them. */
struct tw_slice invent_join(struct tw_arena *mem, struct tw_slice a, struct tw_slice b,
                            struct tw_slice c);

#endif
