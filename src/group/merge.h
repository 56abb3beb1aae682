/* group/merge.h - do two articles tell one event?  The trained model.
**
** Gradient-boosted regression trees (Friedman, Annals of Statistics 29, 2001)
** over the features of group/vector.h; tools/train_merge.c made the numbers in
** weights.c and wrote down there from what and how well.
** Cost: about a microsecond, a quarter of that for a plain no.
*/
#ifndef TW_GROUP_MERGE_H
#define TW_GROUP_MERGE_H
#include "group/vector.h"

struct tw_merge_node {
    float value;                /* of a leaf; else the threshold: up to it goes left */
    uint8_t feature;            /* TW_MERGE_LEAF, or enum tw_feature */
    uint8_t left, right, unused;    /* nodes of the same tree */
};
enum { TW_MERGE_LEAF = 255 };

struct tw_merge_model {
    float base;
    const struct tw_merge_node *node;
    const uint16_t *tree;       /* first node of each tree */
    size_t trees;
};

extern const struct tw_merge_model tw_merge_weights;

/* Log odds that both tell one event; below -4.5 only roughly. */
float tw_merge_odds(const struct tw_merge_model *m, const float f[TW_FEATURES]);

#endif
