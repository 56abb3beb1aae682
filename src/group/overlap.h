/* group/overlap.h - how alike two articles are.
**
** One vector is prepared (struct tw_probe) and then compared with many: first the
** terms both have, and the cosine by which candidates are ranked; then, for
** those worth it, a list of numbers (TW_FEATURES) from which group/merge.h says
** how probable one event is.  None of them tells how large a story is, or how
** long the texts of a collection are.
**
** Names in two alphabets: within one language the Latin spelling does not count,
** across languages the native one does not.
** Cost: about 0.15 microseconds for the terms, as much again for the features.
*/
#ifndef TW_GROUP_OVERLAP_H
#define TW_GROUP_OVERLAP_H
#include "group/vector.h"

#define TW_FEATURE_LIST(X) \
    X(all, "all words") X(title, "titles") X(title_in, "its title in the other") X(title_of, "the other's title in it") \
    X(lead, "leads") X(name, "names") X(name_in, "its names in the other") X(name_of, "the other's names in it") \
    X(number, "numbers") X(number_sum, "weight of shared numbers") X(pair, "pairs of words") \
    X(top1, "rarest shared word") X(top2, "second rarest") X(top3, "third rarest") X(hours, "time between") \
    X(copied, "copied text") X(count, "shared terms") \
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

struct tw_probe {
    const struct tw_vector *x;
    struct tw_marks foreign;                        /* its marks for other languages */
    uint64_t bits[32];                              /* a filter: the bit of each term's hash */
    uint32_t key[256], print[256];                  /* hash tables, 0 free */
    uint8_t term[256];
};

/* The terms that two vectors have in common, as places in each. */
struct tw_overlap {
    const struct tw_vector *x, *y;
    uint16_t n;
    uint8_t in_x[TW_VECTOR_TERMS], in_y[TW_VECTOR_TERMS];
    float dot;                                      /* of the weights of all words */
};

void tw_probe_prepare(struct tw_probe *p, const struct tw_vector *x);

/* Finds what x and y share. */
void tw_overlap_find(const struct tw_probe *p, const struct tw_vector *y, struct tw_overlap *o);

/* Cosine of all words: what candidates are ranked by. */
static inline float tw_overlap_cosine(const struct tw_overlap *o)
{
    return o->dot / (o->x->all * o->y->all + 1e-6f);
}

/* All features of x against y, y the older. */
void tw_overlap_features(const struct tw_probe *p, const struct tw_overlap *o,
                         float f[TW_FEATURES]);

#endif
