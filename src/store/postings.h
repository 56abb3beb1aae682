/* store/postings.h - an index of words as bytes, for a database that has none of its own that is as
** good.
**
** Words are gathered article by article and written as a segment: for each word, in the order of
** their bytes, the articles that have it (how often in the title, how often elsewhere, how many
** words the article has in all) and, apart from that, the places.  A segment is cut into blocks of
** whole words of about TW_BLOCK bytes, known by their first word: a word is in the last block that
** does not begin behind it; a list that is longer is alone in its block and has an outline
** (store/postinglist.h).  Several segments whose articles follow each other become one
** (tw_postings_merge), so that there are few to look into.
**
** A word is a run of letters and digits, in lower case and without accents (base/utf8.h).  Those of
** titles and texts stand as themselves, those of speakers' and actors' names behind "s/" and "a/",
** those of titles once more behind "t/": the title alone is asked for often, and its lists are
** short.  Places count from 1, in the title and in the text for themselves.
**
** Method: an inverted index with gaps between numbers in a variable number of bytes (Zobel, Moffat,
** Inverted files for text search engines, ACM Computing Surveys 38(2), 2006, s. 3 to 5).
** Cost: 3.5 bytes for a word of an article and about one for each of its places; 10 ns each.
*/
#ifndef TW_STORE_POSTINGS_H
#define TW_STORE_POSTINGS_H
#include "store/postinglist.h"
#include "store/store_int.h"

enum { TW_BLOCK = 3900 };       /* bytes: two to a page of PostgreSQL */

/* The next word of folded text; false: there is none.  A word longer than 200 bytes ends there. */
bool tw_postings_word(struct tw_slice folded, size_t *at, struct tw_slice *word);

/* Takes a block; an error ends the writing. */
typedef enum tw_status tw_postings_put(void *context, struct tw_slice word, struct tw_slice docs,
                                       struct tw_slice places);

struct tw_postings;
struct tw_postings *tw_postings_new(void);
void tw_postings_free(struct tw_postings *p);
/* Numbers rise. */
void tw_postings_add(struct tw_postings *p, uint64_t number, const struct tw_indexed *words);
struct tw_gathered { uint64_t first, last, articles, words; size_t bytes; };
struct tw_gathered tw_postings_gathered(const struct tw_postings *p);  /* articles 0: none */
/* Writes what was gathered, and forgets it. */
TW_MUST_USE enum tw_status tw_postings_write(struct tw_postings *p, tw_postings_put *put, void *context);
void tw_postings_forget(struct tw_postings *p);

/* The lists of several words as if they were one word, in mem. */
struct tw_list tw_list_unite(struct tw_arena *mem, const struct tw_list *v, size_t n);
/* Whether the places of a word count for the words of its article: those behind "t/" are there
** twice. */
bool tw_postings_counts(struct tw_slice word);

/* One segment of n, whose articles follow each other, without those of `gone` (sorted).  Scratch memory
** as large as the largest list is in mem.  *words: of all its articles. */
struct tw_segment { uint64_t first; const struct tw_block *block; size_t blocks; };
TW_MUST_USE enum tw_status tw_postings_merge(struct tw_arena *mem, const struct tw_segment *v, size_t n,
                                             const uint64_t *gone, size_t gones, tw_postings_put *put,
                                             void *context, uint64_t *words);

#endif
