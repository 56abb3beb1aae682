/* compare/measure.h - lengths of time, ages, degrees and bare numbers, for comparing.
**
** The figures of an article (extract) count things; "seven years in prison",
** "a 64-metre section", "Anna Bek, 58," and "alert level 4" are no figures
** there, but two accounts may agree on them or not.  Points in time ("three
** weeks ago") are left out.  A number that counts nothing by itself ("only
** forty had been approved") has no unit: it can only repeat a figure of
** another account.
*/
#ifndef TW_COMPARE_MEASURE_H
#define TW_COMPARE_MEASURE_H
#include "compare/view.h"

struct tw_measures { struct tw_figure *v; size_t n; };

/* The measures of an account that are no figures already, in the order of the
** text; unit "other:years" and so on, ages with of = "age"; empty for a bare number. */
struct tw_measures tw_measures_read(struct tw_arena *mem, const struct tw_view *v);

/* The factor that puts the unit into the one it is compared in, whose name goes
** to *unit; 1 and the unit itself when there is none. */
double tw_measure_factor(struct tw_slice noun, struct tw_slice *unit);

/* Whether the number at the token is set against the one before: "and not 130". */
bool tw_is_contrast(const struct tw_text *t, size_t from, size_t number);

#endif
