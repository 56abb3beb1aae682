/* compare/likeness.h - do two figures count the same thing?
**
** Judged by the unit, by the words around the number (nearer words count more,
** words beyond another number less), by the value (equal odd numbers are
** seldom chance), by years named in the sentence, by "of them", and by whether
** the figures stand in statements that were found to be the same.
*/
#ifndef TW_COMPARE_LIKENESS_H
#define TW_COMPARE_LIKENESS_H
#include "compare/side.h"

enum tw_tally_kind { TW_TALLY_HARM, TW_TALLY_PEOPLE, TW_TALLY_MONEY, TW_TALLY_PERCENT, TW_TALLY_OTHER, TW_TALLY_BARE };

struct tw_tallied {              /* a figure as it is compared */
    unsigned account;
    const struct tw_figure *figure;
    double from, to;                /* as given, in the unit it is compared in */
    double low, high;               /* bounds; -HUGE_VAL, HUGE_VAL when open; about: +-10 % */
    bool is_converted;              /* into another unit */
    bool is_during;                 /* "over two seasons" means two */
    enum tw_tally_kind kind;
    uint32_t unit;                  /* hash of the unit; of the noun's concept for TW_TALLY_OTHER */
    struct tw_bag around;           /* words of the sentence, by distance */
    struct tw_bag of;               /* words of what is counted */
    uint32_t year;                  /* named in the sentence and not the account's own; 0 = none */
    uint32_t group;                 /* of the statement it stands in; UINT32_MAX = none */
    uint32_t sentence;
    const struct tw_who *who;       /* who gives it; NULL = the account itself */
    bool is_given;                  /* a verb of data/en/givers stands before it in its clause */
    bool is_bare;                   /* nothing beside the number says what it counts */
    bool is_subset;                 /* "18 of them" */
    bool has_cue;                   /* data/en/updatecues in the sentence */
    uint32_t mood;                  /* expected, asked for, earlier ...: bits of data/en/moods */
    uint64_t twin;
};

/* Reads all figures of all accounts, by account, then place. */
struct tw_tallied_list { struct tw_tallied *v; size_t n; };
void tw_tallied_read(struct tw_side *s, struct tw_tallied_list *out);

/* About 0..1; the same quantity from TW_LIKENESS_LEAST; from TW_LIKENESS_REST
** when neither has a better counterpart in the other's account. */
float tw_likeness(const struct tw_tallied *a, const struct tw_tallied *b);

/* True for two counts that an account sets against each other. */
bool tw_tallied_answers(const struct tw_tallied *a, const struct tw_tallied *b);
#define TW_LIKENESS_LEAST 0.5F
#define TW_LIKENESS_REST 0.36F

#endif
