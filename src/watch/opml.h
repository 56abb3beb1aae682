/* watch/opml.h - lists of feeds as programs exchange them (OPML 2.0, opml.org/spec2.opml).
**
** Read as it is met: folders in folders, attributes in any case, xmlUrl without a title, any
** encoding, addresses that stand there twice.  What is written can be read again and is the
** same: address, title, site, folder, language.
*/
#ifndef TW_WATCH_OPML_H
#define TW_WATCH_OPML_H
#include "base/buf.h"
#include "store/store.h"

/* Reads a list (bytes as they are in the file): url, title, site, folder and lang of each feed,
** in order, every address once; what is no web address is passed over and counted.  *out lives
** in mem.  A text without any markup is taken for one address a line ('#': a comment).
** TW_OK; TW_NOTNEWS: neither. */
struct tw_feed_list { struct tw_watched *v; size_t n, passed; };
TW_MUST_USE enum tw_status tw_opml_read(struct tw_arena *mem, struct tw_slice bytes,
                                        struct tw_feed_list *out);

/* Appends the list; the feeds must be sorted by folder. */
void tw_opml_write(struct tw_buf *out, const struct tw_watched *feed, size_t n);

#endif
