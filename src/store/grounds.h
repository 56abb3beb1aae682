/* store/grounds.h - why a store says what it says: an article's story, a statement, an origin.
**
** An article's story: the story's articles are grouped once more by themselves (group/reasons.h),
** so the words and odds are those of now, whatever has left the window since; what people
** decided and what happened stands beside it, told by the store.  No story is named as the
** next best: the others are not looked at.
** A statement: as `why` explains an item of a comparison (compare/because.h).
** Cost: at most 200 articles read and grouped or compared once more.
*/
#ifndef TW_STORE_GROUNDS_H
#define TW_STORE_GROUNDS_H
#include "compare/because.h"
#include "group/story_json.h"
#include "store/retell.h"
#include "store/tell.h"

/* What was asked: "s12", "s12:F1", "s12" and an article, "s12:F1" and an article. */
struct tw_asked {
    struct tw_stored_story story;
    struct tw_slice item;           /* empty: the story or the article */
    uint64_t article;               /* 0: none was named */
    struct tw_slice article_id;
};

struct tw_grounds {
    struct tw_asked asked;
    struct tw_group *group;         /* behind why; NULL: no article was asked for */
    struct tw_why why;
    bool is_explained;              /* a statement was asked for: */
    struct tw_comparison comparison;
    struct tw_explained explained;
    struct tw_decisions decisions;  /* about the story; about the article when one was named */
};

/* article: may be empty.  TW_NOTFOUND, TW_USAGE: *why_not, in mem, says what is wrong. */
TW_MUST_USE enum tw_status tw_grounds_find(struct tw_store *s, struct tw_arena *mem,
                                           struct tw_slice what, struct tw_slice article,
                                           struct tw_grounds *out, const char **why_not);
void tw_grounds_free(struct tw_grounds *r);

/* {"story","title","article","item","in_story","statement","decisions","history"} and a line end.
 */
TW_MUST_USE enum tw_status tw_grounds_write(struct tw_store *s, struct tw_arena *mem,
                                            const struct tw_grounds *r, struct tw_buf *out);

#endif
