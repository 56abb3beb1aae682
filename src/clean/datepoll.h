/* clean/datepoll.h - every date on a page that may be its article's, weighed.
**
** A vote is a date with a weight by where it stands: JSON-LD datePublished
** (alone right on .90 of 88 publisher pages), meta tags by name, the address,
** microdata and <time>, class-named elements, labelled and bare text near the
** title, and, where all that is missing, strings of scripts and text elsewhere.
** What stands with other articles counts for nothing, unless the title stands
** there too.  pubdate.c counts the votes.  Cost: linear in the page; text is
** looked at only when nothing better was found.
*/
#ifndef TW_CLEAN_DATEPOLL_H
#define TW_CLEAN_DATEPOLL_H
#include "clean/article.h"
#include "clean/datetext.h"
#include "clean/hints.h"

enum {
    TW_VOTES_MAX = 96,
    TW_DATEPOLL_OLD = 30    /* days from publication to a change that the page may then show */
};

struct tw_vote {
    struct tw_date date;        /* to the day at least; year 0 when it was printed without one */
    uint8_t from, weight; /* enum tw_date_from; hundredths of how often such a date is right */
    bool modified;
    bool either;                /* 03/04/2024: may be read the other way round */
    int8_t weekday;             /* printed beside it, 0 = Monday; -1 = none */
    uint32_t node;              /* that shows it; 0 = none does */
};

struct tw_datepoll {
    struct tw_vote v[TW_VOTES_MAX];
    size_t n;
    struct tw_date month;       /* that the address names without a day; else unknown */
};

/* Fills *out.  title: the element that shows the title (0 = unknown).  how:
** language, time received and habit of the page. */
void tw_datepoll_take(struct tw_arena *mem, const struct tw_hints *hints, uint32_t title,
                      const struct tw_datehow *how, struct tw_datepoll *out);

/* True when the node stands where a title's date is shown. */
bool tw_datepoll_is_near(uint32_t title, uint32_t node);

/* True for a day of the web's time that is not after the page was received. */
bool tw_datepoll_is_possible(const struct tw_date *date, const struct tw_date *received);

#endif
