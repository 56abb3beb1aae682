/* work/aside_int.h - for pull.c: setting a message aside. */
#ifndef TW_WORK_ASIDE_INT_H
#define TW_WORK_ASIDE_INT_H
#include "work/aside.h"

/* a->number is its number in a->stream here: it is set aside once, however often this is called.
** TW_OK: the stream has it. */
TW_MUST_USE enum tw_status tw_aside_put(struct tw_broker *b, const char *stream,
                                        const struct tw_aside *a);

#endif
