/* extract/share.c - shares of a whole, in percent.
**
** Gets wrong: "a third" of a row of things that no word behind tells from one.
*/
#include "extract/share.h"

#include "extract/digits.h"
#include "gen/words.h"

#include <math.h>

static bool is_word(const struct tw_text *t, size_t i, size_t end, const char *word)
{
    return i < end && tw_token_is(t, i, word);
}

static double in_percent(double part, double whole)
{
    return round(part / whole * 1000) / 10;
}

/* True where a share may end: before "of", "the", a mark, the end and the like;
** "a third man" is no share. */
static bool ends_share(const struct tw_text *t, size_t i, size_t end)
{
    if (i >= end || t->token[i].kind == TW_TOK_PUNCT || t->token[i].kind == TW_TOK_CLOSE)
        return true;
    return tw_token_has(t, i, t->lexicon->figurewords, "share-end");
}

/* "two-thirds" in one token. */
static size_t read_hyphened_share(const struct tw_text *t, size_t i, struct tw_number *out)
{
    struct tw_slice rest = tw_token_lower(t, i), first, second;
    double part, whole;

    if (!(t->token[i].shape & TW_SHAPE_HYPHEN)) return 0;
    if (!tw_slice_part(&rest, '-', &first) || !tw_slice_part(&rest, '-', &second) || rest.n)
        return 0;
    if (tw_number_word(t->lexicon, first, &part) != 'n'
        || tw_number_word(t->lexicon, second, &whole) != 'd' || part >= whole)
        return 0;
    out->value = in_percent(part, whole);
    return i + 1;
}

/* "nearly half", "more than half", "by half". */
static bool is_half_marked(const struct tw_text *t, size_t i)
{
    return is_word(t, i, i + 1, "by") || (tw_token_find(t, i, t->lexicon->comparators) != NULL)
           || is_word(t, i, i + 1, "than");
}

size_t tw_share_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    double part = 1, whole;
    size_t at = read_hyphened_share(t, i, out);

    out->kind = TW_NUMBER_SHARE;
    if (at) return at;
    if (is_word(t, i, end, "half")) {
        out->value = 50;
        if (is_word(t, i + 1, end, "a") || is_word(t, i + 1, end, "an")) return 0;
        return is_word(t, i + 1, end, "of") || (i > 0 && is_half_marked(t, i - 1)) ? i + 1 : 0;
    }
    if (!is_word(t, i, end, "a") && tw_number_word(t->lexicon, tw_token_lower(t, i), &part) != 'n')
        return 0;
    if (i + 1 >= end || tw_number_word(t->lexicon, tw_token_lower(t, i + 1), &whole) != 'd')
        return 0;
    if (whole == 2 || part >= whole || !ends_share(t, i + 2, end)) return 0;
    out->value = in_percent(part, whole);
    return i + 2;
}

/* The plain number of one token, up to 1,000; 0 when it is none. */
static double small_number(const struct tw_text *t, size_t i, size_t end)
{
    double value = 0;

    if (i >= end) return 0;
    if (t->token[i].kind == TW_TOK_NUMBER) {
        struct tw_digits d = tw_digits_read(tw_token_lower(t, i));

        return d.n == t->token[i].len && !d.is_decimal && d.value <= 1000 ? d.value : 0;
    }
    return tw_number_word(t->lexicon, tw_token_lower(t, i), &value) == 'n' ? value : 0;
}

size_t tw_ratio_read(const struct tw_text *t, size_t i, size_t end, struct tw_number *out)
{
    double part = small_number(t, i, end), whole;
    size_t at = i + 1;

    if (part < 1) return 0;
    if (is_word(t, at, end, "out") && is_word(t, at + 1, end, "of")) at += 2;
    else if (is_word(t, at, end, "in")) at += 1;
    else return 0;
    whole = small_number(t, at, end);
    if (whole <= part || (whole > 12 && fmod(whole, 10) != 0)) return 0;
    out->value = in_percent(part, whole);
    out->kind = TW_NUMBER_SHARE;
    return at + 1;
}
