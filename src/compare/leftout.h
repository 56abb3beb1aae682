/* compare/leftout.h - what an account leaves out.
**
** Cost: linear in the members of all statements and figures.
*/
#ifndef TW_COMPARE_LEFTOUT_H
#define TW_COMPARE_LEFTOUT_H
#include "compare/comparison.h"

/* What an account does not have and accounts of two origins or more have, at
** least one of them no later than it. */
struct tw_left_out { bool is_figure; size_t index; unsigned origins; };    /* of said or figures */
struct tw_left_outs { struct tw_left_out *v; size_t n; };

/* The item in words: "Kari Moen: “…”", "injured people". */
struct tw_slice tw_left_out_words(struct tw_arena *mem, const struct tw_comparison *c,
                                  const struct tw_left_out *x);

/* By origins, most first, then in the order of the comparison. */
struct tw_left_outs tw_left_out_by(struct tw_arena *mem, const struct tw_comparison *c,
                                   unsigned account);

#endif
