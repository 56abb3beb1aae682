/* extract/join.h - which names of a text mean the same actor.
**
** "Emmanuel Macron", "Mr Macron" and "Macron"; "Islamic State (IS)" and "IS";
** "U.S." and "United States".  One kind per spelling in a text: the one given
** most often.  Rules only; nothing is joined across kinds but a surname that
** the tagger took for something else.
*/
#ifndef TW_EXTRACT_JOIN_H
#define TW_EXTRACT_JOIN_H
#include "extract/mention.h"

/* Fills actors and mentions of *out from the names found, and finds further
** mentions of people by their surname alone. */
void tw_names_join(struct tw_arena *mem, const struct tw_text *t, struct tw_nameds names,
                   struct tw_statements *out);

#endif
