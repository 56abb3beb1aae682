/* extract/noun.h - the noun phrase behind a number: what is counted.
**
** "10 US citizens", "two burned helicopters", "18 tonnes of hay": the words
** from the number to the head noun.  There is no parser: the phrase ends
** before a function word, a verb of data/en/nounstops.txt or a mark, and its
** head is the first plural, or the last word when none is plural.
** Words: data/en/people.txt, data/en/plurals.txt.
*/
#ifndef TW_EXTRACT_NOUN_H
#define TW_EXTRACT_NOUN_H
#include "extract/token.h"

struct tw_counted {
    size_t first, end;          /* tokens; end is behind the head */
    bool is_plural;
    char people;                /* 'p' people, 't' troops, 'd' displaced, 0 none */
};

/* Reads the phrase that begins at token i; false when none does. */
bool tw_counted_read(const struct tw_text *t, size_t i, size_t end, struct tw_counted *out);

/* The phrase for matching: lower case, without "other" and "more", the head in
** the plural ("person" and "persons" are "people"), with "of ..." behind it. */
struct tw_slice tw_counted_text(struct tw_arena *mem, const struct tw_text *t,
                                const struct tw_counted *c, size_t end);

/* The head alone, in the plural. */
struct tw_slice tw_counted_head(struct tw_arena *mem, const struct tw_text *t,
                                const struct tw_counted *c);

bool tw_noun_is_plural(const struct tw_lexicon *l, struct tw_slice lower);
/* a function word or a common verb */
bool tw_noun_ends_phrase(const struct tw_lexicon *l, struct tw_slice lower);

#endif
