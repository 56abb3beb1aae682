/* compare/stance.c - phrases from data/en/stances, refusals before doubts before denials.
**
** Words inside quotation marks count like others: "not a shred of proof" denies
** wherever it stands.  "Did not want to be named" is no refusal.  Gets wrong: irony, and denials of
** a denial.
*/
#include "compare/stance.h"

#include "gen/words.h"

enum { ASIDE = 6, NOBODY = 14 };    /* tokens before an aside is one; from "nobody" to the verb */
enum { CLAUSE = 16 };               /* tokens of an aside between commas */

static enum tw_polarity parse(struct tw_slice s)
{
    if (tw_slice_eq(s, TW_LIT("decline"))) return TW_DECLINE;
    if (tw_slice_eq(s, TW_LIT("doubt"))) return TW_DOUBT;
    if (tw_slice_eq(s, TW_LIT("affirm"))) return TW_AFFIRM;
    return TW_DENY;
}

/* Where a relative clause or an aside begins behind a comma: what it says is
** another matter ("..., a charge which the ministry has rejected"). */
static bool opens_aside(const struct tw_view *v, size_t i, size_t end)
{
    static const char *const openers[] = {"which", "who", "whose", "whom", "something", "although",
                                          "but", "while", "though"};

    if (!tw_slice_eq(tw_token_lower(&v->text, i), TW_LIT(","))) return false;
    for (size_t k = i + 1; k < end && k < i + 4; k++)
        for (size_t n = 0; n < sizeof openers / sizeof *openers; n++)
            if (tw_slice_eq(tw_token_lower(&v->text, k), tw_slice_of(openers[n]))) return true;
    return false;
}

/* "A colleague, who wants no name, doubts it": where the verb stands behind the
** aside that opens at comma i; `end` when none does. */
static size_t verb_behind(const struct tw_view *v, size_t i, size_t end)
{
    size_t last = i + CLAUSE < end ? i + CLAUSE : end;

    for (size_t k = i + 3; k + 1 < last; k++)
        if (tw_token_is(&v->text, k, ",")) return tw_tokens_match(&v->text, &tw_words_en_stances, k
                                                                  + 1, end, NULL) > 0 ? k + 1 : end;
    return end;
}

/* The strongest of the phrases in [first, end); asides behind the first words
** are left out. */
static enum tw_polarity phrases(const struct tw_view *v, size_t first, size_t end)
{
    enum tw_polarity best = TW_AFFIRM;

    for (size_t i = first; i < end; i++) {
        const struct tw_word *w;
        enum tw_polarity p;
        size_t n;

        if (i > first + ASIDE && opens_aside(v, i, end) && (i = verb_behind(v, i, end)) == end)
            break;
        n = tw_tokens_match(&v->text, &tw_words_en_stances, i, end, &w);
        if (n == 0) continue;
        p = parse(tw_word_value(w));
        i += n - 1;
        if (p > best) best = p;
    }
    return best;
}

/* "Nobody at the ministry wanted to talk": the verb; `end` when there is none. */
static size_t nobody_speaks(const struct tw_view *v, size_t first, size_t end)
{
    static const char *const verbs[] = {"talk", "speak", "comment", "say", "answer", "discuss",
                                        "explain"};

    if (first + 2 >= end || !tw_token_is(&v->text, first, "nobody")) return end;
    if (!tw_token_is(&v->text, first + 1, "at") && !tw_token_is(&v->text, first + 1, "from")
        && !tw_token_is(&v->text, first + 1, "in"))
        return end;
    for (size_t i = first + 2; i < end && i < first + NOBODY; i++)
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (tw_token_is(&v->text, i, verbs[k])) return i;
    return end;
}

size_t tw_stance_phrase(const struct tw_view *v, size_t first, size_t end)
{
    const struct tw_word *w;
    size_t n, nobody = nobody_speaks(v, first, end);

    if (nobody < end) return nobody;
    for (size_t i = first; i < end; i++) {
        if (i > first + ASIDE && opens_aside(v, i, end) && (i = verb_behind(v, i, end)) == end)
            return end;
        n = tw_tokens_match(&v->text, &tw_words_en_stances, i, end, &w);
        if (n > 0 && parse(tw_word_value(w)) != TW_AFFIRM) return i;
        if (n > 0) i += n - 1;
    }
    return end;
}

/* "... had been handed over and had not been passed on": a second predicate. */
static bool a_predicate_follows(const struct tw_view *v, size_t i, size_t end)
{
    static const char *const verbs[] = {"had", "has", "have", "was", "were", "is", "are", "did",
                                        "does", "do", "could", "would", "will", "can"};

    if (i + 1 >= end || !(tw_token_is(&v->text, i, "and") || tw_token_is(&v->text, i, "but")))
        return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        if (tw_token_is(&v->text, i + 1, verbs[k])) return true;
    return false;
}

/* A comma behind which another clause begins: "and", "but", a subject and so on;
** not the one of an inserted "he said". */
static bool a_clause_ends(const struct tw_view *v, size_t i, size_t end)
{
    return i + 1 < end
                           && (opens_aside(v, i, end) || tw_slice_eq(tw_token_lower(&v->text, i + 1), TW_LIT("and"))
                           || tw_slice_eq(tw_token_lower(&v->text, i + 1), TW_LIT("because")));
}

/* “No decision has been taken”: a quotation denies when it begins so. */
static bool begins_with_none(const struct tw_view *v, size_t first, size_t end)
{
    static const char *const none[] = {"no", "none", "nobody", "nothing", "never"};

    while (first < end && v->text.token[first].kind == TW_TOK_OPEN) first++;
    for (size_t i = 0; first + 1 < end && i < sizeof none / sizeof *none; i++)
        if (tw_slice_eq(tw_token_lower(&v->text, first), tw_slice_of(none[i]))
            && v->text.token[first + 1].kind == TW_TOK_WORD)
            return true;
    return false;
}

/* "had not yet approved it", "no report had reached him": a negation in the
** first clause of what is said. */
static bool is_negative(const struct tw_view *v, const struct tw_utterance *u)
{
    const struct tw_attribution *a;
    const struct tw_word *w;
    struct tw_span content = u->span;
    size_t first, end, n;

    if (u->attribution >= 0) {
        a = &v->statements->attributions.v[u->attribution];
        if (a->content.n > 0) content =
            tw_span_from_to(a->content.v[0].off, tw_span_end(a->content.v[a->content.n - 1]));
    }
    tw_tokens_in(&v->text, content, &first, &end);
    if (first > 0 && first < end && v->seen[first - 1].flags & TW_SEEN_NEGATOR
        && v->text.token[first - 1].sentence == v->text.token[first].sentence)
        /* "said not (one gun had been fired)" */
        return true;
    if (u->quoted) return begins_with_none(v, first, end);
    /* "has not moved: the driver, it says, ..." */
    for (size_t i = first; i + 1 < end; i++) if (tw_token_is(&v->text, i, ":")) first = i + 1;
    for (size_t i = first; i < end; i++) {
        if (i > first + 1 && tw_slice_eq(tw_token_lower(&v->text, i), TW_LIT(","))
            && a_clause_ends(v, i, end))
            return false;
        if (a_predicate_follows(v, i, end)) return false;
        if ((n = tw_tokens_match(&v->text, &tw_words_en_stances, i, end, &w)) > 0
            && parse(tw_word_value(w)) == TW_AFFIRM) {
            i += n - 1;     /* "no doubt" */
            continue;
        }
        if (v->seen[i].flags & TW_SEEN_NEGATOR) return true;
    }
    return false;
}

/* "do not believe in": who does not believe doubts, and declines nothing. */
static bool is_disbelief(const struct tw_view *v, const struct tw_utterance *u)
{
    static const char *const verbs[] = {"believe", "think", "convinced", "sure", "certain",
                                        "trust"};
    size_t first, end;

    if (u->attribution < 0) return false;
    tw_tokens_in(&v->text, v->statements->attributions.v[u->attribution].cue, &first, &end);
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (tw_token_is(&v->text, i, verbs[k])) return true;
    return false;
}

bool tw_is_anonymity(const struct tw_view *v, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (tw_tokens_match(&v->text, &tw_words_en_anonymity, i, end, NULL)) return true;
    return false;
}

enum tw_polarity tw_stance_of(const struct tw_view *v, const struct tw_utterance *u)
{
    enum tw_polarity p, cue = u->polarity;
    size_t first, end;

    tw_tokens_in(&v->text, u->span, &first, &end);
    p = phrases(v, first, end);
    if (nobody_speaks(v, first, end) < end) return TW_DECLINE;
    if (cue == TW_DECLINE && tw_is_anonymity(v, first, end)) cue = TW_AFFIRM;
    if (cue == TW_DECLINE && is_disbelief(v, u)) return TW_DOUBT;
    if (cue == TW_DECLINE && p != TW_AFFIRM) return p;
    if (p == TW_DECLINE) return p;      /* "would neither confirm nor deny" */
    if (cue != TW_AFFIRM) return cue;
    if (p != TW_AFFIRM) return p;
    return is_negative(v, u) ? TW_DENY : TW_AFFIRM;
}
