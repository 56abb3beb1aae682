/* group/termcount.h - how many articles have a word: learnt as they come, for each language.
**
** Two counts: of all articles so far, and of the last three days, because a
** word that fills this week's news says little about which event it is.
** Words not seen within the window are forgotten.  16 bytes a word.
*/
#ifndef TW_GROUP_TERMCOUNT_H
#define TW_GROUP_TERMCOUNT_H
#include "base/slice.h"
#include "dedup/column.h"

#include <stdint.h>

struct tw_counted { uint32_t key, all, recent, seen; };     /* all 0: a free slot; seen: the last article */
struct tw_language { uint32_t lang, all, recent, unused; char code[8]; };   /* code: as given, cut, with a NUL */

struct tw_termcount {
    struct tw_column slot;          /* of struct tw_counted */
    struct tw_column language;      /* of struct tw_language */
    size_t used;
};

void tw_termcount_start(struct tw_termcount *t);
void tw_termcount_free(struct tw_termcount *t);

/* The number under which a language is counted; "" for unknown. */
uint32_t tw_termcount_language(struct tw_slice lang);

/* Before the first article: so many of a thousand have the word. */
void tw_termcount_expect(struct tw_termcount *t, uint32_t lang, uint32_t term, unsigned per_mille);

/* Counts one more article of that language, which is written like that. */
void tw_termcount_article(struct tw_termcount *t, uint32_t lang, struct tw_slice code);

/* How the language is written; empty when unknown. */
struct tw_slice tw_termcount_code(const struct tw_termcount *t, uint32_t lang);

/* Fetches what is known of a word into the cache, for a call that comes soon. */
void tw_termcount_soon(const struct tw_termcount *t, uint32_t lang, uint32_t term);

/* Counts the word in one more article and returns its weight before, its
** inverse document frequency on a scale where a new word always has
** TW_TERMCOUNT_MOST, however many articles there were:
** most * ln(n / (articles with it + 1)) / ln(n), n = articles + 1,000. */
#define TW_TERMCOUNT_MOST 9
float tw_termcount_add(struct tw_termcount *t, uint32_t lang, uint32_t term, uint32_t article);

/* The same among recent articles, counting it there. */
float tw_termcount_add_recent(struct tw_termcount *t, uint32_t lang, uint32_t term);

/* An article is recent no more: the article itself, and each of its words. */
void tw_termcount_leave(struct tw_termcount *t, uint32_t lang);
void tw_termcount_leave_term(struct tw_termcount *t, uint32_t lang, uint32_t term);

/* Forgets words last seen before article `oldest`. */
void tw_termcount_expire(struct tw_termcount *t, uint32_t oldest);

/* Makes the table again from stored entries, whatever their order; what was in it goes. */
void tw_termcount_restore(struct tw_termcount *t, const struct tw_column *entries);

static inline size_t tw_termcount_bytes(const struct tw_termcount *t)
{
    return tw_column_bytes(&t->slot);
}

#endif
