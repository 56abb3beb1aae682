/* alert/sentence.h - the sentences that an alert's evidence stands in.
**
** A number or a few words alone show nobody what was said, so what stands in the middle of a
** sentence is widened to all of it.  Articles are read once, however many alerts need them.
** Cost: an article is unpacked and the JSON of its statements is read.
*/
#ifndef TW_ALERT_SENTENCE_H
#define TW_ALERT_SENTENCE_H
#include "alert/seen.h"

struct tw_sentences;

/* For one story; lives in its mem. */
struct tw_sentences *tw_sentences_of(struct tw_store *s, const struct tw_seen *seen);

/* Widens each place that has a span; one whose article is there no more stays as it is. */
TW_MUST_USE enum tw_status tw_sentences_widen(struct tw_sentences *s,
                                              struct tw_seen_places *places);

#endif
