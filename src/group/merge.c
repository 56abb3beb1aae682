/* group/merge.c - walks the trees.
**
** Full trees of one depth need no branch whose way must be guessed, so the
** processor works on several at once.  Most candidates are plain noes and the
** first trees carry most of the sum, so every 25 trees a sum below -4.5 is
** taken as final: three in five are after the first, four in five after the next.
*/
#include "group/merge.h"

enum { LOOK = 25 };
#define PLAIN_NO (-4.5f)

float tw_merge_odds(const struct tw_merge_model *m, const float f[TW_FEATURES])
{
    float sum = m->base;

    for (size_t i = 0; i < m->trees; i++) {
        if (i % LOOK == 0 && sum < PLAIN_NO && i > 0) break;
        sum += tw_merge_leaf(&m->tree[i], f);
    }
    return sum;
}
