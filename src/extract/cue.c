/* extract/cue.c - tells verbs of reporting from nouns of the same form.
**
** Most forms in -s and the base form are nouns as well ("claims", "report"):
** what stands in front decides.  Past forms are verbs unless a determiner
** stands in front ("the said vehicle").  Gets wrong: "police report", read as
** a verb because "police" is plural.
*/
#include "extract/cue.h"

#include "base/vec.h"
#include "extract/pronoun.h"

enum { QUOTED_NEAR = 8 };       /* tokens from "quoted" to "as saying" */

static bool is_plural(const struct tw_classes *c, size_t i)
{
    struct tw_slice low = tw_token_lower(c->text, i);

    return (low.n > 2 && low.p[low.n - 1] == 's' && low.p[low.n - 2] != 's'
        && low.p[low.n - 2] != 'u') || tw_words_has(c->text->lexicon->collectives, low);
}

static bool is_singular_pronoun(const struct tw_classes *c, size_t i)
{
    enum tw_pronoun it = tw_pronoun_at(c->text, i);

    return it != TW_PRONOUN_NONE && it != TW_PRONOUN_THEY;
}

static bool follows_noun(enum tw_class before)
{
    return before == TW_CLASS_DET || before == TW_CLASS_POSS || before == TW_CLASS_GENITIVE
        || before == TW_CLASS_NUMBER || before == TW_CLASS_PREP;
}

/* True when the subject in front of the group is plural: "figures from the
** regulator (show)". */
static bool has_plural_subject(const struct tw_classes *c, size_t from, size_t first)
{
    size_t end, start, head;

    if (is_plural(c, first - 1)) return true;
    start = tw_phrase_start(c, from, first, &end);
    for (head = start; head < end; head++)
        /* "Keel and Lund" */
        if (tw_is_word(c, head, TW_WORD_AND) && head > start && !is_plural(c, head - 1))
            return true;
        else if (c->of[head] == TW_CLASS_PREP || c->of[head] == TW_CLASS_COMMA
            || c->of[head] == TW_CLASS_PRON
            || c->of[head] == TW_CLASS_ED || c->of[head] == TW_CLASS_ING)
            return head > start && is_plural(c, head - 1);
    return false;
}

/* "It made (additional) appeals", "He (faced criticism for medical) claims": the
** noun phrase in front of `first` is the object of a verb. */
static bool follows_verb(const struct tw_classes *c, size_t from, size_t first)
{
    size_t end, start = tw_phrase_start(c, from, first, &end);

    if (start >= end || start == from) return false;
    if (c->of[start] == TW_CLASS_ED)
        return c->of[start - 1] == TW_CLASS_PRON || c->of[start - 1] == TW_CLASS_NAME;
    return c->of[start - 1] == TW_CLASS_VERB && !c->verb[start - 1].entry;
}

/* What may follow a form in -s for it to be a verb rather than a plural noun:
** "the report notes (that, a, its ...)". */
static bool can_follow(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i + 1]) {
    /* "charges that may" */
    case TW_CLASS_THAT: return tw_is_joining_that(c, i + 1) || (c->verb[i].codes & TW_IS_SAFE);
    case TW_CLASS_OPEN: case TW_CLASS_DET: case TW_CLASS_POSS: case TW_CLASS_PRON: case TW_CLASS_OBJ:
    case TW_CLASS_NAME: case TW_CLASS_WH: case TW_CLASS_NUMBER: case TW_CLASS_COLON: return true;
    case TW_CLASS_PREP: return (tw_is_word(c, i + 1, TW_WORD_TO)
                                && (c->verb[i].codes & (TW_TAKES_INFINITIVE | TW_TAKES_PERSON
                                                        | TW_TAKES_REST)))
                               || tw_verb_governs(c, i, i + 1);
    default: return c->verb[i].more > 0;
    }
}

/* "“Why?” a man in the crowd asks.": behind a quotation and its speaker. */
static bool ends_quotation_lead(const struct tw_classes *c, const struct tw_sentence *s, size_t i,
                                size_t first)
{
    size_t end, start;

    if (i + 1 < s->end && c->of[i + 1] != TW_CLASS_STOP && c->of[i + 1] != TW_CLASS_COMMA)
        return false;
    start = tw_phrase_start(c, s->first, first, &end);
    return start < end && start > s->first && c->of[start - 1] == TW_CLASS_CLOSE;
}

/* Whether the word at i is used as a verb; `first` is the start of its group. */
static bool is_verbal(const struct tw_classes *c, const struct tw_sentence *s, size_t i,
                      size_t first)
{
    enum tw_class before = first > s->first ? (enum tw_class)c->of[first - 1] : TW_CLASS_STOP;
    bool has_aux = false;

    for (size_t k = first; k < i; k++)
        has_aux |= c->of[k] == TW_CLASS_MODAL || c->of[k] == TW_CLASS_BE
                || c->of[k] == TW_CLASS_HAVE
                || c->of[k] == TW_CLASS_DO || tw_is_word(c, k, TW_WORD_TO);
    if (c->of[i] == TW_CLASS_NAME && !(c->text->token[i].shape & TW_SHAPE_START)) return false;
    if (has_aux) return true;
    switch ((enum tw_form)c->verb[i].form) {
    case TW_FORM_PAST: case TW_FORM_PART:
        if (before == TW_CLASS_DET && tw_is_word(c, first - 1, TW_WORD_ALONE))
            return i + 1 < s->end && can_follow(c, i);
        return before != TW_CLASS_DET && before != TW_CLASS_POSS && before != TW_CLASS_GENITIVE
            && (before != TW_CLASS_PREP || c->verb[i].form == TW_FORM_PAST);
    case TW_FORM_ING:
        return (before != TW_CLASS_DET || tw_is_word(c, first - 1, TW_WORD_ALONE))
            && before != TW_CLASS_POSS && before != TW_CLASS_GENITIVE;
    case TW_FORM_S:
        if (before == TW_CLASS_VERB && c->verb[first - 1].form == TW_FORM_BASE
            && first > s->first + 1
            && (follows_noun((enum tw_class)c->of[first - 2]) || tw_is_nominal(c, first - 2)))
            before = TW_CLASS_OTHER;                    /* "the report says" */
        if (follows_noun(before) || before == TW_CLASS_VERB || before == TW_CLASS_ED
            || before == TW_CLASS_ING)
            return false;
        if (i + 1 < s->end && tw_is_finite(c, i + 1) && c->of[i + 1] != TW_CLASS_ED) return false;
        if (before == TW_CLASS_OTHER && i + 1 < s->end && c->verb[i + 1].entry
            && c->verb[i + 1].form == TW_FORM_BASE)
            return false;                               /* "official figures reveal" */
        if (before == TW_CLASS_OTHER)
            return !is_plural(c, first - 1) && !follows_verb(c, s->first, first)
                                                && (i + 1 == s->end || can_follow(c, i) || (c->verb[i].codes & TW_IS_SAFE)
                                                || ends_quotation_lead(c, s, i, first));
        if (i + 1 < s->end && tw_is_word(c, i + 1, TW_WORD_AS | TW_WORD_OF | TW_WORD_BY
                                         | TW_WORD_FROM) && !tw_verb_governs(c, i, i + 1)
            && before == TW_CLASS_NAME && !(c->verb[i].codes & (TW_IS_SAFE | TW_TAKES_REST)))
            return false;                               /* "Lundian claims of victory" */
        return before != TW_CLASS_STOP;
    case TW_FORM_BASE:
        if (follows_noun(before)) return false;
        if (before == TW_CLASS_PRON) return !is_singular_pronoun(c, first - 1);
        /* "many of whom say the ..." */
        if (before == TW_CLASS_WH && tw_is_word(c, first - 1, TW_WORD_RELATIVE))
            return i + 1 < s->end && can_follow(c, i);
        if (before == TW_CLASS_OTHER || before == TW_CLASS_VERB || before == TW_CLASS_NAME
            || before == TW_CLASS_ING)
            return has_plural_subject(c, s->first, first);
        return before == TW_CLASS_CONJ || before == TW_CLASS_COMMA || before == TW_CLASS_CLOSE;
    default:
        return false;
    }
}

/* The start of the verb group that ends with the verb at i. */
static size_t group_start(const struct tw_classes *c, size_t from, size_t i)
{
    size_t k = i;

    while (k > from) {
        enum tw_class before = (enum tw_class)c->of[k - 1];

        if (before == TW_CLASS_ADV || before == TW_CLASS_NEG || before == TW_CLASS_MODAL
            || before == TW_CLASS_BE || before == TW_CLASS_HAVE || before == TW_CLASS_DO) {
            k--;
        } else if (c->of[k - 1] == TW_CLASS_GENITIVE && k > from + 1
                   && c->of[k - 2] == TW_CLASS_PRON) {
            k--;                                                    /* "he's claiming" */
        } else if (tw_is_word(c, k - 1, TW_WORD_NOR) && k > from + 2
                   && tw_is_word(c, k - 3, TW_WORD_NEITHER)) {
            k -= 3;
        } else if (tw_is_word(c, k - 1, TW_WORD_AS) && k > from + 1
                   && tw_is_word(c, k - 2, TW_WORD_QUOTED)) {
            k -= 2;
        } else if (tw_is_word(c, k - 1, TW_WORD_TO) && k > from + 2
                   && tw_is_word(c, k - 2, TW_WORD_ON) && tw_is_word(c, k - 3, TW_WORD_WENT)) {
            k -= 3;
        } else if (tw_is_word(c, k - 1, TW_WORD_TO) && k > from + 2 && c->of[k - 3] == TW_CLASS_BE
                   && (c->of[k - 2] == TW_CLASS_VERB || c->of[k - 2] == TW_CLASS_ED)) {
            k -= 2;
        } else {
            break;
        }
    }
    while (k < i && c->of[k] == TW_CLASS_ADV && k == from) k++;
    return k;
}

static void set_voice(const struct tw_classes *c, size_t from, struct tw_cue *cue)
{
    bool is_past = c->verb[cue->verb].form == TW_FORM_PAST
        || c->verb[cue->verb].form == TW_FORM_PART;

    for (size_t k = cue->first; k < cue->verb; k++) {
        if (c->of[k] == TW_CLASS_BE && is_past) cue->is_passive = true;
        /* "is said to have told" */
        if (tw_is_word(c, k, TW_WORD_TO)) cue->is_passive = false;
        if (c->of[k] == TW_CLASS_NEG) cue->is_negated = true;
    }
    if (is_past && cue->first == cue->verb && tw_is_word(c, cue->verb + 1, TW_WORD_BY)
        && !(cue->first > from && c->of[cue->first - 1] == TW_CLASS_PRON))
        cue->is_passive = true;
    if (c->verb[cue->verb].form == TW_FORM_PART && cue->first == cue->verb) cue->is_passive = true;
    if (is_past && cue->first == from && cue->first == cue->verb && (cue->codes & TW_TAKES_WH))
        cue->is_passive = true;
    if (c->verb[cue->verb].more > 1) cue->is_passive = false;
}

static size_t region_start(const struct tw_classes *c, size_t from, size_t i)
{
    while (i > from && c->of[i - 1] != TW_CLASS_OPEN && c->of[i - 1] != TW_CLASS_CLOSE) i--;
    return i;
}

/* "Keel — a farmer — said": where the noun phrase begins in front of the dash that
** closes a parenthesis before `i`, when it heads the sentence; else `i`. */
static size_t behind_parenthesis(const struct tw_classes *c, size_t from, size_t i)
{
    size_t open = i - 1, end, start;

    while (open > from && c->of[open - 1] != TW_CLASS_DASH && i - open < TW_PHRASE_MOST) open--;
    if (open <= from + 1 || c->of[open - 1] != TW_CLASS_DASH) return i;
    open--;
    for (size_t k = from; k < open; k++)
        if (tw_is_finite(c, k)) return i;
    start = tw_phrase_start(c, from, open, &end);
    return start < end ? start : i;
}

/* "(a palace official) quoted as saying", "quoted (a palace official) as saying",
** "(Keel) was quoted by the radio as saying": the source of the cue behind the
** word at `as`; false when nobody is quoted in front of it. */
static bool set_quoted(const struct tw_classes *c, size_t from, size_t as, struct tw_cue *cue)
{
    size_t k = as, stop = as > from + QUOTED_NEAR ? as - QUOTED_NEAR : from, start, end;

    while (k > stop && !tw_is_word(c, k - 1, TW_WORD_QUOTED)) k--;
    if (k == stop || k == as) return false;
    start = k, end = as;
    if (k >= from + 2 && c->of[k - 2] == TW_CLASS_BE) {
        cue->first = (uint32_t)k - 2;
        start = tw_phrase_start(c, from, k - 2, &end);
    }
    cue->source = (uint32_t)start;
    cue->source_end = (uint32_t)end;
    cue->join = TW_JOIN_SUBJECT;
    return start < end;
}

static void set_source(const struct tw_classes *c, const struct tw_sentence *s, struct tw_cue *cue)
{
    enum tw_class before = cue->first > s->first ? (enum tw_class)c->of[cue->first - 1]
        : TW_CLASS_STOP;
    size_t end, start, from = region_start(c, s->first, cue->first);
    bool is_ing = c->verb[cue->verb].form == TW_FORM_ING && cue->first == cue->verb;

    cue->source = cue->source_end = cue->first;
    if (tw_is_word(c, cue->first, TW_WORD_TO)) return;
    if (before == TW_CLASS_CONJ) {
        cue->join = TW_JOIN_COORDINATED;
        return;
    }
    if (is_ing && cue->first > s->first && tw_is_word(c, cue->first - 1, TW_WORD_AS)
        && set_quoted(c, s->first, cue->first - 1, cue))
        return;
    if (is_ing && (before == TW_CLASS_COMMA || before == TW_CLASS_PREP || before == TW_CLASS_SUB
                   || before == TW_CLASS_STOP
                   || before == TW_CLASS_CLOSE || before == TW_CLASS_DASH || before == TW_CLASS_VERB
                   || before == TW_CLASS_ADV)) {
        cue->join = TW_JOIN_PARTICIPLE;
        return;
    }
    start = tw_phrase_start(c, from, cue->first, &end);
    if (before == TW_CLASS_DASH && start == end) {
        start = behind_parenthesis(c, from, cue->first);
        end = start < cue->first ? cue->first - 1 : start;
    }
    if (is_ing && start < end && start > s->first && c->of[start - 1] == TW_CLASS_PREP
        && !tw_is_word(c, start - 1, TW_WORD_WITH)) {
        cue->join = TW_JOIN_PARTICIPLE;             /* "spoke in Tarn accusing ..." */
        return;
    }
    if (start == end && from > s->first && c->of[from - 1] == TW_CLASS_CLOSE
        && before == TW_CLASS_CLOSE)
        start = tw_phrase_start(c, s->first, cue->first, &end);
    if (start < end) {
        cue->join = TW_JOIN_SUBJECT;
        cue->source = (uint32_t)start;
        cue->source_end = (uint32_t)end;
    } else if (before == TW_CLASS_COMMA) {
        cue->join = TW_JOIN_COORDINATED;
    }
}

void tw_cues_find(struct tw_arena *mem, const struct tw_classes *c, const struct tw_sentence *s,
                  struct tw_cues *out)
{
    size_t of_sentence = out->n;

    for (size_t i = s->first; i < s->end; i++) {
        struct tw_cue cue = {.verb = (uint32_t)i, .end = (uint32_t)i + 1,
                             .codes = c->verb[i].codes};

        if (!c->verb[i].entry) continue;
        cue.end += c->verb[i].more;
        if (cue.end > s->end) continue;
        cue.first = (uint32_t)group_start(c, s->first, i);
        if (!is_verbal(c, s, i, cue.first)) continue;
        if (out->n > of_sentence && out->v[out->n - 1].end == cue.first
            && c->verb[i].form == TW_FORM_BASE)
            continue;
        cue.is_quoted = (c->text->token[i].shape & TW_SHAPE_QUOTED) != 0;
        set_voice(c, s->first, &cue);
        if ((cue.codes & TW_NEEDS_NEGATION) && !cue.is_negated) continue;
        set_source(c, s, &cue);
        if (out->n > of_sentence && out->v[out->n - 1].first == cue.first) {
            if (out->v[out->n - 1].is_passive && cue.is_passive) continue;
            out->n--;                           /* "went on (to say)", "is said (to have told)" */
        }
        TW_PUSH(mem, out->v, out->n, out->cap, cue);
        i = cue.end - 1;
    }
}
