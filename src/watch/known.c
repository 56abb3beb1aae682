/* watch/known.c - three maps over hashes; see known.h for the order in which they are asked. */
#include "watch/known.h"

#include "base/hash.h"
#include "clean/url.h"

static struct tw_slice key(const uint64_t *hash)
{
    return (struct tw_slice){(const char *)hash, sizeof *hash};
}

static void put(struct tw_map *m, const uint64_t *hash, size_t i)
{
    if (*hash) tw_map_add(m, key(hash), NULL)->value = i;
}

struct tw_known_items tw_known_items_of(struct tw_arena *mem, const struct tw_seen_entry *v,
                                        size_t n)
{
    struct tw_known_items k = {tw_map_in(mem), tw_map_in(mem), tw_map_in(mem), v};

    for (size_t i = 0; i < n; i++) {
        put(&k.by_link, &v[i].link, i);
        put(&k.by_id, &v[i].id, i);
        put(&k.by_text, &v[i].text, i);
    }
    return k;
}

static const struct tw_seen_entry *find(const struct tw_known_items *k, const struct tw_map *m,
                                        uint64_t hash)
{
    const struct tw_map_item *it = hash ? tw_map_find(m, key(&hash)) : NULL;

    return it ? &k->v[it->value] : NULL;
}

static uint64_t link_of(struct tw_arena *mem, const struct tw_issue_item *item)
{
    struct tw_slice url = tw_url_canonical(mem, item->url);

    if (url.n) return tw_hash(url);
    return item->id.n ? tw_hash_mix(tw_hash(item->id), 1) : tw_hash_mix(item->text, 2);
}

enum tw_item_is tw_known_items_find(const struct tw_known_items *k, struct tw_arena *mem,
                                    const struct tw_issue_item *item, struct tw_seen_entry *out,
                                    uint64_t *text_before)
{
    uint64_t link = link_of(mem, item), id = item->id.n ? tw_hash(item->id) : 0;
    const struct tw_seen_entry *before = find(k, &k->by_link, link), *other;

    *text_before = before ? before->text : 0;
    if (before) {
        *out = *before;
        out->id = id;
        out->text = item->text;
        if (before->state == TW_ENTRY_WAITS) return TW_ITEM_WAITS;
        return before->text == item->text ? TW_ITEM_OLD : TW_ITEM_CHANGED;
    }
    other = find(k, &k->by_id, id);
    if (other && other->text != item->text) other = NULL;
    if (!other && item->telling) other = find(k, &k->by_text, item->text);
    *out = other ? *other : (struct tw_seen_entry){.why = {"", 0}, .item = {"", 0}};
    out->link = link;
    out->id = id;
    out->text = item->text;
    if (other && other->state != TW_ENTRY_WAITS) return TW_ITEM_MOVED;
    return TW_ITEM_NEW;
}
