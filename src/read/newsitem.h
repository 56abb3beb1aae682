/* read/newsitem.h - what another format says of a news item, as a document.
**
** ninjs.c and claimreview.c fill one from their format; here it becomes what clean/
** takes: plain text an article (TW_FORMAT_ARTICLE, text as given), HTML a page that says in
** its head what the item says.  All texts are valid UTF-8 and live as long as the document.
*/
#ifndef TW_READ_NEWSITEM_H
#define TW_READ_NEWSITEM_H
#include "base/json.h"
#include "read/document.h"

struct tw_newsitem {
    struct tw_slice id;         /* as given; empty: it is made of address and text */
    struct tw_slice url, title, standfirst, dateline, lang;
    struct tw_slice outlet, domain;         /* domain: a host, "www." and all */
    struct tw_slice published, modified;    /* ISO 8601 */
    struct tw_slices byline, credit, notes;
    struct tw_slice text, html; /* text wins */
    bool whole;                 /* all that can be known is said: clean/ looks for nothing */
};

/* Fills format, text, url and what a feed would say of *out; the rest stays.  TW_EMPTY:
** there is neither text nor HTML. */
TW_MUST_USE enum tw_status tw_newsitem_document(struct tw_arena *mem,
                                                const struct tw_newsitem *item,
                                                struct tw_document *out);

/* Adds one to a list; empty ones and those that are there are passed over. */
void tw_newsitem_add(struct tw_arena *mem, struct tw_slices *list, struct tw_slice s);

/* The host of a web address; empty: it is none. */
struct tw_slice tw_newsitem_host(struct tw_slice url);

/* "en-GB" -> "en", in lower case; empty: no code of a language. */
struct tw_slice tw_newsitem_lang(struct tw_arena *mem, struct tw_slice lang);

/* HTML as plain text: tags off, references resolved; blocks a blank line apart. */
struct tw_slice tw_newsitem_plain(struct tw_arena *mem, struct tw_slice html);

#endif
