/* dedup/habits.c - an open-addressing table, at most half full. */
#include "dedup/habits.h"

#include <assert.h>

/* Three articles of one outlet: two may well be an article and its update.
** Eight of any: a quotation or a release is seldom in eight unrelated articles. */
enum { SAME_OUTLET = 3, ANY_OUTLET = 8, FIRST = 256, MOST = 1 << 22 };

static struct tw_habit *place(const struct tw_habits *h, uint32_t hash)
{
    struct tw_habit *v = h->entry.v;
    size_t mask = h->entry.n - 1, at = (hash * 0x9E3779B1u) & mask;

    while (v[at].used && v[at].hash != hash) at = (at + 1) & mask;
    return v + at;
}

static void resize(struct tw_habits *h, size_t slots, uint32_t oldest)
{
    struct tw_column old = h->entry;
    const struct tw_habit *v = old.v;

    h->entry = (struct tw_column){.size = sizeof(struct tw_habit)};
    tw_column_resize(&h->entry, slots);
    h->n = 0;
    for (size_t i = 0; i < old.n; i++) {
        if (!v[i].used || v[i].article < oldest) continue;
        *place(h, v[i].hash) = v[i];
        h->n++;
    }
    tw_column_free(&old);
}

static struct tw_habit *entry_of(struct tw_habits *h, uint32_t hash)
{
    struct tw_habit *e;

    if (h->n * 2 >= h->entry.n) resize(h, h->entry.n ? h->entry.n * 2 : FIRST, 0);
    e = place(h, hash);
    if (!e->used) {
        *e = (struct tw_habit){.hash = hash, .used = 1};
        h->n++;
    }
    return e;
}

void tw_habits_note(struct tw_habits *h, uint32_t hash, uint32_t article, uint32_t outlet)
{
    struct tw_habit *e;

    if (h->n >= MOST) return;
    e = entry_of(h, hash);
    if (e->any && e->article == article) return;
    e->article = article;
    if (e->any < UINT8_MAX) e->any++;
    if (outlet && outlet != e->outlet) {
        e->outlet = outlet;
        e->same = 0;
    }
    if (outlet && e->same < UINT8_MAX) e->same++;
    if (e->same >= SAME_OUTLET - 1) e->of = e->outlet;
    if (e->any >= ANY_OUTLET - 1) e->everybodys = 1;
}

static bool is_of(const struct tw_habit *e, uint32_t outlet)
{
    return e->everybodys || (outlet && e->of == outlet);
}

bool tw_habits_seen(struct tw_habits *h, uint32_t hash, uint32_t article, uint32_t outlet)
{
    struct tw_habit *e = h->n ? place(h, hash) : NULL;

    if (!e || !is_of(e, outlet)) return false;
    e->article = article;
    return true;
}

bool tw_habits_has(const struct tw_habits *h, uint32_t hash, uint32_t outlet)
{
    return h->n > 0 && is_of(place(h, hash), outlet);
}

void tw_habits_expire(struct tw_habits *h, uint32_t oldest)
{
    if (h->entry.n) resize(h, h->entry.n, oldest);
}

void tw_habits_restore(struct tw_habits *h, const struct tw_habit *entry)
{
    *entry_of(h, entry->hash) = *entry;
}

void tw_habits_free(struct tw_habits *h)
{
    tw_column_free(&h->entry);
    h->n = 0;
}
