/* compare/concept.h - which words mean the same thing.
**
** A word becomes a concept: its base form (irregular forms and endings taken
** off) looked up in data/en/synonyms.  Two words of one concept count as equal
** when sentences are compared.  `near` is a weaker likeness: the first five
** letters of the stem ("produce", "product"); 0 for short words.
** English lists; other languages get their lower-cased words and `near`.
*/
#ifndef TW_COMPARE_CONCEPT_H
#define TW_COMPARE_CONCEPT_H
#include "base/words.h"

#include <stdint.h>

struct tw_concept {
    uint32_t id, near;      /* id 0: nothing to compare (punctuation) */
    float weight;           /* 1 for a content word, 0 for grammar, between for common words */
    bool negates;           /* not, never, nobody ... */
};

/* The concept of a word in lower case. */
struct tw_concept tw_concept_of(struct tw_slice word);

/* The concept of several words joined by single spaces when they are in the
** list as one entry ("blow up"); id 0 when not.  with_forms: the first word may
** be any form of a verb ("blew up"). */
struct tw_concept tw_concept_of_phrase(struct tw_slice words, bool with_forms);

/* The entry of the list for the word or a form of it; NULL when there is none. */
const struct tw_word *tw_concept_entry(const struct tw_words *list, struct tw_slice word);

static inline bool tw_concept_in(const struct tw_words *list, struct tw_slice word)
{
    return tw_concept_entry(list, word) != NULL;
}

/* The concept of a number, whatever its spelling. */
struct tw_concept tw_concept_of_number(double value);

/* Takes the ending off an English word in lower case, in place; returns the
** new length.  A light stemmer after Porter (Program 14(3), 1980): plurals,
** -ed, -ing, -ly, -ation, final -e and -y; never below three letters. */
size_t tw_stem(char *word, size_t n);

#endif
