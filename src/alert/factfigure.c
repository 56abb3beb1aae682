/* alert/factfigure.c - figures that moved.
**
** Values that were told stand as anchors.  A later value that is close enough to any of them is
** no news; one that is not becomes an anchor itself, so a figure that creeps up is told each
** time it has gone far enough, and two sides that repeat their counts are told once.
*/
#include "alert/fact_int.h"

#include <math.h>

struct value {
    struct tw_seen_place place;
    struct tw_fact_value is;
    double from, to;            /* an open side closed */
};

struct moving {
    const struct tw_seen *s;
    const struct tw_alert_rule *rule;
    const struct tw_jv *figure;
    struct value *v; size_t n, cap;     /* of the members, by arrival */
    struct value *anchor; size_t anchors, room;
};

static int by_arrival(const void *x, const void *y)
{
    const struct value *a = x, *b = y;

    if (a->place.card != b->place.card)
        return (a->place.card > b->place.card) - (a->place.card < b->place.card);
    return (a->place.first > b->place.first) - (a->place.first < b->place.first);
}

static void read_values(struct moving *m)
{
    const struct tw_jv *members = tw_jv_get(m->figure, "members");
    struct tw_arena *mem = m->s->mem;

    for (size_t i = 0; members && i < members->n; i++) {
        struct value v = {.is = tw_fact_value_of(mem, &members->v[i])};

        if (!tw_seen_place(m->s, &members->v[i], &v.place) || !(v.is.has_low || v.is.has_high))
            continue;
        v.from = v.is.has_low ? v.is.low : v.is.high;
        v.to = v.is.has_high ? v.is.high : v.is.low;
        TW_PUSH(mem, m->v, m->n, m->cap, v);
    }
    TW_SORT(m->v, m->n, by_arrival);
}

/* How far apart; *base: the bound of a that it is measured from. */
static double gap(const struct value *a, const struct value *b, double *base)
{
    *base = b->from > a->to ? a->to : a->from;
    if (b->from > a->to) return b->from - a->to;
    return a->from > b->to ? a->from - b->to : 0;
}

/* As the rule measures it. */
static double distance(const struct moving *m, const struct value *a, const struct value *b)
{
    double base, d = gap(a, b, &base);

    if (!m->rule->is_percent || !(d > 0)) return d;
    return fabs(base) > 0 ? 100 * d / fabs(base) : HUGE_VAL;
}

static const struct value *nearest(const struct moving *m, const struct value *v, double *least)
{
    const struct value *best = NULL;

    *least = HUGE_VAL;
    for (size_t i = 0; i < m->anchors; i++) {
        double d = distance(m, &m->anchor[i], v);

        if (best && d >= *least) continue;
        best = &m->anchor[i];
        *least = d;
    }
    return best;
}

/* Origins with that value before the article came. */
static uint64_t origins_of(const struct moving *m, const struct value *value, uint32_t before)
{
    bool *has = tw_arena_calloc(m->s->mem, m->s->origins, sizeof *has);
    uint64_t n = 0;

    for (size_t i = 0; i < m->n && m->v[i].place.card < before; i++) {
        uint32_t origin = m->s->origin[m->v[i].place.card];

        if (origin == TW_NO_ORIGIN || has[origin] || distance(m, value, &m->v[i]) > 0) continue;
        has[origin] = true;
        n++;
    }
    return n;
}

static void tell(struct moving *m, const struct value *before, const struct value *now,
                 struct tw_facts *out)
{
    struct tw_arena *mem = m->s->mem;
    struct tw_slice id = tw_jv_str(m->figure, "id");
    struct tw_buf line = {.mem = mem};
    struct tw_fact f = {.sort = "figure", .subject = id, .item = id, .value = now->is.text,
                        .card = now->place.card,
                        .before = before->is, .after = now->is, .accounts = tw_seen_count(m->figure, "accounts"),
                        .origins = tw_seen_count(m->figure, "origins")};

    f.before.origins = origins_of(m, before, now->place.card);
    f.after.origins = 1;
    for (size_t i = 0; i < m->n; i++)
        TW_PUSH(mem, f.known.v, f.known.n, f.known.cap, m->v[i].place);
    TW_PUSH(mem, f.evidence.v, f.evidence.n, f.evidence.cap, now->place);
    TW_PUSH(mem, f.evidence.v, f.evidence.n, f.evidence.cap, before->place);
    tw_fact_add_text(&line, tw_fact_unit(mem, m->figure));
    tw_buf_addf(&line, ": %.*s -> %.*s (", TW_FMT(before->is.text), TW_FMT(now->is.text));
    tw_fact_add_text(&line, tw_seen_outlet(&m->s->card[now->place.card]));
    tw_buf_addf(&line, "), was %.*s with %llu origin%s", TW_FMT(before->is.text),
                (unsigned long long)f.before.origins, f.before.origins == 1 ? "" : "s");
    f.headline = tw_buf_slice(&line);
    TW_PUSH(out->mem, out->v, out->n, out->cap, f);
}

/* The values of one account, [from, to): the furthest is told, when it is far enough. */
static void take_account(struct moving *m, size_t from, size_t to, struct tw_facts *out)
{
    struct tw_arena *mem = m->s->mem;
    const struct value *news = NULL;
    size_t known = m->anchors;
    double furthest = m->rule->more_than;

    for (size_t i = from; i < to && known > 0; i++) {
        double d;

        (void)nearest(m, &m->v[i], &d);
        if (!(d > furthest)) continue;
        news = &m->v[i];
        furthest = d;
    }
    if (news) {
        double d;

        tell(m, nearest(m, news, &d), news, out);
    }
    for (size_t i = from; i < to; i++)
        if (known == 0 || &m->v[i] == news) TW_PUSH(mem, m->anchor, m->anchors, m->room, m->v[i]);
}

void tw_facts_figures(const struct tw_seen *s, const struct tw_alert_rule *rule,
                      struct tw_facts *out)
{
    const struct tw_jv *figures = tw_jv_get(&s->comparison, "figures");

    for (size_t i = 0; figures && i < figures->n; i++) {
        struct moving m = {.s = s, .rule = rule, .figure = &figures->v[i]};
        struct tw_slice relation = tw_jv_str(m.figure, "relation");

        if (!tw_slice_eq(relation, TW_LIT("conflict"))
            && !tw_slice_eq(relation, TW_LIT("superseded")))
            continue;
        if (rule->unit.n && !tw_slice_eq(rule->unit, tw_jv_str(m.figure, "unit"))) continue;
        read_values(&m);
        for (size_t from = 0, to; from < m.n; from = to) {
            for (to = from + 1; to < m.n && m.v[to].place.card == m.v[from].place.card;) to++;
            take_account(&m, from, to, out);
        }
    }
}
