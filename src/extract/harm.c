/* extract/harm.c - killed, injured, arrested ... from the words around a figure.
**
** Before: the word that governs the phrase must stand right before it, but for
** determiners.  Behind: the first verb of harm within REACH tokens, if nothing
** in between starts another clause; "killed" counts only where it is passive.
** Gets wrong: long relative clauses, and passives without a form of "be" that
** an object follows.
*/
#include "extract/harm.h"

#include "gen/words.h"

enum {
    REACH = 12,
    MOST_WORDS = 4
}; /* tokens looked at; the longest entries have five words, "of" last */

struct role {
    bool object, subject, participle, noun, governs;
    const char *unit;
};

static struct role role_of(const struct tw_word *w)
{
    struct role r = {0};
    const char *p = tw_word_string(w);

    for (; *p && *p != ' '; p++) {
        r.object |= *p == 't';
        r.subject |= *p == 's';
        r.participle |= *p == 'p';
        r.noun |= *p == 'n';
        r.governs |= *p == 'o';
    }
    r.unit = p + (*p == ' ');
    return r;
}

/* The entry that ends at token `at` (exclusive), longest first. */
static const struct tw_word *entry_ending(const struct tw_text *t, const struct tw_words *list,
                                          size_t from, size_t at)
{
    for (size_t n = MOST_WORDS + 1; n > 0; n--) {
        const struct tw_word *w;

        if (at >= from + n && tw_tokens_match(t, list, at - n, at, &w) == n) return w;
    }
    return NULL;
}

const char *tw_harm_before(const struct tw_text *t, size_t from, size_t first)
{
    size_t at = first;
    bool is_governed = false;

    for (size_t n = 0; n < 5 && at > from; n++) {
        const struct tw_word *w = entry_ending(t, t->lexicon->harm, from, at);

        if (w) {
            struct role r = role_of(w);

            if (is_governed ? r.governs : r.object) return r.unit;
            return NULL;
        }
        if (tw_is_small(t, at - 1, "is-of") || tw_is_small(t, at - 1, "is-to")) {
            if (is_governed) return NULL;
            is_governed = true;
        } else if (!tw_token_has(t, at - 1, t->lexicon->figurewords, "skipped")) {
            return NULL;
        }
        at--;
    }
    return NULL;
}

static bool is_be(const struct tw_text *t, size_t i)
{
    return tw_token_has(t, i, t->lexicon->figurewords, "passive");
}

/* True when what stands at i looks like the object of the verb before it. */
static bool is_object(const struct tw_text *t, size_t i, size_t end)
{
    if (i >= end) return false;
    if (t->token[i].kind == TW_TOK_NUMBER) return true;
    if (tw_token_is(t, i, "at") || tw_token_is(t, i, "more"))
        return i + 1 < end && (tw_token_is(t, i + 1, "least") || tw_token_is(t, i + 1, "than"));
    return tw_token_has(t, i, t->lexicon->figurewords, "object");
}

/* Words that end the search behind a phrase. */
static bool is_barrier(const struct tw_text *t, size_t i)
{
    if (tw_token_is(t, i, "said") && i + 1 < t->tokens && tw_is_small(t, i + 1, "is-to"))
        return false;
    return t->token[i].kind == TW_TOK_NUMBER
           || tw_token_has(t, i, t->lexicon->figurewords, "barrier");
}

/* The verb in -ed at i is active: no form of "be" before it. */
static bool is_active(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_lower(t, i);

    return s.n > 4 && tw_slice_ends(s, TW_LIT("ed")) && !is_be(t, i - 1)
           && !tw_token_has(t, i, t->lexicon->figurewords, "reduced");
}

/* A comma that only parts off an insertion: the token behind the second one,
** 0 when there is none soon. */
static size_t behind_insertion(const struct tw_text *t, size_t comma, size_t end)
{
    for (size_t i = comma + 1; i < end && i < comma + REACH; i++) {
        if (tw_token_is(t, i, ";")) return 0;
        if (tw_token_is(t, i, ",")) return i + 1 < end && is_be(t, i + 1) ? i + 1 : 0;
    }
    return 0;
}

/* "suffered serious injuries", "with cuts and burns", "had head wounds". */
static bool is_hurt(const struct tw_text *t, size_t i, size_t end)
{
    if (!tw_token_has(t, i, t->lexicon->figurewords, "suffers")) return false;
    for (size_t k = i + 1; k < end && k < i + 6; k++) {
        if (tw_token_has(t, k, t->lexicon->figurewords, "hurt")) return true;
        if (t->token[k].kind == TW_TOK_PUNCT && !tw_token_is(t, k, "-")) return false;
    }
    return false;
}

const char *tw_harm_behind(const struct tw_text *t, size_t at, size_t end)
{
    size_t last = end - at < REACH ? end : at + REACH;

    for (size_t i = at; i < last; i++) {
        const struct tw_word *w;
        size_t n = tw_tokens_match(t, t->lexicon->harm, i, end, &w);

        if (n) {
            struct role r = role_of(w);

            if (r.participle && (is_be(t, i - 1) || !is_object(t, i + n, end))) return r.unit;
            if (r.subject) return r.unit;
            if (r.object) return NULL;
            if (i == at && r.noun) return NULL;
            i += n - 1;
            continue;
        }
        if (is_hurt(t, i, end)) return "injured";
        if (tw_token_is(t, i, ",")) {
            size_t next = behind_insertion(t, i, end);

            if (!next) return NULL;
            i = next - 1;
            last = end - i < REACH ? end : i + REACH;
            continue;
        }
        if (is_barrier(t, i) || (i > at && is_active(t, i))) return NULL;
    }
    return NULL;
}

const char *tw_harm_toll(const struct tw_text *t, size_t from, size_t first)
{
    size_t stop = first > from + 40 ? first - 40 : from;

    if (first == from) return NULL;
    if (!tw_token_has(t, first - 1, t->lexicon->figurewords, "toll-at")
        && !(first > from + 1 && tw_token_has(t, first - 2, t->lexicon->figurewords, "toll-at")))
        return NULL;
    for (size_t at = first; at > stop; at--) {
        const struct tw_word *w = entry_ending(t, t->lexicon->tolls, from, at);

        if (w) return tw_word_string(w);
        if (tw_token_is(t, at - 1, ";")) return NULL;
    }
    return NULL;
}

const char *tw_harm_counted(const struct tw_text *t, size_t i)
{
    const struct tw_word *w = tw_token_find(t, i, t->lexicon->harm);

    return w && role_of(w).noun ? role_of(w).unit : NULL;
}

const char *tw_harm_adjective(const struct tw_text *t, size_t i)
{
    const struct tw_word *w = tw_token_find(t, i, t->lexicon->harm);

    return w && (role_of(w).participle || role_of(w).subject) ? role_of(w).unit : NULL;
}
