/* alert/seen.h - a story as alerts see it: its articles, and its comparison as stored.
**
** Articles are cards (store/lookup.h), by number: the order in which they came.  Those in the
** comparison have an origin; of a story that has no comparison, or of articles that it
** leaves out, none is known.
** Cost: two rows by key and one pass over the JSON of the comparison.
*/
#ifndef TW_ALERT_SEEN_H
#define TW_ALERT_SEEN_H
#include "base/json.h"
#include "base/map.h"
#include "store/lookup.h"

struct tw_seen {
    struct tw_arena *mem;
    const struct tw_stored_story *row;
    struct tw_card *card; size_t cards;
    struct tw_map by_id;                /* index of a card */
    struct tw_jv comparison;            /* TW_JNULL: there is none */
    uint32_t *origin;                   /* of each card; TW_NO_ORIGIN: not known */
    struct tw_slice *origin_name; size_t origins;
};
#define TW_NO_ORIGIN UINT32_MAX

/* Reads it; everything lives in mem, *row is borrowed. */
TW_MUST_USE enum tw_status tw_seen_read(struct tw_store *s, struct tw_arena *mem,
                                        const struct tw_stored_story *row, struct tw_seen *out);

/* The card of an article's id; TW_NONE: it is none of the story's (any more). */
size_t tw_seen_card(const struct tw_seen *s, struct tw_slice id);

/* What its outlet is called. */
struct tw_slice tw_seen_outlet(const struct tw_card *c);

/* Where something stands: a member of the comparison. */
struct tw_seen_place {
    uint32_t card;
    uint64_t first, last;               /* code points; both 0: the article as a whole */
    struct tw_slice text;
};
struct tw_seen_places { struct tw_seen_place *v; size_t n, cap; };

/* The member as a place; false when its article is not there. */
bool tw_seen_place(const struct tw_seen *s, const struct tw_jv *member, struct tw_seen_place *out);
/* All members of an item, by the order in which articles came, then by place. */
struct tw_seen_places tw_seen_members(const struct tw_seen *s, const struct tw_jv *item);

/* A count of an object; 0 when it has none. */
uint64_t tw_seen_count(const struct tw_jv *o, const char *key);

#endif
