/* group/vector.c - weights the terms of a bag and keeps the heaviest. */
#include "group/vector.h"

#include "dedup/winnow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { MAIN = 5, AHEAD = 8 };
#define LEAST_IDF 0.7f          /* words in half of all articles say nothing */
#define SIXTEENTH (1.f / 16)

struct weighed { struct tw_vector_term term; uint32_t order; };

static unsigned weight_key(const struct weighed *w)
{
    return (unsigned)w->term.idf * w->term.tf;
}

static uint8_t sixteenths(double x)
{
    double n = x * 16 + .5;

    return n > 255 ? 255 : n < 1 ? 1 : (uint8_t)n;
}

/* Heaviest first, equals in their order: two passes of a radix sort by 8 bits
** (Knuth 5.2.5), as there are hundreds of terms and two bytes of weight. */
static void sort_by_weight(struct tw_arena *mem, struct weighed *v, size_t n)
{
    struct weighed *other = tw_arena_alloc(mem, n * sizeof *other), *from = v, *to = other;

    for (int shift = 0; shift < 16; shift += 8) {
        size_t count[256] = {0}, sum = 0;

        for (size_t i = 0; i < n; i++) count[255 - (weight_key(&from[i]) >> shift & 255)]++;
        for (int k = 0; k < 256; k++) {
            size_t c = count[k];

            count[k] = sum;
            sum += c;
        }
        for (size_t i = 0; i < n; i++)
            to[count[255 - (weight_key(&from[i]) >> shift & 255)]++] = from[i];
        from = to;
        to = v;
    }
}

/* Counts all words; a pair weighs as much as the heavier of its words. */
static float *weigh(struct tw_arena *mem, const struct tw_bag *bag, uint32_t lang,
                    struct tw_termcount *counts, uint32_t number)
{
    float *idf = tw_arena_alloc(mem, bag->n * sizeof *idf);

    for (size_t i = 0; i < bag->n; i++) {
        if (i + AHEAD < bag->n) tw_termcount_soon(counts, lang, bag->v[i + AHEAD].hash);
        if (!(bag->v[i].field & TW_BAG_PAIR))
            idf[i] = tw_termcount_add(counts, lang, bag->v[i].hash, number);
    }
    for (size_t i = 0; i < bag->n; i++)
        if (bag->v[i].field & TW_BAG_PAIR)
            idf[i] = fmaxf(idf[bag->v[i].part[0]], idf[bag->v[i].part[1]]);
    return idf;
}

/* The terms worth keeping, heaviest first. */
static struct weighed *choose(struct tw_arena *mem, const struct tw_bag *bag, const float *idf,
                              size_t *n)
{
    struct weighed *v = tw_arena_alloc(mem, bag->n * sizeof *v);

    *n = 0;
    for (size_t i = 0; i < bag->n; i++) {
        const struct tw_bag_term *t = &bag->v[i];
        double tf = 1 + log(t->count) + (t->field & TW_BAG_TITLE ? 1 : 0);

        if (idf[i] < LEAST_IDF) continue;
        v[*n].order = (uint32_t)i;
        v[*n].term = (struct tw_vector_term){t->hash ? t->hash : 1, sixteenths(idf[i]), 0,
                                             sixteenths(tf), (uint8_t)t->field};
        ++*n;
    }
    sort_by_weight(mem, v, *n);
    if (*n > TW_VECTOR_TERMS) *n = TW_VECTOR_TERMS;
    return v;
}

/* Weights among recent articles; pairs as above, where both words were kept. */
static void weigh_recent(struct tw_arena *mem, const struct tw_bag *bag, struct weighed *v,
                         size_t n, uint32_t lang, struct tw_termcount *counts)
{
    uint8_t *recent = tw_arena_calloc(mem, bag->n + 1, 1);

    for (size_t i = 0; i < n; i++) {
        if (v[i].term.field & TW_BAG_PAIR) continue;
        recent[v[i].order] = v[i].term.recent =
            sixteenths(tw_termcount_add_recent(counts, lang, v[i].term.hash));
    }
    for (size_t i = 0; i < n; i++) {
        const struct tw_bag_term *t = &bag->v[v[i].order];
        uint8_t a, b;

        if (!(v[i].term.field & TW_BAG_PAIR)) continue;
        a = recent[t->part[0]];
        b = recent[t->part[1]];
        v[i].term.recent = a > b ? a : b ? b : v[i].term.idf;
    }
}

static void measure(struct tw_vector *v)
{
    const struct tw_vector_term *t = tw_vector_terms(v);
    float all = 0, recent = 0, title = 0, lead = 0, name = 0, number = 0;

    for (size_t i = 0; i < v->terms; i++) {
        float w = tw_vector_weight(&t[i]), r = tw_vector_weight_recent(&t[i]),
            idf = t[i].idf * SIXTEENTH, square = idf * idf;

        if (t[i].field & TW_BAG_LATIN) continue;
        all += w * w;
        recent += r * r;
        if (t[i].field & TW_BAG_TITLE) title += square;
        if (t[i].field & TW_BAG_LEAD) lead += square;
        if (t[i].field & TW_BAG_NAME) name += w * w;
        if (t[i].field & TW_BAG_NUMBER) number += square;
        if (i < TW_VECTOR_TOP) v->top += w;
    }
    v->all = sqrtf(all);
    v->all_recent = sqrtf(recent);
    v->title = sqrtf(title);
    v->lead = sqrtf(lead);
    v->name = sqrtf(name);
    v->number = sqrtf(number);
}

struct tw_marks tw_vector_marks(const struct tw_vector *v, unsigned ignored)
{
    const struct tw_vector_term *t = tw_vector_terms(v);
    struct tw_marks m = {0};
    unsigned names = 0;

    for (size_t i = 0; i < v->terms; i++) {
        unsigned field = t[i].field;

        if (field & ignored) continue;
        if ((field & (TW_BAG_NAME | TW_BAG_PAIR)) == TW_BAG_NAME && names++ < MAIN)
            tw_terms_add(&m.main, i);
        if ((field & TW_BAG_NAME) && (field & TW_BAG_TITLE)) tw_terms_add(&m.title, i);
        if ((field & TW_BAG_NUMBER) && (field & (TW_BAG_TITLE | TW_BAG_LEAD)))
            tw_terms_add(&m.numbers, i);
    }
    return m;
}

struct tw_vector *tw_vector_make(struct tw_arena *mem, const struct tw_bag *bag, int64_t time,
                                 struct tw_slice code,
                                 struct tw_termcount *counts, uint32_t number, uint32_t **place)
{
    uint32_t lang = tw_termcount_language(code);
    struct tw_prints prints = tw_winnow(mem, &bag->text);
    size_t n, m = prints.n < TW_VECTOR_PRINTS ? prints.n : TW_VECTOR_PRINTS;
    struct weighed *v = choose(mem, bag, weigh(mem, bag, lang, counts, number), &n);
    struct tw_vector *out = tw_arena_zalloc(mem, tw_vector_size(n, m));
    struct tw_vector_term *terms = (struct tw_vector_term *)(void *)(out + 1);
    uint32_t *print = (uint32_t *)(void *)(terms + n);

    weigh_recent(mem, bag, v, n, lang, counts);
    tw_termcount_article(counts, lang, code);
    if (place) *place = tw_arena_alloc(mem, n * sizeof **place);
    for (size_t i = 0; place && i < n; i++) (*place)[i] = v[i].order;
    for (size_t i = 0; i < n; i++) terms[i] = v[i].term;
    for (size_t i = 0; i < m; i++) print[i] = prints.v[i].hash ? prints.v[i].hash : 1;
    out->time = time;
    out->lang = lang;
    out->months = bag->months;
    out->weekdays = bag->weekdays;
    out->years = bag->years;
    memcpy(out->year, bag->year, sizeof out->year);
    out->terms = (uint16_t)n;
    out->prints = (uint16_t)m;
    for (size_t i = 0; i < n; i++) out->has_latin |= (terms[i].field & TW_BAG_LATIN) != 0;
    out->marks = tw_vector_marks(out, TW_BAG_LATIN);
    measure(out);
    return out;
}
