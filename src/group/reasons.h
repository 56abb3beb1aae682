/* group/reasons.h - why an article is in a story, or is not.
**
** The shared names, words and numbers with their weight, how much text is
** copied, how far apart in time, the odds with each article of the story, and
** the story that would have been next.
** Cost: O(articles of the story) comparisons, and one pass over the window.
*/
#ifndef TW_GROUP_REASONS_H
#define TW_GROUP_REASONS_H
#include "group/story.h"

enum tw_reason_kind { TW_REASON_NAME, TW_REASON_NUMBER, TW_REASON_WORD };

struct tw_reason {
    enum tw_reason_kind kind;
    struct tw_slice text;
    float weight;               /* idf times idf */
    size_t articles;            /* of the story that share it */
};

struct tw_reason_article { struct tw_slice id; uint32_t story; float odds, copied, hours; };   /* hours < 0: unknown */

struct tw_reasons {
    uint32_t story, own;        /* asked about, and the one it is in */
    struct tw_reason *reason;   /* heaviest first, at most 40 */
    size_t reasons;
    struct tw_reason_article *near;     /* articles of the story, likeliest first, at most 12 */
    size_t nears;
    float odds;                 /* log odds with the story: mean over `near` */
    float copied;               /* most text shared with one of them, 0..1 */
    uint32_t rival;             /* runner-up among the other stories, 0: none came near */
    float rival_odds;
    bool pinned;                /* a person put it where it is */
};

/* Fills *out, in mem.  TW_OK; TW_NOTFOUND when story or article is unknown or has
** left the window. */
TW_MUST_USE enum tw_status tw_reasons_find(const struct tw_group *g, struct tw_arena *mem,
                                           uint32_t story,
                                           struct tw_slice article, struct tw_reasons *out);

const char *tw_reason_kind_text(enum tw_reason_kind k);     /* "name", "number", "word" */

#endif
