/* extract/indirect.c - attributions by clause.
**
** For each cue the constructions its verb allows are tried from the surest to
** the loosest; the first that fits wins.  A clause ends with its sentence, or
** where the next cue of the same speaker or a new main clause begins.
** Gets wrong: "he said he left and called the police" (two attributions).
*/
#include "extract/indirect.h"

#include "gen/words.h"

/* A cue and the tokens it may reach: its sentence, or the quoted passage it
** stands in. */
struct place { struct tw_drafts *d; const struct tw_classes *c; size_t sentence, first, end, cue; };

enum { REACH = 400 };           /* tokens a cue looks to either side; longer sentences are lists or broken text */

enum { ANY_CONTENT = TW_TAKES_CLAUSE | TW_TAKES_THAT | TW_TAKES_QUOTE | TW_TAKES_REST | TW_TAKES_OBJECT | TW_TAKES_INFINITIVE };

static struct tw_cue *cue_of(const struct place *p)
{
    return &p->d->cue[p->cue];
}

static bool is_quoted(const struct place *p, size_t i)
{
    return (p->c->text->token[i].shape & TW_SHAPE_QUOTED) != 0;
}

static bool starts_noun(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_DET: case TW_CLASS_NAME: case TW_CLASS_POSS: case TW_CLASS_OTHER: case TW_CLASS_NUMBER:
    case TW_CLASS_PRON: case TW_CLASS_OBJ: case TW_CLASS_OPEN: case TW_CLASS_ED: case TW_CLASS_PUNCT:
    case TW_CLASS_ING: return true;
    case TW_CLASS_VERB: return tw_is_nominal(c, i) || c->verb[i].form == TW_FORM_ING;
    default: return false;
    }
}

static bool is_end(const struct place *p, size_t i)
{
    for (; i < p->end; i++)
        if (p->c->text->token[i].kind == TW_TOK_WORD || p->c->text->token[i].kind == TW_TOK_NUMBER) return false;
    return true;
}

/* The cue of this sentence whose group begins at token i, or whose source
** does; NULL when there is none. */
static const struct tw_cue *cue_from(const struct place *p, size_t i, bool by_source)
{
    size_t k = tw_cue_at(p->d, p->sentence, i), end = p->d->cue_of[p->sentence + 1];

    for (size_t n = 0; n < 4 && k < end; n++, k++) {
        const struct tw_cue *it = &p->d->cue[k];

        if (!by_source) return it->first == i ? it : NULL;
        if (it->join == TW_JOIN_SUBJECT && it->source == i) return it;
    }
    return NULL;
}

static bool same_tense(const struct place *p, const struct tw_cue *a, const struct tw_cue *b)
{
    enum tw_form x = (enum tw_form)p->c->verb[a->verb].form, y = (enum tw_form)p->c->verb[b->verb].form;

    if (a->first < a->verb || b->first < b->verb) return true;
    return x == y || ((x == TW_FORM_S || x == TW_FORM_BASE) && (y == TW_FORM_S || y == TW_FORM_BASE));
}

static bool turns(const struct tw_text *t, size_t i)
{
    return tw_token_is(t, i, "while") || tw_token_is(t, i, "although") || tw_token_is(t, i, "though")
        || tw_token_is(t, i, "whereas") || tw_token_is(t, i, "but") || tw_token_is(t, i, "and") || tw_token_is(t, i, "yet");
}

static bool has_finite(const struct place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tw_is_finite(p->c, i) || (p->c->of[i] == TW_CLASS_VERB && p->c->verb[i].form == TW_FORM_BASE)) return true;
    return false;
}

/* True when the clause of the cue, which began at `from`, ends in front of
** token k. */
static bool cuts(const struct place *p, size_t from, size_t k)
{
    const struct tw_text *t = p->c->text;
    const struct tw_cue *next;
    bool has_comma = p->c->of[k] == TW_CLASS_COMMA || (p->c->of[k] == TW_CLASS_DASH && (t->token[k].shape & TW_SHAPE_SPACE));
    size_t n = has_comma ? k + 1 : k;

    if (p->c->of[k] == TW_CLASS_STOP) return tw_token_is(t, k, ";") || is_end(p, k);
    if (n >= p->end) return false;
    if (has_comma && tw_token_is(t, n, "according") && tw_token_is(t, n + 1, "to")) return true;
    if (has_comma && p->c->verb[n].form == TW_FORM_ING && p->c->verb[n].entry) {
        next = cue_from(p, n, false);
        return next && (next->codes & ANY_CONTENT) != 0;
    }
    if (has_comma && tw_token_is(t, n, "with"))
        return (next = cue_from(p, n + 1, true)) != NULL && p->c->verb[next->verb].form == TW_FORM_ING;
    if (!turns(t, n)) return false;
    next = cue_from(p, n + 1, false);
    if (next) {
        bool is_weak = (next->codes & TW_IS_THOUGHT) || !(next->codes & ANY_CONTENT);
        bool is_inner = !has_comma && is_weak && tw_token_is(t, n, "and") && (cue_of(p)->codes & TW_TAKES_CLAUSE)
                     && has_finite(p, from, k);

        return next->join == TW_JOIN_COORDINATED && same_tense(p, cue_of(p), next) && !is_inner;
    }
    next = cue_from(p, n + 1, true);
    if (!next || ((next->codes & TW_IS_THOUGHT) && p->c->of[n + 1] == TW_CLASS_PRON)) return false;
    return has_comma || !(tw_token_is(t, n, "and") || tw_token_is(t, n, "but"));
}

/* True when the cue stands in a clause in front of the main one ("While he
** denied it, ...") or in an inserted relative clause (", which denied it, ..."):
** the next comma ends both. */
static bool ends_at_comma(const struct place *p)
{
    const struct tw_cue *cue = cue_of(p);
    size_t i = p->first;

    if (cue->join == TW_JOIN_SUBJECT && cue->source_end == cue->source + 1 && cue->source > p->first
        && p->c->of[cue->source - 1] == TW_CLASS_COMMA
        && (tw_token_is(p->c->text, cue->source, "who") || tw_token_is(p->c->text, cue->source, "which")))
        return true;
    if (i < p->end && p->c->of[i] == TW_CLASS_CONJ) i++;
    if (i >= p->end || (p->c->of[i] != TW_CLASS_SUB && p->c->verb[i].form != TW_FORM_ING && p->c->of[i] != TW_CLASS_ING
                        && !(cue->is_passive && cue->first == i)))
        return false;
    for (; i < cue->first; i++)
        if (p->c->of[i] == TW_CLASS_COMMA) return false;
    return true;
}

/* A comma behind which the main clause begins. */
static bool main_clause_follows(const struct place *p, size_t comma)
{
    size_t n = comma + 1, end;

    if (n >= p->end) return false;
    if (p->c->of[n] == TW_CLASS_PRON) return true;
    if (!starts_noun(p->c, n)) return p->c->of[n] == TW_CLASS_VERB;
    end = tw_phrase_core(p->c, n, p->end);
    return end < p->end && (tw_is_finite(p->c, end) || p->c->of[end] == TW_CLASS_PREP || p->c->of[end] == TW_CLASS_COMMA);
}

/* The end of the clause that begins at `from`. */
static size_t clause_end(const struct place *p, size_t from)
{
    bool at_comma = ends_at_comma(p);

    for (size_t k = from + 1; k < p->end; k++) {
        if (is_quoted(p, k) && !cue_of(p)->is_quoted) continue;
        if (cuts(p, from, k)) return k;
        if (at_comma && p->c->of[k] == TW_CLASS_COMMA && main_clause_follows(p, k)) return k;
    }
    return p->end;
}

static bool has_conjunction(const struct place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (p->c->of[i] == TW_CLASS_CONJ) return true;
    return false;
}

/* "accused Keel, who was born there, of ...": the closing comma of an aside in
** front of the rest of the object; `comma` itself when there is none. */
static size_t behind_aside(const struct place *p, size_t comma, size_t end)
{
    size_t k = comma + 1;

    while (k < end && p->c->of[k] != TW_CLASS_COMMA && p->c->of[k] != TW_CLASS_STOP) k++;
    if (k + 1 < end && p->c->of[k] == TW_CLASS_COMMA
        && (tw_token_is(p->c->text, k + 1, "of") || tw_token_is(p->c->text, k + 1, "to")
            || tw_token_is(p->c->text, k + 1, "as") || tw_token_is(p->c->text, k + 1, "for")))
        return k;
    return comma;
}

/* The end of an object with its rest: in front of a subordinate clause, an
** afterthought behind a comma, or a time. */
static size_t object_end(const struct place *p, size_t from)
{
    size_t end = clause_end(p, from), goes_on;

    for (size_t k = from + 1; k < end; k++) {
        enum tw_class next = k + 1 < end ? (enum tw_class)p->c->of[k + 1] : TW_CLASS_STOP;

        if (is_quoted(p, k) && !cue_of(p)->is_quoted) continue;
        if (p->c->of[k] == TW_CLASS_SUB && !tw_token_is(p->c->text, k, "as") && !tw_token_is(p->c->text, k, "than")
            && !tw_token_is(p->c->text, k, "whether") && !tw_token_is(p->c->text, k, "if")
            && !tw_token_is(p->c->text, k, "so") && !tw_token_is(p->c->text, k, "until")
            && !tw_token_is(p->c->text, k, "because"))
            return k;
        if (p->c->of[k] == TW_CLASS_PREP && tw_token_is(p->c->text, k, "on") && tw_is_time(p->c, k + 1)) return k;
        if (p->c->of[k] == TW_CLASS_COMMA && (cue_of(p)->codes & TW_TAKES_REST) && (goes_on = behind_aside(p, k, end)) > k) {
            k = goes_on;
            continue;
        }
        if (p->c->of[k] == TW_CLASS_COMMA && (next == TW_CLASS_WH || next == TW_CLASS_SUB || next == TW_CLASS_PRON
            || next == TW_CLASS_ING || next == TW_CLASS_ADV || tw_token_is(p->c->text, k + 1, "but")
            || (next == TW_CLASS_DET && !has_conjunction(p, k + 1, end))))
            return k;
    }
    return end;
}

/* Behind the person told, when the verb takes one. */
static size_t skip_person(const struct place *p, size_t i)
{
    size_t core;

    if (i >= p->end) return i;
    if (p->c->of[i] == TW_CLASS_OBJ || tw_token_is(p->c->text, i, "her") || tw_token_is(p->c->text, i, "it")
        || tw_token_is(p->c->text, i, "you"))
        return i + 1;
    if (!starts_noun(p->c, i) || p->c->of[i] == TW_CLASS_OPEN || p->c->of[i] == TW_CLASS_ING) return i;
    core = tw_phrase_core(p->c, i, p->end);
    if (core == i) return i;
    while (core + 1 < p->end && p->c->of[core] == TW_CLASS_PREP && tw_token_is(p->c->text, core, "of")
           && tw_phrase_core(p->c, core + 1, p->end) > core + 1)
        core = tw_phrase_core(p->c, core + 1, p->end);
    return core;
}

/* "that" behind adverbials of any kind: said (at a rally in Tarn) that. */
static size_t find_that(const struct place *p, size_t i)
{
    size_t stop = p->end - i > 14 ? i + 14 : p->end;
    bool is_aside = p->c->of[i] == TW_CLASS_COMMA;

    if (p->c->of[i] != TW_CLASS_PREP && p->c->of[i] != TW_CLASS_ADV && !tw_is_time(p->c, i) && !is_aside) return 0;
    for (size_t k = i; k < stop; k++) {
        if (p->c->of[k] == TW_CLASS_THAT && k + 1 < p->end && tw_is_finite(p->c, k + 1)) return 0;
        if (p->c->of[k] == TW_CLASS_THAT) return !is_aside || p->c->of[k - 1] == TW_CLASS_COMMA ? k : 0;
        if (p->c->of[k] == TW_CLASS_STOP || p->c->of[k] == TW_CLASS_OPEN || p->c->of[k] == TW_CLASS_PRON) return 0;
        if (tw_is_finite(p->c, k) && p->c->of[k] != TW_CLASS_ED) return 0;
    }
    return 0;
}

static bool is_wh(const struct tw_classes *c, size_t i)
{
    return c->of[i] == TW_CLASS_WH || tw_token_is(c->text, i, "whether") || tw_token_is(c->text, i, "if")
        || tw_token_is(c->text, i, "who") || tw_token_is(c->text, i, "whose");
}

static struct tw_range range(size_t first, size_t end)
{
    return (struct tw_range){(uint32_t)first, (uint32_t)end};
}

static struct tw_draft *add(const struct place *p, struct tw_range source, const char *rule)
{
    struct tw_cue *cue = cue_of(p);
    struct tw_draft *a = tw_draft_add(p->d, source, range(cue->first, cue->end), cue->codes, rule);

    a->is_negated = cue->is_negated;
    cue->is_used = true;
    if (cue->source == cue->source_end) {
        cue->source = source.first;
        cue->source_end = source.end;
    }
    return a;
}

static bool add_one(const struct place *p, size_t from, size_t to, const char *rule)
{
    struct tw_range source = tw_cue_source(p->d, p->sentence, p->cue);

    tw_draft_part(p->d, add(p, source, rule), from, to);
    return tw_draft_keep(p->d);
}

static bool add_loose(const struct place *p, size_t from, size_t to, const char *rule)
{
    struct tw_range source = tw_cue_source(p->d, p->sentence, p->cue);
    struct tw_draft *a = add(p, source, rule);

    a->is_loose = true;
    tw_draft_part(p->d, a, from, to);
    return tw_draft_keep(p->d);
}

/* The lead of a sentence that a cue behind it reports: "..., officials said". */
static bool is_clause(const struct place *p, size_t from, size_t to)
{
    if (to <= from + 2) return false;
    for (size_t i = from; i < to; i++)
        if (tw_is_finite(p->c, i) || p->c->of[i] == TW_CLASS_OPEN || p->c->of[i] == TW_CLASS_VERB) return true;
    return false;
}

/* Behind the cue come only adverbials or the person told; *after gets where
** the sentence ends or goes on behind a comma. */
static bool is_trailing(const struct place *p, size_t i, size_t *after)
{
    if (cue_of(p)->codes & TW_TAKES_PERSON) i = skip_person(p, i);
    for (;;) {
        size_t next = tw_skip_adverbials(p->c, i, p->end);

        if (next == i && i < p->end && p->c->of[i] == TW_CLASS_PREP && !tw_verb_governs(p->c, cue_of(p)->verb, i)) {
            next = tw_phrase_core(p->c, i + 1, p->end);
            if (next == i + 1) next = i;
        }
        if (next == i) break;
        i = next;
    }
    *after = i;
    return is_end(p, i) || p->c->of[i] == TW_CLASS_COMMA || p->c->of[i] == TW_CLASS_DASH
        || tw_token_is(p->c->text, i, ";");
}

/* Where what a cue behind `comma` reports begins: the sentence, or behind
** "; " or ", but" when another speaker's cue stands in front of that. */
static size_t lead_first(const struct place *p, size_t comma)
{
    size_t first = p->first;

    for (size_t k = p->first + 1; k < comma; k++) {
        if (is_quoted(p, k)) continue;
        if (tw_token_is(p->c->text, k, ";")) first = k + 1;
        if (p->c->of[k] == TW_CLASS_CONJ && tw_token_is(p->c->text, k, "but") && p->cue > p->d->cue_of[p->sentence]
            && p->d->cue[p->d->cue_of[p->sentence]].end < k)
            first = k + 1;
        if (p->c->of[k] == TW_CLASS_COMMA && turns(p->c->text, k + 1) && p->cue > p->d->cue_of[p->sentence]
            && p->d->cue[p->d->cue_of[p->sentence]].end < k)
            first = k + 2;
    }
    return first;
}

/* "..., officials said", "..., said officials", "..., he said, ...". */
static bool try_lead(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);
    size_t head, comma, after, second;
    struct tw_range source;
    struct tw_draft *a;

    if (!(cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_QUOTE))) return false;
    if (cue->join == TW_JOIN_SUBJECT && is_trailing(p, cue->end, &after)) {
        head = cue->source;
        source = range(cue->source, cue->source_end);
    } else if (cue->join != TW_JOIN_PARTICIPLE && cue->end < p->end && starts_noun(p->c, cue->end)
               && p->c->of[cue->end] != TW_CLASS_OPEN && p->c->of[cue->end] != TW_CLASS_PRON
               && cue->source == cue->source_end && (cue->codes & TW_TAKES_QUOTE)) {
        head = cue->first;
        source = range(cue->end, tw_phrase_end(p->c, cue->end, p->end));
        after = tw_skip_adverbials(p->c, source.end, p->end);
    } else {
        return false;
    }
    if (head < p->first + 2) return false;
    comma = head - 1;
    if (p->c->of[comma] == TW_CLASS_SUB && comma > p->first + 1 && p->c->of[comma - 1] == TW_CLASS_COMMA
        && tw_token_is(p->c->text, comma, "as"))
        comma--;
    if (p->c->of[comma] == TW_CLASS_CLOSE && p->c->of[comma - 1] != TW_CLASS_COMMA) return false;
    if (p->c->of[comma] != TW_CLASS_COMMA && p->c->of[comma] != TW_CLASS_CLOSE && p->c->of[comma] != TW_CLASS_DASH)
        return false;
    second = after < p->end && !is_end(p, after) && !cuts(p, after, after)
             && !(after + 1 < p->end && p->c->of[after + 1] == TW_CLASS_SUB) ? clause_end(p, after) : after;
    if (!is_clause(p, p->first, comma) && !((cue->codes & TW_IS_SAFE) && comma > p->first + 3) && !(second > after && has_finite(p, after, second))) return false;
    a = add(p, source, "clause-cue");
    tw_draft_part(p->d, a, lead_first(p, comma), comma + (p->c->of[comma] == TW_CLASS_CLOSE));
    if (second > after && (p->c->of[after] == TW_CLASS_COMMA || p->c->of[after] == TW_CLASS_DASH))
        tw_draft_part(p->d, a, after, second);
    return tw_draft_keep(p->d);
}

/* "said (that) ...", "told us (that) ...", "asked whether ...". */
static bool try_clause(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);
    size_t i = cue->end, that, end;

    if (i >= p->end) return false;
    if (cue->codes & TW_TAKES_PERSON) i = skip_person(p, i);
    if (i >= p->end) return false;
    that = p->c->of[i] == TW_CLASS_THAT && i + 1 < p->end && !tw_is_finite(p->c, i + 1) ? i : find_that(p, i);
    if (that && (cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_THAT | TW_TAKES_PERSON)))
        return add_one(p, that + 1, clause_end(p, that + 1), "cue-that");
    i = tw_skip_adverbials(p->c, i, p->end);
    if (i >= p->end) return false;
    if ((cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_THAT)) && (tw_token_is(p->c->text, i, "this") || tw_token_is(p->c->text, i, "so"))
        && (is_end(p, i + 1) || p->c->of[i + 1] == TW_CLASS_PREP || p->c->of[i + 1] == TW_CLASS_COMMA))
        return add_one(p, i, i + 1, "cue-this");
    if ((is_wh(p->c, i) || (p->c->of[i] == TW_CLASS_PREP && i + 1 < p->end && p->c->of[i + 1] == TW_CLASS_WH))
        && (cue->codes & TW_TAKES_WH))
        return add_one(p, i, clause_end(p, i), "cue-question");
    if (!(cue->codes & TW_TAKES_CLAUSE) || tw_verb_governs(p->c, cue->verb, i)) return false;
    if (!starts_noun(p->c, i) && p->c->of[i] != TW_CLASS_SUB && p->c->of[i] != TW_CLASS_PREP && p->c->of[i] != TW_CLASS_THAT)
        return false;
    end = clause_end(p, i);
    if (!(cue->codes & TW_IS_SAFE) && !has_finite(p, i + 1, end) && p->c->of[i] != TW_CLASS_OPEN) return false;
    if ((cue->codes & TW_TAKES_OBJECT) && !has_finite(p, i + 1, end)) return false;
    if (p->c->of[i] == TW_CLASS_PREP && !has_finite(p, i + 1, end)) return false;
    return add_one(p, i, end, "cue-clause");
}

static bool has_complement(const struct place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (p->c->of[i] == TW_CLASS_PREP || p->c->of[i] == TW_CLASS_OPEN || tw_token_is(p->c->text, i, "as")
            || tw_token_is(p->c->text, i, "to") || (p->c->of[i] == TW_CLASS_DET && i > from))
            return true;
    return false;
}

/* True when the verb's entry asks for no word in its object, or the object
** holds it: "raised the (toll) to 31", "put the number (at) 40". */
static bool has_needed_word(const struct place *p, size_t from, size_t to)
{
    struct tw_slice rest = tw_word_value(p->c->verb[cue_of(p)->verb].entry), word;

    while (tw_slice_part(&rest, ' ', &word)) {
        if (word.n < 2 || word.p[0] != '~') continue;
        for (size_t i = from; i < to; i++) {
            if (!tw_slice_eq(tw_token_lower(p->c->text, i), tw_slice_sub(word, 1, word.n))) continue;
            if (p->c->of[i] != TW_CLASS_PREP) return true;
            for (size_t k = i + 1; k < to && k < i + 5; k++)
                if (p->c->of[k] == TW_CLASS_NUMBER || p->c->of[k] == TW_CLASS_DET) return true;
        }
        return false;
    }
    return true;
}

/* Objects, infinitives, quotations right behind, what a preposition governs. */
static bool try_object(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);
    size_t i = cue->end, end;

    if (i >= p->end) return false;
    if ((cue->codes & TW_TAKES_INFINITIVE) && (tw_token_is(p->c->text, i, "to")
        || (p->c->of[i] == TW_CLASS_NEG && tw_token_is(p->c->text, i + 1, "to"))))
        return add_loose(p, i, clause_end(p, i), "cue-infinitive");
    if (p->c->of[i] == TW_CLASS_OPEN && (cue->codes & (TW_TAKES_QUOTE | TW_TAKES_OBJECT | TW_TAKES_CLAUSE | TW_TAKES_REST)))
        return add_loose(p, i, clause_end(p, i), "cue-part-quotation");
    if (tw_verb_governs(p->c, cue->verb, i) && i + 1 < p->end) {
        cue->end = (uint32_t)i + 1;
        return add_loose(p, i + 1, object_end(p, i + 1), "cue-preposition");
    }
    if ((cue->codes & TW_TAKES_REST) && tw_token_is(p->c->text, i, "as"))
        return add_loose(p, i, object_end(p, i), "cue-rest");
    if (!starts_noun(p->c, i)) return false;
    end = object_end(p, i);
    if (!has_needed_word(p, i, end)) return false;
    if ((cue->codes & TW_TAKES_REST) && (!(cue->codes & TW_NEEDS_COMPLEMENT) || has_complement(p, i + 1, end)))
        return add_loose(p, i, end, "cue-rest");
    if ((cue->codes & TW_TAKES_OBJECT) && p->c->of[i] != TW_CLASS_PUNCT) return add_loose(p, i, end, "cue-object");
    return false;
}

/* Adds the subject of a passive and what stands behind it. */
static bool add_passive(const struct place *p, struct tw_range source, size_t from, const char *rule)
{
    struct tw_cue *cue = cue_of(p);
    struct tw_range subject = tw_cue_source(p->d, p->sentence, p->cue);
    struct tw_draft *a = add(p, source, rule);

    a->is_loose = true;
    cue->source = subject.first;                /* a verb behind, "and ...", has the subject as its source */
    cue->source_end = subject.end;
    if (subject.first < subject.end && subject.end <= cue->first) tw_draft_part(p->d, a, subject.first, subject.end);
    tw_draft_part(p->d, a, from, object_end(p, from));
    return tw_draft_keep(p->d);
}

/* "is said to ...", "was accused (by Keel) of ...", "it is learnt that ...". */
static bool try_passive(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);
    size_t i = cue->end, agent;
    bool is_to = tw_token_is(p->c->text, i, "to"), is_full = cue->first < cue->verb;

    if (i >= p->end) return false;
    if (tw_token_is(p->c->text, i, "by") && i + 1 < p->end && starts_noun(p->c, i + 1)) {
        agent = tw_phrase_core(p->c, i + 1, p->end);
        if (agent == i + 1 || is_end(p, agent)) return false;
        return add_passive(p, range(i + 1, agent), agent, "passive-agent");
    }
    if (cue->first == p->first && is_wh(p->c, i) && (cue->codes & TW_TAKES_WH)) {
        tw_draft_part(p->d, add(p, range(0, 0), "fronted-question"), i, clause_end(p, i));
        return tw_draft_keep(p->d);
    }
    if (!is_full || cue->source == cue->source_end) return false;
    if (is_to && (cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_OBJECT | TW_TAKES_REST)))
        return add_passive(p, range(0, 0), i, "passive-infinitive");
    if ((cue->codes & TW_TAKES_REST) && (tw_token_is(p->c->text, i, "of") || tw_token_is(p->c->text, i, "as")
                                         || tw_token_is(p->c->text, i, "for")))
        return add_passive(p, range(0, 0), i, "passive-rest");
    if (p->c->of[i] == TW_CLASS_THAT && tw_token_is(p->c->text, cue->source, "it")) {
        tw_draft_part(p->d, add(p, range(0, 0), "passive-that"), i, clause_end(p, i));
        return tw_draft_keep(p->d);
    }
    return false;
}

static bool is_plausible_source(const struct place *p, struct tw_range r)
{
    if (r.first >= r.end) return false;
    if (r.end == r.first + 1 && tw_is_time(p->c, r.first)) return false;
    return true;
}

/* ", citing a doctor": the source stands behind, and what it said is what the
** cue in front reports, or the clause in front. */
static bool try_citing(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);
    size_t end = tw_phrase_end(p->c, cue->end, p->end);
    const struct tw_draft *main = p->d->n ? &p->d->v[p->d->n - 1] : NULL;
    struct tw_range part[2];
    size_t parts = 0;
    uint32_t outer = 0;
    struct tw_draft *a;

    if (cue->first == p->first || p->c->of[cue->first - 1] != TW_CLASS_COMMA || end == cue->end) return false;
    if (main && main->parts && main->parts <= 2 && main->part[0].first >= p->first && main->part[0].first < p->end) {
        for (; parts < main->parts; parts++) part[parts] = main->part[parts];
        outer = main->id + 1;
    } else {
        part[parts++] = range(p->first, cue->first);
    }
    a = add(p, range(cue->end, end), "citing");
    a->outer = outer;
    for (size_t k = 0; k < parts; k++)
        if (part[k].end <= cue->first || part[k].first >= end) tw_draft_part(p->d, a, part[k].first, part[k].end);
    return tw_draft_keep(p->d);
}

static void try_cue(const struct place *p)
{
    struct tw_cue *cue = cue_of(p);

    if (cue->is_used) return;
    if (cue->is_passive) {
        (void)try_passive(p);
        return;
    }
    if (cue->is_quoted) return;             /* what is quoted is the speaker's affair: one in four such was right */
    if ((tw_token_is(p->c->text, cue->verb, "citing") || tw_token_is(p->c->text, cue->verb, "quoting")) && try_citing(p))
        return;
    if (try_lead(p)) return;
    if (!is_plausible_source(p, tw_cue_source(p->d, p->sentence, p->cue))) return;
    if (try_clause(p)) return;
    (void)try_object(p);
}

/* Where the source of a leading "according to" ends: at the comma, or behind
** an apposition or relative clause. */
static size_t front_source_end(const struct tw_classes *c, size_t i, size_t end)
{
    size_t k = i, n;

    while (k < end && c->of[k] != TW_CLASS_COMMA && c->of[k] != TW_CLASS_STOP && c->of[k] != TW_CLASS_COLON) k++;
    if (k >= end || c->of[k] != TW_CLASS_COMMA) return k;
    for (n = k + 1; n < end && c->of[n] != TW_CLASS_COMMA; n++)
        if (tw_is_finite(c, n) && !tw_token_is(c->text, k + 1, "who") && !tw_token_is(c->text, k + 1, "which")) return k;
    return n < end && n + 1 < end ? n : k;
}

/* "according to" at token i. */
static void add_according(struct place *p, size_t i)
{
    bool is_front = i < p->first + 3;
    size_t source = i + 2, source_end, end;
    struct tw_draft *a;

    if (source >= p->end) return;
    source_end = is_front ? front_source_end(p->c, source, p->end) : tw_phrase_end(p->c, source, p->end);
    for (size_t k = source; k + 1 < source_end && !is_front; k++)
        if (p->c->of[k] == TW_CLASS_COMMA && (p->c->of[k + 1] == TW_CLASS_ED || p->c->of[k + 1] == TW_CLASS_VERB)) source_end = k;
    if (source_end == source) return;
    a = tw_draft_add(p->d, range(source, source_end), range(i, i + 2), 0, "according-to");
    if (!is_front) tw_draft_part(p->d, a, p->first, i);
    for (end = source_end + 1; end < p->end; end++)
        if (p->c->of[end] == TW_CLASS_STOP || (!is_front && p->c->of[end] == TW_CLASS_COMMA && turns(p->c->text, end + 1))) break;
    if (end > p->end) end = p->end;
    if (source_end < end && p->c->of[source_end] == TW_CLASS_COMMA && (is_front || has_finite(p, source_end, end))
        && !turns(p->c->text, source_end + 1))
        tw_draft_part(p->d, a, source_end, end);
    (void)tw_draft_keep(p->d);
}

/* "Keel's claim that ...", "a claim by Keel that ...". */
static void add_nominal(struct place *p, size_t i)
{
    struct tw_range source = {0};
    size_t that = i + 1, end, start;
    const struct tw_word *noun = tw_words_find(&tw_words_en_reportnouns, tw_token_lower(p->c->text, i));
    struct tw_draft *a;

    if ((tw_token_is(p->c->text, that, "by") || tw_token_is(p->c->text, that, "from")) && that + 1 < p->end) {
        size_t agent = tw_phrase_core(p->c, that + 1, p->end);

        source = range(that + 1, agent);
        that = agent;
    }
    if (that >= p->end || p->c->of[that] != TW_CLASS_THAT || that + 1 >= p->end || tw_is_finite(p->c, that + 1)) return;
    if (source.first == source.end && i > p->first) {
        size_t k = i - 1;

        while (k > p->first && p->c->of[k] == TW_CLASS_OTHER) k--;
        if (p->c->of[k] == TW_CLASS_POSS) source = range(k, k + 1);
        if (p->c->of[k] == TW_CLASS_GENITIVE && (start = tw_phrase_start(p->c, p->first, k, &end)) < end)
            source = range(start, end);
    }
    if (source.first == source.end) return;
    a = tw_draft_add(p->d, source, range(i, i + 1),
                     tw_slice_eq(tw_word_value(noun), TW_LIT("thought")) ? TW_IS_THOUGHT : 0, "noun-that");
    p->cue = p->d->cue_of[p->sentence];
    for (end = that + 1; end < p->end && p->c->of[end] != TW_CLASS_STOP && p->c->of[end] != TW_CLASS_COMMA;) end++;
    tw_draft_part(p->d, a, that + 1, end);
    (void)tw_draft_keep(p->d);
}

/* "Keel: Dam will hold", "WALLACE: Let us begin.": a name or a paper in front of
** a colon at the start of a paragraph.  The text of a turn goes on to the end
** of its paragraph. */
static void add_prefix(struct tw_drafts *d, size_t sentence)
{
    const struct tw_text *t = d->classes->text;
    const struct tw_sentence *s = &t->sentence[sentence];
    size_t colon = s->first, last = sentence;
    bool is_turn = true;
    struct tw_draft *a;

    if (sentence > 0 && t->sentence[sentence - 1].paragraph == s->paragraph) return;
    while (colon < s->end && colon < s->first + 5 && d->classes->of[colon] != TW_CLASS_COLON) {
        if (t->token[colon].kind != TW_TOK_WORD) return;
        is_turn &= (t->token[colon].shape & TW_SHAPE_CAP) != 0;
        colon++;
    }
    if (colon == s->first || colon + 3 >= s->end || d->classes->of[colon] != TW_CLASS_COLON) return;
    if (t->token[colon + 1].kind == TW_TOK_OPEN || (t->token[colon].shape & TW_SHAPE_QUOTED)) return;
    if (!(t->token[colon + 1].shape & TW_SHAPE_SPACE)) return;
    if (tw_words_has(&tw_words_en_labels, tw_token_lower(t, colon - 1))) return;
    if (!is_turn && !tw_words_has(&tw_words_en_papers, tw_token_lower(t, colon - 1))) return;
    a = tw_draft_add(d, range(s->first, colon), range(colon, colon + 1), 0, "colon-prefix");
    while (last + 1 < t->sentences && t->sentence[last + 1].paragraph == s->paragraph) last++;
    tw_draft_part(d, a, colon + 1, t->sentence[last].end);
    (void)tw_draft_keep(d);
}

/* "Keel trumpeted that ...", "Keel painted it as “...”": a past form that en/cues
** does not list, behind a subject. */
static void add_unlisted(struct tw_drafts *d, size_t sentence, size_t i)
{
    const struct tw_classes *c = d->classes;
    const struct tw_sentence *s = &c->text->sentence[sentence];
    size_t start, end, from = i + 1, stop = i + 8 < s->end ? i + 8 : s->end, last = s->end;
    struct tw_draft *a;

    if (i == s->first || i + 3 >= s->end || (c->text->token[i].shape & TW_SHAPE_QUOTED)) return;
    if (tw_words_has(&tw_words_en_notcues, tw_token_lower(c->text, i))) return;
    if (c->of[i + 1] != TW_CLASS_THAT) {
        if (!starts_noun(c, from) || c->of[from] == TW_CLASS_OPEN) return;
        while (from < stop && !(tw_token_is(c->text, from, "as") && c->of[from + 1] == TW_CLASS_OPEN)) from++;
        if (from == stop) return;
        from = i + 1;
    } else if (tw_is_finite(c, i + 2) || !starts_noun(c, i + 2)) {
        return;
    }
    start = tw_phrase_start(c, s->first, i, &end);
    if (start == end) return;
    if (last > i + REACH) last = i + REACH;
    for (size_t k = from; k < last; k++)
        if (c->of[k] == TW_CLASS_STOP || (c->of[k] == TW_CLASS_COMMA && turns(c->text, k + 1))) last = k;
    a = tw_draft_add(d, range(start, end), range(i, i + 1), 0, "unlisted");
    a->is_loose = true;
    tw_draft_part(d, a, from, last);
    (void)tw_draft_keep(d);
}

static struct place place_of(struct tw_drafts *d, size_t sentence, const struct tw_cue *cue)
{
    const struct tw_text *t = d->classes->text;
    struct place p = {.d = d, .c = d->classes, .sentence = sentence, .first = t->sentence[sentence].first,
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
    return p;
}

/* The first draft from `from` on that says who spoke in its sentence; -1. */
static int speaker_from(const struct tw_drafts *d, size_t from)
{
    for (size_t i = from; i < d->n; i++)
        if (d->v[i].source.first < d->v[i].source.end && (d->v[i].codes & (TW_TAKES_CLAUSE | TW_TAKES_QUOTE | TW_TAKES_REST))
            && !(d->v[i].codes & TW_IS_THOUGHT))
            return (int)i;
    return -1;
}

static size_t sentence_of(const struct tw_drafts *d, const struct tw_draft *a)
{
    return d->classes->text->token[a->part[0].first].sentence;
}

static bool is_floating(const struct tw_draft *a)
{
    return a->source.first == a->source.end && a->cue.first == a->cue.end;
}

/* A quotation without a cue behind a sentence that reports: its speaker goes
** on; in one paragraph it is a part of what was reported there. */
static void join_floating(struct tw_drafts *d, size_t quotation, size_t speaker)
{
    const struct tw_text *t = d->classes->text;
    struct tw_draft *a = &d->v[speaker], *q = &d->v[quotation];
    uint32_t here = t->sentence[sentence_of(d, q)].paragraph;

    if (t->sentence[t->token[a->cue.first].sentence].paragraph != here) {
        q->source = a->source;
        return;
    }
    for (size_t k = 0; k < q->parts; k++) tw_draft_part(d, a, q->part[k].first, q->part[k].end);
    q->parts = 0;
}

static void find_in_sentence(struct tw_drafts *d, size_t s)
{
    const struct tw_text *t = d->classes->text;

    add_prefix(d, s);
    for (size_t k = d->cue_of[s]; k < d->cue_of[s + 1]; k++) {
        struct place p = place_of(d, s, &d->cue[k]);

        p.cue = k;
        if (p.first + REACH < d->cue[k].first) p.first = d->cue[k].first - REACH;
        if (p.end > d->cue[k].end + REACH) p.end = d->cue[k].end + REACH;
        if (!d->cue[k].is_quoted) p.end = tw_content_end(d, d->cue[k].verb, p.end);
        try_cue(&p);
    }
    for (size_t i = t->sentence[s].first; i < t->sentence[s].end; i++) {
        struct place p = place_of(d, s, NULL);

        if (p.first + REACH < i) p.first = i - REACH;
        if (p.end > i + REACH) p.end = i + REACH;
        if (d->classes->of[i] == TW_CLASS_ED) add_unlisted(d, s, i);
        else if ((tw_token_is(t, i, "according") && tw_token_is(t, i + 1, "to"))
                 || (tw_token_is(t, i, "as") && tw_token_is(t, i + 1, "per"))) add_according(&p, i);
        else if (tw_words_has(&tw_words_en_reportnouns, tw_token_lower(t, i))) add_nominal(&p, i);
    }
}

void tw_indirect_find(struct tw_drafts *d)
{
    size_t direct = d->n, next = 0;     /* drafts of quotations, in order */
    int speaker = -1;                   /* of the sentence before */

    for (size_t s = 0; s < d->classes->text->sentences; s++) {
        size_t before = d->n;

        for (; next < direct && sentence_of(d, &d->v[next]) <= s; next++)
            if (speaker >= 0 && sentence_of(d, &d->v[next]) == s && is_floating(&d->v[next])) {
                join_floating(d, next, (size_t)speaker);
                break;
            }
        if (next < direct && d->v[next].parts == 0) next++;
        find_in_sentence(d, s);
        speaker = speaker_from(d, before);
    }
}
