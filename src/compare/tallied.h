/* compare/tallied.h - the figures of an account as they are compared.
**
** With what they count and what stands around them in the sentence.
** Cost: linear in the sentences that have figures.
*/
#ifndef TW_COMPARE_TALLIED_H
#define TW_COMPARE_TALLIED_H
#include "compare/utter.h"

struct tw_side;

enum { TW_MOOD_EXPECTED = 1 << ('e' - 'a') };       /* of tw_tallied.mood */

enum tw_tally_kind { TW_TALLY_HARM, TW_TALLY_PEOPLE, TW_TALLY_MONEY, TW_TALLY_PERCENT,
                     TW_TALLY_OTHER, TW_TALLY_BARE };

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
    int64_t utterance;              /* the one it stands in; -1 = none */
    uint32_t group;                 /* of that; UINT32_MAX = alone */
    uint32_t sentence;
    /* who expects it, when that is not the utterance's speaker; else NULL */
    const struct tw_who *expected;
    const struct tw_who *who;       /* who gives it; NULL = the account itself */
    bool is_given;                  /* a verb of data/en/givers stands before it in its clause */
    /* a length of time, a distance, a rate: any two are alike sooner than two counts */
    bool is_measure;
    bool is_cents;                  /* "40 cents": of whatever currency */
    bool is_bare;                   /* nothing beside the number says what it counts */
    bool is_contrast;               /* "and not 130": set against the number before */
    bool is_subset;                 /* "18 of them" */
    bool has_cue;                   /* data/en/updatecues in the sentence */
    uint32_t mood;                  /* expected, asked for, earlier ...: bits of data/en/moods */
    uint64_t twin;
};

struct tw_tallied_list { struct tw_tallied *v; size_t n, cap; };

/* The last word of what is counted, of a unit "other:...". */
static inline struct tw_slice tw_slice_last_word(struct tw_slice s)
{
    size_t at = tw_slice_find_last(s, TW_LIT(" "));

    return at == TW_NONE ? s : tw_slice_sub(s, at + 1, s.n);
}
static inline struct tw_slice tw_tallied_noun(const struct tw_figure *f)
{
    return tw_slice_last_word(tw_slice_sub(f->unit, 6, f->unit.n));
}

/* Adds the figures of an account, by place, then its measures; its utterances
** have been read. */
void tw_tallied_add(struct tw_side *s, unsigned account, struct tw_tallied_list *out);

/* Sets `group`, now that the utterances are grouped, and `who` again, as they
** may have moved. */
void tw_tallied_place(const struct tw_side *s, struct tw_tallied_list *list);

#endif
