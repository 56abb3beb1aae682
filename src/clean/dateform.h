/* clean/dateform.h - the shapes that days and times of day are printed in.
**
** For datetext.c: each function tries one kind at a place in the tokens and
** says how many it took, 0 when it is not there.  Constant time.
*/
#ifndef TW_CLEAN_DATEFORM_H
#define TW_CLEAN_DATEFORM_H
#include "base/date.h"
#include "clean/datelex.h"
#include "clean/datetext.h"
#include "clean/datewords.h"

/* The tokens of a text, or of a stretch of it. */
struct tw_datescan {
    struct tw_slice text;
    const struct tw_datetoken *v;
    size_t n;
    const struct tw_datehow *how;   /* not NULL */
    int language;                   /* tw_dateword_language of how->lang */
};

/* Token i, or an end token behind the last. */
const struct tw_datetoken *tw_datescan_at(const struct tw_datescan *s, size_t i);

/* The longest word of at most `most` tokens at i that a list has; *used gets
** its tokens.  An empty slice when there is none. */
struct tw_slice tw_datescan_word(const struct tw_datescan *s, size_t i, enum tw_dateword_kind kind, size_t most,
                                 size_t *used);

/* A weekday at i: its number in *weekday. */
size_t tw_dateform_weekday(const struct tw_datescan *s, size_t i, int *weekday);

/* A day at i, in year, month and day of *d, with the grain TW_DATE_DAY.
** Without a year (year 0) only when how->partial. */
size_t tw_dateform_day(const struct tw_datescan *s, size_t i, struct tw_date *d);

/* A time of day at i, with its zone when there is one: hour to zone and the
** grain of *d.  After a day (`loose`) "10.30" and "9h" count too. */
size_t tw_dateform_time(const struct tw_datescan *s, size_t i, bool loose, struct tw_date *d);

/* For zones that change with the season: call when day and time are known. */
void tw_dateform_season(struct tw_date *d);

#endif
