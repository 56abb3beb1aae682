/* group/merge.h - do two articles tell one event?  The trained model.
**
** Gradient-boosted regression trees (Friedman, Annals of Statistics 29, 2001)
** over the features of group/overlap.h; tools/train/merge.c made the numbers in
** weights.c and wrote down there from what and how well.
** Cost: about a microsecond, a fifth of that for a plain no.
*/
#ifndef TW_GROUP_MERGE_H
#define TW_GROUP_MERGE_H
#include "group/overlap.h"

/* A full binary tree, its 15 questions by level: child 2i + 1 when the feature is
** at most the threshold, else 2i + 2; then one of 16 leaves. */
enum { TW_MERGE_DEPTH = 4, TW_MERGE_NODES = 15, TW_MERGE_LEAVES = 16 };

struct tw_merge_tree {
    float threshold[TW_MERGE_NODES], leaf[TW_MERGE_LEAVES];
    uint8_t feature[TW_MERGE_NODES], unused;
};

struct tw_merge_model {
    float base;
    const struct tw_merge_tree *tree;
    size_t trees;
};

extern const struct tw_merge_model tw_merge_weights;

/* What one tree says. */
static inline float tw_merge_leaf(const struct tw_merge_tree *t, const float *f)
{
    unsigned i = 0;

    for (int level = 0; level < TW_MERGE_DEPTH; level++)
        i = 2 * i + 1 + (f[t->feature[i]] > t->threshold[i]);
    return t->leaf[i - TW_MERGE_NODES];
}

/* Log odds that both tell one event; below -4.5 only roughly. */
float tw_merge_odds(const struct tw_merge_model *m, const float f[TW_FEATURES]);

#endif
