/* group/vector.c - weights the terms of a bag, and compares vectors.
**
** To compare, the terms of one vector stand in a small hash table; the terms of
** the other are looked up in it one by one, so the common case, a term that is
** not there, is a single probe.
*/
#include "group/vector.h"

#include "dedup/winnow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { TOP = 10, SALIENT = 5 };
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
        for (size_t i = 0; i < n; i++) to[count[255 - (weight_key(&from[i]) >> shift & 255)]++] = from[i];
        from = to;
        to = v;
    }
}

/* Counts all words; a pair weighs as much as the heavier of its words. */
static float *weigh(struct tw_arena *mem, const struct tw_bag *bag, uint32_t lang, struct tw_termcount *counts,
                    uint32_t number)
{
    float *idf = tw_arena_alloc(mem, bag->n * sizeof *idf);

    for (size_t i = 0; i < bag->n; i++)
        if (!(bag->v[i].field & TW_BAG_PAIR)) idf[i] = tw_termcount_add(counts, lang, bag->v[i].hash, number);
    for (size_t i = 0; i < bag->n; i++)
        if (bag->v[i].field & TW_BAG_PAIR) idf[i] = fmaxf(idf[bag->v[i].part[0]], idf[bag->v[i].part[1]]);
    return idf;
}

/* The terms worth keeping, heaviest first. */
static struct weighed *choose(struct tw_arena *mem, const struct tw_bag *bag, const float *idf, size_t *n)
{
    struct weighed *v = tw_arena_alloc(mem, bag->n * sizeof *v);

    *n = 0;
    for (size_t i = 0; i < bag->n; i++) {
        const struct tw_bag_term *t = &bag->v[i];
        double tf = 1 + log(t->count) + (t->field & TW_BAG_TITLE ? 1 : 0);

        if (idf[i] < LEAST_IDF) continue;
        v[*n].order = (uint32_t)i;
        v[*n].term = (struct tw_vector_term){t->hash ? t->hash : 1, sixteenths(idf[i]), 0, sixteenths(tf), (uint8_t)t->field};
        ++*n;
    }
    sort_by_weight(mem, v, *n);
    if (*n > TW_VECTOR_TERMS) *n = TW_VECTOR_TERMS;
    return v;
}

/* Weights among recent articles; pairs as above, where both words were kept. */
static void weigh_recent(struct tw_arena *mem, const struct tw_bag *bag, struct weighed *v, size_t n, uint32_t lang,
                         struct tw_termcount *counts)
{
    uint8_t *recent = tw_arena_calloc(mem, bag->n + 1, 1);

    for (size_t i = 0; i < n; i++) {
        if (v[i].term.field & TW_BAG_PAIR) continue;
        recent[v[i].order] = v[i].term.recent = sixteenths(tw_termcount_add_recent(counts, lang, v[i].term.hash));
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

static float weight_recent(const struct tw_vector_term *t)
{
    return (float)(t->recent * t->tf) * (1.f / 256);
}

static void measure(struct tw_vector *v)
{
    const struct tw_vector_term *t = tw_vector_terms(v);
    float all = 0, recent = 0, title = 0, lead = 0, name = 0, number = 0;

    for (size_t i = 0; i < v->terms; i++) {
        float w = tw_vector_weight(&t[i]), r = weight_recent(&t[i]), idf = t[i].idf * SIXTEENTH, square = idf * idf;

        all += w * w;
        recent += r * r;
        if (t[i].field & TW_BAG_TITLE) title += square;
        if (t[i].field & TW_BAG_LEAD) lead += square;
        if (t[i].field & TW_BAG_NAME) name += w * w;
        if (t[i].field & TW_BAG_NUMBER) number += square;
        if (i < TOP) v->top += w;
    }
    v->all = sqrtf(all);
    v->all_recent = sqrtf(recent);
    v->title = sqrtf(title);
    v->lead = sqrtf(lead);
    v->name = sqrtf(name);
    v->number = sqrtf(number);
}

struct tw_vector *tw_vector_make(struct tw_arena *mem, const struct tw_bag *bag, int64_t time, struct tw_slice code,
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
    out->words = (uint32_t)bag->text.n;
    out->months = bag->months;
    out->weekdays = bag->weekdays;
    out->years = bag->years;
    memcpy(out->year, bag->year, sizeof out->year);
    out->terms = (uint16_t)n;
    out->prints = (uint16_t)m;
    measure(out);
    return out;
}

static size_t table_place(uint32_t key)
{
    return (key * 0x9E3779B1u) >> 24;   /* golden ratio, as in Knuth 6.4; 256 places */
}

void tw_likeness_prepare(struct tw_likeness *l, const struct tw_vector *x)
{
    const struct tw_vector_term *t = tw_vector_terms(x);
    const uint32_t *print = tw_vector_prints(x);

    l->x = x;
    memset(l->key, 0, sizeof l->key);
    memset(l->print, 0, sizeof l->print);
    for (size_t i = 0; i < x->terms; i++) {
        size_t at = table_place(t[i].hash);

        while (l->key[at]) at = (at + 1) % TW_VECTOR_TABLE;
        l->key[at] = t[i].hash;
        l->term[at] = (uint8_t)i;
        l->weight[at] = tw_vector_weight(&t[i]);
    }
    for (size_t i = 0; i < x->prints; i++) {
        size_t at = table_place(print[i]);

        while (l->print[at]) at = (at + 1) % TW_VECTOR_TABLE;
        l->print[at] = print[i];
    }
}

/* The place of that hash in the table, or a free one. */
static size_t find(const uint32_t *table, uint32_t hash)
{
    size_t at = table_place(hash);

    while (table[at] && table[at] != hash) at = (at + 1) % TW_VECTOR_TABLE;
    return at;
}

bool tw_likeness_has(const struct tw_likeness *l, uint32_t hash)
{
    return l->key[find(l->key, hash)] != 0;
}

static float shared_prints(const struct tw_likeness *l, const struct tw_vector *y)
{
    const uint32_t *print = tw_vector_prints(y);
    unsigned shared = 0, least = l->x->prints < y->prints ? l->x->prints : y->prints;

    for (size_t i = 0; i < y->prints; i++) shared += l->print[find(l->print, print[i])] != 0;
    return least ? (float)(shared < least ? shared : least) / (float)least : 0;
}

float tw_likeness_cosine(const struct tw_likeness *l, const struct tw_vector *y)
{
    const struct tw_vector_term *t = tw_vector_terms(y);
    float sum = 0;

    for (size_t i = 0; i < y->terms; i++) {
        size_t at = find(l->key, t[i].hash);

        if (l->key[at]) sum += l->weight[at] * tw_vector_weight(&t[i]);
    }
    return sum / (l->x->all * y->all + 1e-6f);
}

/* Sums over the terms both have. */
struct sums {
    float all, recent, title, title_in, title_of, lead, lead_in, lead_of;
    float name, name_in, name_of, number, pair, top[3], top_in, top_of;
    unsigned count, salient_of, numbers;
};

static void keep_rarest(float top[3], float idf)
{
    if (idf > top[0]) {
        top[2] = top[1];
        top[1] = top[0];
        top[0] = idf;
    } else if (idf > top[1]) {
        top[2] = top[1];
        top[1] = idf;
    } else if (idf > top[2]) {
        top[2] = idf;
    }
}

static void add_shared(struct sums *s, const struct tw_vector_term *a, const struct tw_vector_term *b)
{
    float x = a->idf * SIXTEENTH, y = b->idf * SIXTEENTH, wx = tw_vector_weight(a), wy = tw_vector_weight(b);
    unsigned both = a->field & b->field;

    s->count++;
    s->all += wx * wy;
    s->recent += weight_recent(a) * weight_recent(b);
    if (both & TW_BAG_TITLE) s->title += x * y;
    if (both & TW_BAG_LEAD) s->lead += x * y;
    if (a->field & TW_BAG_TITLE) {
        s->title_in += x * x;
        if (b->field & (TW_BAG_TITLE | TW_BAG_LEAD)) s->lead_in += x * x;
    }
    if (b->field & TW_BAG_TITLE) {
        s->title_of += y * y;
        if (a->field & (TW_BAG_TITLE | TW_BAG_LEAD)) s->lead_of += y * y;
    }
    if ((a->field | b->field) & TW_BAG_NAME) {
        s->name += wx * wy;
        s->name_in += wx * wx;
        s->name_of += wy * wy;
    }
    if (a->field & TW_BAG_NUMBER) {
        s->number += x * y;
        s->numbers += (a->field & (TW_BAG_TITLE | TW_BAG_LEAD)) != 0;
    }
    if (a->field & TW_BAG_PAIR) s->pair += x * y;
    else keep_rarest(s->top, x < y ? x : y);
}

/* What only one has: main names, title names, numbers of its beginning. */
struct missing { unsigned names, names_shared, numbers; float odd; };

static void note_term(struct missing *m, const struct tw_vector_term *t, bool shared)
{
    if ((t->field & (TW_BAG_NAME | TW_BAG_PAIR)) == TW_BAG_NAME && m->names < SALIENT) {
        m->names++;
        m->names_shared += shared;
    }
    if (shared) return;
    if ((t->field & TW_BAG_NAME) && (t->field & TW_BAG_TITLE)) m->odd = fmaxf(m->odd, t->idf * SIXTEENTH);
    if ((t->field & TW_BAG_NUMBER) && (t->field & (TW_BAG_TITLE | TW_BAG_LEAD))) m->numbers++;
}

static float share(const struct missing *m)
{
    return m->names ? (float)m->names_shared / (float)m->names : 0;
}

static float agreement(unsigned a, unsigned b)
{
    return !a || !b ? 0 : a & b ? 1 : -1;
}

static float shared_years(const struct tw_vector *x, const struct tw_vector *y)
{
    unsigned n = 0;

    if (!x->years || !y->years) return 0;
    for (unsigned i = 0; i < x->years; i++)
        for (unsigned k = 0; k < y->years; k++) n += x->year[i] == y->year[k];
    return n ? (float)n : -1;
}

/* Hours between two articles, on a log scale; half a day when one has no time. */
static float hours_between(const struct tw_vector *x, const struct tw_vector *y)
{
    double hours = x->time && y->time ? fabs((double)(x->time - y->time)) / 3600 : 12;

    return (float)log1p(hours);
}

void tw_likeness_features(const struct tw_likeness *l, const struct tw_vector *y, float f[TW_FEATURES])
{
    const struct tw_vector *x = l->x;
    const struct tw_vector_term *tx = tw_vector_terms(x), *ty = tw_vector_terms(y);
    bool seen[TW_VECTOR_TERMS] = {false};
    struct sums s = {0};
    struct missing in_x = {0}, in_y = {0};
    const float e = 1e-6f;

    for (size_t i = 0; i < y->terms; i++) {
        size_t at = find(l->key, ty[i].hash), term = l->term[at];
        bool both = l->key[at] != 0;

        note_term(&in_y, &ty[i], both);
        if (!both) continue;
        seen[term] = true;
        if (i < TOP) s.top_of += tw_vector_weight(&ty[i]);
        add_shared(&s, &tx[term], &ty[i]);
    }
    for (size_t i = 0; i < x->terms; i++) {
        note_term(&in_x, &tx[i], seen[i]);
        if (seen[i] && i < TOP) s.top_in += tw_vector_weight(&tx[i]);
    }
    f[TW_F_all] = s.all / (x->all * y->all + e);
    f[TW_F_title] = s.title / (x->title * y->title + e);
    f[TW_F_title_in] = s.title_in / (x->title * x->title + e);
    f[TW_F_title_of] = s.title_of / (y->title * y->title + e);
    f[TW_F_lead] = s.lead / (x->lead * y->lead + e);
    f[TW_F_name] = s.name / (x->name * y->name + e);
    f[TW_F_name_in] = s.name_in / (x->name * x->name + e);
    f[TW_F_name_of] = s.name_of / (y->name * y->name + e);
    f[TW_F_number] = s.number / (x->number * y->number + 1);
    f[TW_F_number_sum] = s.number;
    f[TW_F_pair] = s.pair;
    f[TW_F_top1] = s.top[0];
    f[TW_F_top2] = s.top[1];
    f[TW_F_top3] = s.top[2];
    f[TW_F_hours] = hours_between(x, y);
    f[TW_F_copied] = shared_prints(l, y);
    f[TW_F_words] = (float)log1p(x->words < y->words ? x->words : y->words);
    f[TW_F_count] = (float)s.count;
    f[TW_F_salient_low] = fminf(share(&in_x), share(&in_y));
    f[TW_F_salient_high] = fmaxf(share(&in_x), share(&in_y));
    f[TW_F_lead_in] = s.lead_in / (x->title * x->title + e);
    f[TW_F_lead_of] = s.lead_of / (y->title * y->title + e);
    f[TW_F_all_recent] = s.recent / (x->all_recent * y->all_recent + e);
    f[TW_F_weekday] = agreement(x->weekdays, y->weekdays);
    f[TW_F_month] = agreement(x->months, y->months);
    f[TW_F_year] = shared_years(x, y);
    f[TW_F_top_in] = s.top_in / (x->top + e);
    f[TW_F_top_of] = s.top_of / (y->top + e);
    f[TW_F_odd_low] = fminf(in_x.odd, in_y.odd);
    f[TW_F_odd_high] = fmaxf(in_x.odd, in_y.odd);
    f[TW_F_counted] = (float)s.numbers - (float)(in_x.numbers < in_y.numbers ? in_x.numbers : in_y.numbers);
}
