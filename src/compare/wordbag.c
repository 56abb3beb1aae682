/* compare/wordbag.c - bags of concepts, and what two of them share. */
#include "compare/wordbag.h"

#include "base/vec.h"

#include <stdlib.h>

static int by_id(const void *x, const void *y)
{
    const struct tw_bag_item *a = x, *b = y;

    if (a->id != b->id) return a->id < b->id ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

struct tw_bag tw_bag_of(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end)
{
    struct tw_bag bag = {.v = TW_NEW_N(mem, struct tw_bag_item, end > first ? end - first : 0)};
    uint32_t kept = 0;

    for (size_t i = first; i < end; i++) {
        const struct tw_seen *s = &v->seen[i];

        if (s->id == 0 || s->weight <= 0) continue;
        bag.v[bag.n++] = (struct tw_bag_item){s->id, s->near, s->weight, (uint16_t)(i - first),
                                              s->flags};
    }
    TW_SORT(bag.v, bag.n, by_id);
    for (uint32_t i = 0; i < bag.n; i++) {
        if (kept > 0 && bag.v[kept - 1].id == bag.v[i].id) continue;
        bag.weight += bag.v[i].weight;
        bag.v[kept++] = bag.v[i];
    }
    bag.n = kept;
    return bag;
}

/* The weight of a word with no equal but a near one in the other bag. */
static float near_weight(const struct tw_bag_item *x, const struct tw_bag *in)
{
    if (x->near == 0) return 0;
    for (uint32_t i = 0; i < in->n; i++)
        if (in->v[i].near == x->near && in->v[i].id != x->id)
            return 0.6F * (x->weight < in->v[i].weight ? x->weight : in->v[i].weight);
    return 0;
}

float tw_bag_shared(const struct tw_bag *a, const struct tw_bag *b, float *against)
{
    float sum = 0, other = 0;
    uint32_t i = 0, j = 0;

    while (i < a->n) {
        const struct tw_bag_item *x = &a->v[i];

        while (j < b->n && b->v[j].id < x->id) j++;
        if (j < b->n && b->v[j].id == x->id) {
            float w = x->weight < b->v[j].weight ? x->weight : b->v[j].weight;

            sum += w;
            if ((x->flags ^ b->v[j].flags) & TW_SEEN_NEGATED) other += w;
        } else {
            sum += near_weight(x, b);
        }
        i++;
    }
    if (against) *against = other;
    return sum;
}
