/* compare/opposite.h - contradictions without a "not".
**
** "The gate was locked", "all the exits were open": data/en/opposites has words by
** the matter that they are about and the side they take in it, that of a reproach
** or that of who defends himself.  A negation changes the side.
** Cost: linear in the words of the span.
*/
#ifndef TW_COMPARE_OPPOSITE_H
#define TW_COMPARE_OPPOSITE_H
#include "compare/view.h"

enum { TW_SIDES = 6 };          /* matters kept of a span */

struct tw_sides {
    struct { uint32_t matter; bool is_reproach; } v[TW_SIDES];
    unsigned n;
};

/* Adds the sides that the words of the span take. */
void tw_sides_add(struct tw_sides *s, const struct tw_view *v, struct tw_span span);

/* True when `a` takes the side of defence, and no other, in a matter in which `b`
** reproaches. */
bool tw_sides_answer(const struct tw_sides *a, const struct tw_sides *b);

/* The first words of the span that defend in a matter in which `against`
** reproaches; len 0 = none. */
struct tw_span tw_sides_word(const struct tw_view *v, struct tw_span span,
                             const struct tw_sides *against);

#endif
