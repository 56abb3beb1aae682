/* group/storyfacts.h - what can be said of a story: title, time, size, outlets, importance, life.
**
** Facts are about the articles still in the window.
**
** Title: the headline whose words are most in the other articles, the earliest
** of equals.
** Importance: how wide, how fast, how large: ln(1 + outlets) + ln(1 + articles of
** the last day) + ln(1 + articles) / 2; articles that name no outlet count as
** one outlet together.
** Life: new, while the first article is younger than six hours; growing, when
** the last day brought at least one; quiet, else.
** Cost: O(articles^2) for the title, of at most 60 articles; else O(articles).
** History: one pass over all that happened within the window.
*/
#ifndef TW_GROUP_STORYFACTS_H
#define TW_GROUP_STORYFACTS_H
#include "group/story.h"

enum tw_story_life { TW_STORY_NEW, TW_STORY_GROWING, TW_STORY_QUIET };

/* What happened to a story: others merged into it or were split off it. */
enum tw_story_event { TW_STORY_MERGED = 1, TW_STORY_SPLIT, TW_STORY_MOVED, TW_STORY_JOINED,
                      TW_STORY_PARTED };
struct tw_story_happening {
    int64_t time;               /* of the stream, Unix s */
    enum tw_story_event event;  /* JOINED and PARTED by a person */
    uint32_t to, from;          /* stories */
    struct tw_slice article;    /* id of the one concerned; empty when it has left the window */
};

struct tw_story_facts {
    uint32_t story;
    struct tw_slice title;
    int64_t first, last;        /* Unix s; 0 unknown */
    enum tw_story_life life;
    double importance;
    size_t articles, outlets, languages;
    struct tw_slice *id;        /* of the articles, oldest first */
    struct tw_slice *language;  /* codes, as they first came */
};

/* Fills *out, in mem.  TW_OK, or TW_NOTFOUND when the story has no article in
** the window; *into (may be NULL) is then the story it was merged into, or 0. */
TW_MUST_USE enum tw_status tw_story_facts(const struct tw_group *g, struct tw_arena *mem,
                                          uint32_t story,
                                          struct tw_story_facts *out, uint32_t *into);

/* What happened to the story, oldest first, in mem. */
struct tw_story_happening *tw_story_history(const struct tw_group *g, struct tw_arena *mem,
                                            uint32_t story, size_t *n);

/* The numbers of all stories with articles in the window, rising, in mem. */
uint32_t *tw_story_list(const struct tw_group *g, struct tw_arena *mem, size_t *n);

const char *tw_story_life_text(enum tw_story_life life);            /* "new", "growing", "quiet" */
/* "merged", "split", "moved", ... */
const char *tw_story_event_text(enum tw_story_event event);

#endif
