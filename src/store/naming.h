/* store/naming.h - how people name what is in a store: s12, s12:F1, s12:C, an article's id.
**
** A story is "s12" (or "12"), a statement of it "s12:F1": named as the comparison is
** printed, or by its id.  An article is named by its id, or by the story and the letter
** it has in the comparison, "s12:C".
*/
#ifndef TW_STORE_NAMING_H
#define TW_STORE_NAMING_H
#include "base/buf.h"
#include "store/store.h"

/* The number of "s12" or "12"; 0: it is neither. */
uint64_t tw_naming_story(struct tw_slice name);

/* "s12:F1": the number of the story, and *item "F1" (empty when there is no colon);
** 0: no story. */
uint64_t tw_naming_item(struct tw_slice name, struct tw_slice *item);

/* The place of a letter, A = 0, AA = 26; TW_NONE when it is none. */
size_t tw_naming_letter(struct tw_slice name);

/* The number of an article that is in the store.  TW_NOTFOUND: *why (in mem) says what is
** wrong with the name. */
TW_MUST_USE enum tw_status tw_naming_article(struct tw_store *s, struct tw_arena *mem,
                                             struct tw_slice name, uint64_t *article,
                                             const char **why);

/* A story that is there and was not merged into another one.  As above. */
TW_MUST_USE enum tw_status tw_naming_live(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                          struct tw_stored_story *out, const char **why);

/* A sentence in mem. */
const char *tw_naming_why(struct tw_arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
