/* clean/line_int.h - what the files that tell lines share. */
#ifndef TW_CLEAN_LINE_INT_H
#define TW_CLEAN_LINE_INT_H
#include "clean/line.h"
#include "clean/linewords.h"

enum { TW_LINE_NAME_MAX = 120 };    /* bytes: names, dates, credits are short */

/* linelist.c: what the lists of the language and of English know of the words
** that the line is or begins with, reading as many of them as it takes; *used
** is how many told when more may follow them, else 0. */
enum tw_line_kind tw_linelist_kind(struct tw_slice lang, struct tw_linewords *w, size_t *used);

/* Does an entry of at most `most` words stand at word i? */
bool tw_linelist_has(const struct tw_words *list, struct tw_linewords *w, size_t i, size_t most);

/* lineform.c: a line (not empty) that no list knows. */
enum tw_line_kind tw_lineform(struct tw_linewords *w, struct tw_slice lang);

/* "Ann Lee", "Ann Lee and Ben Okri in Rome", "our correspondent": words that
** are capitalised or short, or a lower-case phrase of at most four words. */
bool tw_lineform_is_names(struct tw_slice rest);

#endif
