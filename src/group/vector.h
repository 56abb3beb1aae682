/* group/vector.h - an article as weighted terms, and how alike two of them are.
**
** A vector keeps the 80 heaviest terms, the fingerprints of the text
** (dedup/winnow.h), the dates the text names, and its time: about 900 bytes,
** one piece of memory without pointers, so that a state is saved as it lies.
** Weights are tf times idf as they were when the article came.
**
** Likeness is a list of numbers (TW_FEATURES) from which group/merge.h says
** how probable one event is.  None of them tells how large a story is.
** Cost of comparing: about 0.4 microseconds.
*/
#ifndef TW_GROUP_VECTOR_H
#define TW_GROUP_VECTOR_H
#include "group/bag.h"
#include "group/termcount.h"

enum { TW_VECTOR_TERMS = 80, TW_VECTOR_PRINTS = 64, TW_VECTOR_TABLE = 256 };

struct tw_vector_term {
    uint32_t hash;              /* never 0 */
    uint8_t idf, recent, tf;    /* sixteenths; recent: idf among the last three days */
    uint8_t field;              /* of enum in bag.h */
};

struct tw_vector {
    int64_t time;               /* Unix s; 0 unknown */
    uint32_t lang;
    float all, all_recent, title, lead, name, number, top;  /* lengths; top: sum of the ten heaviest weights */
    uint32_t words;             /* of the text */
    uint16_t months, year[TW_BAG_YEARS];
    uint8_t weekdays, years;
    uint16_t terms, prints;
    /* then struct tw_vector_term[terms], heaviest first; uint32_t[prints] */
};

static inline const struct tw_vector_term *tw_vector_terms(const struct tw_vector *v)
{
    return (const struct tw_vector_term *)(const void *)(v + 1);
}

static inline const uint32_t *tw_vector_prints(const struct tw_vector *v)
{
    return (const uint32_t *)(const void *)(tw_vector_terms(v) + v->terms);
}

/* Bytes of a vector with so many terms and fingerprints; a multiple of 8. */
static inline size_t tw_vector_size(size_t terms, size_t prints)
{
    return (sizeof(struct tw_vector) + terms * sizeof(struct tw_vector_term) + prints * sizeof(uint32_t) + 7) & ~(size_t)7;
}

/* The vector of article `number`, in mem; counts its words.  *place (may be
** NULL) gets the place in the bag of each term. */
struct tw_vector *tw_vector_make(struct tw_arena *mem, const struct tw_bag *bag, int64_t time, struct tw_slice lang,
                                 struct tw_termcount *counts, uint32_t number, uint32_t **place);

/* Weight of a term in its vector, tf times idf. */
static inline float tw_vector_weight(const struct tw_vector_term *t)
{
    return (float)(t->idf * t->tf) * (1.f / 256);
}

#define TW_FEATURE_LIST(X) \
    X(all, "all words") X(title, "titles") X(title_in, "its title in the other") X(title_of, "the other's title in it") \
    X(lead, "leads") X(name, "names") X(name_in, "its names in the other") X(name_of, "the other's names in it") \
    X(number, "numbers") X(number_sum, "weight of shared numbers") X(pair, "pairs of words") \
    X(top1, "rarest shared word") X(top2, "second rarest") X(top3, "third rarest") X(hours, "time between") \
    X(copied, "copied text") X(words, "length of the shorter") X(count, "shared terms") \
    X(salient_low, "main names shared, by the one with fewer") X(salient_high, "by the one with more") \
    X(lead_in, "its title in the other's beginning") X(lead_of, "the other's title in its beginning") \
    X(all_recent, "all words, against this week's news") X(weekday, "weekdays") X(month, "months") X(year, "years") \
    X(top_in, "its ten main terms in the other") X(top_of, "the other's in it") \
    X(odd_low, "title name missing in the other, lighter") X(odd_high, "heavier") X(counted, "numbers agreeing")

enum tw_feature {
#define X(name, text) TW_F_##name,
    TW_FEATURE_LIST(X)
#undef X
    TW_FEATURES
};

/* One vector prepared to be compared with many: hash tables, 0 free. */
struct tw_likeness {
    const struct tw_vector *x;
    uint32_t key[TW_VECTOR_TABLE], print[TW_VECTOR_TABLE];
    float weight[TW_VECTOR_TABLE];
    uint8_t term[TW_VECTOR_TABLE];
};

void tw_likeness_prepare(struct tw_likeness *l, const struct tw_vector *x);

/* Cosine of all words alone: what candidates are chosen by. */
float tw_likeness_cosine(const struct tw_likeness *l, const struct tw_vector *y);

/* True when x has the term. */
bool tw_likeness_has(const struct tw_likeness *l, uint32_t hash);

/* All features of x against y, y the older. */
void tw_likeness_features(const struct tw_likeness *l, const struct tw_vector *y, float f[TW_FEATURES]);

#endif
