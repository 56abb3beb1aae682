/* support/case.h - plain-text cases: rules about language that need no C.
**
** A .case file holds any number of cases:
**
**     === name_of_what_is_promised
**     input, any number of lines
**     ---
**     expected, any number of lines
**
** Lines before the first `===` are remarks.  Blank lines at the ends of input
** and expected do not count.  Each case is one cmocka test.  With TW_ACCEPT set
** in the environment (`make accept`) the expected parts are rewritten with what
** came out, for review in the diff.
*/
#ifndef TW_SUPPORT_CASE_H
#define TW_SUPPORT_CASE_H
#include "base/buf.h"

/* Writes what the code under test makes of the input. */
typedef void tw_case_render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out);

/* Runs the cases of a file (path from the root of the tree); returns the
** number that failed, or -1 when the file cannot be read or has no case. */
int tw_cases_run(const char *path, tw_case_render *render);

#endif
