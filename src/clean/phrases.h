/* clean/phrases.h - lines that stand around articles, told by how they begin.
**
** "Read more:", "Sign up for ...", "Foto: ...", "関連記事": the beginnings are
** data/LANG/chrome.txt, for some forty languages.  Compared without case and
** punctuation, up to eight words (or characters of scripts without spaces).
** Cost: linear in the first 96 bytes, or in the words up to the first that no
** entry goes on with; one probe a word.
*/
#ifndef TW_CLEAN_PHRASES_H
#define TW_CLEAN_PHRASES_H
#include "base/slice.h"

#include <stdint.h>

enum tw_phrase {
    TW_PHRASE_LINK = 1,     /* leads to another article */
    TW_PHRASE_OFFER = 2,    /* asks to subscribe, join, comment */
    TW_PHRASE_SOCIAL = 4,   /* the same, when it names a network or an address */
    TW_PHRASE_LABEL = 8,    /* the whole line is such a label: "Advertisement" */
    TW_PHRASE_CREDIT = 16,  /* credit of a picture */
    TW_PHRASE_END = 32      /* the whole line heads what comes after an article */
};

/* What the line begins with (TW_PHRASE_LABEL and _END: consists of), or 0.
** *len, when not NULL, gets the length of that beginning in bytes. */
unsigned tw_phrase_of(struct tw_slice line, size_t *len);

/* False is sure: no line with that first word, of ASCII letters between blanks
** or ASCII marks, begins so.  The hash is that of the word in lower case
** (base/words.h). */
bool tw_phrase_may_begin(uint32_t first_word_hash);

#endif
