/* store/desk_int.h - a desk from inside, for desk.c, batch.c, review.c, deskgiven.c,
** deskstate.c, again.c, deskinbox.c and decide.c.
**
** Articles are numbered 1, 2, ... in the store and 0, 1, ... in the states of dedup and
** group: tw_desk_row turns one into the other.
*/
#ifndef TW_STORE_DESK_INT_H
#define TW_STORE_DESK_INT_H
#include "base/map.h"
#include "base/pool.h"
#include "compare/owners.h"
#include "dedup/stream.h"
#include "group/story.h"
#include "store/desk.h"
#include "store/growing.h"
#include "store/recent.h"
#include "store/rulings.h"

/* An article that waits for the commit. */
struct tw_desk_pending {
    struct tw_arena *mem;           /* of the article and its statements; used again */
    struct tw_stored stored;
    enum tw_evidence_kind kind;
    struct tw_slice evidence;
    struct tw_statements statements;
    bool given;                     /* they came with it */
};

/* An article that was given and is not looked at yet. */
struct tw_desk_given {
    struct tw_arena *mem;
    struct tw_article article;
    struct tw_statements statements;
    struct tw_incoming in;
};

/* A story that something happened to since the last commit. */
struct tw_desk_changed { uint64_t story, changed; };

struct tw_desk_move { uint64_t article, story; };

/* What leaves the inbox with the batch. */
struct tw_desk_out { uint64_t number; struct tw_slice failed; bool keep; };

/* What is known of every article within the window, so that the facts of a story need
** no article to be read. */
struct tw_desk_light { int64_t time; uint64_t outlet; char lang[8]; };

struct tw_desk {
    struct tw_arena *mem;           /* this struct, the owners */
    struct tw_store *store;
    const char *state;              /* path of the state file */
    struct tw_desk_options o;
    struct tw_owners owners;
    struct tw_dedup *dedup;
    struct tw_group *group;
    struct tw_column light;         /* struct tw_desk_light, of the articles from light_first on */
    uint64_t light_first;
    struct tw_recent *recent;
    struct tw_growings *growings;
    struct tw_pool *pool;           /* extracts */
    unsigned threads;
    struct tw_arena **scratch;      /* one for each worker, and the caller's */
    char identity[33];              /* of the store */
    struct tw_desk_start start;

    uint64_t stored;                /* the last article that is committed */
    uint64_t last;                  /* the last one taken */
    uint64_t carried;               /* decisions carried out, the failed ones too */
    uint64_t saved, saved_carried;  /* the last article and decision in the state file */
    int64_t received;               /* the latest time at which an article was received */
    int64_t expired;                /* that time when articles were last dropped for their age */
    enum tw_status trouble;         /* of a question on the way of an article */
    bool stale;                     /* a commit failed: the states are ahead of the store */
    bool save_soon;                 /* an article was forgotten: the state must not keep it */

    /* the batch */
    struct tw_arena *batch;
    struct tw_desk_pending **pending;   /* pending[i] is article stored + 1 + i */
    size_t pendings, pending_made, pending_cap;
    struct tw_map ids;              /* of the pending ones */
    /* the first story made in this batch: from there on the store has none */
    uint64_t news;
    struct tw_desk_given *given[TW_STORE_MANY];
    size_t givens, given_bytes;
    struct tw_desk_counts counts;
    struct tw_stored_copy *copy;
    size_t copies, copy_cap;
    struct tw_stored_event *event;
    size_t events, event_cap;
    struct tw_desk_move *move;      /* of articles stored before; the last word on each counts */
    size_t moves, move_cap;
    struct tw_map changed;          /* by story number as it lies in memory; value: place */
    struct tw_desk_changed *change;
    size_t changes, change_cap;

    struct tw_desk_out *out;
    size_t outs, out_cap;
    enum tw_status (*also)(struct tw_store *s, void *context);      /* tw_desk_also */
    void *also_context;
    struct tw_desk_handed handed;

    /* standing decisions about statements and origins */
    struct tw_arena *decided;
    struct tw_decision *standing;
    size_t standings;
};

static inline uint64_t tw_desk_row(uint64_t number) { return number - 1; }
static inline uint64_t tw_desk_number(uint64_t row) { return row + 1; }

/* The caller's scratch memory, empty. */
static inline struct tw_arena *tw_desk_scratch(const struct tw_desk *d)
{
    tw_arena_reset(d->scratch[d->threads]);
    return d->scratch[d->threads];
}

/* The value of tw_stored_story.changed for something that happens now. */
static inline uint64_t tw_desk_now(const struct tw_desk *d) { return d->last + d->carried; }

/* ---- batch.c */

void tw_batch_start(struct tw_desk *d);
void tw_batch_free(struct tw_desk *d);
/* The next article, into the states and the batch; when that fails the batch is gone. */
TW_MUST_USE enum tw_status tw_batch_take(struct tw_desk *d, const struct tw_incoming *in);
/* Writes the articles, copies, moves and events, within the transaction; the articles are
** recent ones then. */
TW_MUST_USE enum tw_status tw_batch_write(struct tw_desk *d);
void tw_batch_end(struct tw_desk *d);
/* It is lost: the states go back to the store before anything else is taken.  Returns st. */
enum tw_status tw_batch_lose(struct tw_desk *d, enum tw_status st);
void tw_batch_changed(struct tw_desk *d, uint64_t story);
void tw_batch_event(struct tw_desk *d, const struct tw_stored_event *e);
void tw_batch_move(struct tw_desk *d, uint64_t article, uint64_t story);
/* tw_dedup_options.text of a desk. */
bool tw_desk_text(void *desk, uint64_t row, struct tw_arena *mem, struct tw_slice *out);

/* ---- deskgiven.c */

/* Takes those that were given. */
TW_MUST_USE enum tw_status tw_desk_take_given(struct tw_desk *d);
void tw_desk_free_given(struct tw_desk *d);

/* ---- review.c */

/* Tells the changed stories anew, within the transaction: facts, comparison, items. */
TW_MUST_USE enum tw_status tw_desk_review(struct tw_desk *d);

/* ---- deskstate.c */

/* The states, loaded or made anew, with every article of the store in them. */
TW_MUST_USE enum tw_status tw_desk_recall(struct tw_desk *d);
/* Saves them when it is time; what goes wrong costs time at the next start, nothing else. */
void tw_desk_save(struct tw_desk *d, bool closing);
void tw_desk_forget_states(struct tw_desk *d);
/* Nothing is in memory any more but the states. */
void tw_desk_forget_recent(struct tw_desk *d);
/* Adds the next article to `light`. */
void tw_desk_note(struct tw_desk *d, const struct tw_article *a, const struct tw_date *received);
/* How it is known of an article. */
struct tw_desk_light tw_desk_light_of(const struct tw_article *a, const struct tw_date *received);

/* ---- again.c */

/* Takes the articles and decisions of the store that are behind the states. */
TW_MUST_USE enum tw_status tw_desk_bring_up(struct tw_desk *d);

/* ---- desk.c */

/* The batch alone, without the inbox. */
TW_MUST_USE enum tw_status tw_desk_commit_batch(struct tw_desk *d);

/* ---- deskinbox.c */

/* Takes and commits what was in the inbox when it was called. */
TW_MUST_USE enum tw_status tw_desk_take_inbox(struct tw_desk *d);
/* What was taken leaves the inbox, within the transaction. */
TW_MUST_USE enum tw_status tw_desk_clear_inbox(struct tw_desk *d);

/* ---- decide.c */

TW_MUST_USE enum tw_status tw_desk_waits(struct tw_desk *d, bool *waits);
/* Carries out the decisions that wait, within the transaction. */
TW_MUST_USE enum tw_status tw_desk_carry_out(struct tw_desk *d);
/* Reads those that stand. */
TW_MUST_USE enum tw_status tw_desk_read_standing(struct tw_desk *d);
/* The effect of a decision on the state of group alone, while articles are taken once more. */
TW_MUST_USE enum tw_status tw_desk_decide_again(struct tw_desk *d, struct tw_arena *mem,
                                                const struct tw_decision *decision);

#endif
