/* store/phrases.h - where words stand in a row, in an index of postings.
**
** In each segment: first the words whose lists are there whole, side by side from one article that
** has all of them to the next, and of their places those that fit to each other.  Then, of words that
** nearly all articles have, the parts of their lists with these articles, the rarer word first.
** Where all lists are outlines they are all fetched.
** Cost: 6 ns for each article of each list that is read; a question for the places of long lists,
** and one for each word of which there are outlines.
*/
#ifndef TW_STORE_PHRASES_H
#define TW_STORE_PHRASES_H
#include "store/hits.h"

/* A place where a phrase begins. */
struct tw_at { uint64_t number; uint32_t place, length; };      /* length: words of the article */
struct tw_ats { struct tw_at *v; size_t n, cap; };

/* Fills at[i] for each segment of the index, in mem, rising.  Fetches what lists lack: those of w
** may be whole afterwards. */
TW_MUST_USE enum tw_status tw_phrase_find(struct tw_arena *mem, const struct tw_index *index,
                                          struct tw_wanted *w, size_t n, struct tw_ats *at);

#endif
