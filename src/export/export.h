/* export/export.h - stories of a store in the formats of others.
**
** A writer takes stories one by one from an open store and appends to a buffer what they are
** in its format; who calls empties the buffer between two stories, so the memory needed is
** that of the largest story:
**
**     struct tw_export_options o = {.format = TW_EXPORT_ATOM};
**     struct tw_export *x;
**     if ((st = tw_export_open(store, &o, &out, &x)) != TW_OK) return st;
**     for (...) if ((st = tw_export_story(x, number, &out)) != TW_OK) break;
**     tw_export_end(x, &out);
**     tw_export_free(x);
**
** Formats (doc/formats.md says what is found where):
**
**     jsonl          a story, its articles, what they say, the comparison, as in doc/json.md
**     csv            RFC 4180, UTF-8; before what a spreadsheet takes for a formula stands a '
**     atom           RFC 4287, a story an entry
**     jsonfeed       JSON Feed 1.1, a story an item
**     ninjs          IPTC ninjs 2.1: an array of articles, and of stories as composite items
**     stix           STIX 2.1 (OASIS): a bundle with a report a story, a note a statement, an
**                    identity an outlet
**     webannotation  W3C Web Annotation Data Model: a collection with an annotation for each
**                    place where a statement stands
**
** Ids are the same whenever and wherever a story of a store is written: UUIDs of version 5
** (RFC 4122, 4.3) of the identity of the store and the name of what is meant.
** The output depends on the store and the options alone; there is no clock in it.
**
** Not for use by two threads at a time.  Statuses are those of the store (store/store.h).
*/
#ifndef TW_EXPORT_EXPORT_H
#define TW_EXPORT_EXPORT_H
#include "base/buf.h"
#include "store/store.h"

enum tw_export_format { TW_EXPORT_JSONL, TW_EXPORT_CSV, TW_EXPORT_ATOM, TW_EXPORT_JSONFEED,
                        TW_EXPORT_NINJS, TW_EXPORT_STIX, TW_EXPORT_WEBANNOTATION };

/* What a line is: of csv any; of jsonl stories or articles; the other formats have stories. */
enum tw_export_what {
    TW_EXPORT_STORIES, TW_EXPORT_STATEMENTS, TW_EXPORT_ARTICLES, TW_EXPORT_FIGURES
};

struct tw_export_options {
    enum tw_export_format format;
    enum tw_export_what what;
    struct tw_slice title;          /* of a feed; empty: "Twosource" */
    struct tw_slice self;           /* address of the feed itself; empty: it has none */
    struct tw_slice home;           /* a story is found at it followed by "s12"; empty: nowhere */
    int64_t updated;                /* of a feed, Unix s; 0: time of the store's newest article */
};

/* The names of the program's options; NULL, false: there is no such. */
const char *tw_export_format_text(enum tw_export_format f);
const char *tw_export_media_type(enum tw_export_format f);      /* with charset where it has one */
bool tw_export_format_of(struct tw_slice name, enum tw_export_format *out);
bool tw_export_what_of(struct tw_slice name, enum tw_export_what *out);

/* True when the format can be written of that. */
bool tw_export_has(enum tw_export_format f, enum tw_export_what what);

struct tw_export;

/* Appends what comes before the first story.  *o is copied, its slices are not; TW_USAGE:
** tw_export_has says no.  The caller frees *made, which is NULL when it fails. */
TW_MUST_USE enum tw_status tw_export_open(struct tw_store *s, const struct tw_export_options *o,
                                          struct tw_buf *out, struct tw_export **made);

/* Appends a story: nothing when there is none of that number, or it has no articles. */
TW_MUST_USE enum tw_status tw_export_story(struct tw_export *x, uint64_t story, struct tw_buf *out);

/* Appends what comes behind the last story. */
void tw_export_end(struct tw_export *x, struct tw_buf *out);
void tw_export_free(struct tw_export *x);       /* NULL is fine */

#endif
