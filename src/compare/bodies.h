/* compare/bodies.h - accounts that are a body's own statement, not reporting.
**
** A ministry, bank, company or brigade that publishes its own words is the
** speaker of everything it narrates, and the origin of whoever repeats it.
** Told by the outlet's name ("Ministry", "Bank"), by how the text speaks of it
** ("The Ministry is not aware ..."), and by the title; never when the account
** has a reporter's byline, an agency dateline or a credit.
*/
#ifndef TW_COMPARE_BODIES_H
#define TW_COMPARE_BODIES_H
#include "compare/outlets.h"

/* Whether the account is a body's own statement: tw_view.is_body. */
bool tw_is_body(struct tw_arena *mem, const struct tw_view *v);

/* Per account the name of the body, empty for reporting.  Bodies are taken off
** views->v[].press: naming one is not saying that it reported something. */
struct tw_slice *tw_bodies_find(struct tw_arena *mem, struct tw_views *views,
                                const struct tw_outlets *o);

#endif
