/* compare/stance.h - how an utterance stands to what it is about.
**
** The verb of saying decides when it denies, doubts or declines; else the words
** do ("has serious doubts", "would not say", "was false"), else a content that
** is mostly negated denies; all others affirm.
*/
#ifndef TW_COMPARE_STANCE_H
#define TW_COMPARE_STANCE_H
#include "compare/utter.h"

/* The first phrase of data/en/stances in the tokens [first, end), asides left
** out: its token, or `end` when there is none. */
size_t tw_stance_phrase(const struct tw_view *v, size_t first, size_t end);

/* True when the tokens [first, end) keep a speaker's name back. */
bool tw_is_anonymity(const struct tw_view *v, size_t first, size_t end);

/* Reads the span, the content and whether it is quoted; not u->stance. */
enum tw_polarity tw_stance_of(const struct tw_view *v, const struct tw_utterance *u);

#endif
