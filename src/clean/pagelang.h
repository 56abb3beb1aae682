/* clean/pagelang.h - the language of a page's article.
**
** What the page declares (html lang is right on .95 of publisher pages) against
** what the text looks like (lang.h).  The declared language stands when the
** text agrees, is short, or is told to be a near relative that the detector
** confuses with it; otherwise the text wins.
*/
#ifndef TW_CLEAN_PAGELANG_H
#define TW_CLEAN_PAGELANG_H
#include "base/slice.h"

/* ISO 639 code of a declared language: "de-AT", "de_DE", "German" -> "de"; empty when
** it is none.  Norwegian Bokmål is "nb" or "no" as declared. */
struct tw_slice tw_pagelang_code(struct tw_arena *mem, struct tw_slice declared);

/* The language, of the declared codes (the most trusted first) and the text. */
struct tw_slice tw_pagelang_vote(struct tw_slices declared, struct tw_slice text);

#endif
