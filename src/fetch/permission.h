/* fetch/permission.h - robots.txt of a host: where it is, what it is learnt from, what it says
** about a request.
**
** RFC 9309, 2.3.1: an answer of 4xx allows everything; when the server fails, is not reached
** or is cut off, nothing is asked for ten minutes (unless rules of earlier are known, which then go
** on counting).  Rules count for a day.
*/
#ifndef TW_FETCH_PERMISSION_H
#define TW_FETCH_PERMISSION_H
#include "fetch/hosts.h"

/* The address of the robots.txt that a request comes under; in mem. */
struct tw_slice tw_permission_url(struct tw_arena *mem, const struct tw_ask *a);

/* Takes what came of asking for it. */
void tw_permission_learn(struct tw_arena *scratch, struct tw_host *host, const struct tw_fetched *r,
                         const struct tw_fetch_options *o, int64_t now);

/* Sets a->refused when the request must not be made. */
void tw_permission_check(struct tw_arena *scratch, struct tw_ask *a);

#endif
