/* compare/reconcile.c - how the figures of one quantity relate.
**
** Agree: the same bounds.  Compatible: all intervals have a point in common.
** Superseded: they do not, but the later accounts have the later counts.  Else
** conflict.  What it gets wrong: two sides that publish one after the other and
** each hold to their count.
*/
#include "compare/side.h"

#include "base/vec.h"

#include <math.h>
#include <stdlib.h>

static const double OUTGROWN = 1.3;

struct work { struct tw_side *side; struct tw_tallied_list list; };

static bool meet(const struct tw_tallied *a, const struct tw_tallied *b)
{
    double low = a->low > b->low ? a->low : b->low, high = a->high < b->high ? a->high : b->high;
    bool open = (low <= a->low && a->figure->comparator == TW_MORE_THAN) || (low <= b->low && b->figure->comparator == TW_MORE_THAN)
             || (high >= a->high && a->figure->comparator == TW_FEWER_THAN) || (high >= b->high && b->figure->comparator == TW_FEWER_THAN);

    return low < high || (low <= high && !open);
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
    struct tw_tallied_groups groups;
    size_t cap = 0;

    tw_tallied_place(s, &s->tallying.list);
    groups = tw_tallies_find(s->mem, &s->tallying);
    w.list = s->tallying.list;
    for (size_t g = 0; g < groups.n; g++)
        TW_PUSH(s->mem, s->out->figures.v, s->out->figures.n, cap, reconciled(&w, groups.v[g].v, groups.v[g].n));
}
