/* extract/explain.c - prints spans as marks in the text, and why each is there.
**
** Every span gives an opening and a closing event; sorted by place they are
** woven into the text.  At one place closings come before openings, shorter
** spans close first and longer ones open first, so that marks nest when spans do.
*/
#include "extract/explain.h"

#include "base/vec.h"

#include <stdlib.h>

struct event { size_t at, length; unsigned number; bool is_end; char mark; };
struct events { struct tw_arena *mem; struct event *v; size_t n, cap; };

static void add(struct events *e, struct tw_span s, unsigned number, char open, char close)
{
    if (s.len == 0) return;
    TW_PUSH(e->mem, e->v, e->n, e->cap, (struct event){s.off, s.len, number, false, open});
    TW_PUSH(e->mem, e->v, e->n, e->cap, (struct event){tw_span_end(s), s.len, number, true, close});
}

static int by_place(const void *x, const void *y)
{
    const struct event *a = x, *b = y;

    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    if (a->is_end != b->is_end) return a->is_end ? -1 : 1;
    if (a->length != b->length) return (a->length < b->length) == a->is_end ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static void put_text(struct tw_buf *out, const struct tw_article *a, const struct events *e)
{
    size_t at = 0;

    for (size_t i = 0; i < e->n; i++) {
        tw_buf_add(out, tw_slice_sub(a->text, at, e->v[i].at));
        at = e->v[i].at;
        if (e->v[i].is_end) tw_buf_addc(out, e->v[i].mark);
        else tw_buf_addf(out, "%c%u ", e->v[i].mark, e->v[i].number);
    }
    tw_buf_add(out, tw_slice_sub(a->text, at, a->text.n));
    tw_buf_adds(out, "\n\n");
}

static void put_attribution(struct tw_buf *out, const struct tw_attribution *a, size_t number)
{
    tw_buf_addf(out, "%3zu  %s %s", number, tw_quote_kind_text(a->kind),
                tw_quote_type_text(a->type));
    if (a->speaker.n) tw_buf_addf(out, " by %.*s", TW_FMT(a->speaker));
    if (a->polarity != TW_AFFIRM) tw_buf_addf(out, ", %s", tw_polarity_text(a->polarity));
    if (a->in >= 0) tw_buf_addf(out, ", inside %d", a->in + 1);
    tw_buf_addf(out, "; rule: %s", a->rule ? a->rule : "?");
    if (a->score) tw_buf_addf(out, ", tagger %+.1f", a->score / 10.0);
    tw_buf_addc(out, '\n');
}

static void put_figure(struct tw_buf *out, const struct tw_article *a, const struct tw_figure *f)
{
    tw_buf_addf(out, "     figure \"%.*s\": %s", TW_FMT(tw_span_text(a->text, f->span)),
                tw_comparator_text(f->comparator));
    if (f->has_low) tw_buf_addf(out, " %g", f->low);
    if (f->has_high && (!f->has_low || f->high > f->low)) tw_buf_addf(out, " to %g", f->high);
    tw_buf_addf(out, " %.*s", TW_FMT(f->unit));
    if (f->of.n) tw_buf_addf(out, " (%.*s)", TW_FMT(f->of));
    if (f->said_by >= 0) tw_buf_addf(out, ", from %d", f->said_by + 1);
    tw_buf_addc(out, '\n');
}

static void put_rest(struct tw_buf *out, const struct tw_article *a, const struct tw_statements *s)
{
    for (size_t i = 0; i < s->figures.n; i++) put_figure(out, a, &s->figures.v[i]);
    for (size_t i = 0; i < s->times.n; i++)
        tw_buf_addf(out, "     time \"%.*s\": %.*s\n",
                    TW_FMT(tw_span_text(a->text, s->times.v[i].span)), TW_FMT(s->times.v[i].iso));
    for (size_t i = 0; i < s->actors.n; i++)
        tw_buf_addf(out, "     %s %.*s: %zu times\n", tw_actor_type_text(s->actors.v[i].type),
                    TW_FMT(s->actors.v[i].name), s->actors.v[i].mentions.n);
    for (size_t i = 0; i < s->claims.n; i++)
        tw_buf_addf(out, "     claim \"%.*s\": %.*s %s by %.*s\n",
                    TW_FMT(tw_span_text(a->text, s->claims.v[i].span)),
                    TW_FMT(s->claims.v[i].who), tw_polarity_text(s->claims.v[i].stance),
                        TW_FMT(s->claims.v[i].by));
}

void tw_statements_explain(struct tw_buf *out, const struct tw_article *a,
                           const struct tw_statements *s)
{
    struct events e = {.mem = out->mem};

    for (size_t i = 0; i < s->attributions.n; i++) {
        const struct tw_attribution *it = &s->attributions.v[i];

        add(&e, it->source, (unsigned)i + 1, '[', ']');
        add(&e, it->cue, (unsigned)i + 1, '<', '>');
        for (size_t k = 0; k < it->content.n; k++)
            add(&e, it->content.v[k], (unsigned)i + 1, '{', '}');
    }
    if (e.n) qsort(e.v, e.n, sizeof *e.v, by_place);
    put_text(out, a, &e);
    for (size_t i = 0; i < s->attributions.n; i++)
        put_attribution(out, &s->attributions.v[i], i + 1);
    put_rest(out, a, s);
}
