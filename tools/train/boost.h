/* tools/train/boost.h - gradient-boosted regression trees for a yes-no question.
**
** Friedman, "Greedy function approximation: a gradient boosting machine",
** Annals of Statistics 29 (2001); second-order gains and leaf values as in
** Chen and Guestrin, "XGBoost", KDD 2016, s.2.2; each tree sees a part of the
** features and of the rows, as in its s.2.3.  Features are cut into 64 bins;
** trees are full, of the depth of group/merge.h.  Deterministic.
*/
#ifndef TW_TOOLS_TRAIN_BOOST_H
#define TW_TOOLS_TRAIN_BOOST_H
#include "group/merge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BINS = 64 };

struct rows {
    const float *x;             /* n * TW_FEATURES */
    const unsigned char *yes;
    const float *weight;
    size_t n;
};

struct recipe {
    int trees, least_rows;
    float rate, lambda;
    float columns, part;        /* share of the features and of the rows that a tree sees */
    float balance;              /* 0: every pair counts alike, 1: every set does */
};

struct boosted { struct tw_merge_tree *tree; struct tw_merge_model model; };

struct sum { double g, h; int n; };
struct bins { float edge[TW_FEATURES][BINS]; int edges[TW_FEATURES]; unsigned char *bin; };

/* Rows [from, to) of one node, and the best question about them. */
struct part { int from, to; struct sum all; double gain; int feature, cut; };

static inline void *need(size_t n)
{
    void *p = calloc(n ? n : 1, 1);

    if (!p) {
        perror("memory");
        exit(3);
    }
    return p;
}

static inline int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static inline unsigned char bin_of(const struct bins *b, int f, float v)
{
    int low = 0, high = b->edges[f];

    while (low < high) {
        int middle = (low + high) / 2;

        if (b->edge[f][middle] < v) low = middle + 1;
        else high = middle;
    }
    return (unsigned char)low;
}

static inline struct bins make_bins(const struct rows *r)
{
    struct bins b = {.bin = need(r->n * TW_FEATURES)};
    size_t k = r->n < 20000 ? r->n : 20000;
    float *v = need(k * sizeof *v);

    for (int f = 0; f < TW_FEATURES; f++) {
        for (size_t i = 0; i < k; i++) v[i] = r->x[i * r->n / k * TW_FEATURES + (size_t)f];
        qsort(v, k, sizeof *v, by_value);
        for (int c = 1; c < BINS && k; c++) {
            float edge = v[(size_t)c * k / BINS];

            if (b.edges[f] == 0 || edge > b.edge[f][b.edges[f] - 1]) b.edge[f][b.edges[f]++] = edge;
        }
        for (size_t i = 0; i < r->n; i++) b.bin[i * TW_FEATURES + (size_t)f] = bin_of(&b, f, r->x[i * TW_FEATURES + (size_t)f]);
    }
    free(v);
    return b;
}

/* One tree being grown. */
struct growing {
    const struct rows *rows;
    const struct bins *bins;
    const struct recipe *recipe;
    const float *g, *h;
    int *row;                   /* rows, those of a node together */
    int column[TW_FEATURES], columns;   /* features this tree sees */
    uint64_t dice;
};

/* Yes with that probability (Knuth's MMIX generator, TAOCP 2, 3.3.4). */
static inline int draw(struct growing *t, float share)
{
    t->dice = t->dice * 6364136223846793005u + 1442695040888963407u;
    return (float)(t->dice >> 40) < share * (float)(1 << 24);
}

/* Draws what a tree sees; how many rows. */
static inline int draw_part(struct growing *t)
{
    int rows = 0;

    t->columns = 0;
    for (int f = 0; f < TW_FEATURES; f++)
        if (draw(t, t->recipe->columns)) t->column[t->columns++] = f;
    for (size_t i = 0; i < t->rows->n; i++)
        if (draw(t, t->recipe->part)) t->row[rows++] = (int)i;
    return rows;
}

static inline double score_of(const struct growing *t, double g, double h)
{
    return g * g / (h + t->recipe->lambda);
}

/* Sums up a node. */
static inline void add_up(const struct growing *t, struct part *l)
{
    l->all = (struct sum){0};
    for (int k = l->from; k < l->to; k++) {
        l->all.g += t->g[t->row[k]];
        l->all.h += t->h[t->row[k]];
    }
}

/* Finds the best question for a node. */
static inline void look(const struct growing *t, struct part *l)
{
    static struct sum hist[TW_FEATURES][BINS];

    memset(hist, 0, sizeof hist);
    for (int k = l->from; k < l->to; k++) {
        int i = t->row[k];
        const unsigned char *bin = t->bins->bin + (size_t)i * TW_FEATURES;

        for (int c = 0; c < t->columns; c++) {
            struct sum *s = &hist[t->column[c]][bin[t->column[c]]];

            s->g += t->g[i];
            s->h += t->h[i];
            s->n++;
        }
    }
    l->gain = 1e-3;
    l->feature = -1;
    for (int k = 0; k < t->columns; k++) {
        struct sum left = {0};
        int f = t->column[k];

        for (int c = 0; c < t->bins->edges[f]; c++) {
            double gain;

            left.g += hist[f][c].g;
            left.h += hist[f][c].h;
            left.n += hist[f][c].n;
            if (left.n < t->recipe->least_rows || l->to - l->from - left.n < t->recipe->least_rows) continue;
            gain = score_of(t, left.g, left.h) + score_of(t, l->all.g - left.g, l->all.h - left.h)
                 - score_of(t, l->all.g, l->all.h);
            if (gain <= l->gain) continue;
            l->gain = gain;
            l->feature = f;
            l->cut = c;
        }
    }
}

/* Puts the rows that answer "at most" first; where the others begin. */
static inline int divide(struct growing *t, const struct part *l)
{
    int i = l->from, k = l->to - 1;

    if (l->feature < 0) return l->to;
    while (i <= k) {
        if (t->bins->bin[(size_t)t->row[i] * TW_FEATURES + (size_t)l->feature] <= l->cut) {
            i++;
        } else {
            int r = t->row[i];

            t->row[i] = t->row[k];
            t->row[k--] = r;
        }
    }
    return i;
}

/* Grows a tree level by level and adds its values to each row's sum. */
static inline void grow_tree(struct growing *t, struct tw_merge_tree *out, float *sum)
{
    struct part part[TW_MERGE_NODES + TW_MERGE_LEAVES] = {{.to = draw_part(t)}};

    for (int i = 0; i < TW_MERGE_NODES; i++) {
        int middle;

        add_up(t, &part[i]);
        look(t, &part[i]);
        middle = divide(t, &part[i]);
        out->feature[i] = (uint8_t)(part[i].feature < 0 ? 0 : part[i].feature);
        out->threshold[i] = part[i].feature < 0 ? 1e30f : t->bins->edge[part[i].feature][part[i].cut];
        part[2 * i + 1] = (struct part){.from = part[i].from, .to = middle};
        part[2 * i + 2] = (struct part){.from = middle, .to = part[i].to};
    }
    for (int k = 0; k < TW_MERGE_LEAVES; k++) {
        struct part *l = &part[TW_MERGE_NODES + k];

        add_up(t, l);
        out->leaf[k] = (float)(-l->all.g / (l->all.h + t->recipe->lambda) * t->recipe->rate);
    }
    for (size_t i = 0; i < t->rows->n; i++) sum[i] += tw_merge_leaf(out, t->rows->x + i * TW_FEATURES);
}

static inline struct boosted boost(const struct rows *r, const struct recipe *recipe)
{
    struct boosted out = {.tree = need((size_t)recipe->trees * sizeof *out.tree)};
    struct bins bins = make_bins(r);
    float *sum = need(r->n * sizeof *sum), *g = need(r->n * sizeof *g), *h = need(r->n * sizeof *h);
    struct growing t = {.rows = r, .bins = &bins, .recipe = recipe, .g = g, .h = h,
                        .row = need(r->n * sizeof(int)), .dice = 1};
    double yes = 1, no = 1;

    for (size_t i = 0; i < r->n; i++) *(r->yes[i] ? &yes : &no) += (double)r->weight[i];
    out.model.base = (float)log(yes / no);
    for (size_t i = 0; i < r->n; i++) sum[i] = out.model.base;
    for (int k = 0; k < recipe->trees; k++) {
        for (size_t i = 0; i < r->n; i++) {
            float p = 1 / (1 + expf(-sum[i]));

            g[i] = (p - r->yes[i]) * r->weight[i];
            h[i] = p * (1 - p) * r->weight[i];
        }
        grow_tree(&t, &out.tree[k], sum);
    }
    out.model.tree = out.tree;
    out.model.trees = (size_t)recipe->trees;
    free(bins.bin);
    free(sum);
    free(g);
    free(h);
    free(t.row);
    return out;
}

static inline void boosted_free(struct boosted *b)
{
    free(b->tree);
}

#endif
