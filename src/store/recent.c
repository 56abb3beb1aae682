/* store/recent.c - see the header. */
#include "store/recent.h"

#include "base/map.h"

struct generation {
    struct tw_arena *mem;
    struct tw_map of;
};

struct tw_recent {
    struct tw_arena *mem; /* this struct */
    size_t budget;
    struct generation young, old;
};

static struct generation generation_new(void)
{
    struct generation g = {.mem = tw_arena_new(0)};

    g.of = tw_map_in(g.mem);
    return g;
}

struct tw_recent *tw_recent_new(size_t budget)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_recent *r = TW_NEW(mem, struct tw_recent);

    *r = (struct tw_recent){mem, budget, generation_new(), generation_new()};
    return r;
}

void tw_recent_free(struct tw_recent *r)
{
    if (!r) return;
    tw_arena_free(r->young.mem);
    tw_arena_free(r->old.mem);
    tw_arena_free(r->mem);
}

/* The numbers are the keys as they lie in memory. */
static const struct tw_kept *find(const struct generation *g, uint64_t number)
{
    const struct tw_map_item *it =
        tw_map_find(&g->of, (struct tw_slice){(const char *)&number, sizeof number});

    return it ? (const struct tw_kept *)(uintptr_t)it->value : NULL;
}

const struct tw_kept *tw_recent_put(struct tw_recent *r, const struct tw_kept *k)
{
    struct tw_arena *mem = r->young.mem;
    struct tw_kept *copy = tw_arena_alloc(mem, sizeof *copy);

    *copy = (struct tw_kept){k->number, tw_article_dup(mem, &k->article),
                             tw_statements_dup(mem, &k->statements)};
    tw_map_add(&r->young.of, (struct tw_slice){(const char *)&copy->number, sizeof copy->number},
               NULL)
        ->value = (uintptr_t)copy;
    return copy;
}

const struct tw_kept *tw_recent_find(struct tw_recent *r, uint64_t number)
{
    const struct tw_kept *k = find(&r->young, number);

    if (k) return k;
    k = find(&r->old, number);
    return k ? tw_recent_put(r, k) : NULL;
}

struct tw_slice tw_recent_text(const struct tw_recent *r, uint64_t number)
{
    const struct tw_kept *k = find(&r->young, number);

    if (!k) k = find(&r->old, number);
    return k ? k->article.text : (struct tw_slice){0};
}

void tw_recent_drop(struct tw_recent *r, uint64_t number)
{
    struct tw_slice key = {(const char *)&number, sizeof number};
    struct tw_map_item *young = tw_map_find(&r->young.of, key), *old = tw_map_find(&r->old.of, key);

    if (young) young->value = 0;
    if (old) old->value = 0;
}

void tw_recent_turn(struct tw_recent *r)
{
    if (tw_arena_used(r->young.mem) < r->budget / 2) return;
    tw_arena_free(r->old.mem);
    r->old = r->young;
    r->young = generation_new();
}
