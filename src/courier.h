/* courier.h - a process that fetches what web addresses name, and can do nothing else.
**
** The program itself gives the network away before it looks at anything from outside; who still may
** connect is a process of its own that reads no document: addresses go to it through a socket, and
** what they name comes back as sealed memory files.  It is forked while the program has one thread
** and ends when the program does.  Addresses that come by this way were named by a person:
** robots.txt is not asked.  One connection to a host at a time, Retry-After and back-off as in
** fetch/fetch.h, up to a minute.
*/
#ifndef TW_COURIER_H
#define TW_COURIER_H
#include "read/source.h"

struct tw_courier;

struct tw_courier_options {
    bool allow_private;         /* private networks too */
    bool use_proxy;             /* the proxies that the environment names */
    const char *user_agent;     /* NULL: the fetcher's own */
    unsigned timeout;           /* s for one address; 0 = a minute */
    const char *keep_warc;      /* a web archive that every exchange is added to; NULL */
};

/* Call it after the workers have been started, so that they have no way to it, and before
** threads are.  *options is borrowed.  NULL when there can be no process. */
struct tw_courier *tw_courier_start(const struct tw_courier_options *options);

/* For the options of a source; lives as long as the courier. */
const struct tw_remote *tw_courier_remote(const struct tw_courier *c);

/* Ends the process and waits for it.  NULL is fine. */
void tw_courier_stop(struct tw_courier *c);

#endif
