/* work/keeper.h - a lease renewed beside the work that it is for.
**
** Loading a state and committing a batch may take longer than a term; so a thread of its own, on a
** connection of its own, renews the lease every third of it.  A process that stands still stands
** still with all its threads.  Who works asks tw_keeper_holds before what must not be done twice;
** that a process may wake up between the question and the deed is the store's affair (tokens,
** tw_store_open_held).
*/
#ifndef TW_WORK_KEEPER_H
#define TW_WORK_KEEPER_H
#include "work/lease.h"

struct tw_keeper;

/* `lease` is held, and copied.  NULL when there can be no thread. */
struct tw_keeper *tw_keeper_start(const struct tw_broker_options *options, const struct tw_lease *lease);

bool tw_keeper_holds(struct tw_keeper *k);

/* Ends the thread; with `release` the lease goes to who comes first.  NULL is fine. */
void tw_keeper_stop(struct tw_keeper *k, bool release);

#endif
