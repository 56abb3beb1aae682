/* store/lookup.h - small questions to a store: ids for numbers, the newest time, editions. */
#ifndef TW_STORE_LOOKUP_H
#define TW_STORE_LOOKUP_H
#include "store/store.h"

/* The id of an article; empty when it is there no more. */
TW_MUST_USE enum tw_status tw_lookup_id(struct tw_store *s, struct tw_arena *mem, uint64_t article,
                                        struct tw_slice *out);
/* The ids of the articles of a story, by number. */
TW_MUST_USE enum tw_status tw_lookup_ids(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                         struct tw_slices *out);
/* The time of the newest article, Unix s; 0: there is none. */
TW_MUST_USE enum tw_status tw_lookup_newest(struct tw_store *s, int64_t *out);
/* The articles that are later editions of this one, by number. */
TW_MUST_USE enum tw_status tw_lookup_editions(struct tw_store *s, struct tw_arena *mem,
                                              uint64_t article, uint64_t **out, size_t *n);

/* The place of the last change. */
TW_MUST_USE enum tw_status tw_lookup_last_changed(struct tw_store *s, uint64_t *out);
/* Stories with articles that changed behind that place, an article or a decision counting one and
** stories of one place by their number; the first first, at most `limit`. */
TW_MUST_USE enum tw_status tw_lookup_changed(struct tw_store *s, struct tw_arena *mem,
                                             uint64_t changed,
                                             uint64_t story, size_t limit,
                                                 struct tw_stored_story **out,
                                             size_t *n);

/* What is asked of an article by value, without its text. */
struct tw_card {
    uint64_t number, edition_of;
    struct tw_slice id, outlet, domain, lang;
    int64_t time, received;     /* Unix s; time: published, else received */
};
/* The articles of a story, by number. */
TW_MUST_USE enum tw_status tw_lookup_cards(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                           struct tw_card **out, size_t *n);

#endif
