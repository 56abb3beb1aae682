/* fetch/robots.h - what a robots.txt allows: RFC 9309, pure.
**
** The groups that name the program count, all of them together; when there is none, those for "*".
** Of the rules that match a path the longest decides, allow among equals; "*" stands for any text
** and a final "$" for the end.  Paths and rules are compared with the same characters
** percent-encoded.  Crawl-delay, which the RFC does not know, is read too.  Time: linear in the
** text to read it; to ask, linear in the rules and in the path for each that has a "*".
*/
#ifndef TW_FETCH_ROBOTS_H
#define TW_FETCH_ROBOTS_H
#include "base/slice.h"

#include <stdint.h>

enum {
    TW_ROBOTS_MAX = 500 << 10,  /* bytes that are read of one; RFC 9309, 2.5 */
    /* rules of one; the longest files of news sites have some hundred */
    TW_ROBOTS_RULES = 20000
};

struct tw_robots_rule { struct tw_slice pattern; bool is_allow; };
struct tw_robots {
    struct tw_robots_rule *v;
    size_t n;
    int64_t delay_ms;           /* crawl-delay; 0 = none */
};

/* Reads the rules for a program of that name ("Twosource"); they live in mem.  No text allows
** everything. */
void tw_robots_read(struct tw_arena *mem, struct tw_slice text, struct tw_slice agent,
                    struct tw_robots *out);

/* May the path be asked?  It begins with "/" and has the query with it; a final fragment does
** not belong there. */
bool tw_robots_allow(struct tw_arena *scratch, const struct tw_robots *r, struct tw_slice path);

/* A copy in one piece of memory, for the caller to free. */
struct tw_robots *tw_robots_copy(const struct tw_robots *r);

#endif
