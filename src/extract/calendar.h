/* extract/calendar.h - days, months and years as texts write them.
**
** A step of the time finder (when.c).  Every reader takes a token and gives the
** token behind the time that begins there, 0 when none does, and fills *out.
** Words: data/LANG months, weekdays, holidays, dayparts, whenwords, orthography.
*/
#ifndef TW_EXTRACT_CALENDAR_H
#define TW_EXTRACT_CALENDAR_H
#include "extract/token.h"

/* What times are resolved against: the day of publication and what was read. */
struct tw_clock {
    struct tw_arena *mem;
    const struct tw_text *t;
    const struct tw_sentence *s; /* the one being read */
    struct tw_statements *out;
    size_t cap;
    bool has_now;
    int64_t now, last;    /* days; `last` of the time found before */
    int year, month, day; /* of now */
};

/* Token i of the sentence is the word; has a capital; its entry of the list. */
static inline bool tw_clock_is(const struct tw_clock *c, size_t i, const char *word)
{
    return i < c->s->end && tw_token_is(c->t, i, word);
}

/* The role of a word in data/en/whenwords.txt. */
static inline bool tw_clock_has(const struct tw_clock *c, size_t i, const char *role)
{
    return i < c->s->end && tw_token_has(c->t, i, c->t->lexicon->whenwords, role);
}

static inline bool tw_clock_cap(const struct tw_clock *c, size_t i)
{
    return i < c->s->end && (c->t->token[i].shape & TW_SHAPE_CAP);
}

static inline const struct tw_word *tw_clock_find(const struct tw_clock *c,
                                                  const struct tw_words *list, size_t i)
{
    return i < c->s->end && c->t->token[i].kind == TW_TOK_WORD ? tw_token_find(c->t, i, list)
                                                               : NULL;
}

/* The year that token i is, 1400 to 2100; -1: none. */
int tw_year_at(const struct tw_clock *c, size_t i);

size_t tw_iso_read(struct tw_clock *c, size_t i, struct tw_time *out);       /* "2023-03-14" */
size_t tw_month_day_read(struct tw_clock *c, size_t i, struct tw_time *out); /* "March 14, 2023" */
size_t tw_day_month_read(struct tw_clock *c, size_t i, struct tw_time *out); /* "14 March" */
size_t tw_weekday_read(struct tw_clock *c, size_t i, struct tw_time *out);   /* "last Friday" */
size_t tw_holiday_read(struct tw_clock *c, size_t i, struct tw_time *out);   /* "Christmas Day" */
size_t tw_month_read(struct tw_clock *c, size_t i, struct tw_time *out);     /* "in March" */
size_t tw_year_read(struct tw_clock *c, size_t i, struct tw_time *out); /* "2016-17", "the 1980s" */

#endif
