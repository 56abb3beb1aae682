/* extract/notfigure.c - numbers that are no figures.
**
** Each test is one habit of print: an age stands between commas behind a name
** or behind "aged"; a score is two small numbers around a dash or "to"; a name
** has its number behind a capital ("Falcon 9"); a year has four digits and no
** comma.  Lists: data/en/measures.txt, data/en/numbered.txt.
*/
#include "extract/notfigure.h"

#include "gen/words.h"

enum { FIRST_YEAR = 1100, LAST_YEAR = 2100, OLDEST = 115, LONG_TIME = 1000 };

static bool is_glued(const struct tw_text *t, size_t i)
{
    return !(t->token[i].shape & TW_SHAPE_SPACE);
}

static bool is_calendar(const struct tw_text *t, size_t i)
{
    return (tw_token_find(t, i, t->lexicon->weekdays) != NULL)
           || (tw_token_find(t, i, t->lexicon->months) != NULL);
}

static bool in_time(const struct tw_statements *found, struct tw_span number)
{
    size_t low = 0, high = found->times.n;

    while (low < high) { /* the first time that ends behind the number's start */
        size_t mid = low + (high - low) / 2;

        if (tw_span_end(found->times.v[mid].span) <= number.off) low = mid + 1;
        else high = mid;
    }
    return low < found->times.n && found->times.v[low].span.off < tw_span_end(number);
}

static bool is_bare(const struct tw_quantity *q)
{
    return q->unit == TW_COUNT && !q->number.is_grouped && !q->number.is_decimal
           && !q->number.has_magnitude && q->number.kind == TW_NUMBER_PLAIN;
}

static bool is_year(const struct tw_quantity *q)
{
    return q->number.is_digits && is_bare(q) && q->number.value >= FIRST_YEAR
           && q->number.value <= LAST_YEAR;
}

/* ", 19," behind a name; "aged 23"; "a widow of 81"; "at 96". */
static bool is_age(const struct tw_text *t, const struct tw_sentence *s,
                   const struct tw_quantity *q)
{
    size_t i = q->number_first, end = q->number_end;
    bool ends;

    if (!is_bare(q) || q->number.value > OLDEST || i == s->first) return false;
    if (tw_token_has(t, i - 1, t->lexicon->figurewords, "aged")) return true;
    if (i >= s->first + 3 && tw_token_is(t, i - 1, "and") && t->token[i - 2].kind == TW_TOK_NUMBER
        && tw_token_has(t, i - 3, t->lexicon->figurewords, "aged"))
        return true;
    ends = end >= s->end || tw_token_is(t, end, ",") || tw_token_is(t, end, ".")
           || tw_token_is(t, end, ")") || tw_token_is(t, end, ";");
    if (!ends) {
        bool is_pair = end + 1 < s->end && tw_token_is(t, end, "and")
                       && t->token[end + 1].kind == TW_TOK_NUMBER;

        return is_pair && tw_token_has(t, i - 1, t->lexicon->figurewords, "aged");
    }
    if (tw_token_is(t, i - 1, ",") && i >= s->first + 2)
        return end < s->end && q->number.is_digits && q->number.value > 2 && !q->is_compared
               && t->token[i - 2].kind == TW_TOK_WORD;
    if (tw_token_is(t, i - 1, "(") && q->number.is_digits && i >= s->first + 2
        && (t->token[i - 2].shape & TW_SHAPE_CAP))
        return true;
    return false;
}

/* The second number of a score: small, and nothing that it could count behind it. */
static bool is_score_half(const struct tw_text *t, const struct tw_sentence *s, size_t i)
{
    return t->token[i].kind == TW_TOK_NUMBER && t->token[i].len < 4
           && (i + 1 >= s->end || t->token[i + 1].kind != TW_TOK_WORD
               || tw_noun_ends_phrase(t->lexicon, tw_token_lower(t, i + 1)));
}

static bool is_dash(const struct tw_text *t, size_t i) /* between the halves of a score */
{
    return tw_token_is(t, i, "-") || tw_token_is(t, i, "–") || tw_token_is(t, i, "—")
           || tw_token_is(t, i, "/") || tw_token_is(t, i, ":") || tw_token_is(t, i, "v");
}

/* "4-0", "6-4, 3-6", "211 for 4", "4 to 1", "63–51". */
static bool is_score(const struct tw_text *t, const struct tw_sentence *s,
                     const struct tw_quantity *q)
{
    size_t i = q->number_first, end = q->number_end;

    if (end + 1 < s->end && tw_token_is(t, end, "+") && t->token[end + 1].kind == TW_TOK_NUMBER)
        return true;
    if (!is_bare(q)) return false;
    if (q->upper.end) {
        bool is_dashed = q->number.end < end && is_dash(t, q->number.end);

        if (i > s->first && tw_token_has(t, i - 1, t->lexicon->figurewords, "votes")
            && !(tw_token_is(t, i - 1, "by") && end < s->end && t->token[end].kind == TW_TOK_WORD))
            return true;
        return is_dashed && (end >= s->end || t->token[end].kind != TW_TOK_WORD);
    }
    if (end + 1 < s->end && t->token[end + 1].kind == TW_TOK_NUMBER && is_dash(t, end)) return true;
    if (i >= s->first + 2 && t->token[i - 2].kind == TW_TOK_NUMBER && is_dash(t, i - 1))
        return true;
    if (end + 1 < s->end && is_score_half(t, s, end + 1) && q->number.is_digits
        && q->number.value < 1000 && (tw_token_is(t, end, "for") || tw_token_is(t, end, "to"))
        && !(i > s->first && tw_token_is(t, i - 1, "from")))
        return true;
    return i >= s->first + 2 && is_score_half(t, s, i) && t->token[i - 2].kind == TW_TOK_NUMBER
           && t->token[i - 2].len < 4
           && (tw_token_is(t, i - 1, "for") || tw_token_is(t, i - 1, "to"))
           && !(i >= s->first + 3 && tw_token_is(t, i - 3, "from"));
}

/* A line in capitals, or a title with most words in capitals. */
static bool is_shouted(const struct tw_text *t, const struct tw_sentence *s)
{
    size_t words = 0, caps = 0;

    for (size_t i = s->first; i < s->end && words < 24; i++) {
        if (t->token[i].kind != TW_TOK_WORD || t->token[i].len < 4) continue;
        words++;
        caps += (t->token[i].shape & TW_SHAPE_CAP) != 0;
    }
    return words > 2 && caps * 10 >= words * 8;
}

/* "flight 208", "No. 79", "Falcon 9", "NX 208", "#12". */
static bool is_name(const struct tw_text *t, const struct tw_sentence *s,
                    const struct tw_quantity *q)
{
    size_t i = q->number_first, end = q->number_end;
    struct tw_token before;

    if (i == s->first || q->unit != TW_COUNT || q->is_compared) return false;
    before = t->token[i - 1];
    if (tw_token_is(t, i - 1, "#") || tw_token_is(t, i - 1, "№")) return true;
    if (q->upper.end && is_year(q) && q->upper.value <= LAST_YEAR && q->upper.is_digits)
        return true;
    if (tw_token_is(t, i - 1, ".") && i >= s->first + 2 && tw_token_is(t, i - 2, "no")) return true;
    if (!is_bare(q)) return false;
    if ((tw_token_find(t, i - 1, t->lexicon->numbered) != NULL)
        && !(tw_token_is(t, i - 1, "no") && !(before.shape & TW_SHAPE_CAP)))
        return true;
    if (before.kind != TW_TOK_WORD || !(before.shape & TW_SHAPE_CAP)
        || (before.shape & TW_SHAPE_START))
        return false;
    if (is_calendar(t, i - 1) || is_shouted(t, s)) return false;
    if ((before.shape & TW_SHAPE_CAPS) && q->number.is_digits && is_glued(t, i)) return true;
    if (!q->number.is_digits && !(t->token[i].shape & TW_SHAPE_CAP)) return false;
    return end >= s->end || t->token[end].kind != TW_TOK_WORD
           || !(tw_noun_is_plural(t->lexicon, tw_token_lower(t, end))
                || (end + 1 < s->end && tw_noun_is_plural(t->lexicon, tw_token_lower(t, end + 1))));
}

/* "6.40am" is no number at all; "10:05", "at 0600", "12 noon", "7 p.m." */
static bool is_clock(const struct tw_text *t, const struct tw_quantity *q)
{
    struct tw_slice s = tw_token_lower(t, q->number_first);

    return q->number.is_digits
           && ((s.n == 4 && s.p[0] == '0') || (s.n > 1 && s.p[0] == '0' && s.p[1] != '.'));
}

/* "sentenced to seven years", "ten years in prison", "lasted 140 days": terms are
** told and compared like counts. */
static bool is_term(const struct tw_text *t, const struct tw_sentence *s,
                    const struct tw_quantity *q, size_t unit)
{
    size_t first = q->first > s->first + 4 ? q->first - 4 : s->first;

    if (tw_token_has(t, unit, t->lexicon->figurewords, "short-time")) return false;
    for (size_t i = first; i < q->first; i++)
        if (tw_token_has(t, i, t->lexicon->figurewords, "term")) return true;
    for (size_t i = unit + 1; i < s->end && i < unit + 5; i++) {
        if (tw_token_is(t, i, ",")) return false;
        if (tw_token_has(t, i, t->lexicon->figurewords, "prison")) return true;
    }
    return false;
}

/* A unit of length, time, weight ... behind the number. */
static bool is_measure(const struct tw_text *t, const struct tw_sentence *s,
                       const struct tw_quantity *q)
{
    size_t at = q->end, end = s->end;
    const struct tw_word *w;
    size_t n;

    if (at >= end || q->unit != TW_COUNT) return false;
    if (tw_token_is(t, at, "-") && at + 1 < end) at++;
    n = tw_tokens_match(t, t->lexicon->measures, at, end, &w);
    if (!n || (w->value_n && is_term(t, s, q, at))) return false;
    return !(w->value_n && q->number.value >= LONG_TIME && !q->is_compared)
           || q->number.has_magnitude;
}

/* "The set weighs nine tons"; "one in a million"; "a quarter of a point", "the
** first half of the year"; the tail of a number glued to a word ("Fl4.82bn"). */
static bool is_weight(const struct tw_text *t, const struct tw_sentence *s,
                      const struct tw_quantity *q)
{
    size_t i = q->first;

    if (i > s->first && tw_token_has(t, i - 1, t->lexicon->figurewords, "weighs")) return true;
    if (i >= s->first + 2 && tw_token_is(t, i - 1, ".") && is_glued(t, i) && is_glued(t, i - 1))
        return true;
    if (q->number.kind == TW_NUMBER_SHARE && q->end + 1 < s->end && tw_token_is(t, q->end, "of")
        && (tw_token_is(t, q->end + 1, "a") || tw_token_is(t, q->end + 1, "an")))
        return true;
    if (q->number.kind == TW_NUMBER_SHARE && i > s->first
        && tw_token_has(t, i - 1, t->lexicon->figurewords, "half-of"))
        return true;
    if (tw_token_is(t, i, "scores") && i > s->first
        && t->token[i - 1].kind == TW_TOK_WORD /* "cricket scores" */
        && !tw_noun_ends_phrase(t->lexicon, tw_token_lower(t, i - 1)))
        return true;
    return i >= s->first + 2 && tw_token_is(t, i - 1, "in") && tw_token_is(t, i - 2, "one");
}

static bool is_day_of_month(const struct tw_text *t, const struct tw_sentence *s,
                            const struct tw_quantity *q)
{
    size_t i = q->number_first, end = q->number_end;

    if (!is_bare(q) || !q->number.is_digits) return false;
    if (end < s->end && (t->token[end].shape & TW_SHAPE_CAP)
        && (tw_token_find(t, end, t->lexicon->months) != NULL))
        return q->number.value <= 31;
    return i > s->first && (t->token[i - 1].shape & TW_SHAPE_CAP) && q->number.value <= 31
           && (tw_token_find(t, i - 1, t->lexicon->months) != NULL);
}

bool tw_not_figure(const struct tw_text *t, const struct tw_sentence *s,
                   const struct tw_statements *found, const struct tw_quantity *q)
{
    struct tw_span number = tw_tokens_span(t, q->number_first, q->number_end - 1);

    if (q->number.kind == TW_NUMBER_ORDINAL) return true;
    if (q->number.value <= 0 && q->unit == TW_COUNT) return true;
    if (q->unit == TW_COUNT && in_time(found, number)) return true;
    if (q->number.kind == TW_NUMBER_SHARE) return is_weight(t, s, q);
    if (q->unit != TW_COUNT) return false;
    if (q->number.is_bare_m && !q->number.is_decimal
        && !(q->number_end < s->end
             && tw_noun_is_plural(t->lexicon, tw_token_lower(t, q->number_end))))
        return true;
    return is_weight(t, s, q) || is_clock(t, q) || is_measure(t, s, q) || is_day_of_month(t, s, q)
           || is_age(t, s, q) || is_score(t, s, q) || is_name(t, s, q);
}

bool tw_not_figure_of(const struct tw_text *t, const struct tw_sentence *s,
                      const struct tw_quantity *q, const struct tw_counted *c)
{
    const struct tw_word *w;

    if (is_year(q))
        return !c->people || (t->token[c->first].shape & TW_SHAPE_CAP)
               || (t->token[c->end - 1].shape & TW_SHAPE_CAP);
    w = tw_token_find(t, c->end - 1, t->lexicon->measures);
    if (w && q->unit != TW_COUNT) return true;
    if (w && w->value_n && is_term(t, s, q, c->end - 1)) return false;
    return w && !(w->value_n && q->number.value >= LONG_TIME);
}

bool tw_not_figure_alone(const struct tw_text *t, const struct tw_quantity *q)
{
    return q->number_end == q->number_first + 1 && tw_token_is(t, q->number_first, "one")
           && (!q->is_compared || q->comparator == TW_ABOUT);
}
