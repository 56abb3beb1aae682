/* extract/unit.h - the unit of a number and what it counts.
**
** The step of the figure finder between finding a number with its noun and
** writing a figure: killed, people, percent, money:EUR, other:boats ...
*/
#ifndef TW_EXTRACT_UNIT_H
#define TW_EXTRACT_UNIT_H
#include "extract/noun.h"
#include "extract/quantity.h"

struct tw_found {               /* a number that may become a figure */
    struct tw_quantity q;
    struct tw_counted np;       /* the noun phrase behind it, when has_np */
    bool has_np, is_of_them;
    bool is_changed;            /* "from 27" before "to 31 ships": counts what the next one does */
    const char *harm;           /* unit from what befell them, NULL none */
    struct tw_slice unit, of;   /* set by tw_unit_settle */
};

struct tw_counting {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_statements *out;
    struct tw_slice last_unit, last_of;     /* of the last figure that counts something */
    double last_value;
    size_t last_first;                      /* its first token, plus one; 0 none */
};

/* Sets unit and what is counted for a number of the sentence that begins at
** token `from` and ends before `end`.  false: nothing says what it counts, it
** is no figure. */
bool tw_unit_settle(struct tw_counting *c, size_t from, size_t end, struct tw_found *f);

#endif
