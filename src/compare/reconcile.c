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

struct voter {                  /* a member; equal ones of an account are one */
    const struct tw_tallied *tallied;
    uint32_t index, value;      /* of the list; of the distinct values */
    uint32_t times;
    unsigned rank;              /* of its account in time */
    int64_t day;                /* that of its account; INT64_MIN = unknown */
    bool has_hour;
};

struct work {
    struct tw_side *side;
    struct tw_tallied_list list;
    /* of the group that is related, in the order of its members */
    struct voter *voter; size_t voters;
    uint32_t *value; size_t values;         /* a member for each distinct value */
    uint8_t *meets;                         /* per pair of values */
};

static bool meet(const struct tw_tallied *a, const struct tw_tallied *b)
{
    double low = a->low > b->low ? a->low : b->low, high = a->high < b->high ? a->high : b->high;
    bool open = (low <= a->low && a->figure->comparator == TW_MORE_THAN)
             || (low <= b->low && b->figure->comparator == TW_MORE_THAN)
             || (high >= a->high && a->figure->comparator == TW_FEWER_THAN)
             || (high >= b->high && b->figure->comparator == TW_FEWER_THAN);

    return low < high || (low <= high && !open);
}

static bool voters_meet(const struct work *w, const struct voter *a, const struct voter *b)
{
    return w->meets[a->value * w->values + b->value];
}

/* Two accounts of one day, of which one gives no hour. */
static bool is_order_unknown(const struct voter *a, const struct voter *b)
{
    return a->day == b->day && a->day != INT64_MIN && !(a->has_hour && b->has_hour);
}

/* A later figure: by account's time, then by place.  Of tolls of one day the
** higher one is the later. */
static bool is_later(const struct voter *a, const struct voter *b)
{
    const struct tw_tallied *x = a->tallied, *y = b->tallied;

    if (a->rank == b->rank) return a->index > b->index;
    if (x->kind == TW_TALLY_HARM && (x->low < y->low || x->low > y->low) && is_order_unknown(a, b))
        return x->low > y->low;
    return a->rank > b->rank;
}

static bool same(double x, double y)
{
    return !(x < y || x > y);
}

static bool equal(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return a->figure->has_low == b->figure->has_low && a->figure->has_high == b->figure->has_high
        && same(a->from, b->from)
        && same(a->to, b->to) && same(a->low, b->low) && same(a->high, b->high);
}

/* Equal for all that is asked about two values. */
static bool same_value(const struct tw_tallied *a, const struct tw_tallied *b)
{
    return equal(a, b) && a->figure->comparator == b->figure->comparator && a->kind == b->kind
        && a->has_cue == b->has_cue && a->is_converted == b->is_converted;
}

static uint32_t value_of(struct work *w, uint32_t member)
{
    for (size_t i = 0; i < w->values; i++)
        if (same_value(&w->list.v[w->value[i]], &w->list.v[member])) return (uint32_t)i;
    w->value[w->values] = member;
    return (uint32_t)w->values++;
}

static struct voter voter_of(struct work *w, uint32_t member)
{
    const struct tw_tallied *t = &w->list.v[member];
    const struct tw_date *d = &w->side->views.v[t->account].article->published;

    return (struct voter){
        .tallied = t,
        .index = member,
        .value = value_of(w, member),
        .times = 1,
        .rank = w->side->origins.rank[t->account],
        .day = d->grain >= TW_DATE_DAY ? tw_date_days(d) : INT64_MIN,
        .has_hour = d->grain > TW_DATE_DAY,
    };
}

/* Makes voters of the members, which stand by account. */
static void read_voters(struct work *w, const uint32_t *m, size_t n)
{
    struct tw_arena *mem = w->side->mem;
    size_t own = 0;             /* first voter of the account */

    w->voter = TW_NEW_N(mem, struct voter, n);
    w->value = TW_NEW_N(mem, uint32_t, n);
    w->voters = w->values = 0;
    for (size_t i = 0; i < n; i++) {
        struct voter v = voter_of(w, m[i]);
        size_t k;

        if (w->voters > 0 && w->voter[own].tallied->account != v.tallied->account) own = w->voters;
        for (k = own;
             k < w->voters
             && (w->voter[k].value != v.value
                 || w->voter[k].tallied->sentence != v.tallied->sentence); k++)
            {}
        if (k < w->voters) w->voter[k].times++;
        else w->voter[w->voters++] = v;
    }
    w->meets = TW_NEW_N(mem, uint8_t, w->values * w->values);
    for (size_t i = 0; i < w->values; i++)
        for (size_t k = 0; k < w->values; k++)
            w->meets[i * w->values + k] = meet(&w->list.v[w->value[i]], &w->list.v[w->value[k]]);
}

static bool all_agree(const struct work *w)
{
    for (size_t i = 1; i < w->values; i++)
        if (!equal(&w->list.v[w->value[0]], &w->list.v[w->value[i]])) return false;
    return true;
}

static bool all_meet(const struct work *w)
{
    for (size_t i = 0; i < w->values; i++)
        for (size_t k = i + 1; k < w->values; k++) if (!w->meets[i * w->values + k]) return false;
    return true;
}

/* True when one account has two counts that cannot both be true: two sides. */
static bool has_two_sides(const struct work *w)
{
    for (size_t i = 0; i < w->voters; i++) {
        for (size_t k = i + 1; k < w->voters && w->voter[k].rank == w->voter[i].rank; k++) {
            const struct tw_tallied *a = w->voter[i].tallied, *b = w->voter[k].tallied;

            if (voters_meet(w, &w->voter[i], &w->voter[k])) continue;
            if (a->sentence == b->sentence || !(a->has_cue && b->has_cue)) return true;
        }
    }
    return false;
}

/* True when the counts follow time: no later one falls back by more than one
** account that is behind, and they grow (or, of the missing, change). */
static bool follows_time(const struct work *w)
{
    bool may_fall = tw_slice_eq(w->voter[0].tallied->figure->unit, TW_LIT("missing"));
    size_t up = 0, down = 0;

    for (size_t i = 0; i < w->voters; i++) {
        const struct voter *a = &w->voter[i];

        for (size_t k = 0; k < w->voters; k++) {
            const struct voter *b = &w->voter[k];

            if (a->rank == b->rank || voters_meet(w, a, b) || !is_later(b, a)) continue;
            if (b->tallied->low >= a->tallied->low) up += (size_t)a->times * b->times;
            else down += (size_t)a->times * b->times;
        }
    }
    return may_fall || up >= 3 * down;
}

/* A toll of at least half as many again is not what "more than 60" meant. */
static bool has_outgrown(const struct work *w)
{
    for (size_t i = 0; i < w->voters; i++) {
        const struct voter *a = &w->voter[i];

        if (a->tallied->kind != TW_TALLY_HARM || a->tallied->figure->has_high) continue;
        for (size_t k = 0; k < w->voters; k++) {
            const struct voter *b = &w->voter[k];

            if (b->tallied->figure->has_low && b->tallied->from >= OUTGROWN * a->tallied->from
                && is_later(b, a) && !is_order_unknown(a, b))
                return true;
        }
    }
    return false;
}

static const struct voter *latest(const struct work *w)
{
    const struct voter *best = &w->voter[0];

    for (size_t i = 1; i < w->voters; i++) if (is_later(&w->voter[i], best)) best = &w->voter[i];
    return best;
}

static const struct voter *earliest(const struct work *w)
{
    const struct voter *best = &w->voter[0];

    for (size_t i = 1; i < w->voters; i++) if (is_later(best, &w->voter[i])) best = &w->voter[i];
    return best;
}

/* Tolls go on; of other counts the later one must say that something did. */
static bool has_cue(const struct work *w)
{
    const struct tw_tallied *last = latest(w)->tallied;

    for (size_t i = 0; i < w->values; i++) {
        const struct tw_tallied *c = &w->list.v[w->value[i]];

        if (c->kind == TW_TALLY_HARM || (c->has_cue && equal(c, last))) return true;
    }
    return false;
}

static bool is_superseded(const struct work *w)
{
    return has_cue(w) && !has_two_sides(w) && follows_time(w);
}

static bool lies_in_all(const struct work *w, double x)
{
    for (size_t i = 0; i < w->values; i++)
        if (x < w->list.v[w->value[i]].low || x > w->list.v[w->value[i]].high) return false;
    return true;
}

/* The exact value in all intervals, or a nominal one; false when none. */
static bool common_value(const struct work *w, double *out)
{
    for (int exact = 1; exact >= 0; exact--) {
        for (size_t i = 0; i < w->values; i++) {
            const struct tw_tallied *a = &w->list.v[w->value[i]];
            bool is_exact = a->figure->comparator == TW_EXACT && !a->is_converted;

            if (is_exact != (exact == 1) || !a->figure->has_low || !same(a->from, a->to)
                || !lies_in_all(w, a->from))
                continue;
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
static void set_common(const struct work *w, struct tw_reconciled *r)
{
    double low = -HUGE_VAL, high = HUGE_VAL, x;

    if (common_value(w, &x)) {
        set_value(r, x, x);
        return;
    }
    for (size_t i = 0; i < w->values; i++) {
        low = fmax(low, w->list.v[w->value[i]].low);
        high = fmin(high, w->list.v[w->value[i]].high);
    }
    set_value(r, low, high);
}

/* Conflict: from the lowest to the highest; counts that are open below begin at 0. */
static void set_spread(const struct work *w, struct tw_reconciled *r)
{
    double low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < w->values; i++) {
        const struct tw_tallied *a = &w->list.v[w->value[i]];

        low = fmin(low, a->figure->has_low ? a->from : 0);
        high = fmax(high, a->figure->has_high ? a->to : HUGE_VAL);
    }
    set_value(r, low, high);
}

static void set_latest(const struct work *w, struct tw_reconciled *r)
{
    const struct tw_tallied *last = latest(w)->tallied;

    r->has_low = last->figure->has_low;
    r->has_high = last->figure->has_high;
    r->low = last->from;
    r->high = last->to;
}

static void relate(const struct work *w, struct tw_reconciled *r)
{
    if (all_agree(w)) {
        r->relation = TW_AGREE;
        set_latest(w, r);
    } else if (all_meet(w) && !has_outgrown(w)) {
        r->relation = TW_COMPATIBLE;
        set_common(w, r);
    } else if (is_superseded(w)) {
        r->relation = TW_SUPERSEDED;
        set_latest(w, r);
    } else {
        r->relation = TW_CONFLICT;
        set_spread(w, r);
    }
}

static int by_place(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void count_origins(const struct work *w, const uint32_t *m, size_t n,
                          struct tw_reconciled *r)
{
    struct tw_arena *mem = w->side->mem;
    struct tw_backer *v = TW_NEW_N(mem, struct tw_backer, n);

    for (size_t i = 0; i < n; i++) {
        const struct tw_tallied *c = &w->list.v[m[i]];

        v[i] = (struct tw_backer){.account = c->account, .span = c->figure->span, .who = c->who};
    }
    tw_origins_count(&w->side->origins, v, n, &r->accounts, &r->origins);
}

static struct tw_reconciled reconciled(struct work *w, uint32_t *m, size_t n)
{
    const struct tw_tallied *first;
    struct tw_reconciled r = {0};
    bool is_converted;

    TW_SORT(m, n, by_place);
    read_voters(w, m, n);
    first = earliest(w)->tallied;
    r.unit = first->figure->unit;
    is_converted = first->is_converted;
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
    relate(w, &r);
    count_origins(w, m, n, &r);
    r.id = tw_side_id(w->side, "figure", first->account, first->figure->span);
    return r;
}

/* Per figure the first one of its group. */
static uint32_t *firsts(struct tw_arena *mem, const struct tw_tallied_groups *groups, size_t n)
{
    uint32_t *first = TW_NEW_N(mem, uint32_t, n);

    for (size_t i = 0; i < n; i++) first[i] = (uint32_t)i;
    for (size_t g = 0; g < groups->n; g++)
        for (uint32_t i = 0; i < groups->v[g].n; i++) first[groups->v[g].v[i]] = groups->v[g].v[0];
    return first;
}

/* Twice when people keep figures apart: the first time shows from what. */
static struct tw_tallied_groups groups_of(struct tw_side *s)
{
    struct tw_bars bars = {0};
    struct tw_tallied_groups groups = tw_tallies_find(s->mem, &s->tallying, &bars);

    if (s->rulings.n == 0) return groups;
    bars = tw_bars_of_figures(s, firsts(s->mem, &groups, s->tallying.list.n));
    return bars.n > 0 ? tw_tallies_find(s->mem, &s->tallying, &bars) : groups;
}

void tw_side_figures(struct tw_side *s)
{
    struct work w = {.side = s};
    struct tw_tallied_groups groups;
    size_t cap = 0;

    tw_tallied_place(s, &s->tallying.list);
    groups = groups_of(s);
    w.list = s->tallying.list;
    for (size_t g = 0; g < groups.n; g++)
        TW_PUSH(s->mem, s->out->figures.v, s->out->figures.n, cap,
                reconciled(&w, groups.v[g].v, groups.v[g].n));
}
