/* base/status.h - what a call can answer, and what the caller does about it.
**
** Anything that can fail returns enum tw_status and writes its result through
** its last argument.  Bad input is no failure: a page without an article is an
** empty article.  Each code asks the caller for something different.
*/
#ifndef TW_BASE_STATUS_H
#define TW_BASE_STATUS_H

#include "base/api.h"

#define TW_STATUS_LIST(X) \
    X(TW_OK,       "done") \
    X(TW_DONE,     "no more items") \
    X(TW_EMPTY,    "nothing in it") \
    X(TW_BINARY,   "not text in any format that can be read") \
    X(TW_BROKEN,   "damaged or not in its format") \
    X(TW_TOOBIG,   "over a limit") \
    X(TW_NOTFOUND, "not found or not readable") \
    X(TW_IO,       "reading or writing failed") \
    X(TW_USAGE,    "called with arguments that make no sense") \
    X(TW_NOTNEWS,  "no article in it") \
    X(TW_LOCKED,   "in use by another process") \
    X(TW_FULL,     "no room left on the disk") \
    X(TW_NEWER,    "written by a later version") \
    X(TW_AWAY,     "the server cannot be reached")

enum tw_status {
#define X(code, text) code,
    TW_STATUS_LIST(X)
#undef X
    TW_STATUS_COUNT
};

#define TW_MUST_USE __attribute__((warn_unused_result))

/* The short English phrase of a code; never NULL. */
TW_API const char *tw_status_text(enum tw_status st);

#endif
