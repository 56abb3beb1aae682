/* compare/pairs.c - a table of pairs. */
#include "compare/pairs.h"

enum { SLOTS = 64 };

static struct tw_pair *slot_of(const struct tw_pairs *p, uint64_t key)
{
    /* Knuth, TAOCP 3, 6.4 */
    size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (p->slots - 1);

    while (p->v[i].key && p->v[i].key != key) i = (i + 1) & (p->slots - 1);
    return &p->v[i];
}

static void make_room(struct tw_pairs *p)
{
    struct tw_pair *old = p->v;
    size_t slots = p->slots;

    if (p->n * 2 < slots) return;
    p->slots = slots ? slots * 2 : SLOTS;
    p->v = TW_NEW_N(p->mem, struct tw_pair, p->slots);
    for (size_t i = 0; i < slots; i++) if (old[i].key) *slot_of(p, old[i].key) = old[i];
}

double *tw_pairs_at(struct tw_pairs *p, uint32_t a, uint32_t b, bool *added)
{
    uint64_t key = ((uint64_t)a << 32 | b) + 1;
    struct tw_pair *x;

    if (key == 0) key = 1;
    make_room(p);
    x = slot_of(p, key);
    *added = x->key == 0;
    p->n += *added;
    x->key = key;
    return &x->value;
}
