/* clean/dateinfer.h - when an article was published, told from its text alone.
**
** "Speaking on March 25, he added", "said on Monday": clues without a year, and
** often without a day.  The answer is the latest day, not after the time
** received, that fits the clues: the dateline's day when there is one, else the
** latest day that is told as past; the year is the latest in which the
** weekdays named around it agree.
** Cost: reads the first 4,000 bytes.
*/
#ifndef TW_CLEAN_DATEINFER_H
#define TW_CLEAN_DATEINFER_H
#include "clean/dateline.h"

/* dateline may be NULL.  received must be known to the day, else nothing is
** inferred.  The result is unknown, or has the grain of a day. */
struct tw_date tw_date_infer(struct tw_slice text, struct tw_slice lang,
                             const struct tw_dateline *dateline, const struct tw_date *received);

#endif
