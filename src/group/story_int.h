/* group/story_int.h - the state of grouping, private to story.c, forget.c, regroup.c, sorting.c,
** hand.c, storystate.c and storyfacts.c.
**
** Articles are numbered as they come; records of those in the window lie in
** one column, oldest first.  A record points into three columns of bytes by
** absolute offsets that never change: the vector, the id and title, the odds.
** A story is a chain of records, newest first; whoever is older than the
** window is where the chain ends.
*/
#ifndef TW_GROUP_STORY_INT_H
#define TW_GROUP_STORY_INT_H
#include "dedup/chains.h"
#include "dedup/clock.h"
#include "group/story.h"
#include "group/vocabulary.h"

#define TW_NO_ARTICLE UINT32_MAX

/* What a person did: the article has a pin; it was so joined with another story. */
enum { TW_BY_HAND_PINNED = 1, TW_BY_HAND_JOINED = 2 };

struct tw_link { uint32_t article; float odds; };   /* an older article, and the odds of one event */

struct tw_record {
    int64_t clock;              /* when it came */
    uint64_t vector, text, link;    /* absolute offsets; link: in items */
    uint32_t id_len, title_len;
    uint32_t links, outlet;     /* outlet: hash, 0 unknown */
    uint32_t story, next;       /* next older of the story, or TW_NO_ARTICLE */
    uint32_t pin;               /* what a person put together; 0 none */
    uint32_t by_hand;
};

struct tw_story_row {
    uint32_t newest;            /* record, or TW_NO_ARTICLE when the story has ended */
    uint32_t articles;          /* all that are in it, also those older than the window */
    uint32_t into;              /* the story it was merged into, 0 none */
    uint32_t by_hand;           /* of its articles, all together */
    int64_t first, last;        /* times of its articles, Unix s; 0 unknown */
};

struct tw_apart { uint32_t a, b; };                 /* pins */

struct tw_happening { int64_t clock; uint32_t kind, story, other, article; };

struct tw_heap { struct tw_column column; uint64_t dropped; };     /* items and the absolute offset of the first */

struct tw_group {
    struct tw_arena *mem;
    struct tw_group_options o;
    struct tw_bagger *bagger;
    struct tw_clock clock;
    struct tw_termcount counts;
    struct tw_vocabulary vocabulary;
    struct tw_chains index;
    struct tw_column record, story, apart, history;
    struct tw_heap vector, text, link;
    uint64_t first;             /* number of record 0 */
    uint64_t recent;            /* number of the oldest article counted as recent */
    uint32_t first_story;       /* number of story 0; numbers begin at 1 */
    uint32_t pins;              /* given so far */
};

static inline uint64_t tw_group_end(const struct tw_group *g)
{
    return g->first + g->record.n;
}

static inline struct tw_record *tw_group_record(const struct tw_group *g, uint64_t article)
{
    return (struct tw_record *)g->record.v + (article - g->first);
}

static inline const struct tw_vector *tw_group_vector(const struct tw_group *g,
                                                      const struct tw_record *r)
{
    return (const struct tw_vector *)(const void *)((const char *)g->vector.column.v
                                                    + (r->vector - g->vector.dropped));
}

static inline struct tw_slice tw_group_id(const struct tw_group *g, const struct tw_record *r)
{
    return (struct tw_slice){(const char *)g->text.column.v + (r->text - g->text.dropped),
                             r->id_len};
}

static inline struct tw_slice tw_group_title(const struct tw_group *g, const struct tw_record *r)
{
    return (struct tw_slice){tw_group_id(g, r).p + r->id_len, r->title_len};
}

/* The row of a story, or NULL when there is no such story (any more). */
static inline struct tw_story_row *tw_group_row(const struct tw_group *g, uint32_t story)
{
    if (story < g->first_story || story - g->first_story >= g->story.n) return NULL;
    return (struct tw_story_row *)g->story.v + (story - g->first_story);
}

/* The next older article of the story in the window, or TW_NO_ARTICLE. */
static inline uint32_t tw_group_next(const struct tw_group *g, uint32_t article)
{
    uint32_t next = tw_group_record(g, article)->next;

    return next != TW_NO_ARTICLE && next >= g->first ? next : TW_NO_ARTICLE;
}

static inline uint32_t tw_group_newest(const struct tw_group *g, const struct tw_story_row *row)
{
    return row->newest != TW_NO_ARTICLE && row->newest >= g->first ? row->newest : TW_NO_ARTICLE;
}

/* The odds that two articles tell one event, as found when the newer came. */
float tw_group_odds(const struct tw_group *g, uint32_t a, uint32_t b);

/* Makes the story consist of these articles, in any order (all its articles in
** the window); n == 0 ends it. */
void tw_group_set_story(struct tw_group *g, uint32_t story, uint32_t *article, size_t n);

/* The pin becomes another one wherever it stands (hand.c). */
void tw_group_rename_pin(struct tw_group *g, uint32_t from, uint32_t to);

/* Puts the newest article in front of a story. */
void tw_group_extend(struct tw_group *g, uint32_t story, uint32_t article);

/* A new story without articles; its number. */
uint32_t tw_group_new_story(struct tw_group *g);

/* The story's articles in the window, newest first, at most `most`; in mem. */
uint32_t *tw_group_members(const struct tw_group *g, struct tw_arena *mem, uint32_t story,
                           size_t most, size_t *n);

/* The oldest article that may still be joined. */
uint32_t tw_group_oldest(const struct tw_group *g);

/* Counts out the words of articles that are recent no more. */
void tw_group_age(struct tw_group *g);

/* Gives back what has left the window, now and then. */
void tw_group_forget(struct tw_group *g);

/* Earlier articles compared with a new one: the best by cosine.  12, 20 and 40
** group alike (yardstick `stories`, dev half). */
enum { TW_GROUP_COMPARED = 20 };

/* An article on its way in. */
struct tw_arrival {
    struct tw_group *g;
    struct tw_arena *mem;
    const struct tw_vector *vector;
    uint32_t number;
    struct tw_link link[TW_GROUP_COMPARED];     /* to older ones, the likeliest candidates first */
    size_t links;
};

/* Finds the story of the article, whose record stands already, and mends those
** beside it.  Returns earlier articles that moved, by number (regroup.c). */
struct tw_placements tw_group_regroup(struct tw_arrival *a);

enum { TW_HAPPENED_MERGE = 1, TW_HAPPENED_SPLIT, TW_HAPPENED_MOVE, TW_HAPPENED_JOINED,
       TW_HAPPENED_PARTED };
void tw_group_happened(struct tw_group *g, uint32_t kind, uint32_t story, uint32_t other,
                       uint32_t article);

#endif
