/* tools/boost.h - gradient-boosted regression trees for a yes-no question.
**
** Friedman, "Greedy function approximation: a gradient boosting machine",
** Annals of Statistics 29 (2001); second-order gains and leaf values as in
** Chen and Guestrin, "XGBoost", KDD 2016, s.2.2.  Features are cut into 64
** bins; each tree grows leaf by leaf, the best gain first.  Deterministic.
*/
#ifndef TW_TOOLS_BOOST_H
#define TW_TOOLS_BOOST_H
#include "group/merge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BINS = 64, MOST_LEAVES = 32, NODES = 2 * MOST_LEAVES };

struct rows {
    const float *x;             /* n * TW_FEATURES */
    const unsigned char *yes;
    size_t n;
};

struct recipe { int trees, leaves, least_rows; float rate, lambda; };

struct boosted {
    struct tw_merge_node *node;
    uint16_t *tree;
    struct tw_merge_model model;
};

struct sum { double g, h; int n; };
struct bins { float edge[TW_FEATURES][BINS]; int edges[TW_FEATURES]; unsigned char *bin; };

struct leaf_ { int from, to, node; struct sum all; double gain; int feature, cut; };

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
    int *row;                   /* rows, those of a leaf together */
    struct leaf_ leaf[MOST_LEAVES];
    int leaves, nodes;
    struct tw_merge_node *node;
};

static inline double score_of(const struct growing *t, double g, double h)
{
    return g * g / (h + t->recipe->lambda);
}

/* Finds the best cut of a leaf. */
static inline void look(struct growing *t, struct leaf_ *l)
{
    static struct sum hist[TW_FEATURES][BINS];

    memset(hist, 0, sizeof hist);
    l->all = (struct sum){0};
    for (int k = l->from; k < l->to; k++) {
        int i = t->row[k];
        const unsigned char *bin = t->bins->bin + (size_t)i * TW_FEATURES;

        l->all.g += t->g[i];
        l->all.h += t->h[i];
        for (int f = 0; f < TW_FEATURES; f++) {
            struct sum *s = &hist[f][bin[f]];

            s->g += t->g[i];
            s->h += t->h[i];
            s->n++;
        }
    }
    l->gain = 1e-3;
    l->feature = -1;
    for (int f = 0; f < TW_FEATURES; f++) {
        struct sum left = {0};

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

static inline void split(struct growing *t, struct leaf_ *l)
{
    struct leaf_ *right = &t->leaf[t->leaves++];
    struct tw_merge_node *n = &t->node[l->node];
    int i = l->from, k = l->to - 1;

    while (i <= k) {
        if (t->bins->bin[(size_t)t->row[i] * TW_FEATURES + (size_t)l->feature] <= l->cut) {
            i++;
        } else {
            int r = t->row[i];

            t->row[i] = t->row[k];
            t->row[k--] = r;
        }
    }
    *n = (struct tw_merge_node){t->bins->edge[l->feature][l->cut], (uint8_t)l->feature, (uint8_t)t->nodes,
                                (uint8_t)(t->nodes + 1), 0};
    *right = (struct leaf_){.from = i, .to = l->to, .node = t->nodes + 1};
    l->to = i;
    l->node = t->nodes;
    t->nodes += 2;
    look(t, l);
    look(t, right);
}

/* Grows one tree into node[]; adds its values to each row's sum.  Returns the nodes. */
static inline int grow_tree(struct growing *t, float *sum)
{
    t->leaves = t->nodes = 1;
    for (size_t i = 0; i < t->rows->n; i++) t->row[i] = (int)i;
    t->leaf[0] = (struct leaf_){.to = (int)t->rows->n};
    look(t, &t->leaf[0]);
    while (t->leaves < t->recipe->leaves) {
        struct leaf_ *best = NULL;

        for (int k = 0; k < t->leaves; k++)
            if (t->leaf[k].feature >= 0 && (!best || t->leaf[k].gain > best->gain)) best = &t->leaf[k];
        if (!best) break;
        split(t, best);
    }
    for (int k = 0; k < t->leaves; k++) {
        const struct leaf_ *l = &t->leaf[k];
        float value = (float)(-l->all.g / (l->all.h + t->recipe->lambda) * t->recipe->rate);

        t->node[l->node] = (struct tw_merge_node){value, TW_MERGE_LEAF, 0, 0, 0};
        for (int i = l->from; i < l->to; i++) sum[t->row[i]] += value;
    }
    return t->nodes;
}

static inline struct boosted boost(const struct rows *r, const struct recipe *recipe)
{
    struct boosted out = {.node = need((size_t)recipe->trees * NODES * sizeof *out.node),
                          .tree = need((size_t)recipe->trees * sizeof *out.tree)};
    struct bins bins = make_bins(r);
    float *sum = need(r->n * sizeof *sum), *g = need(r->n * sizeof *g), *h = need(r->n * sizeof *h);
    struct growing t = {.rows = r, .bins = &bins, .recipe = recipe, .g = g, .h = h, .row = need(r->n * sizeof(int))};
    size_t yes = 0, nodes = 0;

    for (size_t i = 0; i < r->n; i++) yes += r->yes[i];
    out.model.base = (float)log(((double)yes + 1) / ((double)(r->n - yes) + 1));
    for (size_t i = 0; i < r->n; i++) sum[i] = out.model.base;
    for (int k = 0; k < recipe->trees; k++) {
        for (size_t i = 0; i < r->n; i++) {
            float p = 1 / (1 + expf(-sum[i]));

            g[i] = p - r->yes[i];
            h[i] = p * (1 - p);
        }
        t.node = out.node + nodes;
        out.tree[k] = (uint16_t)nodes;
        nodes += (size_t)grow_tree(&t, sum);
    }
    out.model.node = out.node;
    out.model.tree = out.tree;
    out.model.trees = (size_t)recipe->trees;
    free(bins.bin);
    free(sum);
    free(g);
    free(h);
    free(t.row);
    return out;
}

static inline size_t boosted_nodes(const struct boosted *b)
{
    size_t last = b->tree[b->model.trees - 1], n = 1;
    const struct tw_merge_node *t = b->node + last;

    for (size_t i = 0; i < n; i++)
        if (t[i].feature != TW_MERGE_LEAF && (size_t)t[i].right + 1 > n) n = (size_t)t[i].right + 1;
    return last + n;
}

static inline void boosted_free(struct boosted *b)
{
    free(b->node);
    free(b->tree);
}

#endif
