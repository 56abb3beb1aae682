/* work/trying.h - how often something was begun that may have ended its process.
**
** A note in a bucket before it is tried, taken away behind it: what ended its process each time is
** found by the note that stayed.
*/
#ifndef TW_WORK_TRYING_H
#define TW_WORK_TRYING_H
#include "work/broker.h"

/* One more try of what is called so (letters, digits, - and _); *tries: how many there have been,
** with this one. */
TW_MUST_USE enum tw_status tw_trying(struct tw_broker *b, struct tw_arena *mem, struct tw_slice what,
                                     unsigned *tries);

/* It went well, or is given up: nothing is known about it any more. */
void tw_trying_done(struct tw_broker *b, struct tw_slice what);

#endif
