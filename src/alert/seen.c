/* alert/seen.c - reads the articles of a story and the JSON of its comparison. */
#include "alert/seen.h"

#include "base/vec.h"

static void read_origins(struct tw_seen *s)
{
    const struct tw_jv *accounts = tw_jv_get(&s->comparison, "accounts");
    struct tw_map names = tw_map_in(s->mem);

    for (size_t i = 0; accounts && i < accounts->n; i++) {
        size_t card = tw_seen_card(s, tw_jv_str(&accounts->v[i], "id"));
        struct tw_slice name = tw_jv_str(&accounts->v[i], "origin");
        struct tw_map_item *it;
        bool added;

        if (card == TW_NONE || name.n == 0) continue;
        it = tw_map_add(&names, name, &added);
        if (added) it->value = names.n - 1;
        s->origin[card] = (uint32_t)it->value;
    }
    s->origins = names.n;
    s->origin_name = TW_NEW_N(s->mem, struct tw_slice, names.n);
    for (size_t i = 0; i < names.n; i++) s->origin_name[i] = names.v[i].key;
}

enum tw_status tw_seen_read(struct tw_store *s, struct tw_arena *mem,
                            const struct tw_stored_story *row, struct tw_seen *out)
{
    struct tw_slice json;
    enum tw_status st;

    *out = (struct tw_seen){.mem = mem, .row = row, .by_id = tw_map_in(mem)};
    if ((st = tw_lookup_cards(s, mem, row->number, &out->card, &out->cards)) != TW_OK) return st;
    out->origin = tw_arena_alloc(mem, out->cards * sizeof *out->origin);
    for (size_t i = 0; i < out->cards; i++) {
        tw_map_add(&out->by_id, out->card[i].id, NULL)->value = i;
        out->origin[i] = TW_NO_ORIGIN;
    }
    st = tw_store_comparison(s, mem, row->number, &json);
    if (st == TW_NOTFOUND) return TW_OK;
    if (st == TW_OK) st = tw_json_parse(mem, json, &out->comparison, NULL);
    if (st == TW_OK) read_origins(out);
    return st;
}

size_t tw_seen_card(const struct tw_seen *s, struct tw_slice id)
{
    const struct tw_map_item *it = tw_map_find(&s->by_id, id);

    return it ? (size_t)it->value : TW_NONE;
}

struct tw_slice tw_seen_outlet(const struct tw_card *c)
{
    if (c->outlet.n) return c->outlet;
    return c->domain.n ? c->domain : TW_LIT("an outlet without a name");
}

uint64_t tw_seen_count(const struct tw_jv *o, const char *key)
{
    const struct tw_jv *n = tw_jv_get(o, key);

    return n && n->type == TW_JNUMBER && n->num > 0 && n->num < 1e15 ? (uint64_t)n->num : 0;
}

bool tw_seen_place(const struct tw_seen *s, const struct tw_jv *member, struct tw_seen_place *out)
{
    const struct tw_jv *span = tw_jv_get(member, "span");
    size_t card = tw_seen_card(s, tw_jv_str(member, "id"));

    if (card == TW_NONE || !span || span->type != TW_JARRAY || span->n != 2) return false;
    *out = (struct tw_seen_place){.card = (uint32_t)card,
                                  .first = (uint64_t)span->v[0].num,
                                  .last = (uint64_t)span->v[1].num,
                                  .text = tw_jv_str(member, "text")};
    return true;
}

static int by_arrival(const void *x, const void *y)
{
    const struct tw_seen_place *a = x, *b = y;

    if (a->card != b->card) return (a->card > b->card) - (a->card < b->card);
    if (a->first != b->first) return (a->first > b->first) - (a->first < b->first);
    return (a->last > b->last) - (a->last < b->last);
}

struct tw_seen_places tw_seen_members(const struct tw_seen *s, const struct tw_jv *item)
{
    const struct tw_jv *members = tw_jv_get(item, "members");
    struct tw_seen_places out = {0};
    struct tw_seen_place place;

    for (size_t i = 0; members && i < members->n; i++)
        if (tw_seen_place(s, &members->v[i], &place)) TW_PUSH(s->mem, out.v, out.n, out.cap, place);
    TW_SORT(out.v, out.n, by_arrival);
    return out;
}
