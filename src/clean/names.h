/* clean/names.h - the names in a line that tells authors.
**
** "By Jane Doe and John Roe, political correspondents" -> Jane Doe, John Roe.
** Words that lead to names, join them or tell what their bearers do are
** data/any/byline-words.txt, name-joins.txt and roles.txt.  Names of
** organisations are kept: who wrote is then at least said.  Linear.
*/
#ifndef TW_CLEAN_NAMES_H
#define TW_CLEAN_NAMES_H
#include "base/slice.h"

#include <stdint.h>

enum { TW_NAMES_MAX = 24 };     /* authors of one article */

struct tw_names { struct tw_slice v[TW_NAMES_MAX]; size_t n; };

/* Adds the names of one line of plain text to *out, each once (case and
** accents apart).  `strict` takes only what looks like names of people: for
** text that may be something else. */
void tw_names_add(struct tw_slice line, bool strict, struct tw_names *out);

/* True when the line begins with a word that leads to names ("By", "Von",
** "Text:"); *rest gets what follows. */
bool tw_names_lead(struct tw_slice line, struct tw_slice *rest);

/* False is sure: no line with that first word (base/words.h: of ASCII letters,
** in lower case) begins so. */
bool tw_names_may_lead(uint32_t first_word_hash);

/* True when the list has that name. */
bool tw_names_has(const struct tw_names *names, struct tw_slice name);

#endif
