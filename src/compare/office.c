/* compare/office.c - a few tokens to either side of a name, while they are one noun phrase.
**
** Gets wrong: "Imhof, a friend of the minister," where the office is another's;
** so a phrase counts only up to its first "of".
*/
#include "compare/office.h"

#include "gen/words.h"

enum { REACH = 8, CLOSE = 4 };      /* tokens of a phrase beside a comma, in front of the name */

static bool is_role(const struct tw_view *v, size_t i)
{
    return tw_words_has(&tw_words_en_roles, tw_token_lower(&v->text, i));
}

static bool is_plain_word(const struct tw_view *v, size_t i)
{
    return v->text.token[i].kind == TW_TOK_WORD
           && !tw_words_has(&tw_words_en_function, tw_token_lower(&v->text, i));
}

/* The last role of [first, end) before an "of" makes the phrase one. */
static struct tw_office phrase_in(const struct tw_view *v, size_t first, size_t end)
{
    struct tw_office none = {first, first};

    for (size_t i = first; i < end; i++) {
        if (tw_token_is(&v->text, i, "of") || tw_token_is(&v->text, i, "for")
            || tw_token_is(&v->text, i, "who"))
            return none;
        if (is_role(v, i) && (i + 1 == end || !is_plain_word(v, i + 1) || !is_role(v, i + 1)))
            return (struct tw_office){first, i + 1};
    }
    return none;
}

struct tw_office tw_office_before(const struct tw_view *v, size_t first)
{
    size_t from = v->text.sentence[v->text.token[first].sentence].first, i = first;

    if (first == from) return (struct tw_office){first, first};
    if (tw_token_is(&v->text, first - 1, ",")) {       /* "the commissioner, Rosa Imhof" */
        for (i = first - 1; i > from && first - i < REACH && is_plain_word(v, i - 1); i--) {}
        return phrase_in(v, i, first - 1);
    }
    if (!is_role(v, first - 1)) return (struct tw_office){first, first};
    while (i > from && first - i < CLOSE && is_plain_word(v, i - 1)) i--;
    return (struct tw_office){i, first};
}

struct tw_office tw_office_behind(const struct tw_view *v, size_t end)
{
    size_t to, from = end + 1, i;

    if (end >= v->text.tokens || !tw_token_is(&v->text, end, ","))
        return (struct tw_office){end, end};
    to = v->text.sentence[v->text.token[end].sentence].end;
    if (from < to && (tw_token_is(&v->text, from, "the") || tw_token_is(&v->text, from, "a")
                      || tw_token_is(&v->text, from, "an")))
        from++;
    for (i = from; i < to && i < from + REACH && is_plain_word(v, i); i++) {}
    return phrase_in(v, from, i);
}
