/* watch/discover.h - the feed that a page names.
**
** People know the address of a site, not of its feed.  A page names its feed with
** <link rel=alternate type=application/rss+xml href=...> (HTML Living Standard, 4.6.7.1: of several
** the first is the default one); so do Atom (RFC 4287) and JSON Feed (1.1, "discovery").
*/
#ifndef TW_WATCH_DISCOVER_H
#define TW_WATCH_DISCOVER_H
#include "base/arena.h"
#include "base/slice.h"

/* The absolute address, in mem; empty: the page names none.  page: valid UTF-8; url: where it came
   from. */
struct tw_slice tw_discover_feed(struct tw_arena *mem, struct tw_slice page, struct tw_slice url);

#endif
