/* compare/leftout.c - what other accounts carry and one does not. */
#include "compare/leftout.h"

#include "base/vec.h"
#include "compare/layout.h"
#include "compare/wording.h"

/* origins that must carry a thing before its absence is worth a line */
enum { LEFT_OUT_ORIGINS = 2 };

/* Whether an account could have had what the carriers have: it is none of them,
** and one of them came no later. */
struct could { const struct tw_comparison *c; unsigned account; int64_t time; bool is_carrier, was_known; };

static struct could could_start(const struct tw_comparison *c, unsigned account)
{
    int64_t time = tw_account_time(c, account);

    return (struct could){c, account, time, false, time == INT64_MIN};
}

static void could_add(struct could *x, unsigned carrier)
{
    x->is_carrier |= carrier == x->account;
    x->was_known |= tw_account_time(x->c, carrier) <= x->time;
}

static bool could_have_said(const struct tw_comparison *c, const struct tw_said *s,
                            unsigned account)
{
    struct could x = could_start(c, account);

    for (size_t i = 0; i < s->members.n; i++) could_add(&x, s->members.v[i].account);
    return x.was_known && !x.is_carrier;
}

static bool could_have_figure(const struct tw_comparison *c, const struct tw_reconciled *r,
                              unsigned account)
{
    struct could x = could_start(c, account);

    for (size_t i = 0; i < r->members.n; i++) could_add(&x, r->members.v[i].account);
    return x.was_known && !x.is_carrier;
}

static int by_origins(const void *a, const void *b)
{
    const struct tw_left_out *x = a, *y = b;

    if (x->origins != y->origins) return x->origins > y->origins ? -1 : 1;
    if (x->is_figure != y->is_figure) return x->is_figure - y->is_figure;
    return x->index < y->index ? -1 : x->index > y->index;
}

struct tw_slice tw_left_out_words(struct tw_arena *mem, const struct tw_comparison *c,
                                  const struct tw_left_out *x)
{
    const struct tw_said *s;
    struct tw_buf b = {.mem = mem};

    if (x->is_figure)
        return tw_unit_words(mem, c->figures.v[x->index].unit, c->figures.v[x->index].of);
    s = &c->said.v[x->index];
    if (s->speaker.n > 0) {
        tw_buf_add(&b, s->speaker);
        tw_buf_adds(&b, ": ");
    }
    if (s->members.n > 0)
        tw_buf_add(&b, tw_member_words(mem, c, s->members.v[0].account, s->members.v[0].span));
    return tw_buf_slice(&b);
}

struct tw_left_outs tw_left_out_by(struct tw_arena *mem, const struct tw_comparison *c,
                                   unsigned account)
{
    struct tw_left_outs out = {0};
    size_t cap = 0;

    for (size_t i = 0; i < c->said.n; i++)
        if (c->said.v[i].origins >= LEFT_OUT_ORIGINS && could_have_said(c, &c->said.v[i], account))
            TW_PUSH(mem, out.v, out.n, cap, (struct tw_left_out){false, i, c->said.v[i].origins});
    for (size_t i = 0; i < c->figures.n; i++)
        if (c->figures.v[i].origins >= LEFT_OUT_ORIGINS
            && could_have_figure(c, &c->figures.v[i], account))
            TW_PUSH(mem, out.v, out.n, cap, (struct tw_left_out){true, i, c->figures.v[i].origins});
    TW_SORT(out.v, out.n, by_origins);
    return out;
}
