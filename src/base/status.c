/* base/status.c - the phrases of the status codes. */
#include "base/status.h"

const char *tw_status_text(enum tw_status st)
{
    static const char *const text[] = {
#define X(code, phrase) phrase,
        TW_STATUS_LIST(X)
#undef X
    };

    return (unsigned)st < TW_STATUS_COUNT ? text[st] : "unknown status";
}
