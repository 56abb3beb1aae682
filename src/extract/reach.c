/* extract/reach.c - where the clause or object of a cue ends.
**
** Gets wrong: "he said he left and called the police", where the second verb
** could be the speaker's or the one spoken of; it is taken for the speaker's
** when it reports and needs no preposition.
*/
#include "extract/reach.h"

/* tokens to either side; longer sentences are lists or broken text */
enum { REACH = 400 };

bool tw_starts_noun(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_DET: case TW_CLASS_NAME: case TW_CLASS_POSS: case TW_CLASS_OTHER: case TW_CLASS_NUMBER:
    case TW_CLASS_PRON: case TW_CLASS_OBJ: case TW_CLASS_OPEN: case TW_CLASS_ED: case TW_CLASS_PUNCT:
    case TW_CLASS_ING: return true;
    case TW_CLASS_VERB: return tw_is_nominal(c, i) || c->verb[i].form == TW_FORM_ING;
    default: return false;
    }
}

bool tw_place_ends(const struct tw_place *p, size_t i)
{
    for (; i < p->end; i++)
        if (p->c->text->token[i].kind == TW_TOK_WORD || p->c->text->token[i].kind == TW_TOK_NUMBER)
            return false;
    return true;
}

/* The cue of this sentence whose group begins at token i, or whose source
** does; NULL when there is none. */
static const struct tw_cue *cue_from(const struct tw_place *p, size_t i, bool by_source)
{
    size_t k = tw_cue_at(p->d, p->sentence, i), end = p->d->cue_of[p->sentence + 1];

    for (size_t n = 0; n < 4 && k < end; n++, k++) {
        const struct tw_cue *it = &p->d->cue[k];

        if (!by_source) return it->first == i ? it : NULL;
        if (it->join == TW_JOIN_SUBJECT && it->source == i) return it;
    }
    return NULL;
}

static bool same_tense(const struct tw_place *p, const struct tw_cue *a, const struct tw_cue *b)
{
    enum tw_form x = (enum tw_form)p->c->verb[a->verb].form,
        y = (enum tw_form)p->c->verb[b->verb].form;

    if (a->first < a->verb || b->first < b->verb) return true;
    return x == y
           || ((x == TW_FORM_S || x == TW_FORM_BASE) && (y == TW_FORM_S || y == TW_FORM_BASE));
}

bool tw_place_has_finite(const struct tw_place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tw_is_finite(p->c, i)
            || (p->c->of[i] == TW_CLASS_VERB && p->c->verb[i].form == TW_FORM_BASE))
            return true;
    return false;
}

bool tw_clause_cuts(const struct tw_place *p, size_t from, size_t k)
{
    const struct tw_text *t = p->c->text;
    const struct tw_cue *next;
    bool has_comma = p->c->of[k] == TW_CLASS_COMMA
        || (p->c->of[k] == TW_CLASS_DASH && (t->token[k].shape & TW_SHAPE_SPACE));
    size_t n = has_comma ? k + 1 : k;

    if (p->c->of[k] == TW_CLASS_STOP) return tw_token_is(t, k, ";") || tw_place_ends(p, k);
    if (n >= p->end) return false;
    if (has_comma && tw_tokens_match(t, t->lexicon->accordings, n, p->end, NULL)) return true;
    if (has_comma && p->c->verb[n].form == TW_FORM_ING && p->c->verb[n].entry) {
        next = cue_from(p, n, false);
        return next && (next->codes & TW_ANY_CONTENT) != 0;
    }
    if (has_comma && tw_is_word(p->c, n, TW_WORD_WITH))
        return (next = cue_from(p, n + 1, true)) != NULL
               && p->c->verb[next->verb].form == TW_FORM_ING;
    if (!tw_is_word(p->c, n, TW_WORD_TURNS)) return false;
    next = cue_from(p, n + 1, false);
    if (next) {
        bool is_weak = (next->codes & TW_IS_THOUGHT) || !(next->codes & TW_ANY_CONTENT);
        bool is_inner = !has_comma && is_weak && tw_is_word(p->c, n, TW_WORD_AND)
                     && (tw_place_cue(p)->codes & TW_TAKES_CLAUSE)
                     && tw_place_has_finite(p, from, k);

        if (tw_is_word(p->c, n, TW_WORD_BUT) && !is_weak && tw_is_joining_that(p->c, next->end))
            return true;
        return next->join == TW_JOIN_COORDINATED && same_tense(p, tw_place_cue(p), next)
               && !is_inner;
    }
    next = cue_from(p, n + 1, true);
    if (!next || ((next->codes & TW_IS_THOUGHT) && p->c->of[n + 1] == TW_CLASS_PRON)) return false;
    if (has_comma || !tw_is_word(p->c, n, TW_WORD_AND | TW_WORD_BUT)) return true;
    return p->c->of[n + 1] != TW_CLASS_PRON && !(next->codes & TW_IS_THOUGHT)
           && (next->codes & (TW_IS_SAFE | TW_TAKES_REST));
}

/* True when the cue stands in a clause in front of the main one ("While he
** denied it, ...") or in an inserted relative clause (", which denied it, ..."):
** the next comma ends both. */
static bool ends_at_comma(const struct tw_place *p)
{
    const struct tw_cue *cue = tw_place_cue(p);
    size_t i = p->first;

    if (cue->join == TW_JOIN_SUBJECT && cue->source_end > cue->source && cue->source > p->first
        && p->c->of[cue->source - 1] == TW_CLASS_COMMA
        && tw_is_word(p->c, cue->source_end - 1,
                      cue->source_end == cue->source + 1 ? TW_WORD_WHO : TW_WORD_RELATIVE))
        return true;
    if (i < p->end && p->c->of[i] == TW_CLASS_CONJ) i++;
    /* "After saying" */
    if (i + 1 == cue->first && p->c->of[i] == TW_CLASS_PREP) return true;
    if (i >= p->end || (p->c->of[i] != TW_CLASS_SUB && p->c->verb[i].form != TW_FORM_ING
                        && p->c->of[i] != TW_CLASS_ING && !(cue->is_passive && cue->first == i)))
        return false;
    for (; i < cue->first; i++)
        if (p->c->of[i] == TW_CLASS_COMMA) return false;
    return true;
}

/* A comma behind which the main clause begins. */
static bool main_clause_follows(const struct tw_place *p, size_t comma)
{
    size_t n = comma + 1, end;

    if (n >= p->end) return false;
    if (p->c->of[n] == TW_CLASS_PRON) return true;
    if (!tw_starts_noun(p->c, n)) return p->c->of[n] == TW_CLASS_VERB;
    end = tw_phrase_core(p->c, n, p->end);
    return end < p->end && (tw_is_finite(p->c, end) || p->c->of[end] == TW_CLASS_PREP
                            || p->c->of[end] == TW_CLASS_COMMA);
}

/* The end of the clause that begins at `from`. */
size_t tw_clause_end(const struct tw_place *p, size_t from)
{
    bool at_comma = ends_at_comma(p);

    for (size_t k = from + 1; k < p->end; k++) {
        if (at_comma && p->c->of[k] == TW_CLASS_CLOSE && p->c->of[k - 1] == TW_CLASS_COMMA
            && main_clause_follows(p, k))
            return k + 1;
        if (tw_is_quoted(p->c->text, k) && !tw_place_cue(p)->is_quoted) continue;
        if (tw_clause_cuts(p, from, k)) return k;
        if (at_comma && p->c->of[k] == TW_CLASS_COMMA && main_clause_follows(p, k)) return k;
    }
    return p->end;
}

static bool has_conjunction(const struct tw_place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (p->c->of[i] == TW_CLASS_CONJ) return true;
    return false;
}

/* "accused Keel, who was born there, of ...": the closing comma of an aside in
** front of the rest of the object; `comma` itself when there is none. */
static size_t behind_aside(const struct tw_place *p, size_t comma, size_t end)
{
    size_t k = comma + 1;

    while (k < end && p->c->of[k] != TW_CLASS_COMMA && p->c->of[k] != TW_CLASS_STOP) k++;
    if (k + 1 < end && p->c->of[k] == TW_CLASS_COMMA
        && tw_is_word(p->c, k + 1, TW_WORD_OF | TW_WORD_TO | TW_WORD_AS | TW_WORD_FOR))
        return k;
    return comma;
}

/* The end of an object with its rest: in front of a subordinate clause, an
** afterthought behind a comma, or a time. */
size_t tw_object_end(const struct tw_place *p, size_t from)
{
    size_t end = tw_clause_end(p, from), goes_on;

    for (size_t k = from + 1; k < end; k++) {
        enum tw_class next = k + 1 < end ? (enum tw_class)p->c->of[k + 1] : TW_CLASS_STOP;

        if (tw_is_quoted(p->c->text, k) && !tw_place_cue(p)->is_quoted) continue;
        if (p->c->of[k] == TW_CLASS_SUB && !tw_is_word(p->c, k, TW_WORD_GOES_ON))
            return k;
        if (p->c->of[k] == TW_CLASS_PREP && tw_is_word(p->c, k, TW_WORD_ON)
            && tw_is_time(p->c, k + 1))
            return k;
        if (p->c->of[k] == TW_CLASS_DASH && (p->c->text->token[k].shape & TW_SHAPE_SPACE)) return k;
        if (p->c->of[k] == TW_CLASS_COMMA && (tw_place_cue(p)->codes & TW_TAKES_REST)
            && (goes_on = behind_aside(p, k, end)) > k) {
            k = goes_on;
            continue;
        }
        if (p->c->of[k] == TW_CLASS_COMMA
            && (next == TW_CLASS_WH || next == TW_CLASS_SUB || next == TW_CLASS_PRON
            || next == TW_CLASS_ING || next == TW_CLASS_ADV || tw_is_word(p->c, k + 1, TW_WORD_BUT)
            || (next == TW_CLASS_DET && !has_conjunction(p, k + 1, end))))
            return k;
    }
    return end;
}

struct tw_place tw_place_of(struct tw_drafts *d, size_t sentence, size_t token,
                            const struct tw_cue *cue)
{
    const struct tw_text *t = d->classes->text;
    struct tw_place p = {.d = d, .c = d->classes, .sentence = sentence,
                         .first = t->sentence[sentence].first,
                      .end = t->sentence[sentence].end};

    if (cue && cue->is_quoted) {
        size_t k = cue->verb;

        while (k > p.first && (t->token[k - 1].shape & TW_SHAPE_QUOTED)) k--;
        p.first = k;
        for (k = cue->verb; k < p.end && (t->token[k].shape & TW_SHAPE_QUOTED);) k++;
        p.end = k;
        if (p.end > p.first && p.c->of[p.end - 1] == TW_CLASS_CLOSE) p.end--;
        if (p.first < p.end && p.c->of[p.first] == TW_CLASS_OPEN) p.first++;
    }
    if (p.first + REACH < token) p.first = token - REACH;
    if (p.end > token + REACH) p.end = token + REACH;
    return p;
}

struct tw_draft *tw_place_add(const struct tw_place *p, struct tw_range source, const char *rule)
{
    struct tw_cue *cue = tw_place_cue(p);
    struct tw_draft *a = tw_draft_add(p->d, source, tw_range_of(cue->first, cue->end), cue->codes,
                                      rule);

    a->is_negated = cue->is_negated;
    cue->is_used = true;
    if (cue->source == cue->source_end) {
        cue->source = source.first;
        cue->source_end = source.end;
    }
    return a;
}
