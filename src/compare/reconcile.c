/* compare/reconcile.c - figures of one quantity, and whether they agree.
**
** Figures are grouped from the likest pair down (compare/likeness.h), groups
** merged when they fit on average.  Two figures of one account stay apart
** unless they contradict each other, as when it reports two sides.
**
** Agree: the same bounds.  Compatible: all intervals have a point in common.
** Superseded: they do not, but the later accounts have the later counts.  Else
** conflict.  What it gets wrong: two sides that publish one after the other and
** each hold to their count.
*/
#include "compare/likeness.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 1500, REST = 300, SAMPLE = 6 };   /* figures scored with each other; groups left; members compared */

static const double OUTGROWN = 1.3;
static const float LEFT = 0.08F;       /* for being the only ones left of their unit */

struct edge { float score; uint32_t a, b; };
struct group { uint32_t *v; uint32_t n; };
struct work {
    struct tw_side *side;
    struct tw_tallied_list list;
    struct edge *edge; size_t edges, edge_cap;
    uint32_t *parent;
    struct group *group;
};

static uint32_t root_of(struct work *w, uint32_t i)
{
    while (w->parent[i] != i) i = w->parent[i] = w->parent[w->parent[i]];
    return i;
}

static void merge(struct work *w, uint32_t a, uint32_t b)
{
    struct group *x = &w->group[a < b ? a : b], *y = &w->group[a < b ? b : a];
    uint32_t *all = tw_arena_alloc(w->side->mem, (x->n + y->n) * sizeof *all);

    memcpy(all, x->v, x->n * sizeof *all);
    memcpy(all + x->n, y->v, y->n * sizeof *all);
    w->parent[a < b ? b : a] = a < b ? a : b;
    *x = (struct group){all, x->n + y->n};
    *y = (struct group){0};
}

static bool meet(const struct tw_tallied *a, const struct tw_tallied *b)
{
    double low = a->low > b->low ? a->low : b->low, high = a->high < b->high ? a->high : b->high;
    bool open = (low <= a->low && a->figure->comparator == TW_MORE_THAN) || (low <= b->low && b->figure->comparator == TW_MORE_THAN)
             || (high >= a->high && a->figure->comparator == TW_FEWER_THAN) || (high >= b->high && b->figure->comparator == TW_FEWER_THAN);

    return low < high || (low <= high && !open);
}

static bool fit(const struct work *w, const struct group *x, const struct group *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++) {
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++) {
            const struct tw_tallied *a = &w->list.v[x->v[i]], *b = &w->list.v[y->v[k]];

            if (a->account == b->account && a->twin != b->twin && tw_likeness(a, b) < TW_LIKENESS_LEAST) return false;
            sum += tw_likeness(a, b);
            pairs++;
        }
    }
    return sum >= 0.8F * TW_LIKENESS_LEAST * (float)pairs;
}

static int by_score(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;

    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static void open(struct work *w)
{
    struct tw_arena *mem = w->side->mem;

    w->parent = TW_NEW_N(mem, uint32_t, w->list.n);
    w->group = TW_NEW_N(mem, struct group, w->list.n);
    for (uint32_t i = 0; i < w->list.n; i++) {
        uint32_t *self = TW_NEW(mem, uint32_t);

        *self = w->parent[i] = i;
        w->group[i] = (struct group){self, 1};
    }
}

/* Equal figures in equal sentences, once each: the rest are twins of these. */
static size_t join_twins(struct work *w, uint32_t *single)
{
    struct tw_map twins = tw_map_in(w->side->mem);
    size_t n = 0;

    for (uint32_t i = 0; i < w->list.n; i++) {
        const struct tw_tallied *c = &w->list.v[i];
        bool added;
        struct tw_map_item *it = tw_map_add(&twins, (struct tw_slice){(const char *)&c->twin, sizeof c->twin}, &added);

        if (added) it->value = i;
        if (!added && w->list.v[it->value].account != c->account) merge(w, root_of(w, (uint32_t)it->value), i);
        else if (n < MOST) single[n++] = i;
    }
    return n;
}

static bool is_answer(const struct work *w, const struct edge *e)
{
    return tw_tallied_answers(&w->list.v[e->a], &w->list.v[e->b]);
}

static void group_figures(struct work *w)
{
    uint32_t *single = TW_NEW_N(w->side->mem, uint32_t, w->list.n);
    size_t n;

    open(w);
    n = join_twins(w, single);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            float score = tw_likeness(&w->list.v[single[i]], &w->list.v[single[k]]);

            if (score >= TW_LIKENESS_LEAST)
                TW_PUSH(w->side->mem, w->edge, w->edges, w->edge_cap, (struct edge){score, single[i], single[k]});
        }
    }
    TW_SORT(w->edge, w->edges, by_score);
    for (size_t e = 0; e < w->edges; e++) {
        uint32_t a = root_of(w, w->edge[e].a), b = root_of(w, w->edge[e].b);

        if (a != b && (is_answer(w, &w->edge[e]) || fit(w, &w->group[a], &w->group[b]))) merge(w, a, b);
    }
}

static bool have_no_account_in_common(const struct work *w, const struct group *x, const struct group *y)
{
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < y->n; k++) if (w->list.v[x->v[i]].account == w->list.v[y->v[k]].account) return false;
    return true;
}

static float mean_likeness(const struct work *w, const struct group *x, const struct group *y)
{
    float sum = 0;
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < x->n && i < SAMPLE; i++)
        for (uint32_t k = 0; k < y->n && k < SAMPLE; k++, pairs++)
            sum += tw_likeness(&w->list.v[x->v[i]], &w->list.v[y->v[k]]);
    return pairs ? sum / (float)pairs : 0;
}

static bool same_unit(const struct tw_tallied *a, const struct tw_tallied *b)
{
    if (a->kind != b->kind || a->unit != b->unit || a->is_subset != b->is_subset || a->year != b->year) return false;
    if (a->kind == TW_TALLY_PEOPLE) return tw_bag_shared(&a->of, &b->of, NULL) > 0.5F;
    return a->kind == TW_TALLY_OTHER || a->kind == TW_TALLY_HARM;
}

/* A partner for one of the groups that the other one does not know. */
static bool is_alternative(const struct work *w, const struct group *z, const struct group *a, const struct group *b)
{
    return !have_no_account_in_common(w, z, a) && have_no_account_in_common(w, z, b);
}

/* No account of either group counts anything else in that unit, but what both
** of them have and is settled. */
static bool are_last_of_unit(const struct work *w, const uint32_t *root, uint32_t n, uint32_t a, uint32_t b)
{
    const struct group *x = &w->group[a], *y = &w->group[b];
    const struct tw_tallied *first = &w->list.v[x->v[0]];

    if (!same_unit(first, &w->list.v[y->v[0]])) return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct group *z = &w->group[root[i]];

        if (z == x || z == y || z->n == 0 || !same_unit(first, &w->list.v[z->v[0]])) continue;
        if (is_alternative(w, z, x, y) || is_alternative(w, z, y, x)) return false;
    }
    return true;
}

/* What is left over: groups of different accounts that are like enough when
** nothing likelier is there, best first. */
static void group_rest(struct work *w)
{
    uint32_t *root = TW_NEW_N(w->side->mem, uint32_t, REST), n = 0;

    w->edges = 0;
    for (uint32_t a = 0; a < w->list.n && n < REST; a++) if (w->parent[a] == a) root[n++] = a;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = i + 1; k < n; k++) {
            uint32_t a = root[i], b = root[k];
            float score;

            if (!have_no_account_in_common(w, &w->group[a], &w->group[b])) continue;
            score = mean_likeness(w, &w->group[a], &w->group[b]);
            if (score < TW_LIKENESS_REST - LEFT) continue;
            if (are_last_of_unit(w, root, n, a, b)) score += LEFT;
            if (score >= TW_LIKENESS_REST)
                TW_PUSH(w->side->mem, w->edge, w->edges, w->edge_cap, (struct edge){score, a, b});
        }
    }
    TW_SORT(w->edge, w->edges, by_score);
    for (size_t e = 0; e < w->edges; e++) {
        uint32_t a = root_of(w, w->edge[e].a), b = root_of(w, w->edge[e].b);

        if (a != b && have_no_account_in_common(w, &w->group[a], &w->group[b])
            && mean_likeness(w, &w->group[a], &w->group[b]) >= TW_LIKENESS_REST - LEFT) merge(w, a, b);
    }
}

/* Two accounts of one day, of which one gives no hour. */
static bool is_order_unknown(const struct work *w, unsigned a, unsigned b)
{
    const struct tw_date *x = &w->side->views.v[a].article->published, *y = &w->side->views.v[b].article->published;

    if (x->grain > TW_DATE_DAY && y->grain > TW_DATE_DAY) return false;
    return x->grain >= TW_DATE_DAY && y->grain >= TW_DATE_DAY && tw_date_days(x) == tw_date_days(y);
}

/* A later figure: by account's time, then by place.  Of tolls of one day the
** higher one is the later. */
static bool is_later(const struct work *w, uint32_t a, uint32_t b)
{
    const struct tw_tallied *x = &w->list.v[a], *y = &w->list.v[b];
    unsigned rx = w->side->origins.rank[x->account], ry = w->side->origins.rank[y->account];

    if (rx == ry) return a > b;
    if (x->kind == TW_TALLY_HARM && (x->low < y->low || x->low > y->low) && is_order_unknown(w, x->account, y->account))
        return x->low > y->low;
    return rx > ry;
}

static bool same(double x, double y)
{
    return !(x < y || x > y);
}

static bool equal(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return a->figure->has_low == b->figure->has_low && a->figure->has_high == b->figure->has_high && same(a->from, b->from)
        && same(a->to, b->to) && same(a->low, b->low) && same(a->high, b->high);
}

static bool all_agree(const struct work *w, const uint32_t *m, size_t n)
{
    for (size_t i = 1; i < n; i++) if (!equal(&w->list.v[m[0]], &w->list.v[m[i]])) return false;
    return true;
}

static bool all_meet(const struct work *w, const uint32_t *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) if (!meet(&w->list.v[m[i]], &w->list.v[m[k]])) return false;
    return true;
}

/* True when one account has two counts that cannot both be true: two sides. */
static bool has_two_sides(const struct work *w, const uint32_t *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            const struct tw_tallied *a = &w->list.v[m[i]], *b = &w->list.v[m[k]];

            if (a->account != b->account || meet(a, b)) continue;
            if (a->sentence == b->sentence || !(a->has_cue && b->has_cue)) return true;
        }
    }
    return false;
}

/* True when the counts follow time: no later one falls back by more than one
** account that is behind, and they grow (or, of the missing, change). */
static bool follows_time(const struct work *w, const uint32_t *m, size_t n)
{
    bool may_fall = tw_slice_eq(w->list.v[m[0]].figure->unit, TW_LIT("missing"));
    size_t up = 0, down = 0;

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            const struct tw_tallied *a = &w->list.v[m[i]], *b = &w->list.v[m[k]];

            if (a->account == b->account || meet(a, b) || !is_later(w, m[k], m[i])) continue;
            if (b->low >= a->low) up++;
            else down++;
        }
    }
    return may_fall || up >= 3 * down;
}

/* A toll of at least half as many again is not what "more than 60" meant. */
static bool has_outgrown(const struct work *w, const uint32_t *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            const struct tw_tallied *a = &w->list.v[m[i]], *b = &w->list.v[m[k]];

            if (a->kind != TW_TALLY_HARM || a->figure->has_high || !b->figure->has_low || !is_later(w, m[k], m[i])
                || is_order_unknown(w, a->account, b->account)) continue;
            if (b->from >= OUTGROWN * a->from) return true;
        }
    }
    return false;
}

/* Tolls go on; of other counts the later one must say that something did. */
static bool has_cue(const struct work *w, const uint32_t *m, size_t n)
{
    uint32_t last = m[0];

    for (size_t i = 1; i < n; i++) if (is_later(w, m[i], last)) last = m[i];
    for (size_t i = 0; i < n; i++) {
        const struct tw_tallied *c = &w->list.v[m[i]];

        if (c->kind == TW_TALLY_HARM || (c->has_cue && (m[i] == last || equal(c, &w->list.v[last])))) return true;
    }
    return false;
}

static bool is_superseded(const struct work *w, const uint32_t *m, size_t n)
{
    return has_cue(w, m, n) && !has_two_sides(w, m, n) && follows_time(w, m, n);
}

static bool lies_in_all(const struct work *w, const uint32_t *m, size_t n, double x)
{
    for (size_t i = 0; i < n; i++) if (x < w->list.v[m[i]].low || x > w->list.v[m[i]].high) return false;
    return true;
}

/* The exact value in all intervals, or a nominal one; false when none. */
static bool common_value(const struct work *w, const uint32_t *m, size_t n, double *out)
{
    for (int exact = 1; exact >= 0; exact--) {
        for (size_t i = 0; i < n; i++) {
            const struct tw_tallied *a = &w->list.v[m[i]];
            bool is_exact = a->figure->comparator == TW_EXACT && !a->is_converted;

            if (is_exact != (exact == 1) || !a->figure->has_low || !same(a->from, a->to) || !lies_in_all(w, m, n, a->from)) continue;
            *out = a->from;
            return true;
        }
    }
    return false;
}

static void set_value(struct tw_reconciled *r, double low, double high)
{
    r->has_low = low > -HUGE_VAL;
    r->has_high = high < HUGE_VAL;
    r->low = r->has_low ? low : 0;
    r->high = r->has_high ? high : 0;
}

/* Compatible: the value that all allow, else what the intervals have in common
** (by the bounds as given: "about 30" and "25 to 40" is 30). */
static void set_common(const struct work *w, const uint32_t *m, size_t n, struct tw_reconciled *r)
{
    double low = -HUGE_VAL, high = HUGE_VAL, x;

    if (common_value(w, m, n, &x)) {
        set_value(r, x, x);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        low = fmax(low, w->list.v[m[i]].low);
        high = fmin(high, w->list.v[m[i]].high);
    }
    set_value(r, low, high);
}

/* Conflict: from the lowest to the highest; counts that are open below begin at 0. */
static void set_spread(const struct work *w, const uint32_t *m, size_t n, struct tw_reconciled *r)
{
    double low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < n; i++) {
        const struct tw_tallied *a = &w->list.v[m[i]];

        low = fmin(low, a->figure->has_low ? a->from : 0);
        high = fmax(high, a->figure->has_high ? a->to : HUGE_VAL);
    }
    set_value(r, low, high);
}

static void set_latest(const struct work *w, const uint32_t *m, size_t n, struct tw_reconciled *r)
{
    uint32_t best = m[0];

    for (size_t i = 1; i < n; i++) if (is_later(w, m[i], best)) best = m[i];
    r->has_low = w->list.v[best].figure->has_low;
    r->has_high = w->list.v[best].figure->has_high;
    r->low = w->list.v[best].from;
    r->high = w->list.v[best].to;
}

static void relate(const struct work *w, const uint32_t *m, size_t n, struct tw_reconciled *r)
{
    if (all_agree(w, m, n)) {
        r->relation = TW_AGREE;
        set_latest(w, m, n, r);
    } else if (all_meet(w, m, n) && !has_outgrown(w, m, n)) {
        r->relation = TW_COMPATIBLE;
        set_common(w, m, n, r);
    } else if (is_superseded(w, m, n)) {
        r->relation = TW_SUPERSEDED;
        set_latest(w, m, n, r);
    } else {
        r->relation = TW_CONFLICT;
        set_spread(w, m, n, r);
    }
}

static uint32_t earliest(const struct work *w, const uint32_t *m, size_t n)
{
    uint32_t best = m[0];

    for (size_t i = 1; i < n; i++) if (is_later(w, best, m[i])) best = m[i];
    return best;
}

static int by_place(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void count_origins(const struct work *w, const uint32_t *m, size_t n, struct tw_reconciled *r)
{
    struct tw_arena *mem = w->side->mem;
    struct tw_backer *v = TW_NEW_N(mem, struct tw_backer, n);

    for (size_t i = 0; i < n; i++) {
        const struct tw_tallied *c = &w->list.v[m[i]];

        v[i] = (struct tw_backer){.account = c->account, .span = c->figure->span, .who = c->who};
    }
    tw_origins_count(&w->side->origins, v, n, &r->accounts, &r->origins);
}

static struct tw_reconciled reconciled(const struct work *w, uint32_t *m, size_t n)
{
    const struct tw_tallied *first = &w->list.v[earliest(w, m, n)];
    struct tw_reconciled r = {.unit = first->figure->unit};
    bool is_converted = first->is_converted;

    TW_SORT(m, n, by_place);
    r.members.v = TW_NEW_N(w->side->mem, struct tw_figure_member, n);
    for (size_t i = 0; i < n; i++) {
        const struct tw_tallied *c = &w->list.v[m[i]];

        if (c->figure->of.n > r.of.n) r.of = c->figure->of;
        if (r.unit.n == 0) r.unit = c->figure->unit;
        if (is_converted && !c->is_converted) {
            r.unit = c->figure->unit;
            is_converted = false;
        }
        r.members.v[r.members.n++] = (struct tw_figure_member){c->account, c->figure};
    }
    relate(w, m, n, &r);
    count_origins(w, m, n, &r);
    r.id = tw_side_id(w->side, "figure", first->account, first->figure->span);
    return r;
}

void tw_side_figures(struct tw_side *s)
{
    struct work w = {.side = s};
    size_t cap = 0;

    tw_tallied_read(s, &w.list);
    group_figures(&w);
    group_rest(&w);
    for (uint32_t g = 0; g < w.list.n; g++) {
        const struct group *x = &w.group[g];
        bool two = false, counts = false;

        if (w.parent[g] != g) continue;
        for (uint32_t i = 0; i < x->n; i++) {
            two |= w.list.v[x->v[i]].account != w.list.v[x->v[0]].account;
            counts |= w.list.v[x->v[i]].figure->unit.n > 0;
        }
        if (two && counts) TW_PUSH(s->mem, s->out->figures.v, s->out->figures.n, cap, reconciled(&w, x->v, x->n));
    }
}
