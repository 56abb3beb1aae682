/* cmd_handing.h - articles for a store that another process writes to (watch, serve, add).
**
** They go into its inbox (tw_store_hand), which the writer takes them from with its next commits;
** should it end first, the desk is opened here for as long as that takes.  What was handed in is
** on the disk, and stored once, whatever happens to either process.
*/
#ifndef TW_CMD_HANDING_H
#define TW_CMD_HANDING_H
#include "base/map.h"
#include "store/desk.h"

#include <signal.h>

struct tw_handing {
    struct tw_store *store;         /* open for reading; the caller's */
    const char *where, *beside;     /* of the store, and of its states */
    const struct tw_desk_options *desk;
    struct tw_arena *mem;           /* of the batch */
    struct tw_map ids;
    struct tw_handed *v;
    size_t n, cap;
    struct tw_desk_counts counts;
    uint64_t first, last;           /* numbers of what was handed in; 0: nothing */
    uint64_t handed;
};

/* The strings and options are borrowed. */
void tw_handing_start(struct tw_handing *h, struct tw_store *store, const char *where,
                      const char *beside, const struct tw_desk_options *desk);
void tw_handing_end(struct tw_handing *h);          /* fine when it was not started */

/* tw_desk_give, tw_desk_count_given and tw_desk_commit, by way of the inbox. */
TW_MUST_USE enum tw_status tw_handing_give(struct tw_handing *h, const struct tw_incoming *in);
TW_MUST_USE enum tw_status tw_handing_count_given(struct tw_handing *h, struct tw_desk_counts *out);
TW_MUST_USE enum tw_status tw_handing_commit(struct tw_handing *h);

/* Waits while more than `most` of what was handed in wait, *stop is 0 and the writer took one in
** the last 30 s;
** *left of them still wait. */
TW_MUST_USE enum tw_status tw_handing_wait(struct tw_handing *h, uint64_t most,
                                           const volatile sig_atomic_t *stop, uint64_t *left);

/* Calls `tell` for each that was set aside, with the reason. */
TW_MUST_USE enum tw_status tw_handing_aside(struct tw_handing *h,
                                            void (*tell)(void *context,
                                                         const struct tw_handed *one),
                                            void *context);

#endif
