/* watch/known.h - which items of an issue are news, given what stood in the feed before.
**
** An item is known by its address (canonical, clean/url.h), else by its id together with its text,
** else by its text alone when that is long enough: so ids and addresses may change, each by itself
** or both, and nothing comes twice.  An item whose address is known and whose text is another
** has changed: its page is asked for again, and becomes an edition.
*/
#ifndef TW_WATCH_KNOWN_H
#define TW_WATCH_KNOWN_H
#include "base/map.h"
#include "store/store.h"
#include "watch/issue.h"

struct tw_known_items { struct tw_map by_link, by_id, by_text; const struct tw_seen_entry *v; };

/* Borrows the entries. */
struct tw_known_items tw_known_items_of(struct tw_arena *mem, const struct tw_seen_entry *v,
                                        size_t n);

enum tw_item_is {
    TW_ITEM_OLD,                /* nothing to do */
    TW_ITEM_MOVED,              /* known, under another address or id: to be noted, nothing else */
    TW_ITEM_NEW,
    TW_ITEM_CHANGED,
    TW_ITEM_WAITS               /* was tried and is to be tried again */
};
/* *out: the entry as it is to be kept: hashes of the item, the rest of the entry before.
** *text_before: its hash of the text; 0: there was none. */
enum tw_item_is tw_known_items_find(const struct tw_known_items *k, struct tw_arena *mem,
                                    const struct tw_issue_item *item, struct tw_seen_entry *out,
                                    uint64_t *text_before);

#endif
