/* group/merge.c - walks the trees.
**
** Full trees of one depth need no branch whose way must be guessed, so the
** processor works on several at once.  Most candidates are plain noes and the
** first trees carry most of the sum, so after 40 trees a sum below -4.5 is
** final.
*/
#include "group/merge.h"

enum { LOOK = 40 };
#define PLAIN_NO (-4.5f)

static float leaf(const struct tw_merge_tree *t, const float *f)
{
    unsigned i = 0;

    for (int level = 0; level < TW_MERGE_DEPTH; level++) i = 2 * i + 1 + (f[t->feature[i]] > t->threshold[i]);
    return t->leaf[i - TW_MERGE_NODES];
}

float tw_merge_odds(const struct tw_merge_model *m, const float f[TW_FEATURES])
{
    size_t look = m->trees < LOOK ? m->trees : LOOK;
    float sum = m->base;

    for (size_t i = 0; i < look; i++) sum += leaf(&m->tree[i], f);
    if (sum < PLAIN_NO) return sum;
    for (size_t i = look; i < m->trees; i++) sum += leaf(&m->tree[i], f);
    return sum;
}
