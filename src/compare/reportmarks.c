/* compare/reportmarks.c - which places of each account the items stand on. */
#include "compare/report_int.h"

#include "base/vec.h"

static void add(struct tw_report *r, unsigned account, struct tw_span span, enum tw_mark_kind kind,
                size_t number)
{
    struct tw_report_marks *m = &r->marks[account];

    TW_PUSH(r->mem, m->v, m->n, m->cap, (struct tw_report_mark){span, kind, (unsigned)number + 1});
}

static void add_members(struct tw_report *r, const struct tw_members *m, enum tw_mark_kind kind,
                        size_t number)
{
    for (size_t i = 0; i < m->n; i++) add(r, m->v[i].account, m->v[i].span, kind, number);
}

static void add_edition(struct tw_report *r, const struct tw_edition *e, size_t number)
{
    for (size_t i = 0; i < e->changes.n; i++) {
        if (e->changes.v[i].from.len > 0)
            add(r, e->from, e->changes.v[i].from, TW_MARK_EDITED, number);
        if (e->changes.v[i].to.len > 0) add(r, e->to, e->changes.v[i].to, TW_MARK_EDITED, number);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct tw_report_mark *x = a, *y = b;

    if (x->span.off != y->span.off) return x->span.off < y->span.off ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return x->span.len < y->span.len ? -1 : x->span.len > y->span.len;
}

void tw_report_marks_find(struct tw_report *r)
{
    const struct tw_comparison *c = r->c;

    r->marks = TW_NEW_N(r->mem, struct tw_report_marks, c->n);
    for (size_t i = 0; i < c->said.n; i++) add_members(r, &c->said.v[i].members, TW_MARK_SAID, i);
    for (size_t i = 0; i < c->figures.n; i++)
        for (size_t k = 0; k < c->figures.v[i].members.n; k++) {
            const struct tw_figure_member *m = &c->figures.v[i].members.v[k];

            add(r, m->account, m->figure->span, TW_MARK_FIGURE, i);
        }
    for (size_t i = 0; i < c->claims.n; i++)
        for (size_t k = 0; k < c->claims.v[i].positions.n; k++)
            add_members(r, &c->claims.v[i].positions.v[k].members, TW_MARK_CLAIM, i);
    for (size_t i = 0; i < c->only.n; i++)
        add(r, c->only.v[i].member.account, c->only.v[i].member.span, TW_MARK_ONLY, i);
    for (size_t i = 0; i < c->copied.n; i++) {
        add(r, c->copied.v[i].a, c->copied.v[i].a_span, TW_MARK_COPIED, i);
        add(r, c->copied.v[i].b, c->copied.v[i].b_span, TW_MARK_COPIED, i);
    }
    for (size_t i = 0; i < c->editions.n; i++) add_edition(r, &c->editions.v[i], i);
    for (size_t i = 0; i < c->n; i++) TW_SORT(r->marks[i].v, r->marks[i].n, by_place);
}
