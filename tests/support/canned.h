/* tests/support/canned.h - an HTTP server on loopback that says what it is told to, byte for byte.
**
** One connection at a time, one answer each, then it closes; a request without a page gets 404.
*/
#ifndef TW_TESTS_CANNED_H
#define TW_TESTS_CANNED_H
#include "base/slice.h"

struct canned_page {
    const char *path;           /* "/feed?x", as in the request line */
    struct tw_slice answer;     /* head, blank line, body; "%P" in it stands for the port */
    unsigned slow_ms;           /* waits so long before the last byte */
    bool reset;                 /* ends with a reset instead of a close */
};

struct canned;

/* Serves the pages, which are borrowed, on a port of its own; the path of a page may be met any
** number of times. */
struct canned *canned_start(const struct canned_page *pages, size_t n);
unsigned canned_port(const struct canned *c);

/* Ends it; what was asked of it so far: every request, head and body, one after another.  In
** mem. */
struct tw_slice canned_stop(struct canned *c, struct tw_arena *mem);

/* "http://127.0.0.1:PORT/path". */
struct tw_slice canned_url(const struct canned *c, struct tw_arena *mem, const char *path);

#endif
