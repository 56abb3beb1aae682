/* compare/event.c - do the accounts tell one event, and why one thinks so.
**
** Two accounts are linked by passages one took from the other, by statements
** and figures they share, and by names: two points are needed.  When the links
** join all accounts it is one event.  Accounts that lie days apart need more,
** and tolls and names do not count for them: the next bomb, fire or verdict has
** those, too.  Gets wrong: two events of one day in one place.
*/
#include "compare/side.h"

#include "base/vec.h"

#include <stdlib.h>

enum { APART = 5 };         /* days */
enum { LINK = 2, LINK_APART = 5, COPIED = 5, QUOTED = 2, SAID = 1, NAMES = 1 };

static const float SOME = 0.2F, MUCH = 0.4F;   /* share of the names of the account with fewer */

struct work { struct tw_side *s; uint8_t *points; unsigned *group; };

static void add_points(struct work *w, unsigned a, unsigned b, unsigned n)
{
    size_t all = w->s->views.n;
    unsigned sum = w->points[a * all + b] + n;

    w->points[a * all + b] = w->points[b * all + a] = (uint8_t)(sum > 100 ? 100 : sum);
}

static void link_said(struct work *w)
{
    for (size_t i = 0; i < w->s->out->said.n; i++) {
        const struct tw_members *m = &w->s->out->said.v[i].members;

        for (size_t k = 1; k < m->n; k++)
            if (m->v[k].account != m->v[k - 1].account)
                add_points(w, m->v[k - 1].account, m->v[k].account,
                           w->s->out->said.v[i].relation == TW_SAME_UTTERANCE ? QUOTED : SAID);
    }
    for (size_t i = 0; i < w->s->copies.sources.n; i++)
        add_points(w, w->s->copies.sources.v[i].a, w->s->copies.sources.v[i].b, COPIED);
}

static bool far_apart(const struct tw_side *s, unsigned x, unsigned y)
{
    const struct tw_article *a = s->views.v[x].article, *b = s->views.v[y].article;

    if (a->published.grain < TW_DATE_DAY || b->published.grain < TW_DATE_DAY) return false;
    return llabs(tw_date_days(&a->published) - tw_date_days(&b->published)) > APART;
}

static void link_figures(struct work *w)
{
    for (size_t i = 0; i < w->s->out->figures.n; i++) {
        const struct tw_reconciled *r = &w->s->out->figures.v[i];

        for (size_t k = 1; k < r->members.n; k++)
            if (r->members.v[k].account != r->members.v[k - 1].account
                && !far_apart(w->s, r->members.v[k].account, r->members.v[k - 1].account))
                add_points(w, r->members.v[k - 1].account, r->members.v[k].account, 1);
    }
}

/* The account's names as a bag. */
static struct tw_bag names_of(struct tw_arena *mem, const struct tw_view *v)
{
    struct tw_bag all = tw_bag_of(mem, v, 0, v->text.tokens), names = {.v = all.v};

    for (uint32_t i = 0; i < all.n; i++) {
        if (!(all.v[i].flags & TW_SEEN_NAME)) continue;
        names.weight += all.v[i].weight;
        names.v[names.n++] = all.v[i];
    }
    return names;
}

/* Points of the names that two accounts have in common. */
static uint8_t points_of(const struct tw_side *s, unsigned a, unsigned b)
{
    const struct tw_bag *x = &s->naming.name[a], *y = &s->naming.name[b];
    float small = x->weight < y->weight ? x->weight : y->weight, share;

    if (small <= 0 || far_apart(s, a, b)) return 0;
    share = tw_bag_shared(x, y, NULL) / small;
    return share < SOME ? 0 : share >= MUCH ? 2 * NAMES : NAMES;
}

void tw_side_name(struct tw_side *s, unsigned account)
{
    struct tw_naming *x = &s->naming;
    size_t n = account;

    TW_PUSH(s->settled, x->name, n, x->name_cap, names_of(s->settled, &s->views.v[account]));
    for (unsigned a = 0; a < account; a++)
        TW_PUSH(s->settled, x->points, x->pairs, x->pair_cap, points_of(s, a, account));
}

static void link_names(struct work *w)
{
    const uint8_t *points = w->s->naming.points;

    for (unsigned b = 1; b < w->s->views.n; b++)
        for (unsigned a = 0; a < b; a++) add_points(w, a, b, *points++);
}

static unsigned root_of(const struct work *w, unsigned a)
{
    while (w->group[a] != a) a = w->group[a];
    return a;
}

/* Dates can be wrong; when they lie far apart it takes more to believe it. */
static unsigned points_needed(const struct work *w, unsigned a, unsigned b)
{
    return far_apart(w->s, a, b) ? LINK_APART : LINK;
}

static unsigned count_groups(struct work *w)
{
    unsigned n = (unsigned)w->s->views.n, groups = 0;

    for (unsigned a = 0; a < n; a++) w->group[a] = a;
    for (unsigned a = 0; a < n; a++) {
        for (unsigned b = a + 1; b < n; b++) {
            unsigned x = root_of(w, a), y = root_of(w, b);

            if (x != y && w->points[(size_t)a * n + b] >= points_needed(w, a, b))
                w->group[x > y ? x : y] = x < y ? x : y;
        }
    }
    for (unsigned a = 0; a < n; a++) groups += w->group[a] == a;
    return groups;
}

static void say_why(struct work *w, unsigned groups)
{
    struct tw_comparison *out = w->s->out;
    struct tw_buf b = {.mem = w->s->mem};

    if (out->n == 1) tw_buf_adds(&b, "a single account");
    else if (groups == 1)
        tw_buf_addf(&b, "in common: %zu statement%s, %zu figure%s, %zu copied passage%s",
                    out->said.n, out->said.n == 1 ? "" : "s",
                    out->figures.n, out->figures.n == 1 ? "" : "s", out->copied.n,
                        out->copied.n == 1 ? "" : "s");
    else
        tw_buf_addf(&b,
                    "the accounts fall into %u groups that share too few statements, figures and names", groups);
    out->why = tw_buf_slice(&b);
}

void tw_side_event(struct tw_side *s)
{
    struct work w = {.s = s};
    size_t n = s->views.n;
    unsigned groups;

    w.points = TW_NEW_N(s->mem, uint8_t, n * n);
    w.group = TW_NEW_N(s->mem, unsigned, n);
    link_said(&w);
    link_figures(&w);
    link_names(&w);
    groups = count_groups(&w);
    s->out->one_event = groups == 1;
    say_why(&w, groups);
}
