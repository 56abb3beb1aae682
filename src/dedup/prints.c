/* dedup/prints.c - a log of postings chained by fingerprint under a hash table.
**
** The table is open addressing with linear probing, at most 3/5 full; a slot
** holds only the newest posting's number, and the fingerprint is compared in
** the posting itself, which the walk needs anyway.  Looking up is mostly
** waiting for memory, so all slots of an article are fetched first and all
** chains are walked side by side, each step asking for the next one early.
*/
#include "dedup/prints.h"

#include <assert.h>

enum { FIRST_SLOTS = 1024 };

static uint32_t *slot_of(const struct tw_print_index *x, uint32_t hash)
{
    const struct tw_posting *posting = x->posting.v;
    uint32_t *slot = x->slot.v;
    size_t mask = x->slot.n - 1, at = (hash * 0x9E3779B1u) & mask;  /* golden ratio, as in Knuth 6.4 */

    while (slot[at] && posting[slot[at] - 1].hash != hash) at = (at + 1) & mask;
    return slot + at;
}

/* Chains posting i, which must be newer than all that are chained. */
static void chain(struct tw_print_index *x, size_t i)
{
    struct tw_posting *p = (struct tw_posting *)x->posting.v + i;
    uint32_t *slot = slot_of(x, p->hash);

    if (!*slot) x->used++;
    p->before = *slot;
    *slot = (uint32_t)i + 1;
}

void tw_prints_rebuild(struct tw_print_index *x)
{
    size_t slots = FIRST_SLOTS;

    while (slots < x->posting.n) slots *= 2;
    tw_column_free(&x->slot);
    x->slot.size = sizeof(uint32_t);
    tw_column_resize(&x->slot, slots);
    x->used = 0;
    for (size_t i = 0; i < x->posting.n; i++) {
        chain(x, i);
        if (x->used > x->slot.n / 5 * 3) {
            tw_column_free(&x->slot);
            tw_column_resize(&x->slot, slots *= 2);
            x->used = 0;
            i = (size_t)-1;
        }
    }
}

/* Twice the slots: the newest of each chain is put again. */
static void widen(struct tw_print_index *x)
{
    struct tw_column old = x->slot;
    const uint32_t *slot = old.v;
    const struct tw_posting *posting = x->posting.v;

    x->slot = (struct tw_column){.size = sizeof(uint32_t)};
    tw_column_resize(&x->slot, old.n * 2);
    for (size_t i = 0; i < old.n; i++)
        if (slot[i]) *slot_of(x, posting[slot[i] - 1].hash) = slot[i];
    tw_column_free(&old);
}

void tw_prints_add(struct tw_print_index *x, struct tw_prints p, uint32_t article)
{
    struct tw_posting *to;
    size_t first = x->posting.n;

    x->posting.size = sizeof(struct tw_posting);
    if (x->slot.n == 0) tw_prints_rebuild(x);
    if (first + p.n >= UINT32_MAX) return;
    to = tw_column_room(&x->posting, p.n);
    for (size_t i = 0; i < p.n; i++) {
        uint32_t off = p.v[i].off < TW_PRINT_FAR ? p.v[i].off : TW_PRINT_FAR;

        to[i] = (struct tw_posting){p.v[i].hash, article, 0, p.v[i].left, p.v[i].right, (uint16_t)off};
        chain(x, first + i);
        if (x->used > x->slot.n / 5 * 3) widen(x);
    }
}

static void prefetch(const void *p)
{
    __builtin_prefetch(p);
}

/* Where each fingerprint's chain begins: posting + 1, or 0. */
static uint32_t *heads(const struct tw_print_index *x, struct tw_arena *mem, struct tw_prints p)
{
    const struct tw_posting *posting = x->posting.v;
    const uint32_t *slot = x->slot.v;
    uint32_t *head = tw_arena_alloc(mem, (p.n + 1) * sizeof *head);
    size_t mask = x->slot.n - 1;

    for (size_t i = 0; i < p.n; i++) prefetch(slot + ((p.v[i].hash * 0x9E3779B1u) & mask));
    for (size_t i = 0; i < p.n; i++) {
        uint32_t first = slot[(p.v[i].hash * 0x9E3779B1u) & mask];

        if (first) prefetch(posting + first - 1);
    }
    for (size_t i = 0; i < p.n; i++) {
        head[i] = *slot_of(x, p.v[i].hash);
    }
    return head;
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

    while (c->slot[at] && c->found.v[c->slot[at] - 1].article != article) at = (at + 1) & (c->slots - 1);
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

static void note(struct tw_candidate *c, const struct tw_posting *at, const struct tw_print *p, uint32_t print)
{
    if (c->hits < UINT16_MAX) c->hits++;
    if (!tw_print_agrees(at->left, at->right, p->left, p->right)) return;
    if (c->agreeing < UINT16_MAX) c->agreeing++;
    c->print = print;
    c->off = at->off;
}

struct tw_candidates tw_prints_find(const struct tw_print_index *x, struct tw_arena *mem,
                                    struct tw_prints p, uint32_t oldest, unsigned depth)
{
    const struct tw_posting *posting = x->posting.v;
    struct counting c = counting_new(mem, 256);
    uint32_t *head;
    size_t open = p.n;

    if (x->slot.n == 0) return c.found;
    head = heads(x, mem, p);
    for (unsigned step = 0; step < depth && open > 0; step++) {
        open = 0;
        for (size_t i = 0; i < p.n; i++) {
            const struct tw_posting *at;

            if (!head[i]) continue;
            at = posting + head[i] - 1;
            head[i] = 0;
            if (at->article < oldest) continue;
            note(count(&c, at->article), at, &p.v[i], (uint32_t)i);
            head[i] = at->before;
            if (!head[i]) continue;
            prefetch(posting + head[i] - 1);
            open++;
        }
    }
    return c.found;
}

unsigned tw_prints_holders(const struct tw_print_index *x, uint32_t hash, uint32_t oldest, unsigned most)
{
    const struct tw_posting *posting = x->posting.v;
    unsigned n = 0;

    if (x->slot.n == 0) return 0;
    for (uint32_t at = *slot_of(x, hash); at && n < most; at = posting[at - 1].before) {
        if (posting[at - 1].article < oldest) break;
        n++;
    }
    return n;
}

void tw_prints_expire(struct tw_print_index *x, uint32_t oldest)
{
    const struct tw_posting *posting = x->posting.v;
    size_t low = 0, high = x->posting.n;

    if (x->posting.n == 0 || posting[x->posting.n / 2].article >= oldest) return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (posting[middle].article < oldest) low = middle + 1;
        else high = middle;
    }
    tw_column_drop(&x->posting, low);
    tw_prints_rebuild(x);
}

void tw_prints_free(struct tw_print_index *x)
{
    tw_column_free(&x->posting);
    tw_column_free(&x->slot);
    x->used = 0;
}

size_t tw_prints_bytes(const struct tw_print_index *x)
{
    return tw_column_bytes(&x->posting) + tw_column_bytes(&x->slot);
}
