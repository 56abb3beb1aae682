/* group/story.h - which event an article tells, as articles arrive.
**
** A story is one real-world event with its direct follow-ups; look-alike events
** (another fire, the same match next week) are other stories.  Each article is
** compared with the likeliest earlier ones (group/nearest.h, group/vector.h),
** a trained model gives the odds of one event (group/merge.h), and the
** article is sorted together with the stories it may belong to
** (group/cluster.h): it joins one, opens one, or shows that two are one or one
** is two.  Nothing ever looks ahead; a later article may move an earlier one.
**
** Story numbers are stable: a story keeps its number while most of it stays
** together, numbers are never used again, and what happened is kept as history.
** What a person joined or parted stays so.
**
** The state is opaque, has no globals, holds no texts but ids and titles (about
** 2 KB an article), and may be saved and loaded at any point without changing
** any later answer.  Cost: about 100 microseconds an article, bounded whatever
** the number of articles (bench/group_bench.c).
*/
#ifndef TW_GROUP_STORY_H
#define TW_GROUP_STORY_H
#include "base/status.h"
#include "dedup/statefile.h"
#include "group/merge.h"

struct tw_group;

struct tw_group_options {
    /* seconds; articles older than this against the newest join nothing; 0: 30 days */
    int64_t window;
    const struct tw_merge_model *model;     /* NULL: tw_merge_weights */
    float threshold;        /* least odds of one story; 0: TW_GROUP_THRESHOLD */
    /* For training: gives the odds instead of the model, the newer article first.  NULL: the model
       does. */
    float (*odds)(void *context, uint64_t newer, uint64_t older, const float f[TW_FEATURES]);
    void *context;
    uint64_t first;         /* number of the first article, for a state that is made anew */
};

#define TW_GROUP_THRESHOLD (-.75f)  /* best of -1.25, -.75, -.25 on stories and on sets not seen: data/model/group.md */

struct tw_placement {
    uint64_t article;
    struct tw_slice id;
    uint32_t story;
    uint32_t from;              /* the story it was in; 0: it has just come */
};
struct tw_placements { struct tw_placement *v; size_t n; };

struct tw_group *tw_group_new(const struct tw_group_options *o);    /* NULL: the usual ones */
void tw_group_free(struct tw_group *g);                             /* NULL is fine */

/* Places the article, which becomes the next number.  *out, in mem, has the
** article itself first, then earlier ones that moved, by number.  The article
** is borrowed for the call only.  TW_OK, or TW_TOOBIG when no more fit. */
TW_MUST_USE enum tw_status tw_group_add(struct tw_group *g, struct tw_arena *mem,
                                        const struct tw_article *a, struct tw_placements *out);

/* Articles added so far, how many are still in the window, and bytes held. */
uint64_t tw_group_count(const struct tw_group *g);
uint64_t tw_group_kept(const struct tw_group *g);
size_t tw_group_bytes(const struct tw_group *g);

/* The number of the article in the window with that id, the newest of several;
** false when there is none.  Cost: one pass over the window. */
bool tw_group_find(const struct tw_group *g, struct tw_slice id, uint64_t *article);

/* A person's word: the two stories are one (`b` is taken into `a`); the named
** articles are a story of their own.  *out as above.  TW_NOTFOUND when a
** story or an article is not in the window; then nothing is changed. */
TW_MUST_USE enum tw_status tw_group_join(struct tw_group *g, struct tw_arena *mem, uint32_t a,
                                         uint32_t b, struct tw_placements *out);
TW_MUST_USE enum tw_status tw_group_part(struct tw_group *g, struct tw_arena *mem,
                                         const uint64_t *article, size_t n,
                                         struct tw_placements *out);

/* The story of an article; 0: not in the window.  The story that this one was merged
** into; 0: it has not ended so.  The number that the next new story gets. */
uint32_t tw_group_story(const struct tw_group *g, uint64_t article);
uint32_t tw_group_into(const struct tw_group *g, uint32_t story);
uint32_t tw_group_next_story(const struct tw_group *g);

/* The article is to be forgotten: it leaves its story and joins nothing any more, as
** if it had left the window.  Not in the window: nothing happens. */
void tw_group_drop(struct tw_group *g, struct tw_arena *mem, uint64_t article);

/* Puts every article in the window, oldest first, into the story that story[] names (0:
** none), whatever was found; the next new story gets the number `next`, above all of them. */
void tw_group_settle(struct tw_group *g, const uint32_t *story, uint32_t next);

/* The same once more about stories that are as a person wanted them, when the state was made
** anew: the story's articles belong together (`joined`: whatever the odds of later ones); the
** two stories never become one. */
void tw_group_hold(struct tw_group *g, struct tw_arena *mem, uint32_t story, bool joined);
void tw_group_hold_apart(struct tw_group *g, struct tw_arena *mem, uint32_t a, uint32_t b);

void tw_group_save(const struct tw_group *g, struct tw_state_out *out);
TW_MUST_USE enum tw_status tw_group_load(struct tw_state_in *in, const struct tw_group_options *o,
                                         struct tw_group **out);

#endif
