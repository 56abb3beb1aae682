/* store/matching.h - which articles a query finds; for tw_store_search and tw_store_stories. */
#ifndef TW_STORE_MATCHING_H
#define TW_STORE_MATCHING_H
#include "store/query.h"
#include "store/store_int.h"

struct tw_match { uint64_t number, story; };

/* Parses `words`, in mem.  TW_USAGE: the store says why. */
TW_MUST_USE enum tw_status tw_match_parse(struct tw_store *s, struct tw_arena *mem,
                                          struct tw_slice words, struct tw_query *out);

/* The matches, at most `limit` (0: all); `ranked`: best first (without words: newest first). */
TW_MUST_USE enum tw_status tw_match_find(struct tw_store *s, struct tw_arena *mem,
                                         const struct tw_query *query, bool ranked, size_t limit,
                                         struct tw_match **out, size_t *n);

/* The matches with a number above that, by number: costs what is new. */
TW_MUST_USE enum tw_status tw_match_above(struct tw_store *s, struct tw_arena *mem,
                                          const struct tw_query *query, uint64_t above,
                                          struct tw_match **out, size_t *n);

/* Does an article of the story match?  Costs a look into the index for each. */
TW_MUST_USE enum tw_status tw_match_story(struct tw_store *s, struct tw_arena *mem,
                                          const struct tw_query *query, uint64_t story,
                                              bool *found);

/* Is it that outlet: its name, its domain, or a domain it is part of? */
bool tw_match_outlet(struct tw_slice wanted, struct tw_slice name, struct tw_slice domain);

#endif
