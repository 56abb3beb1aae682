/* clean/item.h - articles put together from another format (read/newsitem.h).
**
** Their text is taken as it is; what the format has no field for is looked for in it, as in a page:
** dateline, agencies, a date.  Names are taken out of a line that tells authors, the
** domain out of a host, and the address is made canonical.
*/
#ifndef TW_CLEAN_ITEM_H
#define TW_CLEAN_ITEM_H
#include "clean/article.h"
#include "read/document.h"

/* Who sent it by mail: a name of a person is the byline, another one the outlet; the host of the
** address is the outlet's domain. */
void tw_item_sender(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *a);

/* The outlet of a plain text that has an address: nothing in it tells. */
void tw_item_address(struct tw_article *a);

/* Settles the fields of an article that was put together from another format. */
void tw_item_finish(struct tw_arena *mem, const struct tw_document *doc, struct tw_article *a);

#endif
