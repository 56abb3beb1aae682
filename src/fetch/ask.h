/* fetch/ask.h - one request on its way: queued, running, sent on by a redirect.
**
** Each is one piece of memory of its own, as they end in any order.
*/
#ifndef TW_FETCH_ASK_H
#define TW_FETCH_ASK_H
#include "fetch/curl.h"
#include "fetch/fetch.h"

struct tw_host;

struct tw_ask {
    struct tw_request request;  /* as it was added; its texts are in this piece */
    struct tw_slice url;        /* to be asked now, encoded; a NUL follows, as in all texts here */
    struct tw_slice shown;      /* the same without user name */
    struct tw_slice cookies;    /* that redirects on the way set: lines as libcurl writes them */
    unsigned redirects;         /* followed so far */
    bool permanent;             /* all of them 301 or 308 */
    const char *refused;        /* it must not be asked: why; NULL */
    enum tw_fetch_end refused_as;       /* TW_FETCH_ANSWERED (not set): TW_FETCH_REFUSED */
    int64_t refused_for;        /* s: then it might be asked; 0: never */
    struct tw_host *host;       /* whose queue it is in */
    struct tw_host *robots_of;  /* it fetches the robots.txt of that host; NULL: it is a caller's */
    uint64_t number;            /* in the order of queueing */
};

/* A web address taken apart.  `host` is empty when it is none. */
struct tw_web_address { struct tw_slice url, shown, host; };

/* Texts in mem.  What may not stand in an address is encoded; the fragment is cut off. */
struct tw_web_address tw_web_address(const struct tw_curl *c, struct tw_arena *mem,
                                     struct tw_slice url);

/* A request with everything copied, for the address; the caller frees it. */
struct tw_ask *tw_ask_new(const struct tw_request *r, const struct tw_web_address *address,
                          struct tw_slice cookies);
void tw_ask_free(struct tw_ask *a);     /* NULL is fine */

#endif
