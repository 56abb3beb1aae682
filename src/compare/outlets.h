/* compare/outlets.h - the newspapers and agencies of a story, and where texts name them.
**
** Known are the outlets of the accounts and what their datelines and credits
** name.  An outlet is known by its name, by its distinctive part ("Meridian" of
** Meridian News Agency), by its initials, and by its last word behind "the"
** ("the Observer").  "The newspaper", "the agency" are mentions without a name.
*/
#ifndef TW_COMPARE_OUTLETS_H
#define TW_COMPARE_OUTLETS_H
#include "base/map.h"
#include "compare/view.h"

struct tw_outlet {
    struct tw_slice name;
    bool is_agency;
    int account;                /* the first account it published; -1 = none in the story */
};

struct tw_outlets {
    struct tw_outlet *v; size_t n, cap;
    struct tw_map alias;        /* lower case, words joined by one space -> index */
    int *of;                    /* per account: its outlet (always one; made up when unknown) */
    int *dateline;              /* per account: the agency in its dateline; -1 = none */
};

/* Collects the outlets and fills views->v[].press.  All is read again for each
** comparison, as an account may bring a name that earlier texts use; texts are
** looked at only where a name may begin. */
void tw_outlets_read(struct tw_arena *mem, struct tw_views *views, struct tw_outlets *out);

/* Adds an outlet that no text names; returns its index. */
int tw_outlets_add(struct tw_arena *mem, struct tw_outlets *o, struct tw_slice name, int account);

/* The agency in "TARNOVA, March 14 (Meridian)"; empty when none. */
struct tw_slice tw_dateline_agency(struct tw_slice dateline);

/* The outlet whose name stands in the text (a credit line, a note); -1 = none. */
int tw_outlet_in(const struct tw_outlets *o, struct tw_arena *mem, struct tw_slice text);

/* True when the span names a newspaper or agency. */
bool tw_is_press(const struct tw_view *v, struct tw_span span);

/* The first mention of the press that ends behind the token. */
size_t tw_press_from(const struct tw_view *v, size_t token);

#endif
