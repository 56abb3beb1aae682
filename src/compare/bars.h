/* compare/bars.h - which utterances and figures people keep apart, by their numbers.
**
** Rulings (compare/ruling.h) name an item by its earliest member.  The item is
** what would be together if nobody had said anything; what an account has of it
** is kept from all others of it.
*/
#ifndef TW_COMPARE_BARS_H
#define TW_COMPARE_BARS_H
#include "compare/ruling.h"

#include <stdbool.h>
#include <stdint.h>

struct tw_side;

struct tw_bar { uint32_t a, b; };
struct tw_bars {
    struct tw_bar *v; size_t n, cap;
    /* per utterance or figure, for a root: that one of its group is in a bar */
    uint8_t *has_bar;
};

/* From the groups as they are without: per utterance, per figure.  In the
** memory of the comparison. */
struct tw_bars tw_bars_of_said(const struct tw_side *s, const uint32_t *group);
struct tw_bars tw_bars_of_figures(const struct tw_side *s, const uint32_t *group);

/* Takes what may not be together out of groups of twins, whose first is parent[i]. */
void tw_bars_part(struct tw_bars *bars, uint32_t *parent, uint32_t n);

/* True when the groups with the roots a and b may not become one. */
bool tw_bars_between(const struct tw_bars *bars, const uint32_t *parent, uint32_t a, uint32_t b);

/* The group of `other` becomes part of that of the root. */
static inline void tw_bars_merge(struct tw_bars *bars, uint32_t root, uint32_t other)
{
    if (bars->n > 0) bars->has_bar[root] |= bars->has_bar[other];
}

/* Utterances of whose group an account (-1: any) names the wrong speaker. */
struct tw_denial { uint32_t utterance; int account; };
struct tw_denials { struct tw_denial *v; size_t n, cap; };
struct tw_denials tw_denials_of(const struct tw_side *s);

#endif
