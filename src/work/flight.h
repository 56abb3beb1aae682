/* work/flight.h - what is on its way and not answered: numbers, and when each is due again.
**
** Pure: no clock, no network; publish.c sends, this says what and when.  An item has a number
** that is never given again, so an answer that comes late, twice or for something long forgotten
** finds nothing. Items fall due in the order in which they were sent last, `again` ms after; none
** before tw_flight_hush has passed; what was never sent, in the order it was added.
**
** Cost: constant for each call; one item's size for each slot.
*/
#ifndef TW_WORK_FLIGHT_H
#define TW_WORK_FLIGHT_H
#include "base/arena.h"

#include <stdint.h>

struct tw_flight_item {
    uint64_t number; /* 0: free */
    void *what;      /* the caller's */
    uint64_t tag;
    size_t bytes;
    int64_t added, due; /* ms */
    unsigned sent;      /* how often */
    struct tw_flight_item *next, *prev;
};

struct tw_flight {
    struct tw_flight_item *item;
    size_t slots, n;    /* n: on their way */
    size_t bytes, most; /* of those; allowed */
    unsigned again;     /* ms */
    int64_t hush;       /* nothing is due before */
    unsigned pause;     /* ms: the last hush's length; 0: none since an answer came */
    struct tw_flight_item fresh, sent; /* heads of lists: never sent; sent, by when they are due */
    struct tw_flight_item *free;
    uint64_t rounds; /* for numbers */
};

/* `most`: bytes of all together. */
void tw_flight_init(struct tw_flight *w, struct tw_arena *mem, size_t slots, size_t most,
                    unsigned again);

/* Whether one more of that size may be added: always when nothing is on its way. */
bool tw_flight_room(const struct tw_flight *w, size_t bytes);

/* Adds it, due at once; there must be room. */
struct tw_flight_item *tw_flight_add(struct tw_flight *w, void *what, size_t bytes, uint64_t tag,
                                     int64_t now);

/* The item of that number while it is on its way, else NULL. */
struct tw_flight_item *tw_flight_find(const struct tw_flight *w, uint64_t number);

/* It is answered.  Its members stay readable until the next tw_flight_add. */
void tw_flight_remove(struct tw_flight *w, struct tw_flight_item *item);

/* The first that is due, or NULL. */
struct tw_flight_item *tw_flight_due(const struct tw_flight *w, int64_t now);

/* It was sent now: due again in `again` ms. */
void tw_flight_sent(struct tw_flight *w, struct tw_flight_item *item, int64_t now);

/* Nobody takes anything just now: all fall due after a pause that doubles, from 50 ms to `again`,
** until an answer comes (tw_flight_heard). */
void tw_flight_hush(struct tw_flight *w, int64_t now);
void tw_flight_heard(struct tw_flight *w);

/* ms until something is due, at most `most`. */
unsigned tw_flight_wait(const struct tw_flight *w, int64_t now, unsigned most);

#endif
