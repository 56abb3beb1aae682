/* store/indexwords.h - what of an article can be found by its words.
**
** Title, text with standfirst, names of speakers, names of actors.  In scripts without
** spaces between words (Han, Kana, Hangul) each character becomes a word, so that any run of
** them is found as a phrase; a query must be cut the same way (tw_index_text).
** Depends on nothing but the article and its statements: an index without texts needs the
** same words again to take an article out.
*/
#ifndef TW_STORE_INDEXWORDS_H
#define TW_STORE_INDEXWORDS_H
#include "store/store_int.h"

/* Statements that are no JSON give no speakers and actors. */
struct tw_indexed tw_index_words(struct tw_arena *mem, const struct tw_article *a,
                                 struct tw_slice statements);

/* The text as the index wants it; the slice itself when there is nothing to cut. */
struct tw_slice tw_index_text(struct tw_arena *mem, struct tw_slice text);

#endif
