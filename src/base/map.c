/* base/map.c - open addressing over a vector of items. */
#include "base/map.h"

#include "base/hash.h"
#include "base/vec.h"

static size_t slot_of(const struct tw_map *m, struct tw_slice key, uint64_t hash)
{
    size_t i = (size_t)hash & (m->slots - 1);

    while (m->slot[i]) {
        const struct tw_map_item *it = &m->v[m->slot[i] - 1];

        if (it->hash == hash && tw_slice_eq(it->key, key)) break;
        i = (i + 1) & (m->slots - 1);
    }
    return i;
}

static void rehash(struct tw_map *m, size_t slots)
{
    m->slot = TW_NEW_N(m->mem, uint32_t, slots);
    m->slots = slots;
    for (size_t i = 0; i < m->n; i++)
        m->slot[slot_of(m, m->v[i].key, m->v[i].hash)] = (uint32_t)i + 1;
}

struct tw_map_item *tw_map_find(const struct tw_map *m, struct tw_slice key)
{
    size_t i;

    if (m->slots == 0) return NULL;
    i = slot_of(m, key, tw_hash(key));
    return m->slot[i] ? &m->v[m->slot[i] - 1] : NULL;
}

struct tw_map_item *tw_map_add(struct tw_map *m, struct tw_slice key, bool *added)
{
    uint64_t hash = tw_hash(key);
    size_t i;

    if (m->n * 2 >= m->slots) rehash(m, m->slots ? m->slots * 2 : 16);
    i = slot_of(m, key, hash);
    if (added) *added = m->slot[i] == 0;
    if (m->slot[i] == 0) {
        TW_PUSH(m->mem, m->v, m->n, m->cap, (struct tw_map_item){key, hash, 0});
        m->slot[i] = (uint32_t)m->n;
    }
    return &m->v[m->slot[i] - 1];
}
