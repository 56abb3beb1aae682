/* serve/router.h - which route a path has, and what stands in it and behind its '?'.
**
** A path is cut at '/' as it was sent, then each part is decoded (RFC 3986, 2.1): an encoded
** slash is part of a name, never a border.  Parts that are not UTF-8, or hold a NUL, match
** nothing.  A route's {name} stands for one part that is not empty; what it takes behind the '?'
** may be said at its end, {?words,limit} (RFC 6570, 3.2.8).  Linear in the path times the routes.
*/
#ifndef TW_SERVE_ROUTER_H
#define TW_SERVE_ROUTER_H
#include "serve/serve.h"

enum { TW_QUERY_PAIRS = 64 };       /* parameters that are looked at; more are no request */

/* The route of that method and path, its {...} in arg; NULL: none, *allowed then names the
** methods there are ("GET, HEAD, POST"), in mem, empty when the path has no route at all. */
const struct tw_route *tw_route_find(struct tw_arena *mem, const struct tw_route *const *tables,
                                     size_t n, struct tw_slice method, struct tw_slice path,
                                     struct tw_slice arg[TW_ROUTE_ARGS], struct tw_slice *allowed);

/* Whether the route says that it takes a parameter of that name. */
bool tw_route_takes(const struct tw_route *route, struct tw_slice name);

/* Writes all but letters, digits and - . _ ~ as %XX (RFC 3986, 2.3). */
void tw_route_encode(struct tw_buf *out, struct tw_slice s);

/* Decodes %XX, and + as a space when `form`.  False: it is damaged, no UTF-8, or has a NUL. */
TW_MUST_USE bool tw_route_decode(struct tw_arena *mem, struct tw_slice s, bool form,
                                 struct tw_slice *out);

/* "a=1&b=x%20y" (application/x-www-form-urlencoded, WHATWG URL 5.1).  False: damaged, or too
   many. */
TW_MUST_USE bool tw_route_pairs(struct tw_arena *mem, struct tw_slice s, struct tw_pairs *out);

/* The value of the first of that name; empty: none. */
struct tw_slice tw_pairs_get(const struct tw_pairs *p, const char *name);

#endif
