/* store/tell.h - what a store has, as the JSON objects of doc/json.md.
**
** Writers append one object without a line end; those that ask the store append lines.
** Spans count code points of the article's text, the hits of a search as well.
*/
#ifndef TW_STORE_TELL_H
#define TW_STORE_TELL_H
#include "base/json.h"
#include "group/storyfacts.h"
#include "store/store.h"

/* New while its first article is younger than six hours against the newest of the store;
** growing when the day before that brought one; quiet, else: as in group/storyfacts.h. */
enum tw_story_life tw_tell_life(const struct tw_stored_story *s, int64_t newest);

/* The last second of a date as precise as it was given, for "until". */
int64_t tw_tell_end_of(const struct tw_date *d);

/* {"id":"s1","title",...,"starred","note",...}; ids: of its articles. */
void tw_tell_story(struct tw_buf *out, const struct tw_stored_story *s, const struct tw_slices *ids,
                   int64_t newest);
/* {"id","story",...,"span","text","hits"}, in code points of the article. */
void tw_tell_found(struct tw_buf *out, const struct tw_found *f);
void tw_tell_outlet(struct tw_buf *out, const struct tw_stored_outlet *o);
/* ids: of its articles, in order; empty ones were forgotten. */
void tw_tell_decision(struct tw_json *j, const struct tw_decision *d, const struct tw_slice *ids);

/* Lines of stories, search results, outlets, decisions (of one story, 0: all). */
TW_MUST_USE enum tw_status tw_tell_stories(struct tw_store *s, struct tw_arena *mem,
                                           const struct tw_story_filter *f, struct tw_buf *out);
TW_MUST_USE enum tw_status tw_tell_search(struct tw_store *s, struct tw_arena *mem,
                                          struct tw_slice words, size_t limit, struct tw_buf *out);
TW_MUST_USE enum tw_status tw_tell_outlets(struct tw_store *s, struct tw_arena *mem,
                                           struct tw_buf *out);
TW_MUST_USE enum tw_status tw_tell_decisions(struct tw_store *s, struct tw_arena *mem,
                                             uint64_t story, struct tw_buf *out);
TW_MUST_USE enum tw_status tw_tell_decision_line(struct tw_store *s, struct tw_arena *mem,
                                                 const struct tw_decision *d, struct tw_buf *out);

/* The decisions, in order, that concern a story or its articles; or an article (story 0); or all
** (both 0).  Those that only take others back are told with all. */
struct tw_decisions { struct tw_decision *v; size_t n; };
TW_MUST_USE enum tw_status tw_tell_concerning(struct tw_store *s, struct tw_arena *mem,
                                              uint64_t story, uint64_t article,
                                              struct tw_decisions *out);
/* "decisions": [...] as a member of an object. */
TW_MUST_USE enum tw_status tw_tell_key_decisions(struct tw_store *s, struct tw_arena *mem,
                                                 const struct tw_decisions *d, struct tw_json *j);
/* "history": [...], what happened to the story. */
TW_MUST_USE enum tw_status tw_tell_key_history(struct tw_store *s, struct tw_arena *mem,
                                               uint64_t story, struct tw_json *j);

/* The ids of articles; empty ones are there no more. */
TW_MUST_USE enum tw_status tw_tell_ids(struct tw_store *s, struct tw_arena *mem,
                                       const uint64_t *article, size_t n, struct tw_slice **out);

/* Members of an object. */
void tw_tell_key_story(struct tw_json *j, const char *key, uint64_t story);     /* null: 0 */
void tw_tell_key_date(struct tw_json *j, const char *key, const struct tw_date *d);
void tw_tell_key_time(struct tw_json *j, const char *key, int64_t seconds);     /* Unix; null: 0 */
void tw_tell_key_share(struct tw_json *j, const char *key, double share);

#endif
