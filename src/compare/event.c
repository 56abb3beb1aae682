/* compare/event.c - to come; leaves its list empty. */
#include "compare/side.h"
void tw_side_event(struct tw_side *s) { s->out->one_event = true; }
