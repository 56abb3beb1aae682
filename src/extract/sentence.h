/* extract/sentence.h - where sentences end.
**
** A sentence ends at the end of its paragraph (headings, list items and live
** entries are sentences), and behind . ? ! ... with the closing marks and
** brackets that follow, when white space and something that can begin a
** sentence come next.  Abbreviations, initials and clock times are told apart
** by a list and by the next word; "?" and "!" inside a quotation that goes on
** with its speaker ("Why?” Keel asked") do not end one.  The article's dateline
** is a sentence of its own, so that nothing said begins with it.
** Method: rules after Grefenstette and Tapanainen, "What is a word, what is a
** sentence?" (1994), with the lists en/abbreviations and en/starters.
*/
#ifndef TW_EXTRACT_SENTENCE_H
#define TW_EXTRACT_SENTENCE_H
#include "extract/token.h"

/* Fills t->sentence and the tokens' `sentence` and TW_SHAPE_START; needs the
** paragraph of each token in its `sentence`.  O(tokens). */
void tw_sentences_cut(struct tw_arena *mem, struct tw_text *t);

#endif
