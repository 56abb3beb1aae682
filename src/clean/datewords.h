/* clean/datewords.h - the words of dates in all languages we have lists for.
**
** data/LANG/months.txt, weekdays.txt and date-labels.txt; data/any/zones.txt
** and daytime.txt.  Words are compared in lower case with white space as one
** blank.  A language's own list is asked first, then English, then the others
** of the same script in alphabetical order, so that a page that declares the
** wrong language still has its date read.
*/
#ifndef TW_CLEAN_DATEWORDS_H
#define TW_CLEAN_DATEWORDS_H
#include "base/slice.h"

#include <stdint.h>

enum tw_dateword_kind { TW_DW_MONTH, TW_DW_WEEKDAY, TW_DW_LABEL, TW_DW_ZONE, TW_DW_DAYTIME };

enum { TW_DATEWORD_PARTS = 4 };     /* most parts that a word of the lists is looked for in */

/* A language by its BCP 47 tag, of which only the primary part counts; -1: one
** without lists. */
int tw_dateword_language(struct tw_slice lang);

/* False is sure: no such word begins with that one, of ASCII letters (hash as
** base/words.h has it, in lower case; 0: another one). */
bool tw_dateword_may_begin(enum tw_dateword_kind kind, uint32_t first_word_hash);

/* The longest word that begins the text and ends at one of the n rising
** `end`s: its value as the list has it, and in *used how many ends it took.
** Empty when there is none.  One pass over the text, one probe a list. */
struct tw_slice tw_dateword_find(enum tw_dateword_kind kind, struct tw_slice text,
                                 const size_t *end, size_t n, int language, size_t *used);

/* The value of the word in the language's own list, and no other; empty when it
** is not there, or the language is -1. */
struct tw_slice tw_dateword_own(enum tw_dateword_kind kind, struct tw_slice word, int language);

#endif
