/* dedup/prints.c - fingerprints as the keys of chains.
**
** Looking up is mostly waiting for memory, so all chains of an article are
** walked side by side, each step asking for the next one early.  A posting's
** note holds the two sides of the fingerprint.
*/
#include "dedup/prints.h"

static uint32_t note_of(const struct tw_print *p)
{
    return (uint32_t)p->left << 8 | p->right;
}

void tw_prints_add(struct tw_chains *x, struct tw_prints p, uint32_t article)
{
    for (size_t i = 0; i < p.n; i++) tw_chains_add(x, p.v[i].hash, article, note_of(&p.v[i]));
}

/* A table from article to its candidate while they are counted. */
struct counting {
    struct tw_candidates found;
    uint32_t *slot;         /* index + 1 into found */
    size_t slots, cap;
    struct tw_arena *mem;
};

static struct counting counting_new(struct tw_arena *mem, size_t slots)
{
    struct counting c = {.slots = slots, .cap = slots / 2, .mem = mem};

    c.slot = tw_arena_calloc(mem, slots, sizeof *c.slot);
    c.found.v = tw_arena_alloc(mem, c.cap * sizeof *c.found.v);
    return c;
}

static uint32_t *counting_slot(const struct counting *c, uint32_t article)
{
    size_t at = (article * 0x9E3779B1u >> 7) & (c->slots - 1);

    while (c->slot[at] && c->found.v[c->slot[at] - 1].article != article)
        at = (at + 1) & (c->slots - 1);
    return c->slot + at;
}

static struct tw_candidate *count(struct counting *c, uint32_t article)
{
    uint32_t *slot = counting_slot(c, article);

    if (*slot) return &c->found.v[*slot - 1];
    if (c->found.n == c->cap) {
        struct counting wider = counting_new(c->mem, c->slots * 4);

        memcpy(wider.found.v, c->found.v, c->found.n * sizeof *c->found.v);
        wider.found.n = c->found.n;
        for (size_t i = 0; i < c->found.n; i++)
            *counting_slot(&wider, c->found.v[i].article) = (uint32_t)i + 1;
        *c = wider;
        slot = counting_slot(c, article);
    }
    c->found.v[c->found.n++] = (struct tw_candidate){.article = article};
    *slot = (uint32_t)c->found.n;
    return &c->found.v[c->found.n - 1];
}

static void add_hit(struct tw_candidate *c, uint32_t note, const struct tw_print *p, uint32_t print)
{
    if (c->hits < UINT16_MAX) c->hits++;
    if (!tw_print_agrees((uint8_t)(note >> 8), (uint8_t)note, p->left, p->right)) return;
    if (c->agreeing < UINT16_MAX) c->agreeing++;
    c->print = print;
}

struct tw_candidates tw_prints_find(const struct tw_chains *x, struct tw_arena *mem,
                                    struct tw_prints p, uint32_t oldest, unsigned depth)
{
    struct counting c = counting_new(mem, 256);
    uint32_t *head = tw_arena_alloc(mem, p.n * sizeof *head),
        *key = tw_arena_alloc(mem, p.n * sizeof *key);
    size_t open = p.n;

    for (size_t i = 0; i < p.n; i++) key[i] = p.v[i].hash;
    tw_chains_heads(x, key, p.n, head);
    for (unsigned step = 0; step < depth && open > 0; step++) {
        open = 0;
        for (size_t i = 0; i < p.n; i++) {
            const struct tw_posting *at;

            if (!head[i]) continue;
            at = tw_chains_at(x, head[i]);
            head[i] = 0;
            if (at->article < oldest) continue;
            add_hit(count(&c, at->article), at->note, &p.v[i], (uint32_t)i);
            head[i] = at->before;
            if (!head[i]) continue;
            tw_chains_soon(x, head[i]);
            open++;
        }
    }
    return c.found;
}
