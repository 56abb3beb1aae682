/* clean/datescan.h - asking the tokens of a text what stands where.
**
** For the files that read days, times and what is printed around them.  Every
** question may be asked behind the last token: nothing is there.
*/
#ifndef TW_CLEAN_DATESCAN_H
#define TW_CLEAN_DATESCAN_H
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
static inline const struct tw_datetoken *tw_datescan_at(const struct tw_datescan *s, size_t i)
{
    static const struct tw_datetoken the_end = {.kind = TW_DT_END};

    return i < s->n ? &s->v[i] : &the_end;
}

static inline bool tw_dt_mark(const struct tw_datescan *s, size_t i, uint32_t c)
{
    const struct tw_datetoken *t = tw_datescan_at(s, i);

    return t->kind == TW_DT_MARK && t->value == c;
}

/* A number of at least and at most so many digits. */
static inline bool tw_dt_number(const struct tw_datescan *s, size_t i, unsigned least,
                                unsigned most)
{
    const struct tw_datetoken *t = tw_datescan_at(s, i);

    return t->kind == TW_DT_NUMBER && t->digits >= least && t->digits <= most;
}

/* One of the words, which are separated by blanks; ASCII case does not count. */
bool tw_dt_word(const struct tw_datescan *s, size_t i, const char *words);

/* The longest word of at most `most` tokens at i that a list has; *used gets
** its tokens.  An empty slice when there is none. */
struct tw_slice tw_datescan_find(const struct tw_datescan *s, size_t i, enum tw_dateword_kind kind,
                                 size_t most, size_t *used);

#endif
