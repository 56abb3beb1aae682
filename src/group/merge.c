/* group/merge.c - walks the trees.
**
** Most candidates are plain noes and the first trees carry most of the sum, so
** after 40 trees a sum below -4.5 is final.
*/
#include "group/merge.h"

enum { LOOK = 40 };
#define PLAIN_NO (-4.5f)

static float leaf(const struct tw_merge_node *tree, const float *f)
{
    const struct tw_merge_node *n = tree;

    while (n->feature != TW_MERGE_LEAF) n = tree + (f[n->feature] <= n->value ? n->left : n->right);
    return n->value;
}

float tw_merge_odds(const struct tw_merge_model *m, const float f[TW_FEATURES])
{
    float sum = m->base;

    for (size_t i = 0; i < m->trees; i++) {
        sum += leaf(m->node + m->tree[i], f);
        if (i == LOOK && sum < PLAIN_NO) break;
    }
    return sum;
}
