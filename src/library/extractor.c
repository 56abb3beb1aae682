/* library/extractor.c - what an article says, as public structs.
**
** One arena holds the article, its statements and what was handed out of them;
** it is emptied before the next article.
*/
#include "extract/explain.h"
#include "library/given.h"

#include <math.h>
#include <stdlib.h>

enum { BUDGET = 1 << 30 };      /* bytes of arena for one article, as in the program */

struct tw_extractor {
    struct tw_arena *mem;
    struct tw_article article;
    struct tw_statements statements;
    bool found;
};

struct tw_extractor *tw_extractor_new(void)
{
    struct tw_extractor *x = calloc(1, sizeof *x);

    if (!x) tw_oom(sizeof *x);
    x->mem = tw_arena_new(BUDGET);
    return x;
}

void tw_extractor_free(struct tw_extractor *x)
{
    if (!x) return;
    tw_arena_free(x->mem);
    free(x);
}

static const struct tw_found_attribution *attributions(struct tw_arena *mem,
                                                       const struct tw_statements *s)
{
    struct tw_found_attribution *v = TW_NEW_N(mem, struct tw_found_attribution, s->attributions.n);

    for (size_t i = 0; i < s->attributions.n; i++) {
        const struct tw_attribution *a = &s->attributions.v[i];

        v[i] = (struct tw_found_attribution){
            .kind = tw_quote_kind_text(a->kind),
            .type = tw_quote_type_text(a->type),
            .stance = tw_polarity_text(a->polarity),
            .source = tw_given_extent(a->source),
            .cue = tw_given_extent(a->cue),
            .content = tw_given_extents(mem, a->content),
            .contents = a->content.n,
            .speaker = tw_given_string(mem, a->speaker),
            .when = tw_given_date(mem, &a->when),
            .held_by = a->in,
        };
    }
    return v;
}

static const struct tw_found_figure *figures(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_found_figure *v = TW_NEW_N(mem, struct tw_found_figure, s->figures.n);

    for (size_t i = 0; i < s->figures.n; i++) {
        const struct tw_figure *f = &s->figures.v[i];

        v[i] = (struct tw_found_figure){
            .span = tw_given_extent(f->span), .number = tw_given_extent(f->number),
            .comparator = tw_comparator_text(f->comparator), .low = f->has_low ? f->low : -HUGE_VAL,
            .high = f->has_high ? f->high : HUGE_VAL, .unit = tw_given_string(mem, f->unit),
            .of = tw_given_string(mem, f->of), .said_by = f->said_by,
        };
    }
    return v;
}

static const struct tw_found_time *times(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_found_time *v = TW_NEW_N(mem, struct tw_found_time, s->times.n);

    for (size_t i = 0; i < s->times.n; i++)
        v[i] = (struct tw_found_time){tw_given_extent(s->times.v[i].span),
                                      tw_given_string(mem, s->times.v[i].iso)};
    return v;
}

static const struct tw_found_actor *actors(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_found_actor *v = TW_NEW_N(mem, struct tw_found_actor, s->actors.n);

    for (size_t i = 0; i < s->actors.n; i++) {
        const struct tw_actor *a = &s->actors.v[i];
        const char **alias = TW_NEW_N(mem, const char *, a->aliases.n);

        for (size_t k = 0; k < a->aliases.n; k++) alias[k] = tw_given_string(mem, a->aliases.v[k]);
        v[i] = (struct tw_found_actor){
            .name = tw_given_string(mem, a->name),
            .type = tw_actor_type_text(a->type),
            .alias = alias,
            .aliases = a->aliases.n,
            .mention = tw_given_extents(mem, a->mentions),
            .mentions = a->mentions.n,
        };
    }
    return v;
}

static const struct tw_found_claim *claims(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_found_claim *v = TW_NEW_N(mem, struct tw_found_claim, s->claims.n);

    for (size_t i = 0; i < s->claims.n; i++) {
        const struct tw_claim *c = &s->claims.v[i];

        v[i] = (struct tw_found_claim){
            .span = tw_given_extent(c->span),
            .by = tw_given_string(mem, c->by),
            .who = tw_given_string(mem, c->who),
            .what = tw_given_string(mem, c->what),
            .stance = tw_polarity_text(c->stance),
            .attribution = c->attribution,
        };
    }
    return v;
}

static struct tw_findings findings(struct tw_arena *mem, const struct tw_article *a,
                                   const struct tw_statements *s)
{
    return (struct tw_findings){
        .id = tw_given_string(mem, a->id),
        .text = tw_given_string(mem, a->text),
        .text_len = a->text.n,
        .sentence = tw_given_extents(mem, s->sentences),
        .sentences = s->sentences.n,
        .attribution = attributions(mem, s),
        .attributions = s->attributions.n,
        .figure = figures(mem, s),
        .figures = s->figures.n,
        .time = times(mem, s),
        .times = s->times.n,
        .actor = actors(mem, s),
        .actors = s->actors.n,
        .claim = claims(mem, s),
        .claims = s->claims.n,
    };
}

enum tw_status tw_extractor_find(struct tw_extractor *x, const char *article, size_t n,
                                 struct tw_findings *out)
{
    enum tw_status st;

    tw_arena_reset(x->mem);
    st = tw_given_article(x->mem, article, n, &x->article);
    if (st == TW_OK) st = tw_extract(x->mem, &x->article, &x->statements);
    x->found = st == TW_OK;
    if (x->found && out) *out = findings(x->mem, &x->article, &x->statements);
    return st;
}

const char *tw_extractor_json(struct tw_extractor *x, size_t *len)
{
    struct tw_buf out = {.mem = x->mem};

    if (!x->found) return NULL;
    tw_statements_write(&out, &x->article, &x->statements);
    return tw_given_text(&out, len);
}

const char *tw_extractor_explain(struct tw_extractor *x, size_t *len)
{
    struct tw_buf out = {.mem = x->mem};

    if (!x->found) return NULL;
    tw_statements_explain(&out, &x->article, &x->statements);
    return tw_given_text(&out, len);
}
