/* clean/url.h - web addresses: taken apart, joined, made canonical, dated.
**
** Splits and joins after RFC 3986 (section 3 and 5.2); hosts are compared in
** lower case.  Nothing is percent-decoded: two spellings of a path stay two.
** Registrable domains are told by a short rule and list (data/any/suffixes.txt)
** instead of the Public Suffix List, right for the places that news comes from.
** Cost: linear; only what is built lives in the arena.
*/
#ifndef TW_CLEAN_URL_H
#define TW_CLEAN_URL_H
#include "base/date.h"
#include "base/slice.h"

struct tw_url {
    struct tw_slice scheme, host, port;     /* without "://" and ":"; user names are cut off */
    struct tw_slice path;                   /* with its "/", may be empty */
    struct tw_slice query, fragment;        /* without "?" and "#" */
};

/* Takes an absolute http or https address apart ("//host/..." too, its scheme
** is then empty).  false: it is none, or is over 8000 bytes long. */
bool tw_url_split(struct tw_slice url, struct tw_url *out);

/* The address that `ref` means on the page `base`; ref itself when it is
** absolute; empty when it leads nowhere on the web (mailto:, javascript:). */
struct tw_slice tw_url_join(struct tw_arena *mem, struct tw_slice base, struct tw_slice ref);

/* The address without what does not tell one page from another: scheme and
** host in lower case, default port, fragment, tracking parameters
** (data/any/tracking.txt) and empty query dropped.  Empty when it is no
** address. */
struct tw_slice tw_url_canonical(struct tw_arena *mem, struct tw_slice url);

/* "www.news.example.co.uk" -> "example.co.uk"; on hosts of many publishers
** (blogspot.com) with the name in front of it.  The host itself when it is an
** IP address or has no dot; a slice of `host`. */
struct tw_slice tw_url_domain(struct tw_slice host);

/* The day that the path names: /2024/03/25/, /2024-03-25-, /2024/mar/25/,
** /2024/world/03/25/, -20240325-, "/2024/3/".  The grain says how much there was (a month at
** least). */
bool tw_url_date(struct tw_slice url, struct tw_date *out);

#endif
