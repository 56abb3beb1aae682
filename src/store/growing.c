/* store/growing.c - see the header. */
#include "store/growing.h"

#include "base/vec.h"

#include <stdlib.h>

static const size_t BUDGET = (size_t)256 << 20; /* bytes for one comparison */

struct tw_growings {
    struct tw_arena *mem;
    size_t budget;
    struct tw_growth **v;
    size_t n, cap;
    uint64_t turn;
};

struct tw_growings *tw_growings_new(size_t budget)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_growings *g = TW_NEW(mem, struct tw_growings);

    g->mem = mem;
    g->budget = budget;
    return g;
}

static void growth_free(struct tw_growth *w)
{
    tw_comparing_free(w->comparing);
    tw_arena_free(w->mem);
}

void tw_growings_free(struct tw_growings *g)
{
    if (!g) return;
    for (size_t i = 0; i < g->n; i++) growth_free(g->v[i]);
    tw_arena_free(g->mem);
}

static struct tw_growth *growth_new(uint64_t story)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_growth *w = TW_NEW(mem, struct tw_growth);

    w->mem = mem;
    w->story = story;
    w->comparing = tw_comparing_new(BUDGET);
    return w;
}

static bool is_beginning(const struct tw_growth *w, const uint64_t *number, size_t n)
{
    if (w->n > n) return false;
    for (size_t i = 0; i < w->n; i++)
        if (w->number[i] != number[i]) return false;
    return true;
}

struct tw_growth *tw_growings_get(struct tw_growings *g, uint64_t story, const uint64_t *number,
                                  size_t n)
{
    size_t i = 0;

    while (i < g->n && g->v[i]->story != story) i++;
    if (i == g->n) TW_PUSH(g->mem, g->v, g->n, g->cap, growth_new(story));
    if (!is_beginning(g->v[i], number, n)) {
        growth_free(g->v[i]);
        g->v[i] = growth_new(story);
    }
    g->v[i]->used = g->turn;
    return g->v[i];
}

void tw_growth_add(struct tw_growth *w, uint64_t number, const struct tw_account *account)
{
    struct tw_article *article = tw_arena_alloc(w->mem, sizeof *article);
    struct tw_statements *statements = tw_arena_alloc(w->mem, sizeof *statements);
    struct tw_account copy = {article, statements, tw_slice_dup(w->mem, account->owner)};

    *article = tw_article_dup(w->mem, account->article);
    *statements = tw_statements_dup(w->mem, account->statements);
    TW_PUSH(w->mem, w->account, w->n, w->account_cap, copy);
    w->n--;
    TW_PUSH(w->mem, w->number, w->n, w->number_cap, number);
    tw_comparing_add(w->comparing, copy);
}

static int latest_first(const void *x, const void *y)
{
    const struct tw_growth *a = *(struct tw_growth *const *)x, *b = *(struct tw_growth *const *)y;

    if (a->used != b->used) return (a->used < b->used) - (a->used > b->used);
    return (a->story > b->story) - (a->story < b->story);
}

void tw_growings_turn(struct tw_growings *g)
{
    size_t bytes = 0, keep = 0;

    TW_SORT(g->v, g->n, latest_first);
    for (; keep < g->n; keep++) {
        bytes += tw_arena_used(g->v[keep]->mem) + tw_comparing_bytes(g->v[keep]->comparing);
        if (bytes > g->budget) break;
    }
    for (size_t i = keep; i < g->n; i++) growth_free(g->v[i]);
    g->n = keep;
    g->turn++;
}

void tw_growings_drop(struct tw_growings *g, uint64_t number)
{
    size_t kept = 0;

    for (size_t i = 0; i < g->n; i++) {
        bool has = false;

        for (size_t k = 0; k < g->v[i]->n; k++) has |= g->v[i]->number[k] == number;
        if (has) growth_free(g->v[i]);
        else g->v[kept++] = g->v[i];
    }
    g->n = kept;
}
