/* group/story_json.h - stories as JSON and how they are named: the objects of doc/json.md.
**
** A story is written "s12".  Lines have no line end.
*/
#ifndef TW_GROUP_STORY_JSON_H
#define TW_GROUP_STORY_JSON_H
#include "base/json.h"
#include "group/reasons.h"
#include "group/storyfacts.h"

/* {"id","story"} */
void tw_placement_write(struct tw_buf *out, const struct tw_placement *p);

/* {"id","title",...,"origins"} */
void tw_story_facts_write(struct tw_buf *out, const struct tw_story_facts *f);

/* The stories in the window, the most important first, in mem; without quiet
** ones unless `all`.  *n: how many. */
struct tw_story_facts *tw_story_ranking(const struct tw_group *g, struct tw_arena *mem, bool all,
                                        size_t *n);

/* What is told about an article and a story. */
struct tw_why {
    struct tw_slice article;
    struct tw_reasons reasons;
    struct tw_story_facts facts;
    struct tw_story_happening *history; size_t happenings;
    struct tw_slice rival_title;
};

/* Fills *out, in mem.  TW_OK; TW_NOTFOUND when the story is not in the window
** (*into is the story it was merged into, or 0), or the article is not (*into
** is the story itself). */
TW_MUST_USE enum tw_status tw_why_find(const struct tw_group *g, struct tw_arena *mem,
                                       uint32_t story, struct tw_slice article, struct tw_why *out,
                                       uint32_t *into);

/* {"story","title","article",...,"history"} */
void tw_why_write(struct tw_buf *out, const struct tw_why *w);

/* The share of one: 1 / (1 + e^-odds). */
double tw_odds_share(float odds);

/* The number in "s12" or "12": 0 when it is neither. */
uint32_t tw_story_number(const char *s);

#endif
