/* watch/issue.h - an issue: what a feed held when it was asked.
**
** A feed comes from anyone, so it is parsed where it can do no harm: tw_issue_write runs in a
** worker (src/worker.h) and writes JSON, tw_issue_read makes the struct of it in the program.  RSS,
** Atom, JSON Feed, news sitemaps and indexes of sitemaps (read/feed.h) become alike here: addresses
** are absolute and each comes once; an id that two items share is none; of sitemaps only what is
** new counts.
*/
#ifndef TW_WATCH_ISSUE_H
#define TW_WATCH_ISSUE_H
#include "base/date.h"
#include "read/source.h"

enum {
    TW_ISSUE_ITEMS = 2000,              /* of one issue, the first */
    TW_ISSUE_CONTENT = 1 << 20,         /* bytes of an item's own text; a longer one is left out */
};

struct tw_issue_item {
    struct tw_slice url;        /* absolute; empty: it has none */
    struct tw_slice id, title;
    struct tw_slice content;    /* HTML or text; may be empty */
    struct tw_date published;
    uint64_t text;              /* hash of title and content without markup: changes when they do */
    bool telling;               /* there is enough text to know it again by that hash */
};

struct tw_issue {
    bool index;                 /* items are sitemaps to be asked in turn */
    /* it is no feed but a page, which names its feed: the address; else empty */
    struct tw_slice elsewhere;
    struct tw_slice title, site, lang;
    uint64_t pause;             /* s to be left alone; 0: does not say */
    struct tw_issue_item *v;
    size_t n;
};

/* raw: bytes are the body, url where it came from, charset what its head said.  TW_NOTNEWS: no
** feed, nor a page that names one (discover.h); *why says what it looks like. */
TW_MUST_USE enum tw_status tw_issue_write(struct tw_arena *mem, const struct tw_raw *raw,
                                          struct tw_slice *json, const char **why);

/* One item, so that it can be tried again when it has left its feed; without a text of more than 64
   KiB. */
struct tw_slice tw_issue_item_write(struct tw_arena *mem, const struct tw_issue_item *item);
TW_MUST_USE enum tw_status tw_issue_item_read(struct tw_arena *mem, struct tw_slice json,
                                              struct tw_issue_item *out);

/* TW_BROKEN: not what tw_issue_write writes. */
TW_MUST_USE enum tw_status tw_issue_read(struct tw_arena *mem, struct tw_slice json,
                                         struct tw_issue *out);

#endif
