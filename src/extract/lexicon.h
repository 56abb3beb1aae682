/* extract/lexicon.h - the word lists that belong to the language of a text.
**
** A pack of a language is a folder data/LANG with a list of cues; `struct
** tw_lexicon` (made at build time, tools/mkwords.c) has a member for each list
** of data/en, which is the list of data/LANG where there is one and the English
** one otherwise.  How to add a pack: CONTRIBUTING.md.
*/
#ifndef TW_EXTRACT_LEXICON_H
#define TW_EXTRACT_LEXICON_H
#include "gen/words.h"

/* The lists of a language ("en", "es", "es-MX"); the English ones when it has
** no pack or is not known. */
const struct tw_lexicon *tw_lexicon_of(struct tw_slice lang);

#endif
