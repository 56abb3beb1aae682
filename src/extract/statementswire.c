/* extract/statementswire.c - one list after the other, each field as base/wire.h has it.
**
** What a comparison relies on is checked here, since a comparison asserts it or would not end:
** see `rising`, `apart` and `holders_end`.
*/
#include "extract/statementswire.h"

/* ---- Writing */

static void put_attribution(struct tw_buf *out, const struct tw_attribution *a)
{
    tw_wire_put_number(out, a->kind);
    tw_wire_put_number(out, a->type);
    tw_wire_put_number(out, a->polarity);
    tw_wire_put_span(out, a->source);
    tw_wire_put_span(out, a->cue);
    tw_wire_put_spans(out, a->content);
    tw_wire_put_text(out, a->speaker);
    tw_wire_put_date(out, &a->when);
    tw_wire_put_signed(out, a->in);
    tw_wire_put_text(out, a->act);
    tw_wire_put_signed(out, a->score);
}

static void put_figure(struct tw_buf *out, const struct tw_figure *f)
{
    tw_wire_put_span(out, f->span);
    tw_wire_put_span(out, f->number);
    tw_wire_put_number(out, f->has_low);
    tw_wire_put_double(out, f->low);
    tw_wire_put_number(out, f->has_high);
    tw_wire_put_double(out, f->high);
    tw_wire_put_number(out, f->comparator);
    tw_wire_put_text(out, f->unit);
    tw_wire_put_text(out, f->of);
    tw_wire_put_signed(out, f->said_by);
}

static void put_time(struct tw_buf *out, const struct tw_time *t)
{
    tw_wire_put_span(out, t->span);
    tw_wire_put_date(out, &t->value);
    tw_wire_put_text(out, t->iso);
}

static void put_actor(struct tw_buf *out, const struct tw_actor *a)
{
    tw_wire_put_text(out, a->name);
    tw_wire_put_number(out, a->type);
    tw_wire_put_texts(out, a->aliases);
    tw_wire_put_spans(out, a->mentions);
}

static void put_mention(struct tw_buf *out, const struct tw_mention *m)
{
    tw_wire_put_span(out, m->span);
    tw_wire_put_signed(out, m->actor);
}

static void put_claim(struct tw_buf *out, const struct tw_claim *c)
{
    tw_wire_put_span(out, c->span);
    tw_wire_put_text(out, c->by);
    tw_wire_put_text(out, c->who);
    tw_wire_put_text(out, c->what);
    tw_wire_put_number(out, c->stance);
    tw_wire_put_signed(out, c->attribution);
}

#define PUT(out, list, put) \
    do { \
        tw_wire_put_number((out), (list).n); \
        for (size_t i_ = 0; i_ < (list).n; i_++) put((out), &(list).v[i_]); \
    } while (0)

void tw_statements_put(struct tw_buf *out, const struct tw_statements *s)
{
    tw_wire_put_spans(out, s->sentences);
    PUT(out, s->attributions, put_attribution);
    PUT(out, s->figures, put_figure);
    PUT(out, s->times, put_time);
    PUT(out, s->actors, put_actor);
    PUT(out, s->mentions, put_mention);
    PUT(out, s->claims, put_claim);
}

/* ---- Reading */

struct taking {
    struct tw_wire *w;
    struct tw_arena *mem;
    struct tw_slice text;
    struct tw_statements *s;
};

static void check(struct taking *t, bool holds)
{
    if (!holds) t->w->broken = true;
}

/* Each begins behind the beginning of the one before. */
static bool rising(struct tw_spans list)
{
    for (size_t i = 1; i < list.n; i++)
        if (list.v[i].off <= list.v[i - 1].off) return false;
    return true;
}

static void take_attribution(struct taking *t, struct tw_attribution *a)
{
    a->kind = tw_wire_below(t->w, TW_MIXED + 1);
    a->type = tw_wire_below(t->w, TW_OTHER + 1);
    a->polarity = tw_wire_below(t->w, TW_DECLINE + 1);
    a->source = tw_wire_span(t->w, t->text);
    a->cue = tw_wire_span(t->w, t->text);
    a->content = tw_wire_spans(t->w, t->mem, t->text);
    a->speaker = tw_wire_text(t->w);
    a->when = tw_wire_date(t->w);
    a->in = tw_wire_index(t->w, t->s->attributions.n);
    a->act = tw_wire_text(t->w);
    a->score = (int)tw_wire_signed(t->w);
    check(t, a->content.n > 0 && rising(a->content));
}

static void take_figure(struct taking *t, struct tw_figure *f)
{
    f->span = tw_wire_span(t->w, t->text);
    f->number = tw_wire_span(t->w, t->text);
    f->has_low = tw_wire_below(t->w, 2);
    f->low = tw_wire_double(t->w);
    f->has_high = tw_wire_below(t->w, 2);
    f->high = tw_wire_double(t->w);
    f->comparator = tw_wire_below(t->w, TW_RANGE + 1);
    f->unit = tw_wire_text(t->w);
    f->of = tw_wire_text(t->w);
    f->said_by = tw_wire_index(t->w, t->s->attributions.n);
}

static void take_time(struct taking *t, struct tw_time *m)
{
    m->span = tw_wire_span(t->w, t->text);
    m->value = tw_wire_date(t->w);
    m->iso = tw_wire_text(t->w);
}

static void take_actor(struct taking *t, struct tw_actor *a)
{
    a->name = tw_wire_text(t->w);
    a->type = tw_wire_below(t->w, TW_PLACE + 1);
    a->aliases = tw_wire_texts(t->w, t->mem);
    a->mentions = tw_wire_spans(t->w, t->mem, t->text);
    check(t, rising(a->mentions));
}

static void take_mention(struct taking *t, struct tw_mention *m)
{
    int actor;

    m->span = tw_wire_span(t->w, t->text);
    actor = tw_wire_index(t->w, t->s->actors.n);
    check(t, actor >= 0);
    m->actor = (uint32_t)actor;
}

static void take_claim(struct taking *t, struct tw_claim *c)
{
    c->span = tw_wire_span(t->w, t->text);
    c->by = tw_wire_text(t->w);
    c->who = tw_wire_text(t->w);
    c->what = tw_wire_text(t->w);
    c->stance = tw_wire_below(t->w, TW_DECLINE + 1);
    c->attribution = tw_wire_index(t->w, t->s->attributions.n);
}

#define TAKE(t, list, take) \
    do { \
        (list).n = tw_wire_count((t)->w); \
        if ((list).n) (list).v = tw_arena_calloc((t)->mem, (list).n, sizeof *(list).v); \
        for (size_t i_ = 0; i_ < (list).n && !(t)->w->broken; i_++) take((t), &(list).v[i_]); \
    } while (0)

/* No mention overlaps the one before. */
static bool apart(const struct tw_statements *s)
{
    for (size_t i = 1; i < s->mentions.n; i++)
        if (s->mentions.v[i].span.off < tw_span_end(s->mentions.v[i - 1].span)) return false;
    return true;
}

/* Whoever goes from an attribution to the one that holds it, and on, gets to an end.  Each is
** marked with the first from which it was come to, so each is gone through once. */
static bool holders_end(struct tw_arena *mem, const struct tw_statements *s)
{
    size_t n = s->attributions.n, *from = n ? TW_NEW_N(mem, size_t, n) : NULL;

    for (size_t i = 0; i < n; i++) {
        int k = (int)i;

        for (; k >= 0 && !from[k]; k = s->attributions.v[k].in) from[k] = i + 1;
        if (k >= 0 && from[k] == i + 1) return false;
    }
    return true;
}

void tw_statements_take(struct tw_wire *w, struct tw_arena *mem, struct tw_slice text,
                        struct tw_statements *out)
{
    struct taking t = {w, mem, text, out};

    *out = (struct tw_statements){0};
    out->sentences = tw_wire_spans(w, mem, text);
    check(&t, rising(out->sentences));
    TAKE(&t, out->attributions, take_attribution);
    TAKE(&t, out->figures, take_figure);
    TAKE(&t, out->times, take_time);
    TAKE(&t, out->actors, take_actor);
    TAKE(&t, out->mentions, take_mention);
    TAKE(&t, out->claims, take_claim);
    if (!w->broken) check(&t, apart(out) && holders_end(mem, out));
    if (w->broken) *out = (struct tw_statements){0};
}
