/* extract/phrase.h - where noun phrases and clauses begin and end.
**
** Scans over token classes from a known edge (a verb, a mark, "according to")
** to the other one.  Each scan looks at most TW_PHRASE_MOST tokens far.
*/
#ifndef TW_EXTRACT_PHRASE_H
#define TW_EXTRACT_PHRASE_H
#include "extract/wordclass.h"

enum { TW_PHRASE_MOST = 60 };   /* tokens; longer noun phrases are cut */

/* The first token of the noun phrase, with its appositions and relative
** clauses, that ends in front of token `verb`; `verb` itself when there is
** none.  *end (<= verb) gets its end, without a final comma. */
size_t tw_phrase_start(const struct tw_classes *c, size_t from, size_t verb, size_t *end);

/* The end of the noun phrase that begins at token `start`. */
size_t tw_phrase_end(const struct tw_classes *c, size_t start, size_t end);

/* The end of the smallest noun phrase that begins at token `start`, without
** prepositions and appositions ("the three men" of ...). */
size_t tw_phrase_core(const struct tw_classes *c, size_t start, size_t end);

/* The subject of the clause that begins at `from`: *start, *end; false: none. */
bool tw_phrase_subject(const struct tw_classes *c, size_t from, size_t limit, size_t *start,
                       size_t *end);

/* A token that can stand in a noun phrase as its head or before it. */
bool tw_is_nominal(const struct tw_classes *c, size_t i);

/* A finite verb or auxiliary, as far as the classes tell. */
bool tw_is_finite(const struct tw_classes *c, size_t i);

/* "that" in front of a clause, not a pronoun ("that is wrong") or relative. */
bool tw_is_joining_that(const struct tw_classes *c, size_t i);

/* A day, month or other noun of time. */
bool tw_is_time(const struct tw_classes *c, size_t i);

/* Skips "on Monday", "last week", "in a statement", "yesterday" from token i. */
size_t tw_skip_adverbials(const struct tw_classes *c, size_t i, size_t end);

#endif
