/* extract/agent.c - who is said to have done it.
**
** No parser: an active verb has its subject before it, behind auxiliaries and
** adverbs; a passive one has its agent behind "by"; a few phrases name the
** agent before or behind them.  A noun phrase goes back to the nearest verb,
** mark or word that cannot stand in one.
** Gets wrong: subjects far from their verb, and reduced passives ("shot in the
** square") that look active.
*/
#include "extract/agent.h"

#include "extract/finders.h"
#include "extract/noun.h"
#include "gen/words.h"

enum { LONGEST_PHRASE = 9, REACH = 6 }; /* tokens */

size_t tw_deed_at(const struct tw_text *t, size_t i, size_t end, bool *is_verb,
                  struct tw_slice *class)
{
    const struct tw_word *w;
    size_t n = tw_tokens_match(t, t->lexicon->deeds, i, end, &w);
    struct tw_slice value, roles;

    if (!n) return 0;
    value = tw_word_value(w);
    tw_slice_part(&value, ' ', &roles);
    *is_verb = tw_slice_eq(roles, TW_LIT("v")); /* "vn" is a noun more often than not */
    *class = value;
    return n;
}

/* Words a noun phrase cannot reach over to the left. */
static bool bounds_phrase(const struct tw_text *t, size_t i)
{
    enum tw_token_kind kind = (enum tw_token_kind)t->token[i].kind;

    if (kind == TW_TOK_PUNCT) return true;
    if (kind != TW_TOK_WORD) return false;
    if (tw_token_has(t, i, t->lexicon->claimwords, "in-phrase")) return false;
    return tw_noun_ends_phrase(t->lexicon, tw_token_lower(t, i))
           && !(t->token[i].shape & TW_SHAPE_CAPS);
}

static bool is_pronoun(const struct tw_text *t, size_t i)
{
    return tw_token_has(t, i, t->lexicon->claimwords, "pronoun");
}

/* The phrase that ends before token `end`: where it begins; `end` when none. */
static size_t phrase_start(const struct tw_text *t, size_t from, size_t end)
{
    size_t i = end;

    if (i > from && is_pronoun(t, i - 1)) return i - 1;
    while (i > from && end - i < LONGEST_PHRASE && !bounds_phrase(t, i - 1)) i--;
    while (i < end
           && (tw_token_is(t, i, "of") || tw_token_is(t, i, "and") || tw_token_is(t, i, "from")
               || tw_token_is(t, i, "with") || tw_token_is(t, i, "as")
               || t->token[i].kind != TW_TOK_WORD))
        i++;
    return i < end && i > from && tw_token_is(t, i, "one") && tw_token_is(t, i - 1, "no") ? i - 1
                                                                                          : i;
}

size_t tw_agent_phrase_end(const struct tw_text *t, size_t first, size_t end)
{
    size_t i = first;

    while (i < end && i - first < LONGEST_PHRASE) {
        enum tw_token_kind kind = (enum tw_token_kind)t->token[i].kind;

        if (kind == TW_TOK_PUNCT || (kind == TW_TOK_CLOSE && i > first)) break;
        if (i > first && kind == TW_TOK_WORD
            && tw_token_has(t, i, t->lexicon->claimwords, "behind-phrase"))
            break;
        i++;
    }
    return i;
}

/* A capital that acts is its country's government. */
static struct tw_slice stands_for(const struct tw_lexicon *lexicon, struct tw_slice name)
{
    const struct tw_word *w = tw_words_find_nocase(lexicon->capitals, name);

    return w ? tw_word_value(w) : name;
}

struct tw_slice tw_agent_name(const struct tw_text *t, const struct tw_statements *s, size_t first,
                              size_t end)
{
    int actor;

    while (first < end && t->token[first].kind != TW_TOK_WORD
           && t->token[first].kind != TW_TOK_NUMBER)
        first++;
    while (end > first && t->token[end - 1].kind != TW_TOK_WORD) end--;
    if (first >= end) return (struct tw_slice){"", 0};
    if (end - first == 1 && is_pronoun(t, first)) return (struct tw_slice){"", 0};
    actor = tw_actor_at(s, tw_tokens_span(t, first, end - 1));
    if (actor >= 0) return stands_for(t->lexicon, s->actors.v[actor].name);
    if (tw_token_is(t, first, "its") || tw_token_is(t, first, "our")
        || (end - first > 2 && tw_token_is(t, first, "one") && tw_token_is(t, first + 2, "its")))
        return (struct tw_slice){"", 0};
    while (first + 1 < end && tw_token_has(t, first, t->lexicon->claimwords, "article")) first++;
    return tw_span_text(t->text, tw_tokens_span(t, first, end - 1));
}

/* True for more than articles and numbers: "two burned helicopters" has no subject. */
static bool has_noun(const struct tw_text *t, size_t first, size_t end)
{
    for (; first < end; first++)
        if (t->token[first].kind == TW_TOK_WORD
            && !tw_token_has(t, first, t->lexicon->claimwords, "empty"))
            return true;
    return false;
}

/* The subject that ends before token `verb`, behind auxiliaries and adverbs;
** *is_passive tells that a form of "be" stands there. */
static bool subject_before(const struct tw_text *t, size_t from, size_t verb, size_t *first,
                           size_t *end, bool *is_passive)
{
    size_t i = verb;

    *is_passive = false;
    while (i > from) {
        struct tw_slice s = tw_token_lower(t, i - 1);

        if (tw_token_has(t, i - 1, t->lexicon->claimwords, "be")) *is_passive = true;
        else if (!tw_token_has(t, i - 1, t->lexicon->claimwords, "auxiliary")
                 && t->token[i - 1].kind != TW_TOK_CLOSE && t->token[i - 1].kind != TW_TOK_OPEN
                 && !(s.n > 4 && tw_slice_ends(s, TW_LIT("ly"))))
            break;
        i--;
    }
    *end = i;
    *first = phrase_start(t, from, i);
    if (*first > from + 2 && tw_token_is(t, *first - 1, "than")
        && tw_token_is(t, *first - 2, "rather")) { /* "X rather than Y" */
        *end = *first - 2;
        *first = phrase_start(t, from, *end);
    }
    return *first < *end && has_noun(t, *first, *end);
}

/* The agent behind "by" within reach of a passive verb. */
static bool agent_by(const struct tw_text *t, size_t at, size_t limit, size_t *first, size_t *end)
{
    size_t last = limit - at < REACH ? limit : at + REACH;

    for (size_t i = at; i + 1 < last; i++) {
        if (t->token[i].kind == TW_TOK_PUNCT) return false;
        if (!tw_token_is(t, i, "by")) continue;
        if (t->token[i + 1].kind == TW_TOK_NUMBER) return false;
        *first = i + 1;
        *end = tw_agent_phrase_end(t, i + 1, limit);
        return *end > *first;
    }
    return false;
}

/* "the work of X", "Suspicion fell on X", "linked to X", "at the hands of X". */
static bool agent_behind_phrase(const struct tw_text *t, size_t i, size_t limit, size_t *first,
                                size_t *end)
{
    static const struct {
        const char *word, *preposition;
    } phrases[] = {{"work", "of"},
                   {"linked", "to"},
                   {"linkage", "to"},
                   {"link", "to"},
                   {"links", "to"},
                   {"tied", "to"},
                   {"ties", "to"},
                   {"hands", "of"},
                   {"handiwork", "of"},
                   {"launched", "from"},
                   {"fired", "from"},
                   {"connected", "to"},
                   {"handwriting", "of"},
                   {"allegations", "against"},
                   {"accusations", "against"}};

    for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++) {
        if (!tw_token_is(t, i, phrases[k].word) || i + 2 >= limit
            || !tw_token_is(t, i + 1, phrases[k].preposition))
            continue;
        *first = i + 2;
        *end = tw_agent_phrase_end(t, i + 2, limit);
        return *end > *first;
    }
    return false;
}

/* "X was behind it", "X is responsible", "X to blame". */
static bool is_ascribed(const struct tw_text *t, size_t i, size_t limit)
{
    if (tw_token_is(t, i, "involved") && i > 0)
        return tw_token_has(t, i - 1, t->lexicon->claimwords, "be");
    if (tw_token_is(t, i, "responsible") || tw_token_is(t, i, "guilty"))
        return i + 1 == limit || !tw_token_is(t, i + 1, "adults");
    if (tw_token_is(t, i, "to") && i + 1 < limit && tw_token_is(t, i + 1, "blame")) return true;
    if (!tw_token_is(t, i, "behind") || i + 1 >= limit) return false;
    if (tw_token_has(t, i + 1, t->lexicon->claimwords, "behind-what"))
        return !(i + 2 < limit
                 && (tw_token_is(t, i + 2, "wheel") || tw_token_is(t, i + 2, "bars")));
    for (size_t k = i + 1; k < limit && k < i + 5; k++) {
        bool is_verb;
        struct tw_slice class;

        if (tw_deed_at(t, k, limit, &is_verb, &class)) return true;
    }
    return false;
}

/* What stands before the deed in the stretch: "no evidence", "never". */
static void read_negation(const struct tw_text *t, size_t first, size_t at, struct tw_agent *out)
{
    bool is_no = false;

    for (size_t i = first; i < at; i++) {
        if (tw_token_is(t, i, "no") || tw_token_is(t, i, "nothing") || tw_token_is(t, i, "never")
            || tw_token_is(t, i, "neither") || tw_token_is(t, i, "none")
            || tw_token_is(t, i, "without") || tw_token_is(t, i, "not"))
            is_no = true;
        if (is_no && tw_token_has(t, i, t->lexicon->claimwords, "evidence")) out->is_denied = true;
        if (is_no && tw_token_has(t, i, t->lexicon->claimwords, "proof")) out->is_doubted = true;
        if (tw_token_is(t, i, "never") || (tw_token_is(t, i, "not") && i + 2 >= at))
            out->is_denied = true;
    }
}

static bool is_first_person(const struct tw_text *t, size_t i)
{
    return tw_token_is(t, i, "we") || tw_token_is(t, i, "i") || tw_token_is(t, i, "our");
}

static bool take(const struct tw_text *t, const struct tw_statements *s, size_t from, size_t at,
                 size_t first, size_t end, struct tw_slice class, struct tw_agent *out)
{
    out->who = tw_agent_name(t, s, first, end);
    out->is_self = out->who.n == 0
                   && (!(t->token[first].shape & TW_SHAPE_QUOTED) || is_first_person(t, first));
    if (tw_token_has(t, first, t->lexicon->claimwords, "nobody")) {
        out->who = (struct tw_slice){"", 0};
        out->is_denied = out->is_nobody = true;
    }
    out->is_named = tw_actor_at(s, tw_tokens_span(t, first, end - 1)) >= 0;
    out->deed = class;
    read_negation(t, from, at, out);
    return true;
}

static bool has_negation(const struct tw_text *t, size_t first, size_t end)
{
    for (; first < end; first++)
        if (tw_token_has(t, first, t->lexicon->claimwords, "negation")) return true;
    return false;
}

bool tw_agent_find(const struct tw_text *t, const struct tw_statements *s, size_t first, size_t end,
                   struct tw_agent *out)
{
    *out = (struct tw_agent){0};
    for (size_t i = first; i < end; i++) {
        struct tw_slice class;
        bool is_verb, is_passive;
        size_t a, b, n = tw_deed_at(t, i, end, &is_verb, &class);

        if (agent_behind_phrase(t, i, end, &a, &b)) {
            out->is_ascribed = true;
            take(t, s, first, i + 1, a, b, TW_LIT("attack"), out);
            out->is_doubted |= !out->is_denied && has_negation(t, first, i);
            return true;
        }
        if (n && is_verb) {
            if (agent_by(t, i + n, end, &a, &b)) {
                out->is_ascribed = true;
                return take(t, s, first, i, a, b, class, out);
            }
            if (subject_before(t, first, i, &a, &b, &is_passive) && !is_passive)
                return take(t, s, first, i, a, b, class, out);
            i += n - 1;
        } else if (is_ascribed(t, i, end) && subject_before(t, first, i, &a, &b, &is_passive)) {
            out->is_ascribed = true;
            return take(t, s, first, i, a, b, TW_LIT("attack"), out);
        }
    }
    return false;
}

bool tw_agent_subject(const struct tw_text *t, size_t from, size_t verb, size_t *first, size_t *end)
{
    bool is_passive;

    return subject_before(t, from, verb, first, end, &is_passive);
}

struct tw_slice tw_deed_in(const struct tw_text *t, size_t first, size_t end)
{
    for (; first < end; first++) {
        bool is_verb;
        struct tw_slice class;

        if (tw_deed_at(t, first, end, &is_verb, &class)) return class;
    }
    return (struct tw_slice){"", 0};
}
