/* clean/dateline.h - where, when and for whom a report was filed.
**
** "LISBON, March 14 (NPA) — ", "LONDON (Reuters) - ", "PARIS — ",
** "New Delhi, 3 May: ", "MOSCOW. March 25. INTERFAX - ", "(AFP) - ".
** Only the beginning of a paragraph is looked at; forms: Associated Press
** Stylebook, "datelines"; Reuters Handbook, "Datelines".
*/
#ifndef TW_CLEAN_DATELINE_H
#define TW_CLEAN_DATELINE_H
#include "clean/datetext.h"

struct tw_dateline {
    struct tw_span span;        /* place to agency, without the dash; len 0 = no dateline */
    size_t end;                 /* where the report begins, behind dash and blanks */
    struct tw_slice place, agency;      /* as written; may be empty */
    struct tw_datetext date;    /* date.span.len 0: none */
};

/* True when the paragraph begins with one; *out borrows from it. */
bool tw_dateline_find(struct tw_slice paragraph, struct tw_slice lang, struct tw_dateline *out);

#endif
