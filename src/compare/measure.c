/* compare/measure.c - numbers in front of a unit of data/en/measures, and what is left.
**
** Gets wrong: "the third of five days" and other counting within a stretch;
** ages without commas around them.
*/
#include "compare/measure.h"

#include "base/vec.h"
#include "extract/quantity.h"
#include "gen/words.h"

enum { MOST = 400, OLDEST = 115 };      /* measures of an account; years */
enum { FEWEST = 3 };                    /* "the two", "one or two" count nothing */

struct scan {
    struct tw_arena *mem;
    const struct tw_view *v;
    struct tw_measures out;
    size_t cap;
};

static bool is_word(const struct tw_text *t, size_t i, const char *word)
{
    return tw_slice_eq(tw_token_lower(t, i), tw_slice_of(word));
}

/* "three weeks ago", "two hours later", "within days": a point in time; but "174
** seconds after lift-off" is a length of it. */
static bool is_point(const struct tw_text *t, size_t i, size_t end)
{
    static const char *const behind[] = {"ago", "later", "earlier", "hence"},
        *const either[] = {"before", "after"};

    for (size_t k = 0; i < end && k < sizeof behind / sizeof *behind; k++)
        if (is_word(t, i, behind[k])) return true;
    for (size_t k = 0; i < end && k < sizeof either / sizeof *either; k++)
        if (is_word(t, i, either[k])) return i + 1 >= end || t->token[i + 1].kind != TW_TOK_WORD;
    return false;
}

/* "cubic metres", "nautical miles": the token of the unit itself. */
static size_t past_kind(const struct tw_text *t, size_t i, size_t end)
{
    static const char *const kinds[] = {"cubic", "square", "nautical", "metric"};

    for (size_t k = 0; i + 1 < end && k < sizeof kinds / sizeof *kinds; k++)
        if (is_word(t, i, kinds[k])) return i + 1;
    return i;
}

/* Clock times and temperatures have their own words. */
static bool is_unit(struct tw_slice word)
{
    static const char *const other[] = {"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "noon",
                                        "midnight", "o'clock", "gmt",
                                        "utc", "ist", "est", "et", "bst", "cet", "m", "f", "c", "second"};

    if (tw_words_has(&tw_words_en_conversions, word)) return true;
    if (!tw_words_has(&tw_words_en_measures, word)) return false;
    for (size_t k = 0; k < sizeof other / sizeof *other; k++)
        if (tw_slice_eq(word, tw_slice_of(other[k]))) return false;
    return true;
}

static struct tw_slice unit_name(struct tw_arena *mem, struct tw_slice noun)
{
    struct tw_buf b = {.mem = mem};
    bool plural = tw_slice_ends(noun, TW_LIT("s")) || tw_slice_eq(noun, TW_LIT("feet"));

    tw_buf_adds(&b, "other:");
    tw_buf_add(&b, noun);
    if (!plural && tw_words_has(&tw_words_en_measures, noun)) {
        tw_buf_addc(&b, 's');
        if (!tw_words_has(&tw_words_en_measures, tw_slice_sub(tw_buf_slice(&b), 6, b.n))) b.n--;
    }
    return tw_buf_slice(&b);
}

static void add(struct scan *s, struct tw_figure f)
{
    const struct tw_statements *st = s->v->statements;
    size_t i = tw_figure_from(st, f.number.off);

    if (i < st->figures.n && st->figures.v[i].number.off < tw_span_end(f.number)) return;
    TW_PUSH(s->mem, s->out.v, s->out.n, s->cap, f);
}

static struct tw_figure exact(const struct tw_text *t, size_t first, size_t end, double value)
{
    struct tw_span span = tw_tokens_span(t, first, end - 1);

    return (struct tw_figure){.span = span, .number = span, .has_low = true, .has_high = true,
                              .low = value, .high = value,
                              .comparator = TW_EXACT, .said_by = -1};
}

/* "64-metre", "52-year-old": one token. */
static bool read_joined(struct scan *s, size_t i)
{
    const struct tw_text *t = &s->v->text;
    struct tw_slice word = tw_token_lower(t, i), unit;
    size_t digits = 0;
    double value = 0;
    struct tw_figure f;

    while (digits < word.n && tw_is_digit(word.p[digits]))
        value = value * 10 + (word.p[digits++] - '0');
    if (digits == 0 || digits + 2 >= word.n || word.p[digits] != '-') return false;
    unit = tw_slice_sub(word, digits + 1, word.n);
    f = exact(t, i, i + 1, value);
    if (tw_slice_eq(unit, TW_LIT("year-old")) || tw_slice_eq(unit, TW_LIT("years-old"))) {
        f.unit = TW_LIT("other:years");
        f.of = TW_LIT("age");
    } else if (is_unit(unit)) {
        f.unit = unit_name(s->mem, unit);
    } else {
        return false;
    }
    add(s, f);
    return true;
}

/* "Anna Bek, 58, ..." */
static bool read_age(struct scan *s, const struct tw_sentence *x, size_t i)
{
    const struct tw_text *t = &s->v->text;
    struct tw_slice word = tw_token_lower(t, i);
    double value = 0;
    struct tw_figure f;

    if (t->token[i].kind != TW_TOK_NUMBER || i < x->first + 2 || i + 1 >= x->end || word.n > 3)
        return false;
    if (!is_word(t, i - 1, ",") || !(is_word(t, i + 1, ",") || is_word(t, i + 1, ".")))
        return false;
    if (!(t->token[i - 2].shape & TW_SHAPE_CAP)) return false;
    for (size_t k = 0; k < word.n; k++) {
        if (!tw_is_digit(word.p[k])) return false;
        value = value * 10 + (word.p[k] - '0');
    }
    if (value < 1 || value > OLDEST) return false;
    f = exact(t, i, i + 1, value);
    f.unit = TW_LIT("other:years");
    f.of = TW_LIT("age");
    add(s, f);
    return true;
}

/* "more than seven years"; returns the token behind it, 0 when there is none. */
static size_t read_measure(struct scan *s, const struct tw_sentence *x, size_t i)
{
    const struct tw_text *t = &s->v->text;
    struct tw_quantity q;
    struct tw_figure f = {.said_by = -1};
    size_t end = tw_quantity_read(t, x->first, i, x->end, &q);

    if (end == 0 || end >= x->end || q.unit != TW_COUNT || q.number.kind == TW_NUMBER_ORDINAL)
        return 0;
    end = past_kind(t, end, x->end);
    if (!is_unit(tw_token_lower(t, end)) || is_point(t, end + 1, x->end)) return 0;
    tw_quantity_bounds(&q, &f);
    f.comparator = q.comparator;
    if (q.is_compared && is_word(t, q.first, "over")) {     /* "over six years": during */
        f.comparator = TW_EXACT;
        f.has_high = true;
        f.high = f.low;
    }
    f.span = tw_tokens_span(t, q.first, end);
    f.number = tw_tokens_span(t, q.number_first, q.number_end - 1);
    f.unit = unit_name(s->mem, tw_token_lower(t, end));
    add(s, f);
    return end + 1;
}

static bool in_time(const struct tw_statements *st, struct tw_span number)
{
    size_t lo = 0, hi = st->times.n;

    while (lo < hi) {       /* the first that ends behind the number's beginning */
        size_t mid = lo + (hi - lo) / 2;

        if (tw_span_end(st->times.v[mid].span) <= number.off) lo = mid + 1;
        else hi = mid;
    }
    return lo < st->times.n && st->times.v[lo].span.off < tw_span_end(number);
}

/* A year, a time of day, an ordinal, what a name or a noun is numbered by. */
static bool is_label(const struct tw_text *t, const struct tw_sentence *x,
                     const struct tw_quantity *q)
{
    const struct tw_number *n = &q->number;
    struct tw_slice text = tw_token_lower(t, q->number_first);

    if (n->kind != TW_NUMBER_PLAIN || q->upper.end || n->value < FEWEST) return true;
    if (n->is_digits && !n->is_grouped && text.n == 4 && n->value >= 1500 && n->value < 2200)
        return true;
    if (tw_slice_find_char(text, ':', 0) != TW_NONE) return true;
    if (q->end < x->end && is_unit(tw_token_lower(t, q->end))) return true;
    if (q->number_first == x->first) return false;
    return tw_token_find(t, q->number_first - 1, &tw_words_en_numbered) != NULL
        || (t->token[q->number_first - 1].shape & TW_SHAPE_CAP
            && t->token[q->number_first].shape & TW_SHAPE_SPACE);
}

/* The last figure or measure before the number, in its sentence or the one before; NULL. */
static const struct tw_figure *figure_before(const struct scan *s, struct tw_span number)
{
    const struct tw_statements *st = s->v->statements;
    size_t i = tw_figure_from(st, number.off);
    const struct tw_figure *best = i > 0 ? &st->figures.v[i - 1] : NULL;

    if (s->out.n > 0 && s->out.v[s->out.n - 1].unit.n > 0
        && (!best || s->out.v[s->out.n - 1].number.off > best->number.off))
        best = &s->out.v[s->out.n - 1];
    if (!best || tw_view_sentence(s->v, best->number.off) + 1 < tw_view_sentence(s->v, number.off))
        return NULL;
    return best;
}

bool tw_is_contrast(const struct tw_text *t, size_t from, size_t number)
{
    if (number < from + 2) return false;
    if (is_word(t, number - 1, "not")) return true;
    return (is_word(t, number - 1, "than") && is_word(t, number - 2, "rather"))
           || (is_word(t, number - 1, "of") && is_word(t, number - 2, "instead"));
}

/* "The clinic counts nine.  The company speaks of seven": a number right behind
** a verb of giving counts what the one before it does, when it is of its size; so
** does the other in "80 kilometres an hour and not 130". */
static void take_unit(const struct scan *s, const struct tw_sentence *x,
                      const struct tw_quantity *q, struct tw_figure *f)
{
    enum { NEAR = 3, TIMES = 4 };
    const struct tw_figure *before = figure_before(s, f->number);
    bool is_given = before && tw_is_contrast(&s->v->text, x->first, q->first)
                 && tw_view_sentence(s->v, before->number.off) == tw_view_sentence(s->v,
                                                                                   f->number.off);

    for (size_t i = q->first; i-- > x->first && q->first - i <= NEAR;)
        is_given |= tw_words_has(&tw_words_en_givers, tw_token_lower(&s->v->text, i));
    if (!is_given || !before || !before->has_low || !f->has_low) return;
    if (tw_slice_starts(before->unit, TW_LIT("money:"))
        || tw_slice_eq(before->unit, TW_LIT("percent")))
        return;
    if (f->low > TIMES * before->low || before->low > TIMES * f->low) return;
    f->unit = before->unit;
    f->of = before->of;
}

/* "alert level 4": a degree; else a bare number. */
static size_t read_bare(struct scan *s, const struct tw_sentence *x, size_t i)
{
    const struct tw_text *t = &s->v->text;
    struct tw_quantity q;
    struct tw_figure f = {.said_by = -1};
    size_t end = tw_quantity_read(t, x->first, i, x->end, &q), scale;

    if (end == 0 || q.unit != TW_COUNT) return 0;
    scale = q.number_first > x->first && tw_token_find(t, q.number_first - 1, &tw_words_en_scales)
        ? q.number_first - 1 : 0;
    if (scale ? q.number.kind != TW_NUMBER_PLAIN : is_label(t, x, &q)) return end;
    tw_quantity_bounds(&q, &f);
    f.comparator = q.comparator;
    f.number = tw_tokens_span(t, q.number_first, q.number_end - 1);
    f.span = tw_tokens_span(t, scale ? scale : q.first, q.number_end - 1);
    if (in_time(s->v->statements, f.number)) return end;
    if (scale) f.unit = unit_name(s->mem, tw_token_lower(t, scale));
    else take_unit(s, x, &q, &f);
    add(s, f);
    return end;
}

struct tw_measures tw_measures_read(struct tw_arena *mem, const struct tw_view *v)
{
    struct scan s = {.mem = mem, .v = v};

    for (size_t k = 0; k < v->text.sentences; k++) {
        const struct tw_sentence *x = &v->text.sentence[k];

        for (size_t i = x->first; i < x->end && s.out.n < MOST;) {
            size_t end;

            if (read_joined(&s, i) || read_age(&s, x, i)) {
                i++;
                continue;
            }
            end = read_measure(&s, x, i);
            if (end == 0) end = read_bare(&s, x, i);
            i = end > i ? end : i + 1;
        }
    }
    return s.out;
}

double tw_measure_factor(struct tw_slice noun, struct tw_slice *unit)
{
    const struct tw_word *w = tw_words_find(&tw_words_en_conversions, noun);
    struct tw_slice value = w ? tw_word_value(w) : (struct tw_slice){0};
    double x = 0, scale = 1;
    size_t at;

    *unit = noun;
    if (!w || (at = tw_slice_find_char(value, ' ', 0)) == TW_NONE) return 1;
    *unit = tw_slice_sub(value, 0, at++);
    for (bool point = false; at < value.n; at++) {
        if (value.p[at] == '.') point = true;
        else if (point) x += (value.p[at] - '0') * (scale /= 10);
        else x = x * 10 + (value.p[at] - '0');
    }
    return x;
}
