/* group/vector.h - an article as weighted terms.
**
** A vector keeps the 80 heaviest terms, the fingerprints of the text
** (dedup/winnow.h), the dates the text names, and its time: about 900 bytes,
** one piece of memory without pointers, so that a state is saved as it lies.
** Weights are tf times idf as they were when the article came.
*/
#ifndef TW_GROUP_VECTOR_H
#define TW_GROUP_VECTOR_H
#include "group/bag.h"
#include "group/termcount.h"

enum { TW_VECTOR_TERMS = 80, TW_VECTOR_PRINTS = 64, TW_VECTOR_TOP = 10 };

struct tw_vector_term {
    uint32_t hash;              /* never 0 */
    uint8_t idf, recent, tf;    /* sixteenths; recent: idf among the last three days */
    uint8_t field;              /* of enum in bag.h */
};

/* A set of terms, a bit each. */
struct tw_terms { uint64_t bit[(TW_VECTOR_TERMS + 63) / 64]; };

static inline void tw_terms_add(struct tw_terms *s, size_t term)
{
    s->bit[term / 64] |= (uint64_t)1 << term % 64;
}

/* What an article is looked up by when something is missing. */
struct tw_marks {
    struct tw_terms main;           /* its five main names */
    struct tw_terms title;          /* names in its title */
    struct tw_terms numbers;        /* in its title or beginning */
};

struct tw_vector {
    int64_t time;               /* Unix s; 0 unknown */
    uint32_t lang;
    /* lengths; top: sum of the TW_VECTOR_TOP heaviest weights */
    float all, all_recent, title, lead, name, number, top;
    uint16_t months, year[TW_BAG_YEARS];
    uint8_t weekdays, years;
    uint16_t terms, prints;
    uint8_t has_latin;          /* 1: names stand in it in two alphabets */
    struct tw_marks marks;      /* without those in Latin letters */
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
    return (sizeof(struct tw_vector) + terms * sizeof(struct tw_vector_term) + prints
            * sizeof(uint32_t) + 7) & ~(size_t)7;
}

/* The vector of article `number`, in mem; counts its words.  *place (may be
** NULL) gets the place in the bag of each term. */
struct tw_vector *tw_vector_make(struct tw_arena *mem, const struct tw_bag *bag, int64_t time,
                                 struct tw_slice lang,
                                 struct tw_termcount *counts, uint32_t number, uint32_t **place);

/* The marks of a vector when terms of these fields do not count. */
struct tw_marks tw_vector_marks(const struct tw_vector *v, unsigned ignored);

/* Weight of a term in its vector, tf times idf. */
static inline float tw_vector_weight(const struct tw_vector_term *t)
{
    return (float)(t->idf * t->tf) * (1.f / 256);
}

/* The same among recent articles. */
static inline float tw_vector_weight_recent(const struct tw_vector_term *t)
{
    return (float)(t->recent * t->tf) * (1.f / 256);
}

#endif
