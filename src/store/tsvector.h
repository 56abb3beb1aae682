/* store/tsvector.h - an article's words, and a query, as PostgreSQL's text search takes them.
**
** Words are cut and folded here, not by a text search configuration of the server: every store
** then finds the same, whatever the server has installed.  A word is a run of letters and digits,
** in lower case and without accents (base/utf8.h).  A word of the title stands in the vector as
** itself (weight A) and as t/word, one of the text as itself, one of a speaker's or actor's name
** as s/word or a/word: a field needs no look at weights, which are not in the index.
**
** Limits of PostgreSQL (its manual, section 12.11): places above 16,383 are all the last one, so
** phrases are not found behind the 16,382nd word; a vector holds a megabyte, words beyond it
** are left out.
*/
#ifndef TW_STORE_TSVECTOR_H
#define TW_STORE_TSVECTOR_H
#include "store/query.h"
#include "store/store_int.h"

/* The text of a tsvector, in mem.  Linear. */
struct tw_slice tw_tsvector_text(struct tw_arena *mem, const struct tw_indexed *words);

/* The text of a tsquery, in mem.  NEAR of two phrases within n words is each distance in either
** order, up to 20 words; of more than two, of each pair of neighbours. */
struct tw_slice tw_tsquery_text(struct tw_arena *mem, const struct tw_query_node *root);

#endif
