/* extract/mention.h - the names in a text: where they stand and of what kind.
**
** The tagger's spans (nametag.h), put right by lists: countries by name,
** well-known organisations, titles cut off, names behind "Mr".
*/
#ifndef TW_EXTRACT_MENTION_H
#define TW_EXTRACT_MENTION_H
#include "extract/token.h"

struct tw_named { size_t first, end; enum tw_actor_type type; };    /* tokens [first, end) */
struct tw_nameds { struct tw_named *v; size_t n; };

/* All names, by place, none overlapping, in mem. */
struct tw_nameds tw_mentions_find(struct tw_arena *mem, const struct tw_text *t);

/* True for a title or form of address ("mr", "prime"). */
bool tw_is_title(const struct tw_text *t, size_t i);

#endif
