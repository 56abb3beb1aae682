/* extract/harm.h - what befell the people a number counts.
**
** Killed, injured, arrested, missing, displaced and the like, from the words
** around the noun phrase in its sentence: "killing at least 11 cadets", "12
** people were wounded", "the toll rose to 31".  Words and their roles:
** data/en/harm.txt, data/en/tolls.txt.
*/
#ifndef TW_EXTRACT_HARM_H
#define TW_EXTRACT_HARM_H
#include "extract/token.h"

/* The unit that words before token `first` give (within [from, first)), or
** NULL: a verb or noun that governs the phrase. */
const char *tw_harm_before(const struct tw_text *t, size_t from, size_t first);

/* The unit that words behind the phrase give (within [at, end)), or NULL: a
** verb or adjective the phrase is the subject of. */
const char *tw_harm_behind(const struct tw_text *t, size_t at, size_t end);

/* The unit of a toll named before token `first` in the sentence, or NULL:
** "the toll rose to 31". */
const char *tw_harm_toll(const struct tw_text *t, size_t from, size_t first);

/* The unit of a word that is counted itself or stands as an adjective before
** a noun of people ("injuries", "missing girls"), or NULL. */
const char *tw_harm_counted(const struct tw_text *t, size_t i);
const char *tw_harm_adjective(const struct tw_text *t, size_t i);

#endif
