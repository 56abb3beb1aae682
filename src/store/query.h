/* store/query.h - the language in which articles are searched.
**
**     bridge closed               both words, in title or text
**     "closed to lorries"         these words in a row
**     bridge NEAR/5 ferry         at most five words between them
**     flood OR floods             either; binds tighter than the space
**     lorr*                       words that begin so
**     -ferry  -(ferry OR boat)    not that
**     title:bridge                in the title; speaker: and actor: in the names of those
**     outlet:ferry.example        of that outlet, by name or domain (its subdomains too)
**     lang:pt                     in that language
**     after:2025-03-01            published on that day or later; also a year or a month
**     before:2025-03-04           published earlier than that
**
** Case and accents do not matter.  Every word must be there.  What narrows (outlet to before)
** stands by itself, not within OR or parentheses; it may have a - too; alone it gives all
** articles that fit.  A word with signs inside (covid-19) is its parts in a row; in scripts
** without spaces each character is a word.
**
** The same for every back end: a query becomes the tree below, and back ends write their own
** search expressions from its words, which hold letters and digits and nothing else.
** Bounded: 4,096 bytes, 64 words, parentheses 16 deep.
*/
#ifndef TW_STORE_QUERY_H
#define TW_STORE_QUERY_H
#include "base/date.h"
#include "base/slice.h"
#include "base/status.h"

enum { TW_QUERY_BYTES = 4096, TW_QUERY_WORDS = 64, TW_QUERY_DEPTH = 16 };

enum tw_query_kind { TW_QUERY_PHRASE, TW_QUERY_NEAR, TW_QUERY_ALL, TW_QUERY_ANY };
/* ARTICLE: title or text. */
enum tw_query_field { TW_QUERY_ARTICLE, TW_QUERY_TITLE, TW_QUERY_SPEAKER, TW_QUERY_ACTOR };

struct tw_query_node {
    enum tw_query_kind kind;
    bool excluded;              /* of ALL: it must not match; some child is not excluded */
    struct tw_query_node *child, *next;     /* of all but PHRASE; of NEAR: phrases of one field */
    enum tw_query_field field;
    struct tw_slices words;     /* of PHRASE: letters and digits, at least one word; as written */
    bool prefix;                /* the last one is the beginning of a word */
    unsigned distance;          /* of NEAR: words between the first and the last */
};

enum tw_query_narrow { TW_QUERY_OUTLET, TW_QUERY_LANG, TW_QUERY_AFTER, TW_QUERY_BEFORE };
struct tw_query_filter {
    enum tw_query_narrow kind;
    bool excluded;
    struct tw_slice value;
    int64_t time;               /* Unix s; AFTER: from then on, BEFORE: until then, without it */
};

struct tw_query {
    struct tw_query_node *root;     /* NULL: filters only */
    struct tw_query_filter *filter; size_t filters;
};

/* Fills *out, in mem.  TW_USAGE: *why says what is wrong and at which character, from 1. */
TW_MUST_USE enum tw_status tw_query_parse(struct tw_arena *mem, struct tw_slice text,
                                          struct tw_query *out, const char **why);

#endif
