/* extract/notfigure.h - numbers that are no figures.
**
** Ages, dates, clock times, years, ordinals, scores, calibres, numbers of
** flights, pages and articles, lengths of time, distances, speeds, warmth.
*/
#ifndef TW_EXTRACT_NOTFIGURE_H
#define TW_EXTRACT_NOTFIGURE_H
#include "extract/noun.h"
#include "extract/quantity.h"

/* True when the amount names, dates or measures something.  Looks at the times
** found before. */
bool tw_not_figure(const struct tw_text *t, const struct tw_sentence *s,
                   const struct tw_statements *found, const struct tw_quantity *q);

/* The same with what it would count: "two long hours". */
bool tw_not_figure_of(const struct tw_text *t, const struct tw_sentence *s,
                      const struct tw_quantity *q, const struct tw_counted *c);

/* True for the word "one", a figure only where something befell that one. */
bool tw_not_figure_alone(const struct tw_text *t, const struct tw_quantity *q);

#endif
