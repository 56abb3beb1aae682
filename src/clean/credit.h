/* clean/credit.h - the agencies a text is credited to.
**
** "With inputs from Reuters", "(AFP)" as a last line, "© Harbour News Agency",
** the agency of a dateline.  Credits of pictures do not count: the caller tells
** them apart (line.h).  Agencies known by name: data/any/agencies.txt,
** which gives one name to all spellings ("AP", "The Associated Press"); others
** by what they call themselves (agency, agence, Agentur ...).
*/
#ifndef TW_CLEAN_CREDIT_H
#define TW_CLEAN_CREDIT_H
#include "base/slice.h"

/* Is it a name of an agency that we know, or that calls itself one? */
bool tw_credit_is_agency(struct tw_slice name);

/* Is the line a sign-off: "(NPA)", "— AFP", "Reuters", "/TASS/"? */
bool tw_credit_is_agency_sign(struct tw_slice line);

/* Adds the agencies of a credit line (kind TW_LINE_AGENCY, or a note with
** "Source: ..."); rest is what follows its first words. */
void tw_credit_of_line(struct tw_arena *mem, struct tw_slice line, struct tw_slice rest,
                       struct tw_slice lang, struct tw_slices *out);

/* The holder that a copyright line names: "© 2024 Harbour Gazette Ltd. All
** rights reserved." -> "Harbour Gazette"; empty when none. */
struct tw_slice tw_credit_of_copyright(struct tw_slice line);

/* Adds the name when it is an agency; each once. */
void tw_credit_add_agency(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out);

/* Adds a name that the text itself calls its agency, known or not. */
void tw_credit_add(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out);

#endif
