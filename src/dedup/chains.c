/* dedup/chains.c - a log of postings chained by key under a hash table.
**
** The table is open addressing with linear probing, at most 3/5 full; a slot
** holds only the newest posting's number, and the key is compared in the
** posting itself, which the walk needs anyway.
*/
#include "dedup/chains.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

static size_t place(uint32_t key, size_t mask)
{
    return (key * 0x9E3779B1u) & mask;      /* golden ratio, as in Knuth 6.4 */
}

static uint32_t *slot_of(const struct tw_chains *x, uint32_t key)
{
    const struct tw_posting *posting = x->posting.v;
    uint32_t *slot = x->slot.v;
    size_t mask = x->slot.n - 1, at = place(key, mask);

    while (slot[at] && posting[slot[at] - 1].key != key) at = (at + 1) & mask;
    return slot + at;
}

/* Chains posting i, which must be newer than all that are chained. */
static void chain(struct tw_chains *x, size_t i)
{
    struct tw_posting *p = (struct tw_posting *)x->posting.v + i;
    uint32_t *slot = slot_of(x, p->key);

    if (!*slot) x->used++;
    p->before = *slot;
    *slot = (uint32_t)i + 1;
}

/* Twice the slots: the newest of each chain is put again. */
static void widen(struct tw_chains *x)
{
    struct tw_column old = x->slot;
    const uint32_t *slot = old.v;
    const struct tw_posting *posting = x->posting.v;

    x->slot = (struct tw_column){.size = sizeof(uint32_t)};
    tw_column_resize(&x->slot, old.n * 2);
    for (size_t i = 0; i < old.n; i++)
        if (slot[i]) *slot_of(x, posting[slot[i] - 1].key) = slot[i];
    tw_column_free(&old);
}

void tw_chains_start(struct tw_chains *x)
{
    *x = (struct tw_chains){.posting = {.size = sizeof(struct tw_posting)},
                            .slot = {.size = sizeof(uint32_t)}};
}

void tw_chains_free(struct tw_chains *x)
{
    tw_column_free(&x->posting);
    tw_column_free(&x->slot);
    x->used = 0;
}

void tw_chains_rebuild(struct tw_chains *x)
{
    tw_column_free(&x->slot);
    tw_column_resize(&x->slot, FIRST_SLOTS);
    x->used = 0;
    for (size_t i = 0; i < x->posting.n; i++) {
        chain(x, i);
        if (x->used > x->slot.n / 5 * 3) widen(x);
    }
}

void tw_chains_add(struct tw_chains *x, uint32_t key, uint32_t article, uint32_t note)
{
    if (x->posting.n >= UINT32_MAX - 1) return;
    if (x->slot.n == 0) tw_column_resize(&x->slot, FIRST_SLOTS);
    *(struct tw_posting *)tw_column_room(&x->posting, 1) = (struct tw_posting){key, article, 0,
                                                                               note};
    chain(x, x->posting.n - 1);
    if (x->used > x->slot.n / 5 * 3) widen(x);
}

void tw_chains_heads(const struct tw_chains *x, const uint32_t *key, size_t n, uint32_t *head)
{
    const uint32_t *slot = x->slot.v;
    size_t mask = x->slot.n - 1;

    if (x->slot.n == 0) {
        if (n) memset(head, 0, n * sizeof *head);
        return;
    }
    for (size_t i = 0; i < n; i++) __builtin_prefetch(slot + place(key[i], mask));
    for (size_t i = 0; i < n; i++) {
        uint32_t first = slot[place(key[i], mask)];

        if (first) tw_chains_soon(x, first);
    }
    for (size_t i = 0; i < n; i++) head[i] = *slot_of(x, key[i]);
}

void tw_chains_expire(struct tw_chains *x, uint32_t oldest)
{
    const struct tw_posting *posting = x->posting.v;
    size_t low = 0, high = x->posting.n;

    if (x->posting.n == 0 || posting[x->posting.n / 3].article >= oldest) return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (posting[middle].article < oldest) low = middle + 1;
        else high = middle;
    }
    tw_column_drop(&x->posting, low);
    tw_chains_rebuild(x);
}

bool tw_chains_sound(const struct tw_chains *x, uint64_t end)
{
    const struct tw_posting *p = x->posting.v;

    for (size_t i = 0; i < x->posting.n; i++)
        if (p[i].article >= end || (i && p[i].article < p[i - 1].article)) return false;
    return x->posting.n < UINT32_MAX;
}
