/* compare/ruling.h - what people decided about a comparison; it wins over what was computed.
**
** Items are named by their ids (struct tw_said, struct tw_reconciled), which are
** those of their earliest members; accounts by the ids of their articles.  What
** names nothing of the story does nothing.  The reasons (compare/because.h, and
** origin_why) say that a person said so.
** Cost: where an item is named, a hash for each utterance or figure of the story.
*/
#ifndef TW_COMPARE_RULING_H
#define TW_COMPARE_RULING_H
#include "base/slice.h"

enum tw_ruling_kind {
    /* article, other: the later one has the origin of the earlier one */
    TW_RULED_ONE_ORIGIN,
    /* article, other: the later one is its own origin, with those who copied it */
    TW_RULED_TWO_ORIGINS,
    TW_RULED_NOT_SPEAKER,       /* item, article (empty: all): whom it names has not said this */
    TW_RULED_NOT_SAID,          /* item, article: what it says there is another statement */
    TW_RULED_NOT_FIGURE         /* item, article: what it counts there is something else */
};

struct tw_ruling {
    enum tw_ruling_kind kind;
    struct tw_slice article, other, item;
    /* of the article, where only one of its members is meant; len 0: all */
    struct tw_span span;
};
struct tw_rulings { const struct tw_ruling *v; size_t n; };

#endif
