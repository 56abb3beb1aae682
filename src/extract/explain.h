/* extract/explain.h - an article with its statements marked, for people.
**
** The text comes first, each attribution numbered: [1 source] <1 cue>
** {1 content}.  Below it one paragraph an attribution: kind, type, speaker,
** polarity, what holds it, the rule that found it ("tagger" when none did) and
** the tagger's score: by how many nats it is likelier that something is said
** there than that nothing is; none for what quotation marks delimit.  Then
** figures, times, actors and claims, one a line.
*/
#ifndef TW_EXTRACT_EXPLAIN_H
#define TW_EXTRACT_EXPLAIN_H
#include "extract/statements.h"

/* Appends all of it to out.  O(n log n) in the spans. */
void tw_statements_explain(struct tw_buf *out, const struct tw_article *a,
                           const struct tw_statements *s);

#endif
