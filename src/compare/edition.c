/* compare/edition.c - finds editions, and what a new one changed.
**
** Wrong for an outlet that prints a background piece whole inside a longer
** article next day: that looks like an edition to which much was added.
*/
#include "compare/edition.h"

#include "base/vec.h"
#include "compare/rewrite.h"
#include "dedup/shared.h"

#include <stdlib.h>

/* earlier accounts of the outlet; words of a shared passage */
enum { LOOK_BACK = 16, PASSAGE = 8 };

/* Shares of the words in shared passages: of the text that has most of them in
** common, and of the other one.  A correction keeps nearly all, a running update
** half and more; a follow-up repeats its background, a tenth or two. */
static const double MOST = 0.5, SOME = 0.2;

struct order { int64_t time; unsigned account; };

static int by_time(const void *a, const void *b)
{
    const struct order *x = a, *y = b;

    if (x->time != y->time) return x->time < y->time ? -1 : 1;
    return x->account < y->account ? -1 : x->account > y->account;
}

/* When the text got its form; 0 = unknown. */
static int64_t time_of(const struct tw_article *a)
{
    int64_t published = a->published.grain == TW_DATE_NONE ? 0 : tw_date_unix(&a->published);
    int64_t modified = a->modified.grain == TW_DATE_NONE ? 0 : tw_date_unix(&a->modified);

    return modified > published ? modified : published;
}

static bool is_same_address(const struct tw_article *a, const struct tw_article *b)
{
    return a->url.n > 0 && tw_slice_eq(a->url, b->url);
}

/* An account of an unknown outlet counts as the agency's in its dateline, but
** is no edition of what the agency wrote. */
static bool is_same_outlet(const struct tw_views *views, const struct tw_outlets *outlets,
                           unsigned a, unsigned b)
{
    const struct tw_article *x = views->v[a].article, *y = views->v[b].article;

    return outlets->of[a] == outlets->of[b] && (x->outlet_name.n > 0 || x->outlet_domain.n > 0)
        && (y->outlet_name.n > 0 || y->outlet_domain.n > 0);
}

struct search {
    struct tw_arena *mem;
    struct tw_editing *editing;
    const struct tw_copying *copying;
    const struct tw_views *views;
    struct tw_edition_of *out;
};

/* A passage begins in the first third of one of the texts.  What an outlet puts
** under all its articles does not. */
static bool has_beginning(const struct search *s, unsigned a, unsigned b,
                          const struct tw_shared_list *list)
{
    size_t third_a = s->views->v[a].article->text.n / 3,
        third_b = s->views->v[b].article->text.n / 3;

    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].in_a.off < third_a || list->v[i].in_b.off < third_b) return true;
    return false;
}

/* The share when b is a new form of a, else 0. */
static double share_of(const struct search *s, unsigned a, unsigned b)
{
    struct tw_shared_list list;
    double most, least;

    if (tw_shared_between(s->mem, &s->copying->v[a].text, &s->copying->v[b].text, PASSAGE,
                          &list) != TW_OK)
        return 0;
    most = list.contained > list.contained_back ? list.contained : list.contained_back;
    least = list.contained + list.contained_back - most;
    return most >= MOST && least >= SOME && has_beginning(s, a, b, &list) ? most : 0;
}

static double shared_share(const struct search *s, unsigned a, unsigned b)
{
    bool added;
    double *share = tw_pairs_at(&s->editing->shares, a, b, &added);
    struct tw_mark mark = tw_arena_mark(s->mem);

    if (!added) return *share;
    *share = share_of(s, a, b);
    if (s->mem != s->editing->mem) tw_arena_release(s->mem, mark);
    return *share;
}

static void join(struct search *s, unsigned a, unsigned b, double share)
{
    struct tw_buf why = {.mem = s->mem};

    if (share > 0) tw_buf_addf(&why, "the same outlet, and up to %.0f %% of the words are the same",
                               share * 100);
    else tw_buf_adds(&why, "the same address");
    s->out[a].is_last = false;
    s->out[b] = (struct tw_edition_of){s->out[a].first, (int)a, s->out[a].number + 1, true,
                                       tw_buf_slice(&why)};
}

struct tw_edition_of *tw_editions_find(struct tw_arena *mem, struct tw_editing *editing,
                                       const struct tw_copying *copying,
                                       const struct tw_views *views,
                                           const struct tw_outlets *outlets)
{
    struct tw_edition_of *out = TW_NEW_N(mem, struct tw_edition_of, views->n);
    struct search s = {mem, editing, copying, views, out};
    struct order *order = TW_NEW_N(mem, struct order, views->n);

    for (unsigned i = 0; i < views->n; i++) {
        order[i] = (struct order){time_of(views->v[i].article), i};
        out[i] = (struct tw_edition_of){.first = i, .before = -1, .number = 1, .is_last = true};
    }
    TW_SORT(order, views->n, by_time);
    for (size_t k = 1; k < views->n; k++) {
        unsigned b = order[k].account;
        size_t tried = 0;

        for (size_t j = k; j-- > 0 && out[b].before < 0 && tried < LOOK_BACK;) {
            unsigned a = order[j].account;
            double share = 0;

            if (is_same_address(views->v[a].article, views->v[b].article)) join(&s, a, b, 0);
            else if (is_same_outlet(views, outlets, a, b) && ++tried
                     && (share = shared_share(&s, a, b)) > 0)
                join(&s, a, b, share);
        }
    }
    return out;
}

/* ---- what an edition changed ---- */

struct moved { struct tw_moved_figure *v; size_t n, cap; };

static bool has_bounds(const struct tw_figure *f, const struct tw_figure *g)
{
    return f->has_low == g->has_low && f->has_high == g->has_high
        && (!f->has_low || f->low == g->low)
        && (!f->has_high || f->high == g->high) && f->comparator == g->comparator;
}

static bool is_moved(const struct moved *m, const struct tw_figure *from,
                     const struct tw_figure *to)
{
    for (size_t i = 0; i < m->n; i++) if (m->v[i].from == from || m->v[i].to == to) return true;
    return false;
}

static bool is_inside(struct tw_span inner, struct tw_span outer)
{
    return inner.off >= outer.off && tw_span_end(inner) <= tw_span_end(outer);
}

/* Figures of one kind in the two forms of a sentence. */
static void add_in_sentence(struct tw_side *s, const struct tw_edition *e,
                            const struct tw_change *c, struct moved *m)
{
    const struct tw_statements *old = s->views.v[e->from].statements,
        *new = s->views.v[e->to].statements;

    for (size_t i = tw_figure_from(old, c->from.off);
         i < old->figures.n && is_inside(old->figures.v[i].number, c->from); i++)
        for (size_t k = tw_figure_from(new, c->to.off);
             k < new->figures.n && is_inside(new->figures.v[k].number, c->to); k++) {
            const struct tw_figure *f = &old->figures.v[i], *g = &new->figures.v[k];

            if (!tw_slice_eq(f->unit, g->unit) || !tw_slice_eq(f->of, g->of) || is_moved(m, f, g))
                continue;
            TW_PUSH(s->mem, m->v, m->n, m->cap, (struct tw_moved_figure){f, g});
            break;
        }
}

/* The only member of the account in the group; NULL when none or several. */
static const struct tw_figure *only_member(const struct tw_reconciled *r, unsigned account)
{
    const struct tw_figure *found = NULL;

    for (size_t i = 0; i < r->members.n; i++) {
        if (r->members.v[i].account != account) continue;
        if (found) return NULL;
        found = r->members.v[i].figure;
    }
    return found;
}

static void add_reconciled(struct tw_side *s, const struct tw_edition *e, struct moved *m)
{
    for (size_t i = 0; i < s->out->figures.n; i++) {
        const struct tw_figure *f = only_member(&s->out->figures.v[i], e->from),
            *g = only_member(&s->out->figures.v[i], e->to);

        if (f && g && !is_moved(m, f, g))
            TW_PUSH(s->mem, m->v, m->n, m->cap, (struct tw_moved_figure){f, g});
    }
}

/* Pairs of equal value stay out, but keep their figures from other pairs. */
static void drop_unmoved(struct moved *m)
{
    size_t kept = 0;

    for (size_t i = 0; i < m->n; i++)
        if (!has_bounds(m->v[i].from, m->v[i].to)) m->v[kept++] = m->v[i];
    m->n = kept;
}

/* The sentences that changed, found once. */
static const struct tw_edition *rewritten(struct tw_side *s, unsigned from, unsigned to)
{
    struct tw_editing *x = &s->editing;
    bool added;
    double *place = tw_pairs_at(&x->rewritten, from, to, &added);

    if (added) {
        *place = (double)x->n;
        TW_PUSH(x->mem, x->v, x->n, x->cap, (struct tw_edition){.from = from, .to = to});
        tw_rewrite_find(x->mem, &s->views.v[from], &s->views.v[to], &x->v[x->n - 1]);
    }
    return &x->v[(size_t)*place];
}

static struct tw_edition edition_of(struct tw_side *s, unsigned from, unsigned to,
                                    struct tw_slice why)
{
    struct tw_edition e = *rewritten(s, from, to);
    struct moved m = {0};

    e.why = why;
    for (size_t i = 0; i < e.changes.n; i++)
        if (e.changes.v[i].kind == TW_CHANGED) add_in_sentence(s, &e, &e.changes.v[i], &m);
    add_reconciled(s, &e, &m);
    drop_unmoved(&m);
    e.figures.v = m.v;
    e.figures.n = m.n;
    return e;
}

void tw_editions_leave_figures(struct tw_side *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->out->figures.n; i++) {
        const struct tw_reconciled *r = &s->out->figures.v[i];
        bool is_one = r->relation == TW_AGREE;

        for (size_t k = 1; k < r->members.n && is_one; k++)
            is_one = tw_side_is_one(s, r->members.v[0].account, r->members.v[k].account);
        if (!is_one) s->out->figures.v[kept++] = *r;
    }
    s->out->figures.n = kept;
}

void tw_side_editions(struct tw_side *s)
{
    size_t cap = 0;

    for (unsigned i = 0; i < s->views.n; i++)
        if (s->edition[i].before >= 0)
            TW_PUSH(s->mem, s->out->editions.v, s->out->editions.n, cap,
                    edition_of(s, (unsigned)s->edition[i].before, i, s->edition[i].why));
}
