/* store/snippet.h - the piece of a text that shows why it was found.
**
** The piece of at most TW_SNIPPET bytes with the most different words of the query in it,
** the earliest of equals, cut at spaces; the beginning of the text when no word is in
** it (found by its title, say).  Words are compared folded (base/utf8.h), phrases as a whole.
** Cost: one pass over the text and, for each of its words, a look at each phrase's first one.
*/
#ifndef TW_STORE_SNIPPET_H
#define TW_STORE_SNIPPET_H
#include "store/query.h"

enum { TW_SNIPPET = 240 };      /* bytes; two or three lines on a terminal */

struct tw_snippet {
    struct tw_span span;        /* bytes of the text */
    struct tw_spans hits;       /* bytes of the snippet */
};

/* root may be NULL: no word at all. */
struct tw_snippet tw_snippet_cut(struct tw_arena *mem, struct tw_slice text,
                                 const struct tw_query_node *root);

#endif
