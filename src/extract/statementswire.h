/* extract/statementswire.h - what an article says as bytes, exactly, for another process.
**
** The JSON of `extract` is for readers: it has no scores, and offsets in code points.  These
** bytes (base/wire.h) are the struct itself, but for the rule of an attribution, which only
** --explain shows: it is NULL when they are read.
** What is read is safe to use with that text, whoever wrote it: every span lies in it on
** character boundaries, lists that rise do so, indexes point into their lists, and no
** attribution holds itself.  That it is what the text says is not checked.
** Cost: about 5 us an article of 2 KB, either way.
*/
#ifndef TW_EXTRACT_STATEMENTSWIRE_H
#define TW_EXTRACT_STATEMENTSWIRE_H
#include "base/wire.h"
#include "extract/statements.h"

void tw_statements_put(struct tw_buf *out, const struct tw_statements *s);

/* *out lives in mem and borrows from what is read; w->broken says whether it is any good. */
void tw_statements_take(struct tw_wire *w, struct tw_arena *mem, struct tw_slice text,
                        struct tw_statements *out);

#endif
