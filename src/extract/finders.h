/* extract/finders.h - the finders of this stage, in the order tw_extract calls them.
**
** Each reads the text and what earlier finders put into *out, and fills its own
** list there (in the order of the text).  All memory from mem.
*/
#ifndef TW_EXTRACT_FINDERS_H
#define TW_EXTRACT_FINDERS_H
#include "extract/token.h"

/* People, organisations, countries and places with their aliases (actor.c). */
void tw_actors_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out);

/* The actor with a mention that overlaps the span; -1 when none. */
int tw_actor_at(const struct tw_statements *s, struct tw_span span);

/* Times, resolved against article->published (when.c). */
void tw_times_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out);

/* Who said what; speakers resolved against the actors (quote.c, speaker.c). */
void tw_quotes_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out);

/* Numbers and what they count; said_by from the attributions (figure.c). */
void tw_figures_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out);

/* Who holds whom responsible (claim.c). */
void tw_claims_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out);

#endif
