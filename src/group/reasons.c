/* group/reasons.c - compares again, and looks up how the shared words are written. */
#include "group/reasons.h"

#include "base/vec.h"
#include "group/cluster.h"
#include "group/story_int.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN = 40, NEAREST = 12, LOOKED_AT = 500 };

const char *tw_reason_kind_text(enum tw_reason_kind k)
{
    static const char *const text[] = {"name", "number", "word"};

    return text[k];
}

static int likelier(const void *a, const void *b)
{
    const struct tw_reason_article *x = a, *y = b;

    if (x->odds != y->odds) return (x->odds < y->odds) - (x->odds > y->odds);
    return tw_slice_cmp(x->id, y->id);
}

static int heavier(const void *a, const void *b)
{
    const struct tw_reason *x = a, *y = b;
    float wx = x->weight * (float)x->articles, wy = y->weight * (float)y->articles;

    if (wx != wy) return (wx < wy) - (wx > wy);
    return tw_slice_cmp(x->text, y->text);
}

static float hours_between(const struct tw_vector *x, const struct tw_vector *y)
{
    return x->time && y->time ? (float)((double)llabs(x->time - y->time) / 3600) : -1;
}

/* Fills `near` from the story's articles and tells how many share each term. */
static void compare(const struct tw_group *g, struct tw_arena *mem, uint32_t article,
                    const uint32_t *member, size_t n, struct tw_reasons *out, size_t *shared)
{
    const struct tw_vector *x = tw_group_vector(g, tw_group_record(g, article));
    struct tw_probe *p = tw_arena_alloc(mem, sizeof *p);
    struct tw_overlap o;
    size_t cap = 0;

    tw_probe_prepare(p, x);
    for (size_t i = 0; i < n; i++) {
        const struct tw_record *r = tw_group_record(g, member[i]);
        const struct tw_vector *y = tw_group_vector(g, r);
        float f[TW_FEATURES];

        if (member[i] == article) continue;
        tw_overlap_find(p, y, &o);
        tw_overlap_features(p, &o, f);
        for (size_t k = 0; k < o.n; k++) shared[o.in_x[k]]++;
        if (f[TW_F_copied] > out->copied) out->copied = f[TW_F_copied];
        TW_PUSH(mem, out->near, out->nears, cap,
                ((struct tw_reason_article){tw_group_id(g, r), r->story,
                                            tw_group_odds(g, article, member[i]),
                                            f[TW_F_copied], hours_between(x, y)}));
    }
    TW_SORT(out->near, out->nears, likelier);
    if (out->nears > NEAREST) out->nears = NEAREST;
    for (size_t i = 0; i < out->nears; i++) out->odds += out->near[i].odds / (float)out->nears;
}

static enum tw_reason_kind kind_of(const struct tw_vector_term *t)
{
    if (t->field & TW_BAG_NAME) return TW_REASON_NAME;
    return t->field & TW_BAG_NUMBER ? TW_REASON_NUMBER : TW_REASON_WORD;
}

static void list_reasons(const struct tw_group *g, struct tw_arena *mem, const struct tw_vector *x,
                         const size_t *shared, struct tw_reasons *out)
{
    const struct tw_vector_term *t = tw_vector_terms(x);
    size_t cap = 0;

    for (size_t i = 0; i < x->terms; i++) {
        struct tw_slice text = tw_vocabulary_text(&g->vocabulary, t[i].hash);
        float idf = (float)t[i].idf / 16;

        if (!shared[i] || !text.n || (t[i].field & TW_BAG_PAIR)) continue;
        TW_PUSH(mem, out->reason, out->reasons, cap,
                ((struct tw_reason){kind_of(&t[i]), text, idf * idf, shared[i]}));
    }
    TW_SORT(out->reason, out->reasons, heavier);
    if (out->reasons > SHOWN) out->reasons = SHOWN;
}

/* Considers the odds with an article of another story. */
static void consider(const struct tw_group *g, struct tw_reasons *out, uint32_t other, float odds)
{
    uint32_t story = tw_group_record(g, other)->story;

    if (story == out->story || (out->rival && odds <= out->rival_odds)) return;
    out->rival = story;
    out->rival_odds = odds;
}

static void find_rival(const struct tw_group *g, uint32_t article, struct tw_reasons *out)
{
    for (uint64_t i = g->first; i < tw_group_end(g); i++) {
        const struct tw_record *r = tw_group_record(g, i);
        const struct tw_link *l =
            (const struct tw_link *)g->link.column.v + (r->link - g->link.dropped);

        for (uint32_t k = 0; k < r->links; k++) {
            if (i == article && l[k].article >= g->first) consider(g, out, l[k].article, l[k].odds);
            if (l[k].article == article) consider(g, out, (uint32_t)i, l[k].odds);
        }
    }
}

enum tw_status tw_reasons_find(const struct tw_group *g, struct tw_arena *mem, uint32_t story,
                               struct tw_slice article, struct tw_reasons *out)
{
    uint32_t number, *member;
    const struct tw_vector *x;
    size_t n, *shared;
    uint64_t at;

    member = tw_group_members(g, mem, story, LOOKED_AT, &n);
    if (n == 0 || !tw_group_find(g, article, &at)) return TW_NOTFOUND;
    number = (uint32_t)at;
    x = tw_group_vector(g, tw_group_record(g, number));
    shared = tw_arena_calloc(mem, x->terms + 1u, sizeof *shared);
    *out = (struct tw_reasons){.story = story, .own = tw_group_record(g, number)->story,
                               .pinned = tw_group_record(g, number)->by_hand != 0};
    compare(g, mem, number, member, n, out, shared);
    list_reasons(g, mem, x, shared, out);
    find_rival(g, number, out);
    return TW_OK;
}
