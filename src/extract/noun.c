/* extract/noun.c - the noun phrase behind a number.
**
** Adjectives in -ed and -ing belong to the phrase only while no plural has
** been seen ("two burned helicopters", but "two persons travelling").
** Gets wrong: nouns in -s that are no plural, verbs missing from the list, and
** heads behind a plural ("sports car" in the singular).
** Cost: two or three lookups a word, at most LONGEST words.
*/
#include "extract/noun.h"

#include "base/buf.h"
#include "gen/words.h"

enum { LONGEST = 7 }; /* words of a phrase; longer ones are rare and mostly misread */

bool tw_noun_ends_phrase(const struct tw_lexicon *l, struct tw_slice lower)
{
    return tw_words_has(l->nounstops, lower);
}

bool tw_noun_is_plural(const struct tw_lexicon *l, struct tw_slice s)
{
    const struct tw_word *w = tw_words_find(l->plurals, s);

    if (w) return tw_slice_eq(tw_word_value(w), s);
    if (s.n < 4 || s.p[s.n - 1] != 's') return false;
    if (s.p[s.n - 2] == 'i' && tw_words_has(l->demonyms, s)) return true; /* "Israelis" */
    return !tw_slice_ends(s, TW_LIT("ss")) && !tw_slice_ends(s, TW_LIT("us"))
           && !tw_slice_ends(s, TW_LIT("is")) && !tw_slice_ends(s, TW_LIT("'s"));
}

/* 'p', 't' or 'd' for a noun of people; 0 else.  Endings that are nearly
** always people stand in for the rest of the list. */
static char people_kind(const struct tw_lexicon *l, struct tw_slice s)
{
    const struct tw_word *w = tw_words_find(l->people, s);

    if (w) return tw_word_string(w)[0];
    for (uint32_t i = 0; i < l->people_endings->n; i++) {
        const struct tw_word *ending = &l->people_endings->v[i];

        if (s.n > 5 && tw_slice_ends(s, tw_word_key(ending))) return 'p';
    }
    if (tw_words_has(l->demonyms, s)) return 'p';
    return 0;
}

static bool is_day_or_month(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_lower(t, i);

    return (t->token[i].shape & TW_SHAPE_CAP)
           && (tw_words_has(t->lexicon->weekdays, s) || tw_words_has(t->lexicon->months, s));
}

/* True when the word at i can stand inside the phrase. */
static bool goes_on(const struct tw_text *t, size_t i, size_t end)
{
    return i < end && t->token[i].kind == TW_TOK_WORD && !(t->token[i].shape & TW_SHAPE_POSSESSIVE)
           && !tw_noun_ends_phrase(t->lexicon, tw_token_lower(t, i)) && !is_day_or_month(t, i);
}

/* True for a word that qualifies the noun behind it: "burned helicopters",
** "missing girls", "newly built homes". */
static bool qualifies(const struct tw_text *t, size_t i, size_t end)
{
    if (!tw_token_has(t, i, t->lexicon->figurewords, "qualifier") || !goes_on(t, i + 1, end))
        return false;
    return tw_noun_is_plural(t->lexicon, tw_token_lower(t, i + 1))
           || (goes_on(t, i + 2, end) && tw_noun_is_plural(t->lexicon, tw_token_lower(t, i + 2)));
}

/* True for a form in -ed, -ing or -ly that no noun follows. */
static bool is_verbal(const struct tw_text *t, size_t i, size_t end)
{
    struct tw_slice s = tw_token_lower(t, i);

    if (s.n < 5 || tw_noun_is_plural(t->lexicon, s)) return false;
    if (!tw_slice_ends(s, TW_LIT("ed")) && !tw_slice_ends(s, TW_LIT("ing"))
        && !tw_slice_ends(s, TW_LIT("ly")))
        return false;
    if (tw_words_has(t->lexicon->people, s)) return false;
    return !goes_on(t, i + 1, end);
}

/* Nouns of people of several words around the head: "asylum seekers",
** "members of the military". */
static char longer_people(const struct tw_text *t, size_t first, size_t head_end, size_t end,
                          char kind)
{
    const struct tw_word *w;

    if (head_end - first >= 2
        && tw_tokens_match(t, t->lexicon->people, head_end - 2, head_end, &w) == 2)
        return tw_word_string(w)[0];
    return tw_tokens_match(t, t->lexicon->people, head_end - 1, end, &w) > 1 ? tw_word_string(w)[0]
                                                                             : kind;
}

bool tw_counted_read(const struct tw_text *t, size_t i, size_t end, struct tw_counted *out)
{
    size_t at = i, head = 0, last = end - i < LONGEST ? end : i + LONGEST;

    *out = (struct tw_counted){.first = i};
    for (; at < last; at++) {
        struct tw_slice s = tw_token_lower(t, at);
        bool is_noun = goes_on(t, at, end) && !is_verbal(t, at, end);

        if (!is_noun && !(head == 0 && t->token[at].kind == TW_TOK_WORD && qualifies(t, at, end)))
            break;
        if (head && !tw_noun_is_plural(t->lexicon, s) && !people_kind(t->lexicon, s)) break;
        if (head && (t->token[at].shape & TW_SHAPE_CAP)
            && !(t->token[head - 1].shape & TW_SHAPE_CAP))
            break;
        if (tw_noun_is_plural(t->lexicon, s)) head = at + 1;
        else if (head) break;
    }
    if (head == 0 && at == i) return false;
    out->is_plural = head != 0;
    out->end = head ? head : at;
    out->people = people_kind(t->lexicon, tw_token_lower(t, out->end - 1));
    out->people = longer_people(t, i, out->end, end, out->people);
    return true;
}

/* Appends the plural of a noun in lower case. */
static void add_plural(const struct tw_lexicon *l, struct tw_buf *b, struct tw_slice s)
{
    const struct tw_word *w = tw_words_find(l->plurals, s);
    char last = s.n ? s.p[s.n - 1] : 0;

    if (w) {
        tw_buf_add(b, tw_word_value(w));
    } else if (tw_noun_is_plural(l, s)) {
        tw_buf_add(b, s);
    } else if (last == 'y' && s.n > 1 && !strchr("aeiou", s.p[s.n - 2])) {
        tw_buf_add(b, tw_slice_sub(s, 0, s.n - 1));
        tw_buf_adds(b, "ies");
    } else {
        tw_buf_add(b, s);
        tw_buf_adds(b, last == 's' || last == 'x' || last == 'z' || tw_slice_ends(s, TW_LIT("ch"))
                               || tw_slice_ends(s, TW_LIT("sh"))
                           ? "es"
                           : "s");
    }
}

struct tw_slice tw_counted_head(struct tw_arena *mem, const struct tw_text *t,
                                const struct tw_counted *c)
{
    struct tw_buf b = {.mem = mem};

    add_plural(t->lexicon, &b, tw_token_lower(t, c->end - 1));
    return tw_buf_slice(&b);
}

static bool is_idle(const struct tw_text *t, size_t i) /* says nothing about what is counted */
{
    return tw_token_has(t, i, t->lexicon->figurewords, "idle");
}

/* "of diesel" behind the head: up to three words. */
static void add_complement(struct tw_buf *b, const struct tw_text *t, size_t at, size_t end)
{
    size_t n = 0;

    if (at + 1 >= end || !tw_is_small(t, at, "is-of")) return;
    at++;
    if (tw_slice_eq(tw_token_lower(t, at), TW_LIT("the"))
        || tw_slice_eq(tw_token_lower(t, at), TW_LIT("a")))
        at++;
    for (; n < 3 && goes_on(t, at, end) && !is_verbal(t, at, end); n++, at++) {
        tw_buf_adds(b, n == 0 ? " of " : " ");
        tw_buf_add(b, tw_token_lower(t, at));
        if (tw_noun_is_plural(t->lexicon, tw_token_lower(t, at))) break;
    }
}

struct tw_slice tw_counted_text(struct tw_arena *mem, const struct tw_text *t,
                                const struct tw_counted *c, size_t end)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = c->first; i < c->end; i++) {
        struct tw_slice s = tw_token_lower(t, i);

        if (is_idle(t, i) && i + 1 < c->end) continue;
        if (b.n) tw_buf_addc(&b, ' ');
        if (i + 1 == c->end) add_plural(t->lexicon, &b, s);
        else tw_buf_add(&b, s);
    }
    add_complement(&b, t, c->end, end);
    return tw_buf_slice(&b);
}
