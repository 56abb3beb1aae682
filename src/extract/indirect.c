/* extract/indirect.c - attributions by clause.
**
** For each cue the constructions its verb allows are tried from the surest to
** the loosest; the first that fits wins.  Gets wrong: cues that English also
** uses without anybody saying anything ("the company promises growth").
*/
#include "extract/indirect.h"

#include "extract/citing.h"
#include "extract/nominal.h"
#include "extract/passive.h"

/* Behind the person told, when the verb takes one. */
static size_t skip_person(const struct tw_place *p, size_t i)
{
    size_t core;

    if (i >= p->end) return i;
    if (p->c->of[i] == TW_CLASS_OBJ || tw_is_word(p->c, i, TW_WORD_TOLD))
        return i + 1;
    if (!tw_starts_noun(p->c, i) || p->c->of[i] == TW_CLASS_OPEN || p->c->of[i] == TW_CLASS_ING)
        return i;
    core = tw_phrase_core(p->c, i, p->end);
    if (core == i) return i;
    while (core + 1 < p->end && p->c->of[core] == TW_CLASS_PREP
           && tw_is_word(p->c, core, TW_WORD_OF)
           && tw_phrase_core(p->c, core + 1, p->end) > core + 1)
        core = tw_phrase_core(p->c, core + 1, p->end);
    return core;
}

/* "that" behind adverbials of any kind: said (at a rally in Tarn) that. */
static size_t find_that(const struct tw_place *p, size_t i)
{
    size_t stop = p->end - i > 14 ? i + 14 : p->end;
    bool is_aside = p->c->of[i] == TW_CLASS_COMMA;

    if (p->c->of[i] != TW_CLASS_PREP && p->c->of[i] != TW_CLASS_ADV && !tw_is_time(p->c, i)
        && !is_aside)
        return 0;
    for (size_t k = i; k < stop; k++) {
        if (p->c->of[k] == TW_CLASS_THAT && k + 1 < p->end && tw_is_finite(p->c, k + 1)) return 0;
        if (p->c->of[k] == TW_CLASS_THAT)
            return !is_aside || p->c->of[k - 1] == TW_CLASS_COMMA ? k : 0;
        if (p->c->of[k] == TW_CLASS_STOP || p->c->of[k] == TW_CLASS_OPEN
            || p->c->of[k] == TW_CLASS_PRON)
            return 0;
        if (tw_is_finite(p->c, k) && p->c->of[k] != TW_CLASS_ED) return 0;
    }
    return 0;
}

/* "to" and its verb behind the person told: told the crew (at the port) to leave;
** 0 when there is none. */
static size_t find_order(const struct tw_place *p, size_t i)
{
    size_t stop = p->end - i > 8 ? i + 8 : p->end;

    for (size_t k = i; k + 1 < stop; k++) {
        enum tw_class next = (enum tw_class)p->c->of[k + 1];

        if (tw_is_word(p->c, k, TW_WORD_TO))
            return next == TW_CLASS_OTHER || next == TW_CLASS_VERB || next == TW_CLASS_BE
                || next == TW_CLASS_HAVE
                || next == TW_CLASS_DO || next == TW_CLASS_OPEN || next == TW_CLASS_ADV ? k : 0;
        if (k == i && p->c->of[k] != TW_CLASS_PREP && p->c->of[k] != TW_CLASS_NEG) return 0;
        if (p->c->of[k] == TW_CLASS_COMMA || p->c->of[k] == TW_CLASS_OPEN || tw_is_finite(p->c, k))
            return 0;
    }
    return 0;
}

static bool add_one(const struct tw_place *p, size_t from, size_t to, const char *rule)
{
    struct tw_range source = tw_cue_source(p->d, p->sentence, p->cue);

    tw_draft_part(p->d, tw_place_add(p, source, rule), from, to);
    return tw_draft_keep(p->d);
}

static bool add_loose(const struct tw_place *p, size_t from, size_t to, const char *rule)
{
    struct tw_range source = tw_cue_source(p->d, p->sentence, p->cue);
    struct tw_draft *a = tw_place_add(p, source, rule);

    a->is_loose = true;
    tw_draft_part(p->d, a, from, to);
    return tw_draft_keep(p->d);
}

/* The lead of a sentence that a cue behind it reports: "..., officials said". */
static bool is_clause(const struct tw_place *p, size_t from, size_t to)
{
    if (to <= from + 2) return false;
    for (size_t i = from; i < to; i++)
        if (tw_is_finite(p->c, i) || p->c->of[i] == TW_CLASS_OPEN || p->c->of[i] == TW_CLASS_VERB)
            return true;
    return false;
}

/* Behind the cue come only adverbials or the person told; *after gets where
** the sentence ends or goes on behind a comma. */
static bool is_trailing(const struct tw_place *p, size_t i, size_t *after)
{
    if (tw_place_cue(p)->codes & TW_TAKES_PERSON) i = skip_person(p, i);
    for (;;) {
        size_t next = tw_skip_adverbials(p->c, i, p->end);

        if (next == i && i < p->end && p->c->of[i] == TW_CLASS_PREP
            && !tw_verb_governs(p->c, tw_place_cue(p)->verb, i)) {
            next = tw_phrase_core(p->c, i + 1, p->end);
            if (next == i + 1) next = i;
        }
        if (next == i) break;
        i = next;
    }
    *after = i;
    return tw_place_ends(p, i) || p->c->of[i] == TW_CLASS_COMMA || p->c->of[i] == TW_CLASS_DASH
        || tw_token_is(p->c->text, i, ";");
}

/* Where what a cue behind `comma` reports begins: the sentence, or behind
** "; " or ", but" when another speaker's cue stands in front of that. */
static size_t lead_first(const struct tw_place *p, size_t comma)
{
    size_t first = p->first;

    for (size_t k = p->first + 1; k < comma; k++) {
        if (tw_is_quoted(p->c->text, k)) continue;
        if (tw_token_is(p->c->text, k, ";")) first = k + 1;
        if (p->c->of[k] == TW_CLASS_CONJ && tw_is_word(p->c, k, TW_WORD_BUT)
            && p->cue > p->d->cue_of[p->sentence] && p->d->cue[p->d->cue_of[p->sentence]].end < k)
            first = k + 1;
        if (p->c->of[k] == TW_CLASS_COMMA && tw_is_word(p->c, k + 1, TW_WORD_TURNS)
            && p->cue > p->d->cue_of[p->sentence] && p->d->cue[p->d->cue_of[p->sentence]].end < k)
            first = k + 2;
    }
    return first;
}

/* "..., officials said", "..., said officials", "..., he said, ...". */
static bool try_lead(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);
    size_t head, comma, after, second;
    struct tw_range source;
    struct tw_draft *a;

    if (!(cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_QUOTE))) return false;
    if (cue->join == TW_JOIN_SUBJECT && is_trailing(p, cue->end, &after)) {
        head = cue->source;
        source = tw_range_of(cue->source, cue->source_end);
    } else if (cue->join != TW_JOIN_PARTICIPLE && cue->end < p->end
               && tw_starts_noun(p->c, cue->end)
               && p->c->of[cue->end] != TW_CLASS_OPEN && p->c->of[cue->end] != TW_CLASS_PRON
               && cue->source == cue->source_end && (cue->codes & TW_TAKES_QUOTE)) {
        head = cue->first;
        source = tw_range_of(cue->end, tw_phrase_end(p->c, cue->end, p->end));
        after = tw_skip_adverbials(p->c, source.end, p->end);
    } else {
        return false;
    }
    if (head < p->first + 2) return false;
    comma = head - 1;
    if (p->c->of[comma] == TW_CLASS_SUB && comma > p->first + 1
        && p->c->of[comma - 1] == TW_CLASS_COMMA && tw_is_word(p->c, comma, TW_WORD_AS))
        comma--;
    if (p->c->of[comma] == TW_CLASS_CLOSE && p->c->of[comma - 1] != TW_CLASS_COMMA) return false;
    if (p->c->of[comma] != TW_CLASS_COMMA && p->c->of[comma] != TW_CLASS_CLOSE
        && p->c->of[comma] != TW_CLASS_DASH)
        return false;
    if (!(cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_THAT)) && p->c->of[comma - 1] != TW_CLASS_CLOSE
        && p->c->of[comma] != TW_CLASS_CLOSE)
        return false;
    second = after < p->end && !tw_place_ends(p, after) && !tw_clause_cuts(p, after, after)
             && !(after + 1 < p->end && p->c->of[after + 1] == TW_CLASS_SUB)
             ? tw_clause_end(p, after) : after;
    if (!is_clause(p, p->first, comma) && !((cue->codes & TW_IS_SAFE) && comma > p->first + 3)
        && !(second > after && tw_place_has_finite(p, after, second)))
        return false;
    a = tw_place_add(p, source, "clause-cue");
    tw_draft_part(p->d, a, lead_first(p, comma), comma + (p->c->of[comma] == TW_CLASS_CLOSE));
    if (second > after && (p->c->of[after] == TW_CLASS_COMMA || p->c->of[after] == TW_CLASS_DASH))
        tw_draft_part(p->d, a, after, second);
    return tw_draft_keep(p->d);
}

/* The end of what stands in front of the next comma. */
static size_t before_comma(const struct tw_place *p, size_t from, size_t to)
{
    for (size_t k = from; k + 1 < to; k++)
        if (p->c->of[k] == TW_CLASS_COMMA && !tw_is_quoted(p->c->text, k)) return k;
    return to;
}

/* The end of what stands in front of ", which ..." */
static size_t before_relative(const struct tw_place *p, size_t from, size_t to)
{
    for (size_t k = from; k + 1 < to; k++)
        if (p->c->of[k] == TW_CLASS_COMMA && tw_is_word(p->c, k + 1, TW_WORD_RELATIVE)) return k;
    return to;
}

/* "said (that) ...", "told us (that) ...", "asked whether ...". */
static bool try_clause(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);
    size_t i = cue->end, that, end, to;

    if (i >= p->end) return false;
    if (cue->codes & TW_TAKES_PERSON) i = skip_person(p, i);
    if (i >= p->end) return false;
    that = i + 1 < p->end && tw_is_joining_that(p->c, i) ? i : find_that(p, i);
    if (that && (cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_THAT | TW_TAKES_PERSON)))
        return add_one(p, that + 1, tw_clause_end(p, that + 1), "cue-that");
    if ((cue->codes & TW_TAKES_PERSON) && !(cue->codes & TW_TAKES_REST) && i > cue->end
        && (to = find_order(p, i)) > 0)
        return add_one(p, to, tw_clause_end(p, to), "cue-order");
    i = tw_skip_adverbials(p->c, i, p->end);
    if (i >= p->end) return false;
    if (p->c->of[i] == TW_CLASS_COLON && (cue->codes & TW_TAKES_QUOTE)
        && p->c->verb[cue->verb].form != TW_FORM_ING)
        return add_one(p, i + 1, p->end, "cue-colon");
    if ((cue->codes & (TW_TAKES_CLAUSE | TW_TAKES_THAT)) && tw_is_word(p->c, i, TW_WORD_THIS)
        && (tw_place_ends(p, i + 1) || p->c->of[i + 1] == TW_CLASS_PREP
            || p->c->of[i + 1] == TW_CLASS_COMMA))
        return add_one(p, i, i + 1, "cue-this");
    if ((tw_is_wh(p->c, i) || (p->c->of[i] == TW_CLASS_PREP && i + 1 < p->end
        && p->c->of[i + 1] == TW_CLASS_WH)) && (cue->codes & TW_TAKES_WH))
        return add_one(p, i, tw_clause_end(p, i), "cue-question");
    if (!(cue->codes & TW_TAKES_CLAUSE) || tw_verb_governs(p->c, cue->verb, i)) return false;
    if (!tw_starts_noun(p->c, i) && p->c->of[i] != TW_CLASS_SUB && p->c->of[i] != TW_CLASS_PREP
        && p->c->of[i] != TW_CLASS_THAT)
        return false;
    end = tw_clause_end(p, i);
    if (!(cue->codes & TW_IS_SAFE) && !tw_place_has_finite(p, i + 1, before_comma(p, i + 1, end))
        && p->c->of[i] != TW_CLASS_OPEN)
        return false;
    if ((cue->codes & TW_TAKES_OBJECT)
        && !tw_place_has_finite(p, i + 1, before_relative(p, i + 1, end)))
        return false;
    if (p->c->of[i] == TW_CLASS_PREP && !tw_place_has_finite(p, i + 1, end)) return false;
    return add_one(p, i, end, "cue-clause");
}

static bool has_complement(const struct tw_place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (p->c->of[i] == TW_CLASS_PREP || p->c->of[i] == TW_CLASS_OPEN
            || tw_is_word(p->c, i, TW_WORD_AS)
            || tw_is_word(p->c, i, TW_WORD_TO) || (p->c->of[i] == TW_CLASS_DET && i > from))
            return true;
    return false;
}

/* True when the verb's entry asks for no word in its object, or the object
** holds it: "raised the (toll) to 31", "put the number (at) 40". */
static bool has_needed_word(const struct tw_place *p, size_t from, size_t to)
{
    struct tw_slice rest = tw_word_value(p->c->verb[tw_place_cue(p)->verb].entry), word;

    while (tw_slice_part(&rest, ' ', &word)) {
        if (word.n < 2 || word.p[0] != '~') continue;
        for (size_t i = from; i < to; i++) {
            if (!tw_slice_eq(tw_token_lower(p->c->text, i), tw_slice_sub(word, 1, word.n)))
                continue;
            if (p->c->of[i] != TW_CLASS_PREP) return true;
            for (size_t k = i + 1; k < to && k < i + 5; k++)
                if (p->c->of[k] == TW_CLASS_NUMBER || p->c->of[k] == TW_CLASS_DET) return true;
        }
        return false;
    }
    return true;
}

/* "for what it called “...”": surely somebody's words. */
static bool is_what(const struct tw_place *p)
{
    const struct tw_cue *cue = tw_place_cue(p);

    return cue->source < cue->source_end && cue->source > p->first
           && tw_is_word(p->c, cue->source - 1, TW_WORD_WHAT);
}

/* "declined to comment on the claim": where the topic begins, up to which all is
** cue; `i` when none is named. */
static size_t refused_topic(const struct tw_place *p, size_t i)
{
    if (i + 3 >= p->end || !tw_is_word(p->c, i, TW_WORD_TO) || !tw_verb_governs(p->c, i + 1, i + 2)
        || tw_is_word(p->c, i + 2, TW_WORD_TO))
        return i;
    return tw_starts_noun(p->c, i + 3) || tw_is_wh(p->c, i + 3) ? i + 3 : i;
}

/* Objects, infinitives, quotations right behind, what a preposition governs. */
static bool try_object(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);
    size_t i = cue->end, end, to;

    if (i >= p->end) return false;
    if ((cue->codes & TW_IS_DECLINE) && (end = refused_topic(p, i)) > i) {
        cue->end = (uint32_t)end;
        return add_loose(p, end, tw_object_end(p, end), "cue-refusal");
    }
    if ((cue->codes & TW_TAKES_INFINITIVE) && (to = tw_skip_adverbials(p->c, i, p->end)) > i
        && tw_is_word(p->c, to, TW_WORD_TO))
        /* "agreed on Tuesday to" */
        return add_loose(p, to, tw_clause_end(p, to), "cue-infinitive");
    if ((cue->codes & TW_TAKES_INFINITIVE) && (tw_is_word(p->c, i, TW_WORD_TO)
        || (p->c->of[i] == TW_CLASS_NEG && tw_is_word(p->c, i + 1, TW_WORD_TO))))
        return add_loose(p, i, tw_clause_end(p, i), "cue-infinitive");
    if (p->c->of[i] == TW_CLASS_OPEN
        && (cue->codes & (TW_TAKES_QUOTE | TW_TAKES_OBJECT | TW_TAKES_CLAUSE | TW_TAKES_REST)))
        return (is_what(p) ? add_one : add_loose)(p, i, tw_clause_end(p, i), "cue-part-quotation");
    if (tw_verb_governs(p->c, cue->verb, i) && i + 1 < p->end) {
        cue->end = (uint32_t)i + 1;
        return add_loose(p, i + 1, tw_object_end(p, i + 1), "cue-preposition");
    }
    if ((cue->codes & TW_TAKES_REST) && tw_is_word(p->c, i, TW_WORD_AS))
        return add_loose(p, i, tw_object_end(p, i), "cue-rest");
    if (!tw_starts_noun(p->c, i)) return false;
    end = tw_object_end(p, i);
    if (!has_needed_word(p, i, end)) return false;
    if ((cue->codes & TW_TAKES_REST)
        && (!(cue->codes & TW_NEEDS_COMPLEMENT) || has_complement(p, i + 1, end)))
        return add_loose(p, i, end, "cue-rest");
    if ((cue->codes & TW_TAKES_OBJECT) && p->c->of[i] != TW_CLASS_PUNCT)
        return add_loose(p, i, end, "cue-object");
    return false;
}

static bool is_plausible_source(const struct tw_place *p, struct tw_range r)
{
    if (r.first >= r.end) return false;
    if (r.end == r.first + 1 && tw_is_time(p->c, r.first)) return false;
    return true;
}

static void try_cue(const struct tw_place *p)
{
    struct tw_cue *cue = tw_place_cue(p);

    if (cue->is_used) return;
    if (cue->is_passive) {
        (void)tw_passive_find(p);
        return;
    }
    /* what is quoted is the speaker's affair: one in four such was right */
    if (cue->is_quoted) return;
    if (tw_is_word(p->c, cue->verb, TW_WORD_CITES) && tw_citing_find(p))
        return;
    if (try_lead(p)) return;
    if (!is_plausible_source(p, tw_cue_source(p->d, p->sentence, p->cue))) return;
    if (try_clause(p)) tw_citing_carry(p);
    else (void)try_object(p);
}

/* The first draft from `from` on that says who spoke in its sentence; -1. */
static int speaker_from(const struct tw_drafts *d, size_t from)
{
    for (size_t i = from; i < d->n; i++)
        if (d->v[i].source.first < d->v[i].source.end
            && (d->v[i].codes & (TW_TAKES_CLAUSE | TW_TAKES_QUOTE | TW_TAKES_REST))
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

    if (a->is_negated || t->sentence[t->token[a->cue.first].sentence].paragraph != here) {
        q->source = a->source;
        return;
    }
    for (size_t k = 0; k < q->parts; k++) tw_draft_part(d, a, q->part[k].first, q->part[k].end);
    q->parts = 0;
}

static void find_in_sentence(struct tw_drafts *d, size_t s)
{
    const struct tw_sentence *it = &d->classes->text->sentence[s];

    tw_prefix_find(d, s);
    for (size_t k = d->cue_of[s]; k < d->cue_of[s + 1]; k++) {
        struct tw_place p = tw_place_of(d, s, d->cue[k].verb, &d->cue[k]);

        p.cue = k;
        p.end = tw_content_end(d, d->cue[k].verb, p.end);
        if (p.end > d->cue[k].verb) try_cue(&p);
    }
    for (size_t i = it->first; i < it->end; i++) tw_nominal_find(d, s, i);
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
