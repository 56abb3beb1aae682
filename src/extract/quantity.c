/* extract/quantity.c - numbers with comparator, range, money and percent.
**
** Reads forward from the first number: a second one behind "to", "or", a dash
** or, after "between", "and" makes a range.  "from 27 to 31" is a change, two
** amounts, unless the verb is "range".  Then looks back for a currency sign
** and a comparator, and forward for percent, money and "or more".
** Gets wrong: "nearly" (about, whatever the author meant), "some" as in "some
** 20 or 30", a currency that only the context tells.
*/
#include "extract/quantity.h"

#include <assert.h>

#include "gen/words.h"

enum { LONGEST_COMPARATOR = 5 }; /* tokens; data/en/comparators.txt has four */

static bool is_dash(const struct tw_text *t, size_t i)
{
    return tw_token_is(t, i, "-") || tw_token_is(t, i, "–") || tw_token_is(t, i, "—")
           || tw_token_is(t, i, "‑");
}

static bool is_glued(const struct tw_text *t, size_t i) /* to the token before it */
{
    return !(t->token[i].shape & TW_SHAPE_SPACE);
}

/* The currency sign that ends at token `at` (exclusive): its code and first
** token.  "US$" and "Rs." are two tokens or one. */
static bool currency_before(const struct tw_text *t, size_t from, size_t at, size_t *first,
                            struct tw_slice *code)
{
    for (size_t n = 2; n > 0; n--) {
        struct tw_slice s;
        const struct tw_word *w;
        struct tw_span span;

        if (at < from + n) continue;
        span = tw_tokens_span(t, at - n, at - 1);
        s = tw_span_text(t->text, span);
        w = s.n <= 8 ? tw_words_find_nocase(&tw_words_any_currencies, s) : NULL;
        if (!w) continue;
        *first = at - n;
        *code = tw_word_value(w);
        return true;
    }
    return false;
}

/* "Swiss francs": a capital adjective before a name in lower case. */
static bool has_country(const struct tw_text *t, size_t i, size_t end)
{
    return i + 1 < end && tw_words_has(t->lexicon->demonyms, tw_token_lower(t, i))
           && !(t->token[i + 1].shape & TW_SHAPE_CAP);
}

/* Percent or money behind the number; returns how many tokens it takes. */
static size_t unit_behind(const struct tw_text *t, size_t i, size_t end, struct tw_quantity *q)
{
    const struct tw_word *w;
    size_t n;

    if (i >= end) return 0;
    n = tw_tokens_match(t, t->lexicon->percents, i, end, &w);
    if (n) {
        q->unit = tw_slice_eq(tw_word_value(w), TW_LIT("points")) ? TW_POINTS : TW_PERCENT;
        return n;
    }
    q->unit = TW_COUNT;
    n = t->token[i].shape & TW_SHAPE_CAP && !(t->token[i].shape & TW_SHAPE_CAPS)
                && !has_country(t, i, end)
            ? 0
            : tw_tokens_match(t, t->lexicon->money, i, end, &w);
    if (n == 0 || (i + n < end && tw_is_small(t, i + n, "is-of") && tw_token_is(t, i, "pounds")))
        return 0;
    q->unit = TW_MONEY;
    q->currency = tw_word_value(w);
    q->is_hundredths = tw_slice_ends(q->currency, TW_LIT("/100"));
    if (q->is_hundredths) q->currency.n -= 4;
    return n;
}

/* The comparator that ends at token `at` (exclusive), longest first. */
static bool comparator_before(const struct tw_text *t, size_t from, size_t at, size_t *first,
                              const struct tw_word **w)
{
    for (size_t n = LONGEST_COMPARATOR; n > 0; n--) {
        if (at < from + n) continue;
        if (tw_tokens_match(t, t->lexicon->comparators, at - n, at, w) == n) {
            *first = at - n;
            return true;
        }
    }
    return false;
}

/* The values of data/en/comparators.txt. */
static enum tw_comparator comparator_of(struct tw_slice name)
{
    static const struct {
        const char *name;
        enum tw_comparator c;
    } names[] = {{"about", TW_ABOUT},
                 {"at_least", TW_AT_LEAST},
                 {"more_than", TW_MORE_THAN},
                 {"up_to", TW_UP_TO},
                 {"fewer_than", TW_FEWER_THAN}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (tw_slice_eq(name, tw_slice_of(names[i].name))) return names[i].c;
    return TW_EXACT;
}

/* "ticked up to 3.6 percent", "rose above", "went over": a way, not a bound. */
static bool is_motion(const struct tw_text *t, size_t from, size_t first, const struct tw_word *w)
{
    return tw_slice_eq(tw_word_key(w), TW_LIT("up to")) && first > from
           && tw_token_has(t, first - 1, t->lexicon->figurewords, "moves");
}

static void find_comparator(const struct tw_text *t, size_t from, struct tw_quantity *q)
{
    size_t at = q->first, first;
    const struct tw_word *w;

    for (size_t skipped = 0; skipped < 3; skipped++) {
        if (comparator_before(t, from, at, &first, &w)) {
            if (is_motion(t, from, first, w)) return;
            q->comparator = comparator_of(tw_word_value(w));
            q->is_compared = true;
            q->first = first;
            return;
        }
        if (at <= from || !tw_token_has(t, at - 1, t->lexicon->figurewords, "further")) return;
        at--;
    }
}

size_t tw_quantity_compare_behind(const struct tw_text *t, size_t at, size_t end,
                                  struct tw_quantity *q)
{
    const struct tw_word *w;
    size_t n = at < end ? tw_tokens_match(t, t->lexicon->comparators_after, at, end, &w) : 0;

    if (n == 0 || q->is_compared || q->upper.end) return 0;
    if (tw_token_is(t, at, "at") && at + n < end && t->token[at + n].kind == TW_TOK_NUMBER)
        return 0;
    q->comparator = comparator_of(tw_word_value(w));
    q->is_compared = true;
    return n;
}

/* True when "from" begins a span of values, not a change. */
static bool is_span_of_values(const struct tw_text *t, size_t from, size_t i)
{
    return i > from + 1 && tw_token_has(t, i - 2, t->lexicon->figurewords, "spans");
}

/* Where the upper number of a range begins, when what stands at `at` joins one. */
static size_t joined_at(const struct tw_text *t, size_t from, size_t at, size_t end,
                        const struct tw_quantity *q)
{
    size_t before = q->first;

    if (at + 1 >= end) return 0;
    if (before > from && tw_is_small(t, before - 1, "is-between"))
        return tw_is_small(t, at, "is-and") ? at + 1 : 0;
    if (before > from && tw_is_small(t, before - 1, "is-from")
        && !is_span_of_values(t, from, before))
        return 0;
    if (tw_is_small(t, at, "is-to") || tw_is_small(t, at, "is-or")) return at + 1;
    return is_dash(t, at) && is_glued(t, at) == is_glued(t, at + 1) ? at + 1 : 0;
}

/* "15 to 20 million": the lower number has the magnitude of the upper. */
static void share_magnitude(const struct tw_text *t, struct tw_quantity *q)
{
    double factor = q->upper.value;

    if (q->number.has_magnitude || !q->upper.has_magnitude) return;
    while (factor >= 1000) factor /= 10;
    for (double unit = 1e12; unit >= 100; unit /= 10) {
        if (q->upper.value / unit >= 1 && q->number.value < 1000
            && q->number.value * unit < q->upper.value && q->upper.value / unit < 1000) {
            struct tw_number bare;

            if (tw_number_read(t, q->upper.first, q->upper.first + 1, &bare)
                && bare.value * unit == q->upper.value) {
                q->number.value *= unit;
                q->number.has_magnitude = true;
                return;
            }
        }
    }
}

/* "three or four", "five to seven", but not "4 to 1" and not "one or 300". */
static bool is_range(const struct tw_text *t, size_t joint, const struct tw_quantity *q)
{
    double a = q->number.value, b = q->upper.value;

    if (q->number.kind == TW_NUMBER_ORDINAL || q->upper.kind == TW_NUMBER_ORDINAL) return false;
    if (a >= b || q->number.kind != q->upper.kind) return false;
    return !tw_is_small(t, joint, "is-or") || b <= a * 2 + 1;
}

/* "5% to 10%": the unit behind the first number stands behind the second too. */
static bool same_unit(const struct tw_text *t, const struct tw_quantity *q, size_t end)
{
    struct tw_quantity second = {0};

    return unit_behind(t, q->upper.end, end, &second) > 0 && second.unit == q->unit;
}

/* Reads the second number of a range; returns the token behind it, 0 when none. */
static size_t read_upper(const struct tw_text *t, size_t from, size_t at, size_t end,
                         struct tw_quantity *q)
{
    struct tw_quantity tried = *q;
    size_t joint = at, next = 0, n;

    n = unit_behind(t, at, end, &tried); /* "5% to 10%", "10 million euros to ..." */
    joint = at + n;
    next = joined_at(t, from, joint, end, q);
    if (!next) return 0;
    for (size_t sign = 0; sign < 3 && next < end; sign++) {
        struct tw_slice code;
        size_t first;

        if (tw_number_read(t, next, end, &tried.upper)) {
            if (sign > 0
                && !(currency_before(t, joint + 1, next, &first, &code) && first == joint + 1))
                return 0;
            share_magnitude(t, &tried);
            if (!is_range(t, joint, &tried)) return 0;
            if (n > 0 && !same_unit(t, &tried, end)) return 0;
            q->upper = tried.upper;
            q->number = tried.number;
            return tried.upper.end;
        }
        next++;
    }
    return 0;
}

/* "20-plus", and money of hundredths in its whole currency. */
static void finish(const struct tw_lexicon *lexicon, struct tw_quantity *q)
{
    const struct tw_word *tail =
        q->number.tail.n ? tw_words_find(lexicon->comparators_after, q->number.tail) : NULL;

    if (tail && !q->is_compared) {
        q->comparator = comparator_of(tw_word_value(tail));
        q->is_compared = true;
    }
    if (!q->is_hundredths) return;
    q->number.value /= 100;
    q->upper.value /= 100;
    q->is_hundredths = false;
}

size_t tw_quantity_read(const struct tw_text *t, size_t from, size_t i, size_t end,
                        struct tw_quantity *out)
{
    size_t at, behind;

    *out = (struct tw_quantity){.first = i, .number_first = i};
    if (!tw_number_read(t, i, end, &out->number)) return 0;
    at = out->number.end;
    if (currency_before(t, from, i, &out->first, &out->currency)) out->unit = TW_MONEY;
    behind = read_upper(t, from, at, end, out);
    if (behind) at = behind;
    out->number_end = out->end = at;
    if (out->number.kind == TW_NUMBER_SHARE) {
        out->unit = TW_PERCENT;
    } else if (out->unit != TW_MONEY) {
        out->end += unit_behind(t, at, end, out);
    }
    if (out->upper.end) {
        out->comparator = TW_RANGE;
        finish(t->lexicon, out);
        if (out->first > from && tw_is_small(t, out->first - 1, "is-between")) out->first--;
        return at;
    }
    if (out->number.kind == TW_NUMBER_VAGUE) out->comparator = TW_AT_LEAST;
    find_comparator(t, from, out);
    out->end += tw_quantity_compare_behind(t, out->end, end, out);
    finish(t->lexicon, out);
    return at;
}

void tw_quantity_bounds(const struct tw_quantity *q, struct tw_figure *f)
{
    f->comparator = q->comparator;
    f->has_low = q->comparator != TW_UP_TO && q->comparator != TW_FEWER_THAN;
    f->has_high = q->comparator != TW_AT_LEAST && q->comparator != TW_MORE_THAN;
    f->low = f->has_low ? q->number.value : 0;
    f->high = !f->has_high ? 0 : q->upper.end ? q->upper.value : q->number.value;
}
