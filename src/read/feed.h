/* read/feed.h - feeds and lists of addresses: what they name, and what they hold.
**
** RSS 0.9x, 1.0 and 2.0 (content:encoded before description), Atom 1.0 and 0.3,
** JSON Feed 1.x; sitemaps with the news extension and sitemap indexes
** (sitemaps.org 0.9), OPML 2.0 subscription lists.  Broken XML is read as far
** as it goes; entities are the predefined ones and HTML's, a document type
** declaration is passed over.  One pass.
*/
#ifndef TW_READ_FEED_H
#define TW_READ_FEED_H
#include "base/date.h"
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

enum tw_feed_kind { TW_FEED_RSS, TW_FEED_ATOM, TW_FEED_JSON, TW_FEED_SITEMAP, TW_FEED_SITEMAP_INDEX,
                    TW_FEED_OPML };

struct tw_feed_entry {
    struct tw_slice url;
    struct tw_slice id;             /* what the feed calls it; may be empty, or change */
    struct tw_slice title, author;  /* plain text */
    /* HTML or plain text; the longer form when there are two; may be empty */
    struct tw_slice content;
    struct tw_slice lang;           /* of a news sitemap */
    struct tw_date published;       /* may be unknown */
};

struct tw_feed {
    enum tw_feed_kind kind;
    struct tw_slice title;          /* of the feed; of a news sitemap the publication's name */
    struct tw_slice site;           /* address of its pages */
    struct tw_slice lang;
    /* s that it asks to be left alone after a poll (ttl, sy:updatePeriod); 0: none */
    uint64_t pause;
    struct tw_feed_entry *v;        /* in the order of the file */
    size_t n;
};

/* May a file that begins so (white space and mark taken off) be a feed, or
** JSON?  A quick look, to decide whether to read it whole. */
bool tw_feed_is(struct tw_slice first);

/* Reads a feed (valid UTF-8).  *out lives in mem and borrows from text.  TW_OK;
** TW_NOTNEWS: it is none. */
TW_MUST_USE enum tw_status tw_feed_read(struct tw_arena *mem, struct tw_slice text,
                                        struct tw_feed *out);

#endif
