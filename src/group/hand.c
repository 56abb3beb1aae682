/* group/hand.c - what a person decides: two stories are one, or some articles are a story of their
** own.
**
** The articles concerned are pinned: those with one pin stay together whatever
** the odds, and pins that were parted never meet in one story again.  Articles
** that come later join either side by their own odds, and what is in a joined
** story leaves it no more.
*/
#include "base/vec.h"
#include "group/story_int.h"

#include <assert.h>
#include <stdlib.h>

static void place(struct tw_group *g, struct tw_arena *mem, uint32_t article, uint32_t from,
                  uint32_t story, struct tw_placements *out, size_t *cap)
{
    struct tw_slice id = tw_slice_dup(mem, tw_group_id(g, tw_group_record(g, article)));

    TW_PUSH(mem, out->v, out->n, *cap, ((struct tw_placement){article, id, story, from}));
}

/* Takes back that two pins are apart. */
static void reconcile(struct tw_group *g, uint32_t a, uint32_t b)
{
    struct tw_apart *v = g->apart.v;
    size_t n = 0;

    for (size_t i = 0; i < g->apart.n; i++)
        if (!((v[i].a == a && v[i].b == b) || (v[i].a == b && v[i].b == a))) v[n++] = v[i];
    g->apart.n = n;
}

void tw_group_rename_pin(struct tw_group *g, uint32_t from, uint32_t to)
{
    struct tw_record *r = g->record.v;
    struct tw_apart *v = g->apart.v;

    for (size_t i = 0; i < g->record.n; i++)
        if (r[i].pin == from) r[i].pin = to;
    for (size_t i = 0; i < g->apart.n; i++) {
        if (v[i].a == from) v[i].a = to;
        if (v[i].b == from) v[i].b = to;
    }
}

/* One pin for all of them; pins they had become this one. */
static uint32_t pin_all(struct tw_group *g, const uint32_t *article, size_t n, unsigned by_hand)
{
    uint32_t pin = ++g->pins;

    for (size_t i = 0; i < n; i++) {
        struct tw_record *r = tw_group_record(g, article[i]);
        uint32_t old = r->pin;

        r->pin = pin;
        r->by_hand |= by_hand;
        if (!old || old == pin) continue;
        reconcile(g, old, pin);
        tw_group_rename_pin(g, old, pin);
    }
    reconcile(g, pin, pin);
    return pin;
}

static int by_article(const void *a, const void *b)
{
    const struct tw_placement *x = a, *y = b;

    return (x->article > y->article) - (x->article < y->article);
}

enum tw_status tw_group_join(struct tw_group *g, struct tw_arena *mem, uint32_t a, uint32_t b,
                             struct tw_placements *out)
{
    size_t n_a, n_b, cap = 0;
    uint32_t *of_a = tw_group_members(g, mem, a, SIZE_MAX, &n_a),
        *of_b = tw_group_members(g, mem, b, SIZE_MAX, &n_b);
    uint32_t *all;

    *out = (struct tw_placements){0};
    if (!n_a || !n_b || a == b) return TW_NOTFOUND;
    all = tw_arena_alloc(mem, (n_a + n_b) * sizeof *all);
    memcpy(all, of_a, n_a * sizeof *all);
    memcpy(all + n_a, of_b, n_b * sizeof *all);
    for (size_t i = 0; i < n_b; i++) place(g, mem, of_b[i], b, a, out, &cap);
    pin_all(g, all, n_a + n_b, TW_BY_HAND_PINNED | TW_BY_HAND_JOINED);
    tw_group_set_story(g, b, NULL, 0);
    tw_group_row(g, b)->into = a;
    tw_group_set_story(g, a, all, n_a + n_b);
    tw_group_happened(g, TW_HAPPENED_JOINED, a, b, of_b[0]);
    qsort(out->v, out->n, sizeof *out->v, by_article);
    return TW_OK;
}

/* Takes the articles out of a story's members; those that stay, pinned apart. */
static void leave_behind(struct tw_group *g, struct tw_arena *mem, uint32_t story,
                         const bool *leaves, uint32_t pin)
{
    size_t n, stay = 0;
    uint32_t *member = tw_group_members(g, mem, story, SIZE_MAX, &n), rest;

    for (size_t i = 0; i < n; i++)
        if (!leaves[member[i] - g->first]) member[stay++] = member[i];
    if (stay) {
        rest = pin_all(g, member, stay, TW_BY_HAND_PINNED);
        *(struct tw_apart *)tw_column_push(&g->apart) = (struct tw_apart){pin, rest};
    }
    tw_group_set_story(g, story, member, stay);
}

enum tw_status tw_group_part(struct tw_group *g, struct tw_arena *mem, const uint64_t *article,
                             size_t n, struct tw_placements *out)
{
    uint32_t *own = tw_arena_alloc(mem, n * sizeof *own),
        *old = tw_arena_alloc(mem, n * sizeof *old), story, pin;
    bool *leaves = tw_arena_calloc(mem, g->record.n + 1, sizeof *leaves);
    size_t unique = 0, cap = 0;

    *out = (struct tw_placements){0};
    for (size_t i = 0; i < n; i++)
        if (article[i] < g->first || article[i] >= tw_group_end(g)) return TW_NOTFOUND;
    for (size_t i = 0; i < n; i++) {
        if (leaves[article[i] - g->first]) continue;
        leaves[article[i] - g->first] = true;
        tw_group_record(g, article[i])->pin = 0;
        tw_group_record(g, article[i])->by_hand = 0;
        own[unique] = (uint32_t)article[i];
        old[unique++] = tw_group_record(g, article[i])->story;
    }
    if (!unique) return TW_NOTFOUND;
    story = tw_group_new_story(g);
    pin = pin_all(g, own, unique, TW_BY_HAND_PINNED);
    for (size_t i = 0; i < unique; i++) {
        bool done = false;

        for (size_t k = 0; k < i && !done; k++) done = old[k] == old[i];
        if (!done) leave_behind(g, mem, old[i], leaves, pin);
        if (!done) tw_group_happened(g, TW_HAPPENED_PARTED, story, old[i], own[i]);
    }
    for (size_t i = 0; i < unique; i++) place(g, mem, own[i], old[i], story, out, &cap);
    tw_group_set_story(g, story, own, unique);
    qsort(out->v, out->n, sizeof *out->v, by_article);
    return TW_OK;
}

static uint32_t hold(struct tw_group *g, struct tw_arena *mem, uint32_t story, unsigned by_hand)
{
    size_t n;
    uint32_t *member = tw_group_members(g, mem, story, SIZE_MAX, &n), pin;

    if (n == 0) return 0;
    pin = pin_all(g, member, n, by_hand);
    tw_group_row(g, story)->by_hand |= by_hand;
    return pin;
}

void tw_group_hold(struct tw_group *g, struct tw_arena *mem, uint32_t story, bool joined)
{
    (void)hold(g, mem, story, TW_BY_HAND_PINNED | (joined ? TW_BY_HAND_JOINED : 0u));
}

void tw_group_hold_apart(struct tw_group *g, struct tw_arena *mem, uint32_t a, uint32_t b)
{
    uint32_t pin_a = hold(g, mem, a, TW_BY_HAND_PINNED), pin_b = hold(g, mem, b, TW_BY_HAND_PINNED);

    if (pin_a && pin_b && a != b)
        *(struct tw_apart *)tw_column_push(&g->apart) = (struct tw_apart){pin_a, pin_b};
}
