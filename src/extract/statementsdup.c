/* extract/statementsdup.c - what an article says, copied out of the arena it was found in.
**
** The arena of tw_extract holds a hundred times as much as its result; whoever keeps
** statements copies them.
*/
#include "extract/statements.h"

static void *dup_array(struct tw_arena *mem, const void *v, size_t n, size_t size)
{
    return n ? tw_arena_dup(mem, v, n * size) : NULL;
}

#define DUP(mem, list) ((list).v = dup_array((mem), (list).v, (list).n, sizeof *(list).v))

static void dup_slice(struct tw_arena *mem, struct tw_slice *s)
{
    if (s->n) *s = tw_slice_dup(mem, *s);
}

static void dup_attributions(struct tw_arena *mem, struct tw_statements *s)
{
    DUP(mem, s->attributions);
    for (size_t i = 0; i < s->attributions.n; i++) {
        struct tw_attribution *a = &s->attributions.v[i];

        DUP(mem, a->content);
        dup_slice(mem, &a->speaker);
        dup_slice(mem, &a->act);
    }
}

static void dup_figures(struct tw_arena *mem, struct tw_statements *s)
{
    DUP(mem, s->figures);
    for (size_t i = 0; i < s->figures.n; i++) {
        dup_slice(mem, &s->figures.v[i].unit);
        dup_slice(mem, &s->figures.v[i].of);
    }
    DUP(mem, s->times);
    for (size_t i = 0; i < s->times.n; i++) dup_slice(mem, &s->times.v[i].iso);
}

static void dup_actors(struct tw_arena *mem, struct tw_statements *s)
{
    DUP(mem, s->actors);
    for (size_t i = 0; i < s->actors.n; i++) {
        struct tw_actor *a = &s->actors.v[i];

        dup_slice(mem, &a->name);
        DUP(mem, a->aliases);
        for (size_t k = 0; k < a->aliases.n; k++) dup_slice(mem, &a->aliases.v[k]);
        DUP(mem, a->mentions);
    }
    DUP(mem, s->mentions);
}

struct tw_statements tw_statements_dup(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_statements out = *s;

    DUP(mem, out.sentences);
    dup_attributions(mem, &out);
    dup_figures(mem, &out);
    dup_actors(mem, &out);
    DUP(mem, out.claims);
    for (size_t i = 0; i < out.claims.n; i++) {
        dup_slice(mem, &out.claims.v[i].by);
        dup_slice(mem, &out.claims.v[i].who);
        dup_slice(mem, &out.claims.v[i].what);
    }
    return out;
}
