/* compare/bars.c - rulings about items as numbers. */
#include "compare/side.h"

#include "base/vec.h"

/* A thing that may be the earliest member of an item. */
struct thing { unsigned account; struct tw_span span; };
struct things { const char *kind; struct thing *v; size_t n; };

static struct things said_things(const struct tw_side *s)
{
    struct things t = {"said", TW_NEW_N(s->mem, struct thing, s->utterances.n), s->utterances.n};

    for (size_t i = 0; i < t.n; i++)
        t.v[i] = (struct thing){s->utterances.v[i].account, s->utterances.v[i].span};
    return t;
}

static struct things figure_things(const struct tw_side *s)
{
    const struct tw_tallied_list *list = &s->tallying.list;
    struct things t = {"figure", TW_NEW_N(s->mem, struct thing, list->n), list->n};

    for (size_t i = 0; i < t.n; i++)
        t.v[i] = (struct thing){list->v[i].account, list->v[i].figure->span};
    return t;
}

static bool is_named(const struct tw_side *s, const struct things *t, size_t i,
                     struct tw_slice item)
{
    struct tw_mark mark = tw_arena_mark(s->mem);
    bool is_same = tw_slice_eq(tw_side_id(s, t->kind, t->v[i].account, t->v[i].span), item);

    tw_arena_release(s->mem, mark);
    return is_same;
}

static bool overlaps(struct tw_span a, struct tw_span b)
{
    return b.len == 0 || (a.off < tw_span_end(b) && b.off < tw_span_end(a));
}

/* Keeps what the ruling means of its account from the rest of the thing's group. */
static void bar(const struct tw_side *s, const struct things *t, const struct tw_ruling *r,
                const uint32_t *group, size_t thing, struct tw_bars *out)
{
    int account = tw_views_account(&s->views, r->article);

    for (uint32_t a = 0; a < t->n; a++) {
        if (group[a] != group[thing] || (int)t->v[a].account != account
            || !overlaps(t->v[a].span, r->span))
            continue;
        for (uint32_t b = 0; b < t->n; b++)
            if (group[b] == group[thing] && (int)t->v[b].account != account)
                TW_PUSH(s->mem, out->v, out->n, out->cap, (struct tw_bar){a, b});
    }
}

static struct tw_bars bars_of(const struct tw_side *s, enum tw_ruling_kind kind,
                              const struct things *t, const uint32_t *group)
{
    struct tw_bars out = {.has_bar = TW_NEW_N(s->mem, uint8_t, t->n)};

    for (size_t k = 0; k < s->rulings.n; k++) {
        const struct tw_ruling *r = &s->rulings.v[k];
        size_t i = 0;

        if (r->kind != kind || tw_views_account(&s->views, r->article) < 0) continue;
        while (i < t->n && !is_named(s, t, i, r->item)) i++;
        if (i < t->n) bar(s, t, r, group, i, &out);
    }
    return out;
}

struct tw_bars tw_bars_of_said(const struct tw_side *s, const uint32_t *group)
{
    struct things t = s->rulings.n > 0 ? said_things(s) : (struct things){0};

    return bars_of(s, TW_RULED_NOT_SAID, &t, group);
}

struct tw_bars tw_bars_of_figures(const struct tw_side *s, const uint32_t *group)
{
    struct things t = s->rulings.n > 0 ? figure_things(s) : (struct things){0};

    return bars_of(s, TW_RULED_NOT_FIGURE, &t, group);
}

struct tw_denials tw_denials_of(const struct tw_side *s)
{
    struct things t = s->rulings.n > 0 ? said_things(s) : (struct things){0};
    struct tw_denials out = {0};

    for (size_t k = 0; k < s->rulings.n; k++) {
        const struct tw_ruling *r = &s->rulings.v[k];
        int account = tw_views_account(&s->views, r->article);

        if (r->kind != TW_RULED_NOT_SPEAKER || (r->article.n > 0 && account < 0)) continue;
        for (size_t i = 0; i < t.n; i++)
            if (is_named(s, &t, i, r->item))
                TW_PUSH(s->mem, out.v, out.n, out.cap, (struct tw_denial){(uint32_t)i, account});
    }
    return out;
}

/* Takes i out of its group; when it was the first, the next one is. */
static void take_out(uint32_t *parent, uint32_t n, uint32_t i)
{
    uint32_t first = n;

    for (uint32_t k = 0; k < n && parent[i] == i; k++) {
        if (k == i || parent[k] != i) continue;
        if (first == n) first = k;
        parent[k] = first;
    }
    parent[i] = i;
}

void tw_bars_part(struct tw_bars *bars, uint32_t *parent, uint32_t n)
{
    for (size_t i = 0; i < bars->n; i++)
        if (parent[bars->v[i].a] == parent[bars->v[i].b]) take_out(parent, n, bars->v[i].a);
    for (size_t i = 0; i < bars->n; i++)
        bars->has_bar[parent[bars->v[i].a]] = bars->has_bar[parent[bars->v[i].b]] = 1;
}

static uint32_t root_of(const uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) i = parent[i];
    return i;
}

bool tw_bars_between(const struct tw_bars *bars, const uint32_t *parent, uint32_t a, uint32_t b)
{
    if (bars->n == 0 || !bars->has_bar[a] || !bars->has_bar[b]) return false;
    for (size_t i = 0; i < bars->n; i++) {
        uint32_t x = root_of(parent, bars->v[i].a), y = root_of(parent, bars->v[i].b);

        if ((x == a && y == b) || (x == b && y == a)) return true;
    }
    return false;
}
