/* extract/unit.c - the unit of a number and what it counts.
**
** Money and percent carry their sign; people get what befell them; things are
** counted by their noun.  A number alone counts what the same number did, or
** what was counted last, where the words around allow it; a rate or a sum is
** about the nearest noun of data/en/rates.txt before it.
** Gets wrong: numbers whose noun stands two sentences back.
*/
#include "extract/unit.h"

#include "extract/harm.h"
#include "extract/notfigure.h"
#include "gen/words.h"

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
    return at > from && tw_token_has(t, at - 1, t->lexicon->figurewords, "crowd");
}

static struct tw_slice money_unit(struct tw_counting *c, const struct tw_found *f)
{
    char *p = tw_arena_alloc(c->mem, 6 + f->q.currency.n);

    memcpy(p, "money:", 6);
    memcpy(p + 6, f->q.currency.p, f->q.currency.n);
    return (struct tw_slice){p, 6 + f->q.currency.n};
}

static struct tw_slice other_unit(struct tw_counting *c, struct tw_slice noun)
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
    if (first == from || !tw_token_has(t, first - 1, t->lexicon->figurewords, "count-at"))
        return false;
    for (size_t i = first - 1; i > from && first - i < 12; i--)
        if (tw_token_has(t, i - 1, t->lexicon->figurewords, "count")) return true;
    return false;
}

/* The number alone, of what was counted last: "down from 480", "about 20 more". */
static bool is_repeated(const struct tw_counting *c, size_t from, const struct tw_found *f)
{
    size_t first = f->q.first;

    if (f->is_of_them || f->q.number.has_magnitude || f->q.number.is_grouped) return true;
    if (is_maybe_age(c->t, &f->q)) return false;
    if ((f->q.is_compared || f->q.upper.end) && f->q.number.value >= 10) return true;
    if (f->q.number.is_decimal) return false;
    if (is_count_named(c->t, from, first)) return c->last_unit.n > 0;
    if (c->last_first > from && first > from && c->last_unit.n > 0) /* "... and nine contained" */
        return tw_token_has(c->t, first - 1, c->t->lexicon->figurewords, "goes-on")
               && !tw_not_figure_alone(c->t, &f->q);
    return first > from + 1 && tw_token_is(c->t, first - 1, "from") && c->last_unit.n > 0
           && (tw_token_is(c->t, first - 2, "up") || tw_token_is(c->t, first - 2, "down")
               || tw_token_is(c->t, first - 2, ","));
}

/* "Seven were pulled from the water": a number alone as a subject. */
static bool is_subject(const struct tw_text *t, const struct tw_quantity *q, size_t end)
{
    return q->end < end && q->number_first == q->first
           && tw_token_has(t, q->end, t->lexicon->figurewords, "subject-of")
           && (t->token[q->first].shape & TW_SHAPE_START);
}

/* The noun that says what a percentage or a sum measures: the nearest one before
** it in its clause; NULL when none. */
static const struct tw_word *find_rate(const struct tw_text *t, size_t from, size_t first)
{
    enum { REACH = 14 };

    for (size_t i = first; i > from && first - i < REACH; i--) {
        const struct tw_word *w = tw_token_find(t, i - 1, t->lexicon->rates);

        if (w) return w;
        if (tw_token_is(t, i - 1, ";")) return NULL;
    }
    return NULL;
}

/* Percent and money: what they measure, if the words before say so. */
static void settle_rate(const struct tw_counting *c, size_t from, struct tw_found *f)
{
    const struct tw_word *w = f->has_np ? NULL : find_rate(c->t, from, f->q.first);

    if (w) f->of = tw_slice_sub(tw_word_value(w), 2, w->value_n);
}

/* "losses of 1.8 billion": money without a currency. */
static bool is_bare_money(const struct tw_counting *c, size_t from, const struct tw_found *f)
{
    const struct tw_word *w;

    if (f->has_np || f->is_of_them || f->q.number.value < 1e6 || !f->q.number.has_magnitude)
        return false;
    w = find_rate(c->t, from, f->q.first);
    return w && tw_word_string(w)[0] == 'm';
}

/* What the same number counted before in this article; NULL when it did not. */
static const struct tw_figure *same_number(const struct tw_counting *c, const struct tw_found *f)
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
static void settle_repeated(const struct tw_counting *c, struct tw_found *f)
{
    const struct tw_figure *same =
        f->q.number.is_grouped || f->q.number.has_magnitude ? same_number(c, f) : NULL;
    bool is_near = c->last_value > 0 && f->q.number.value < c->last_value * 100
                   && f->q.number.value > c->last_value / 1000;

    if (same) {
        f->unit = same->unit;
        f->of = same->of;
    } else if (c->last_unit.n && (is_near || f->is_of_them)) {
        f->unit = c->last_unit;
        f->of = c->last_of;
    } else {
        f->unit = TW_LIT("people");
        f->of = TW_LIT("people");
    }
}

/* "troops, 1,500 of them": the noun in front of the comma; else people that
** head the sentence: "Troops sealed the road, where 600 of them live". */
static bool find_named(const struct tw_counting *c, size_t from, const struct tw_found *f,
                       struct tw_counted *np)
{
    size_t at = f->q.first;

    if (!f->is_of_them || at < from + 2) return false;
    if (tw_token_is(c->t, at - 1, ",") && tw_counted_read(c->t, at - 2, at - 1, np)
        && (np->is_plural || np->people))
        return true;
    return c->last_first <= from && tw_counted_read(c->t, from, at, np) && np->is_plural
           && np->people;
}

static struct tw_slice unit_of(struct tw_counting *c, const struct tw_counted *np)
{
    const char *harm = tw_harm_counted(c->t, np->end - 1);

    if (harm) return tw_slice_of(harm);
    if (!np->people) return other_unit(c, tw_counted_head(c->mem, c->t, np));
    return np->people == 't'   ? TW_LIT("troops")
           : np->people == 'd' ? TW_LIT("displaced")
                               : TW_LIT("people");
}

/* "20 million euros, up from 15 million": the money counted last in the sentence; NULL. */
static const struct tw_figure *money_before(const struct tw_counting *c, size_t from,
                                            const struct tw_found *f)
{
    const struct tw_figure *last = c->out->figures.n ? &c->out->figures.v[c->out->figures.n - 1]
        : NULL;

    if (f->has_np || f->is_of_them || f->harm || !f->q.number.has_magnitude || !last) return NULL;
    return last->number.off >= c->t->token[from].off
           && tw_slice_starts(last->unit, TW_LIT("money:")) ? last : NULL;
}

/* Unit and what is counted; false when nothing says so and the number is no figure. */
bool tw_unit_settle(struct tw_counting *c, size_t from, size_t end, struct tw_found *f)
{
    const struct tw_text *t = c->t;
    const struct tw_figure *money;
    struct tw_counted named;

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
    if (f->q.unit == TW_COUNT && (money = money_before(c, from, f)) != NULL) {
        f->unit = money->unit;
        f->of = money->of;
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
    if (f->has_np
        && (f->np.people || f->np.is_plural || f->q.number.is_grouped
            || f->q.number.has_magnitude)) {
        f->unit = unit_of(c, &f->np);
        return true;
    }
    if (find_named(c, from, f, &named)) {
        f->unit = unit_of(c, &named);
        f->of = tw_counted_text(c->mem, t, &named, named.end);
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
    settle_repeated(c, f);
    return true;
}
