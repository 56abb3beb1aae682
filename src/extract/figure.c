/* extract/figure.c - numbers and what they count.
**
** Every amount (quantity.h) of a sentence is a candidate; those that name or
** date something are thrown out (notfigure.h); the rest get what they count
** (noun.h) and their unit: money and percent by their own sign, people by what
** befell them (harm.h), else by the noun.  Then neighbours share: "10 tourists
** and two pilots were killed", "at least 20 more", "from 58".
** Gets wrong: what only the sentence before tells, counts of things that a
** measure word hides, and the unit across long relative clauses.
** Cost: about a lookup a word, ten a number.
*/
#include "extract/finders.h"

#include "base/vec.h"
#include "extract/harm.h"
#include "extract/notfigure.h"
#include "extract/noun.h"
#include "extract/quantity.h"
#include "gen/words.h"

struct found {
    struct tw_quantity q;
    struct tw_counted np;
    bool has_np, is_of_them;
    bool is_changed;  /* "from 27" before "to 31 ships": counts what the next one does */
    const char *harm; /* unit from what befell them, NULL none */
    struct tw_slice unit, of;
};

struct finder {
    struct tw_arena *mem;
    const struct tw_text *t;
    struct tw_statements *out;
    size_t cap;
    struct {
        struct found *v;
        size_t n, cap;
    } found;                            /* of one sentence */
    struct tw_slice last_unit, last_of; /* of the last figure that counts something */
    double last_value;
    size_t last_paragraph;
};

/* "crowd of 300", "population 11,000": the token before the amount is about people. */
static bool is_crowd(const struct tw_text *t, size_t from, size_t first)
{
    size_t at = first;

    while (at > from
           && (tw_token_is(t, at - 1, "of") || tw_token_is(t, at - 1, "is")
               || tw_token_is(t, at - 1, "was")))
        at--;
    if (at > from + 1 && tw_token_is(t, at - 1, "to") && tw_token_is(t, at - 2, "home"))
        return true;
    return at > from && tw_token_has(t, at - 1, &tw_words_en_figurewords, "crowd");
}

/* "six of the nine council members": the phrase behind "of the" and a number. */
static bool read_counted_of(const struct tw_text *t, struct found *f, size_t at, size_t end)
{
    struct tw_number number;

    if (!tw_token_has(t, at, &tw_words_en_figurewords, "determiner")) return false;
    while (at < end && tw_token_has(t, at, &tw_words_en_figurewords, "determiner")) at++;
    if (at < end && tw_number_read(t, at, end, &number)) at = number.end;
    f->has_np = at < end && tw_counted_read(t, at, end, &f->np);
    return f->has_np;
}

/* What stands behind the amount: "of them", a noun phrase, or nothing. */
static void read_counted(const struct tw_text *t, struct found *f, size_t end)
{
    size_t at = f->q.end;

    if (at + 1 < end && tw_token_is(t, at, "of")) {
        at++;
        if (read_counted_of(t, f, at, end)) return;
        if (f->q.number.kind != TW_NUMBER_VAGUE && f->q.unit == TW_COUNT
            && tw_token_has(t, at, &tw_words_en_figurewords, "them")) {
            f->is_of_them = true;
            return;
        }
    }
    f->has_np = tw_counted_read(t, at, end, &f->np);
    if (f->has_np) tw_quantity_compare_behind(t, f->np.end, end, &f->q);
}

/* What befell them, from before, inside and behind the phrase. */
static const char *find_harm(const struct tw_text *t, size_t from, size_t end,
                             const struct found *f)
{
    size_t behind = f->has_np ? f->np.end : f->q.end;
    const char *harm;

    if (f->is_of_them) behind += 2;
    if (f->has_np) {
        harm = tw_harm_counted(t, f->np.end - 1);
        if (harm) return harm;
        if (!f->np.people) return NULL;
        for (size_t i = f->np.first; i + 1 < f->np.end; i++)
            if ((harm = tw_harm_adjective(t, i)) != NULL) return harm;
    }
    if ((harm = tw_harm_before(t, from, f->q.first)) != NULL) return harm;
    if (behind < end && (harm = tw_harm_behind(t, behind, end)) != NULL) return harm;
    if (!f->has_np || f->np.people) return tw_harm_toll(t, from, f->q.first);
    return NULL;
}

/* Tokens between two amounts that join them into one list. */
static bool is_list_gap(const struct tw_text *t, size_t at, size_t end, bool forward)
{
    if (at >= end || end - at > 5) return false;
    for (; at < end; at++) {
        if (!tw_token_has(t, at, &tw_words_en_figurewords, "joint")) return false;
        if (!forward && (tw_token_is(t, at, "including") || tw_token_is(t, at, "among")))
            return false;
    }
    return true;
}

static bool can_share(const struct found *f)
{
    return f->q.unit == TW_COUNT && !f->harm && (!f->has_np || f->np.people) && !f->is_of_them;
}

static size_t end_of(const struct found *f)
{
    return f->has_np ? f->np.end : f->q.end + (f->is_of_them ? 2 : 0);
}

/* "from 27 to 31 ships": the first of a change counts what the second does. */
static void share_change(struct finder *c)
{
    struct found *v = c->found.v;

    for (size_t i = 1; i < c->found.n; i++) {
        struct found *a = &v[i - 1], *b = &v[i];

        if (a->has_np || a->q.unit != TW_COUNT || b->q.unit != TW_COUNT || !b->has_np
            || a->q.first == 0)
            continue;
        if (!tw_token_is(c->t, a->q.first - 1, "from") || b->q.first != a->q.end + 1
            || !tw_token_is(c->t, a->q.end, "to"))
            continue;
        a->harm = b->harm;
        a->is_changed = true;
    }
}

/* "145 rebels and 53 soldiers were killed": members of a list share. */
static void share_harm(struct finder *c)
{
    struct found *v = c->found.v;
    size_t n = c->found.n;

    for (size_t i = 1; i < n; i++)
        if (can_share(&v[i]) && v[i - 1].harm
            && is_list_gap(c->t, end_of(&v[i - 1]), v[i].q.first, true))
            v[i].harm = v[i - 1].harm;
    for (size_t i = n; i-- > 1;)
        if (can_share(&v[i - 1]) && v[i].harm
            && is_list_gap(c->t, end_of(&v[i - 1]), v[i].q.first, false))
            v[i - 1].harm = v[i].harm;
}

static struct tw_slice money_unit(struct finder *c, const struct found *f)
{
    char *p = tw_arena_alloc(c->mem, 6 + f->q.currency.n);

    memcpy(p, "money:", 6);
    memcpy(p + 6, f->q.currency.p, f->q.currency.n);
    return (struct tw_slice){p, 6 + f->q.currency.n};
}

static struct tw_slice other_unit(struct finder *c, struct tw_slice noun)
{
    char *p = tw_arena_alloc(c->mem, 6 + noun.n);

    memcpy(p, "other:", 6);
    memcpy(p + 6, noun.p, noun.n);
    return (struct tw_slice){p, 6 + noun.n};
}

/* "over 70" and "under 18" without a noun are ages more often than counts. */
static bool is_maybe_age(const struct tw_text *t, const struct tw_quantity *q)
{
    return (tw_token_is(t, q->first, "over") || tw_token_is(t, q->first, "under")
            || tw_token_is(t, q->first, "above"))
           && q->number.value < 110 && q->number.is_digits;
}

/* "It had stood at 44", "he put the figure at 60". */
static bool is_count_named(const struct tw_text *t, size_t from, size_t first)
{
    if (first == from || !tw_token_has(t, first - 1, &tw_words_en_figurewords, "count-at"))
        return false;
    for (size_t i = first - 1; i > from && first - i < 12; i--)
        if (tw_token_has(t, i - 1, &tw_words_en_figurewords, "count")) return true;
    return false;
}

/* The number alone, of what was counted last: "down from 480", "about 20 more". */
static bool is_repeated(const struct finder *c, size_t from, const struct found *f)
{
    size_t first = f->q.first;

    if (f->is_of_them || f->q.number.has_magnitude || f->q.number.is_grouped) return true;
    if (is_maybe_age(c->t, &f->q)) return false;
    if ((f->q.is_compared || f->q.upper.end) && f->q.number.value >= 10) return true;
    if (f->q.number.is_decimal) return false;
    if (is_count_named(c->t, from, first)) return c->last_unit.n > 0;
    return first > from + 1 && tw_token_is(c->t, first - 1, "from") && c->last_unit.n > 0
           && (tw_token_is(c->t, first - 2, "up") || tw_token_is(c->t, first - 2, "down")
               || tw_token_is(c->t, first - 2, ","));
}

/* "Seven were pulled from the water": a number alone as a subject. */
static bool is_subject(const struct tw_text *t, const struct tw_quantity *q, size_t end)
{
    return q->end < end && q->number_first == q->first
           && tw_token_has(t, q->end, &tw_words_en_figurewords, "subject-of")
           && (t->token[q->first].shape & TW_SHAPE_START);
}

/* The noun that says what a percentage or a sum measures: the nearest one before
** it in its clause; NULL when none. */
static const struct tw_word *find_rate(const struct tw_text *t, size_t from, size_t first)
{
    enum { REACH = 14 };

    for (size_t i = first; i > from && first - i < REACH; i--) {
        const struct tw_word *w = tw_token_find(t, i - 1, &tw_words_en_rates);

        if (w) return w;
        if (tw_token_is(t, i - 1, ";")) return NULL;
    }
    return NULL;
}

/* Percent and money: what they measure, if the words before say so. */
static void settle_rate(const struct finder *c, size_t from, struct found *f)
{
    const struct tw_word *w = f->has_np ? NULL : find_rate(c->t, from, f->q.first);

    if (w) f->of = tw_slice_sub(tw_word_value(w), 2, w->value_n);
}

/* "losses of 1.8 billion": money without a currency. */
static bool is_bare_money(const struct finder *c, size_t from, const struct found *f)
{
    const struct tw_word *w;

    if (f->has_np || f->is_of_them || f->q.number.value < 1e6 || !f->q.number.has_magnitude)
        return false;
    w = find_rate(c->t, from, f->q.first);
    return w && w->value[0] == 'm';
}

/* What the same number counted before in this article; NULL when it did not. */
static const struct tw_figure *same_number(const struct finder *c, const struct found *f)
{
    size_t n = c->out->figures.n;

    for (size_t i = n; i > 0 && n - i < 32; i--) {
        const struct tw_figure *old = &c->out->figures.v[i - 1];

        if (old->has_low && old->low == f->q.number.value && old->of.n) return old;
    }
    return NULL;
}

/* A number alone counts what the same number did, else what was counted last
** if it is of its size, else people: so it is meant most often. */
static void settle_repeated(const struct finder *c, size_t from, struct found *f)
{
    const struct tw_figure *same =
        f->q.number.is_grouped || f->q.number.has_magnitude ? same_number(c, f) : NULL;
    bool is_near = c->last_value > 0 && f->q.number.value < c->last_value * 100
                   && f->q.number.value > c->last_value / 1000;

    if (same) {
        f->unit = same->unit;
        f->of = same->of;
    } else if (c->last_unit.n
               && (is_near || f->is_of_them || is_count_named(c->t, from, f->q.first))) {
        f->unit = c->last_unit;
        f->of = c->last_of;
    } else {
        f->unit = TW_LIT("people");
        f->of = TW_LIT("people");
    }
}

/* Unit and what is counted; false when nothing says so and the number is no figure. */
static bool settle(struct finder *c, size_t from, size_t end, struct found *f)
{
    const struct tw_text *t = c->t;

    if (f->has_np) f->of = tw_counted_text(c->mem, t, &f->np, end);
    if (f->q.unit != TW_COUNT) settle_rate(c, from, f);
    if (f->q.unit == TW_MONEY) {
        f->unit = money_unit(c, f);
        return true;
    }
    if (f->q.unit == TW_PERCENT) {
        f->unit = TW_LIT("percent");
        return true;
    }
    if (f->q.unit == TW_POINTS) {
        f->unit = TW_LIT("other:percentage points");
        return true;
    }
    if (is_bare_money(c, from, f)) {
        settle_rate(c, from, f);
        f->q.currency = tw_word_value(tw_words_find(&tw_words_any_currencies, TW_LIT("¤")));
        f->unit = money_unit(c, f);
        return true;
    }
    if (f->harm && !(f->is_of_them && tw_not_figure_alone(t, &f->q))) {
        f->unit = tw_slice_of(f->harm);
        if (!f->has_np) f->of = f->is_of_them && c->last_of.n ? c->last_of : TW_LIT("people");
        else if (tw_harm_counted(t, f->np.end - 1)) f->of = TW_LIT("people");
        return true;
    }
    if (tw_not_figure_alone(t, &f->q)) return false;
    if (f->has_np && f->np.people) {
        f->unit = f->np.people == 't'   ? TW_LIT("troops")
                  : f->np.people == 'd' ? TW_LIT("displaced")
                                        : TW_LIT("people");
        return true;
    }
    if (f->has_np && (f->np.is_plural || f->q.number.is_grouped || f->q.number.has_magnitude)) {
        f->unit = other_unit(c, tw_counted_head(c->mem, t, &f->np));
        return true;
    }
    if (f->has_np && !f->is_of_them) return false;
    if (f->q.number.kind == TW_NUMBER_VAGUE && !f->is_of_them) {
        f->unit = TW_LIT("people");
        f->of = TW_LIT("people");
        return true;
    }
    if (is_crowd(t, from, f->q.first) || is_subject(t, &f->q, end)) {
        f->unit = TW_LIT("people");
        f->of = TW_LIT("people");
        return true;
    }
    if (!is_repeated(c, from, f)) return false;
    settle_repeated(c, from, f);
    return true;
}

/* The innermost attribution whose content holds the span; -1 when none.  Looks
** at attributions that begin at most LOOK before it: contents are short. */
static int said_by(const struct tw_statements *s, struct tw_span span)
{
    enum { LOOK = 48 };
    size_t low = 0, high = s->attributions.n, first, best_len = TW_NONE;
    int best = -1;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct tw_spans *parts = &s->attributions.v[mid].content;

        if (parts->n && parts->v[0].off <= span.off) low = mid + 1;
        else high = mid;
    }
    first = low > LOOK ? low - LOOK : 0;
    high = s->attributions.n - low > 4 ? low + 4 : s->attributions.n;
    for (size_t i = first; i < high; i++) {
        const struct tw_spans *parts = &s->attributions.v[i].content;

        for (size_t k = 0; k < parts->n; k++) {
            if (parts->v[k].off > span.off || tw_span_end(parts->v[k]) < tw_span_end(span))
                continue;
            if (parts->v[k].len >= best_len) continue;
            best = (int)i;
            best_len = parts->v[k].len;
        }
    }
    return best;
}

static void push(struct finder *c, const struct found *f)
{
    struct tw_figure figure = {.unit = f->unit, .of = f->of};
    size_t end = end_of(f);

    tw_quantity_bounds(&f->q, &figure);
    figure.span = tw_tokens_span(c->t, f->q.first, end - 1);
    figure.number = tw_tokens_span(c->t, f->q.number_first, f->q.number_end - 1);
    figure.said_by = said_by(c->out, figure.number);
    TW_PUSH(c->mem, c->out->figures.v, c->out->figures.n, c->cap, figure);
    if (f->q.unit != TW_COUNT) return;
    c->last_unit = f->unit;
    c->last_of = f->of;
    c->last_value = f->q.number.value;
}

static void read_sentence(struct finder *c, const struct tw_sentence *s)
{
    c->found.n = 0;
    for (size_t i = s->first; i < s->end;) {
        struct found f = {0};
        size_t at = tw_quantity_read(c->t, s->first, i, s->end, &f.q);

        if (!at) {
            i++;
            continue;
        }
        i = at > f.q.end ? at : f.q.end;
        if (tw_not_figure(c->t, s, c->out, &f.q)) continue;
        if (f.q.unit == TW_COUNT || f.q.end < s->end) read_counted(c->t, &f, s->end);
        if (f.has_np && tw_not_figure_of(c->t, s, &f.q, &f.np)) {
            if (f.q.unit == TW_COUNT) continue;
            f.has_np = false; /* "212 million crowns last year" */
        }
        if (f.q.unit == TW_COUNT) f.harm = find_harm(c->t, s->first, s->end, &f);
        if (f.has_np && f.q.unit == TW_COUNT && f.np.first <= f.q.end + 2) i = f.np.end;
        TW_PUSH(c->mem, c->found.v, c->found.n, c->found.cap, f);
    }
    share_harm(c);
    share_change(c);
}

void tw_figures_find(struct tw_arena *mem, const struct tw_text *t, struct tw_statements *out)
{
    struct finder c = {.mem = mem, .t = t, .out = out};

    for (size_t i = 0; i < t->sentences; i++) {
        const struct tw_sentence *s = &t->sentence[i];

        if (s->paragraph > c.last_paragraph + 1) c.last_unit = (struct tw_slice){0};
        read_sentence(&c, s);
        for (size_t k = 0; k < c.found.n; k++) {
            struct found *f = &c.found.v[k];
            bool is_settled = settle(&c, s->first, s->end, f->is_changed ? f + 1 : f);

            if (f->is_changed) {
                f->unit = f[1].unit;
                f->of = f[1].of;
            }
            if (is_settled) push(&c, f);
        }
        if (c.found.n) c.last_paragraph = s->paragraph;
    }
}
