/* group/overlap.c - compares vectors.
**
** The terms of one vector stand in a small hash table; most terms of the other
** are not in it, and a filter of 2,048 bits says so of all but a few without a
** branch.  What is missing from one of the two is told from sets of terms of 80
** bits, so only what both have is looked at term by term.
*/
#include "group/overlap.h"

#include <math.h>

enum { TABLE = 256 };
#define SIXTEENTH (1.f / 16)

static uint32_t mixed(uint32_t key)
{
    return key * 0x9E3779B1u;       /* golden ratio, as in Knuth 6.4 */
}

/* The place of that hash in the table, or a free one. */
static size_t find(const uint32_t *table, uint32_t hash)
{
    size_t at = mixed(hash) >> 24;

    while (table[at] && table[at] != hash) at = (at + 1) % TABLE;
    return at;
}

void tw_probe_prepare(struct tw_probe *p, const struct tw_vector *x)
{
    const struct tw_vector_term *t = tw_vector_terms(x);
    const uint32_t *print = tw_vector_prints(x);

    p->x = x;
    p->foreign = x->has_latin ? tw_vector_marks(x, TW_BAG_NATIVE) : x->marks;
    memset(p->bits, 0, sizeof p->bits);
    memset(p->key, 0, sizeof p->key);
    memset(p->print, 0, sizeof p->print);
    for (size_t i = 0; i < x->terms; i++) {
        size_t at = find(p->key, t[i].hash);
        uint32_t bit = mixed(t[i].hash) >> 21;

        p->bits[bit >> 6] |= (uint64_t)1 << (bit & 63);
        p->key[at] = t[i].hash;
        p->term[at] = (uint8_t)i;
    }
    for (size_t i = 0; i < x->prints; i++) p->print[find(p->print, print[i])] = print[i];
}

void tw_overlap_find(const struct tw_probe *p, const struct tw_vector *y, struct tw_overlap *o)
{
    const struct tw_vector_term *t = tw_vector_terms(y), *tx = tw_vector_terms(p->x);
    unsigned ignored = p->x->lang == y->lang ? TW_BAG_LATIN : TW_BAG_NATIVE;
    uint8_t maybe[TW_VECTOR_TERMS + 1];
    size_t n = 0;

    for (size_t i = 0; i < y->terms; i++) {
        uint32_t bit = mixed(t[i].hash) >> 21;

        maybe[n] = (uint8_t)i;
        n += p->bits[bit >> 6] >> (bit & 63) & 1;
    }
    *o = (struct tw_overlap){.x = p->x, .y = y};
    for (size_t k = 0; k < n; k++) {
        const struct tw_vector_term *term = &t[maybe[k]];
        size_t at = find(p->key, term->hash);

        if (!p->key[at] || (term->field & ignored)) continue;
        o->in_x[o->n] = p->term[at];
        o->in_y[o->n++] = maybe[k];
        o->dot += tw_vector_weight(&tx[p->term[at]]) * tw_vector_weight(term);
    }
}

static float shared_prints(const struct tw_probe *p, const struct tw_vector *y)
{
    const uint32_t *print = tw_vector_prints(y);
    unsigned shared = 0, least = p->x->prints < y->prints ? p->x->prints : y->prints;

    for (size_t i = 0; i < y->prints; i++) shared += p->print[find(p->print, print[i])] != 0;
    return least ? (float)(shared < least ? shared : least) / (float)least : 0;
}

/* Sums over the terms both have. */
struct sums {
    float recent, title, title_in, title_of, lead, lead_in, lead_of;
    float name, name_in, name_of, number, pair, top[3], top_in, top_of;
    unsigned numbers;
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

static void add_shared(struct sums *s, const struct tw_vector_term *a,
                       const struct tw_vector_term *b)
{
    float x = a->idf * SIXTEENTH, y = b->idf * SIXTEENTH, wx = tw_vector_weight(a),
        wy = tw_vector_weight(b);
    unsigned both = a->field & b->field;

    s->recent += tw_vector_weight_recent(a) * tw_vector_weight_recent(b);
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

/* What only one has of its main names, title names and first numbers. */
struct missing { float main, odd; unsigned numbers; };

static unsigned count(const struct tw_terms *s)
{
    return (unsigned)(__builtin_popcountll(s->bit[0]) + __builtin_popcountll(s->bit[1]));
}

static struct tw_terms both(const struct tw_terms *a, const struct tw_terms *b)
{
    return (struct tw_terms){{a->bit[0] & b->bit[0], a->bit[1] & b->bit[1]}};
}

static struct tw_terms without(const struct tw_terms *a, const struct tw_terms *b)
{
    return (struct tw_terms){{a->bit[0] & ~b->bit[0], a->bit[1] & ~b->bit[1]}};
}

static struct missing missing_from(const struct tw_vector *v, const struct tw_marks *m,
                                   const struct tw_terms *seen)
{
    const struct tw_vector_term *t = tw_vector_terms(v);
    struct tw_terms main = both(&m->main, seen), title = without(&m->title, seen),
        numbers = without(&m->numbers, seen);
    unsigned names = count(&m->main), odd = 0;

    for (size_t i = 0; i < 2; i++)
        for (uint64_t bits = title.bit[i]; bits; bits &= bits - 1) {
            unsigned idf = t[i * 64 + (size_t)__builtin_ctzll(bits)].idf;

            if (idf > odd) odd = idf;
        }
    return (struct missing){names ? (float)count(&main) / (float)names : 0, (float)odd * SIXTEENTH,
                            count(&numbers)};
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

void tw_overlap_features(const struct tw_probe *p, const struct tw_overlap *o, float f[TW_FEATURES])
{
    const struct tw_vector *x = o->x, *y = o->y;
    const struct tw_vector_term *tx = tw_vector_terms(x), *ty = tw_vector_terms(y);
    bool foreign = x->lang != y->lang;
    struct tw_marks of_y = foreign && y->has_latin ? tw_vector_marks(y, TW_BAG_NATIVE) : y->marks;
    struct tw_terms seen_x = {{0}}, seen_y = {{0}};
    struct sums s = {0};
    struct missing in_x, in_y;
    const float e = 1e-6f;

    for (size_t i = 0; i < o->n; i++) {
        size_t a = o->in_x[i], b = o->in_y[i];

        tw_terms_add(&seen_x, a);
        tw_terms_add(&seen_y, b);
        if (a < TW_VECTOR_TOP) s.top_in += tw_vector_weight(&tx[a]);
        if (b < TW_VECTOR_TOP) s.top_of += tw_vector_weight(&ty[b]);
        add_shared(&s, &tx[a], &ty[b]);
    }
    in_x = missing_from(x, foreign ? &p->foreign : &x->marks, &seen_x);
    in_y = missing_from(y, &of_y, &seen_y);
    f[TW_F_all] = o->dot / (x->all * y->all + e);
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
    f[TW_F_copied] = shared_prints(p, y);
    f[TW_F_count] = (float)o->n;
    f[TW_F_salient_low] = fminf(in_x.main, in_y.main);
    f[TW_F_salient_high] = fmaxf(in_x.main, in_y.main);
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
    f[TW_F_counted] =
        (float)s.numbers - (float)(in_x.numbers < in_y.numbers ? in_x.numbers : in_y.numbers);
}
