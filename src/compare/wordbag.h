/* compare/wordbag.h - what a span is about: its concepts with their weights.
**
** Cost: sorting when it is made; linear in both bags when two are compared, but
** for words that have only a near one in the other.
*/
#ifndef TW_COMPARE_WORDBAG_H
#define TW_COMPARE_WORDBAG_H
#include "compare/view.h"

/* Sorted by id, each id once. */
struct tw_bag_item { uint32_t id, near; float weight; uint16_t at; uint8_t flags; };
struct tw_bag { struct tw_bag_item *v; uint32_t n; float weight; };

/* The bag of the tokens [first, end).  Items without weight are left out. */
struct tw_bag tw_bag_of(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end);

/* Weight the bags share: equal concepts in full, near ones by six tenths.
** *against, when not NULL, gets the part whose negation differs. */
float tw_bag_shared(const struct tw_bag *a, const struct tw_bag *b, float *against);

#endif
