/* work/giver.h - documents and articles given to those who read, and kept until they are settled.
**
** With a journal (work/journal.h) what is committed is safe, whatever becomes of the brokers: it is
** given again after an hour, at once when the streams were made anew, and when the process begins, until somebody tells
** what became of it.  Without one, whoever has the documents is to give them again.
*/
#ifndef TW_WORK_GIVER_H
#define TW_WORK_GIVER_H
#include "work/broker.h"
#include "work/bundle.h"
#include "work/journal.h"

struct tw_giver_options {
    struct tw_broker *broker;
    struct tw_journal *journal;     /* NULL: nothing is kept */
    bool (*goes_on)(void *context); /* false: do not wait any longer; NULL: as long as it takes */
    void *context;
};

/* given, given again: items; fate: items of which it was told, in this run */
struct tw_giver_counts { uint64_t given, again, fate[TW_FATES]; };

struct tw_giver;

/* Hears what was settled since, and gives the rest of the journal again.  TW_DONE: goes_on said no; else as the broker. */
TW_MUST_USE enum tw_status tw_giver_open(const struct tw_giver_options *options, struct tw_giver **out);
void tw_giver_close(struct tw_giver *g);        /* NULL is fine */

/* Takes an item: tw_item_of_raw, or the bare form of an article; copies it.  TW_TOOBIG: larger than the broker takes. */
TW_MUST_USE enum tw_status tw_giver_add(struct tw_giver *g, struct tw_slice data);

/* All items so far are in the journal, on the disk, and confirmed by the broker, when this is TW_OK. */
TW_MUST_USE enum tw_status tw_giver_commit(struct tw_giver *g);

/* Hears what was settled and gives again what is due; to be called now and then. */
TW_MUST_USE enum tw_status tw_giver_step(struct tw_giver *g);

/* Items in the journal of which nobody told yet. */
uint64_t tw_giver_waiting(const struct tw_giver *g);

const struct tw_giver_counts *tw_giver_counts(const struct tw_giver *g);

#endif
