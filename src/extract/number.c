/* extract/number.c - numbers as they are written.
**
** Digits (digits.h): what stands behind them must be a magnitude ("2.4m",
** "5bn") or an ordinal ending; anything else ("9mm", "6.40am") is no number.
** Words: a running sum as in speech: "one hundred and twelve thousand".
** Gets wrong: "a hundred" meant loosely.
*/
#include "extract/number.h"

#include "extract/digits.h"
#include "extract/share.h"
#include "gen/words.h"

#include <assert.h>
#include <math.h>

char tw_number_word(const struct tw_lexicon *lexicon, struct tw_slice word, double *value)
{
    const struct tw_word *w = tw_words_find(lexicon->numbers, word);

    *value = 0;
    if (!w) return 0;
    for (uint32_t i = 1; i < w->value_n; i++) *value = *value * 10 + (tw_word_string(w)[i] - '0');
    return tw_word_string(w)[0];
}

static bool is_word(const struct tw_text *t, size_t i, size_t end, const char *word)
{
    return i < end && tw_token_is(t, i, word);
}

/* What stands behind digits in one token: 'x' and a factor, 'o' for an ordinal
** ending, ' ' for nothing, 0 for anything else. */
static char suffix_rule(const struct tw_lexicon *lexicon, struct tw_slice s, double *factor,
                        bool *is_bare_m)
{
    *factor = 1;
    if (s.n == 0) return ' ';
    if (tw_slice_eq(s, TW_LIT("k"))) {
        *factor = 1e3;
        return 'x';
    }
    if (tw_slice_eq(s, TW_LIT("m"))) {
        *factor = 1e6;
        *is_bare_m = true;
        return 'x';
    }
    if (tw_slice_eq(s, TW_LIT("b"))) {
        *factor = 1e9;
        return 'x';
    }
    if (s.n == 2
        && (tw_slice_eq(s, TW_LIT("st")) || tw_slice_eq(s, TW_LIT("nd"))
            || tw_slice_eq(s, TW_LIT("rd")) || tw_slice_eq(s, TW_LIT("th"))))
        return 'o';
    return tw_number_word(lexicon, s, factor) == 'x' ? 'x' : 0;
}

/* Multipliers behind a number: "3.5 lakh crore", "10 bn". */
static size_t read_magnitudes(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    double factor, product = 1; /* one multiplication: "2.3 lakh crore" stays exact */

    while (i < end && t->token[i].kind == TW_TOK_WORD
           && tw_number_word(t->lexicon, tw_token_lower(t, i), &factor) == 'x') {
        product *= factor;
        out->has_magnitude = true;
        i++;
    }
    out->value *= product;
    return i;
}

/* "10 000" with a space, as in much of Europe: groups of exactly three digits. */
static size_t read_spaced(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    if (out->value < 1 || out->value > 999 || out->is_decimal || out->is_grouped) return i;
    while (i < end && t->token[i].kind == TW_TOK_NUMBER && t->token[i].len == 3
           && t->token[i].off == t->token[i - 1].off + t->token[i - 1].len + 1
           && t->text.p[t->token[i].off - 1] == ' '
           && tw_digits_read(tw_token_lower(t, i)).n == 3) {
        out->value = out->value * 1000 + tw_digits_read(tw_token_lower(t, i)).value;
        out->is_grouped = true;
        i++;
    }
    return i;
}

static size_t read_digit_number(const struct tw_text *t, size_t i, size_t end,
                                struct tw_number *out)
{
    struct tw_slice s = tw_token_lower(t, i);
    struct tw_digits d = tw_digits_read(s);
    double factor;
    char rule;

    if (d.n == 0) return 0;
    rule = suffix_rule(t->lexicon, tw_slice_sub(s, d.n, s.n), &factor, &out->is_bare_m);
    if (rule == 0) return 0;
    out->value = d.value * factor;
    out->is_digits = true;
    out->is_grouped = d.is_grouped;
    out->is_decimal = d.is_decimal;
    out->has_magnitude = rule == 'x';
    if (rule == 'o') out->kind = TW_NUMBER_ORDINAL;
    if (rule != ' ') return i + 1;
    return read_magnitudes(t, read_spaced(t, i + 1, end, out), end, out);
}

/* "300-odd", "20-plus": one token, a number and how exact it is. */
static size_t read_tailed(const struct tw_text *t, size_t i, struct tw_number *out)
{
    struct tw_slice s = tw_token_lower(t, i);
    struct tw_digits d = tw_digits_read(s);

    if (d.n == 0 || !tw_words_has(t->lexicon->comparators_after, tw_slice_sub(s, d.n, s.n)))
        return 0;
    *out = (struct tw_number){.value = d.value, .is_digits = true, .is_grouped = d.is_grouped};
    out->tail = tw_slice_sub(s, d.n, s.n);
    return i + 1;
}

struct sum {
    double total, part;
    bool is_open;
}; /* is_open: a number word was read */

/* Adds one word to the sum; false when it cannot go on with it. */
static bool sum_add(struct sum *s, char rule, double value)
{
    if (rule == 'x' && value == 12) {
        s->part = (s->is_open ? s->part : 1) * 12;
    } else if (rule == 'x' && value == 100) {
        if (s->is_open && (s->part == 0 || s->part > 99)) return false;
        s->part = (s->is_open ? s->part : 1) * 100;
    } else if (rule == 'x') {
        s->total = (s->total + (s->part > 0 || s->is_open ? s->part : 1)) * value;
        s->part = 0;
    } else if (rule == 'n') {
        double room = s->part >= 100 ? fmod(s->part, 100) : s->part;

        if (s->is_open && room > 0 && !(room >= 20 && fmod(room, 10) == 0 && value < 10))
            return false;
        s->part += value;
    } else {
        return false;
    }
    s->is_open = true;
    return true;
}

/* "sixty-one": both halves must be number words. */
static bool sum_add_hyphened(const struct tw_lexicon *lexicon, struct sum *s, struct tw_slice word)
{
    struct tw_slice rest = word, part;
    struct sum tried = *s;

    while (tw_slice_part(&rest, '-', &part)) {
        double value;
        char rule = tw_number_word(lexicon, part, &value);

        if (!(tw_slice_eq(part, TW_LIT("and")) && tried.is_open) && !sum_add(&tried, rule, value))
            return false;
    }
    *s = tried;
    return true;
}

static bool sum_add_token(struct sum *s, const struct tw_text *t, size_t i, bool *has_magnitude)
{
    double value;
    char rule;

    if (t->token[i].kind != TW_TOK_WORD) return false;
    if (t->token[i].shape & TW_SHAPE_HYPHEN)
        return sum_add_hyphened(t->lexicon, s, tw_token_lower(t, i));
    rule = tw_number_word(t->lexicon, tw_token_lower(t, i), &value);
    if (!sum_add(s, rule, value)) return false;
    *has_magnitude |= rule == 'x';
    return true;
}

/* "one hundred and twelve", "nineteen hundred", "two thousand". */
static size_t read_words(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    struct sum s = {0};
    size_t at = i;

    while (at < end) {
        size_t next = at;

        if (s.is_open && out->has_magnitude && is_word(t, at, end, "and") && at + 1 < end) {
            double value;

            if (tw_number_word(t->lexicon, tw_token_lower(t, at + 1), &value) != 'n'
                && !(t->token[at + 1].shape & TW_SHAPE_HYPHEN))
                break;
            next++;
        }
        if (!sum_add_token(&s, t, next, &out->has_magnitude)) break;
        at = next + 1;
    }
    if (at == i) return 0;
    out->value = s.total + s.part;
    return at;
}

/* "a hundred", "a million and a half" (the half is not read), "a dozen". */
static size_t read_with_article(const struct tw_text *t, size_t i, size_t end,
                                struct tw_number *out)
{
    double value;

    if (!is_word(t, i, end, "a") && !is_word(t, i, end, "an")) return 0;
    if (i + 1 >= end || tw_number_word(t->lexicon, tw_token_lower(t, i + 1), &value) != 'x')
        return 0;
    return read_words(t, i + 1, end, out);
}

/* "half a million", "half a dozen", "a quarter of a million". */
static size_t read_part_of(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    size_t at;
    double part = 0.5;

    if (is_word(t, i, end, "half")) {
        at = i + 1;
    } else if (is_word(t, i, end, "a") && is_word(t, i + 1, end, "quarter")
               && is_word(t, i + 2, end, "of")) {
        at = i + 3;
        part = 0.25;
    } else {
        return 0;
    }
    at = read_with_article(t, at, end, out);
    out->value *= part;
    return at;
}

/* "dozens", "tens of thousands", "hundreds of thousands". */
static size_t read_vague(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    double value, factor;

    char rule = tw_number_word(t->lexicon, tw_token_lower(t, i), &value);

    if (rule != 'v' && rule != 't') return 0;
    out->kind = TW_NUMBER_VAGUE;
    out->value = value;
    if (i + 2 < end && tw_is_small(t, i + 1, "is-of")
        && tw_number_word(t->lexicon, tw_token_lower(t, i + 2), &factor) == 'v' && factor >= 2000) {
        out->value = value * factor / 2;
        return i + 3;
    }
    return rule == 't' ? 0 : i + 1;
}

/* "several hundred", "a few thousand", "a couple of hundred". */
static size_t read_quantified(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    size_t at = i + (is_word(t, i, end, "a") || is_word(t, i, end, "the"));
    double count, factor;

    if (at >= end || tw_number_word(t->lexicon, tw_token_lower(t, at), &count) != 'q') return 0;
    at++;
    if (at < end && tw_is_small(t, at, "is-of")) at++;
    if (at >= end || tw_number_word(t->lexicon, tw_token_lower(t, at), &factor) != 'x') return 0;
    out->value = count;
    at = read_magnitudes(t, at, end, out);
    out->kind = TW_NUMBER_VAGUE;
    return at;
}

/* True when a number can begin with this word: one lookup for most words of a text. */
static bool can_begin(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_lower(t, i);

    if (t->token[i].shape & TW_SHAPE_HYPHEN) {
        struct tw_slice rest = s, first;

        return tw_slice_part(&rest, '-', &first) && tw_words_has(t->lexicon->numbers, first);
    }
    if (s.n <= 3
        && (tw_slice_eq(s, TW_LIT("a")) || tw_slice_eq(s, TW_LIT("an"))
            || tw_slice_eq(s, TW_LIT("the"))))
        return true;
    return tw_words_has(t->lexicon->numbers, s);
}

size_t tw_number_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    static size_t (*const readers[])(const struct tw_text *, size_t, size_t, struct tw_number *) = {
        tw_ratio_read,   read_part_of,      tw_share_read, read_vague,
        read_quantified, read_with_article, read_words};
    size_t at = 0;

    assert(i < end && end <= t->tokens);
    *out = (struct tw_number){0};
    if (t->token[i].kind == TW_TOK_NUMBER) {
        at = tw_ratio_read(t, i, end, out);
        if (!at) at = read_digit_number(t, i, end, out);
    } else if (t->token[i].shape & TW_SHAPE_DIGIT) {
        at = read_tailed(t, i, out);
    } else if (t->token[i].kind == TW_TOK_WORD && can_begin(t, i)) {
        for (size_t k = 0; !at && k < sizeof readers / sizeof readers[0]; k++) {
            *out = (struct tw_number){0};
            at = readers[k](t, i, end, out);
        }
    }
    out->first = i;
    out->end = at;
    return at ? at - i : 0;
}
