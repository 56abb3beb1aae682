/* extract/tense.c - whether a bare day or month lies ahead or behind.
**
** Looks left from the time to the nearest marker, at most REACH words and not
** across a semicolon; a passive ("will be held") is followed to its auxiliary.
** Without one, looks right: "On Monday the court will ...".
** Gets wrong: the present tense of verbs not listed, and "would" in a report
** of the past.
*/
#include "extract/tense.h"

#include "gen/words.h"

enum { REACH = 14 };

/* 'f', 'p' or 0 for the word at i. */
static char mark_of(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_lower(t, i);
    const struct tw_word *w = tw_words_find(t->lexicon->tense, s);

    if (t->token[i].kind != TW_TOK_WORD) return 0;
    if (w) return tw_word_string(w)[0];
    return s.n > 4 && tw_slice_ends(s, TW_LIT("ed")) ? 'p' : 0;
}

/* Before a participle: "will be held", "is held" say nothing of the past. */
static bool is_present(const struct tw_text *t, size_t i)
{
    return tw_token_is(t, i, "be") || tw_token_is(t, i, "is") || tw_token_is(t, i, "are")
           || tw_token_is(t, i, "being");
}

static char look_left(const struct tw_text *t, const struct tw_sentence *s, size_t first)
{
    size_t stop = first > s->first + REACH ? first - REACH : s->first;

    for (size_t i = first; i > stop; i--) {
        char mark;

        if (tw_token_is(t, i - 1, ";") || tw_token_is(t, i - 1, ":")) return 0;
        mark = mark_of(t, i - 1);
        if (mark == 'p' && i - 1 > stop && is_present(t, i - 2)) {
            i--;
            continue;
        }
        if (mark) return mark;
        if (tw_token_is(t, i - 1, "be") && i - 2 > stop && tw_token_is(t, i - 2, "to")
            && mark_of(t, i - 3) != 'p')
            return 'f';
        if (first - i < 2 && (tw_token_is(t, i - 1, "is") || tw_token_is(t, i - 1, "are")))
            return 'f';
    }
    return 0;
}

static char look_right(const struct tw_text *t, const struct tw_sentence *s, size_t end)
{
    size_t stop = s->end > end + REACH ? end + REACH : s->end;

    for (size_t i = end; i < stop; i++) {
        char mark = mark_of(t, i);

        if (tw_token_is(t, i, ";")) return 0;
        if (mark) return mark;
    }
    return 0;
}

bool tw_tense_is_future(const struct tw_text *t, const struct tw_sentence *s, size_t first,
                        size_t end)
{
    char mark;

    if (first > s->first && tw_token_has(t, first - 1, t->lexicon->whenwords, "before-ahead"))
        return true;
    mark = look_left(t, s, first);
    if (!mark) mark = look_right(t, s, end);
    return mark == 'f';
}
