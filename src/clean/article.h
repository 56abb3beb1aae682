/* clean/article.h - what an article is: the JSON object of doc/json.md.
**
** All slices live in the arena the article was made in (or borrow from the
** document, which must live as long).  `text` is the article's own text:
** paragraphs joined by a blank line.
*/
#ifndef TW_CLEAN_ARTICLE_H
#define TW_CLEAN_ARTICLE_H
#include "base/buf.h"
#include "base/date.h"
#include "base/json.h"
#include "base/slice.h"
#include "base/status.h"

enum tw_date_from { TW_FROM_NONE, TW_FROM_META, TW_FROM_JSON_LD, TW_FROM_TIME_TAG, TW_FROM_URL,
                    TW_FROM_TEXT, TW_FROM_FEED, TW_FROM_HTTP };

struct tw_article {
    struct tw_slice id;             /* 16 hex digits, or as given in JSON lines */
    struct tw_slice source, url;
    struct tw_slice outlet_name, outlet_domain;
    struct tw_slice title, standfirst;
    struct tw_slices byline;        /* names of people, without "By" and roles */
    struct tw_slice dateline;       /* "TARNOVA, March 14 (Meridian)" */
    struct tw_date published, modified;
    enum tw_date_from published_from;
    struct tw_slice lang;           /* ISO 639-1, else 639-3; empty = unknown */
    struct tw_slices credit;        /* agencies the text is credited to */
    struct tw_slice text;           /* valid UTF-8 */
    struct tw_spans paragraphs;     /* bytes of text */
    struct tw_slices notes;         /* corrections and other lines about the article */
};

/* Sets id from the canonical URL (else the source) and the text. */
void tw_article_set_id(struct tw_arena *mem, struct tw_article *a);

/* Fills paragraphs by splitting text at blank lines, or, when there is none, at
** line ends unless the lines look broken to a width. */
void tw_article_split(struct tw_arena *mem, struct tw_article *a);

/* A copy that borrows nothing but from mem. */
struct tw_article tw_article_dup(struct tw_arena *mem, const struct tw_article *a);

/* Appends the object (without a line end) to out. */
void tw_article_write(struct tw_buf *out, const struct tw_article *a);

/* Reads an article from a parsed JSON object.  Only id and text are required;
** the given text is not altered, and paragraphs are computed when absent.
** `published` and `outlet` may also be plain strings.  *out borrows from the
** object and its line.  TW_BROKEN: no text or no id. */
TW_MUST_USE enum tw_status tw_article_read(struct tw_arena *mem, const struct tw_jv *object,
                                           struct tw_article *out);

const char *tw_date_from_text(enum tw_date_from f);     /* "meta", "json-ld", ... ; NULL for none */

#endif
