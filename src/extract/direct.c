/* extract/direct.c - utterances in quotation marks.
**
** Each quotation is tried in order: a cue behind it, a cue in front of it, and
** else it continues the utterance before it.  Gets wrong: dialogue whose turns
** carry no cue at all, which is given to one speaker.
*/
#include "extract/direct.h"

#include "extract/nominal.h"

#include <assert.h>
#include <string.h>

enum { FAR = 80 };              /* tokens between a quotation and its cue */
enum { NO_CUE = -1 };

/* What was found behind a quotation; cue: index, or NO_CUE and the token `verb`. */
struct tail { int cue; size_t verb; struct tw_range source; size_t end; bool is_found; };

static const struct tw_text *text_of(const struct tw_drafts *d)
{
    return d->classes->text;
}

static size_t words_in(const struct tw_text *t, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += t->token[i].kind == TW_TOK_WORD || t->token[i].kind == TW_TOK_NUMBER;
    return n;
}

/* Where the sentence, or the part of it behind the quotation before, begins. */
static size_t lead_start(const struct tw_drafts *d, size_t q)
{
    const struct tw_text *t = text_of(d);
    size_t first = t->sentence[t->token[t->quoted[q].first].sentence].first;

    if (q > 0 && t->quoted[q - 1].end > first) first = t->quoted[q - 1].end;
    return first;
}

/* A comma or final mark inside, or a comma right behind: it could stand alone. */
static bool is_utterance(const struct tw_drafts *d, size_t q)
{
    const struct tw_text *t = text_of(d);
    const struct tw_quoted *it = &t->quoted[q];
    enum tw_class last;
    size_t at = it->end;

    if (it->is_unclosed) return true;
    while (at > it->first + 1 && d->classes->of[at - 1] == TW_CLASS_CLOSE) at--;
    last = (enum tw_class)d->classes->of[at - 1];
    return last == TW_CLASS_COMMA || last == TW_CLASS_STOP || last == TW_CLASS_DASH
        || (it->end < t->tokens && d->classes->of[it->end] == TW_CLASS_COMMA);
}

static bool starts_noun(const struct tw_classes *c, size_t i)
{
    switch ((enum tw_class)c->of[i]) {
    case TW_CLASS_DET: case TW_CLASS_NAME: case TW_CLASS_POSS: case TW_CLASS_OTHER: case TW_CLASS_NUMBER:
    case TW_CLASS_PRON: return true;
    case TW_CLASS_ED: case TW_CLASS_ING: return true;
    case TW_CLASS_VERB: return tw_is_nominal(c, i);
    default: return false;
    }
}

/* A verb that en/cues does not list, behind a quotation with its comma:
** “...,” clucked Keel; “...,” Keel clucked. */
static struct tail unlisted(const struct tw_drafts *d, size_t at, size_t end)
{
    const struct tw_classes *c = d->classes;
    struct tail out = {.cue = NO_CUE};
    size_t core;

    if (at + 1 >= end || at == 0 || c->of[at - 1] != TW_CLASS_CLOSE
        || c->of[at - 2] == TW_CLASS_STOP)
        return (struct tail){0};
    if (c->of[at] == TW_CLASS_ED && (c->of[at + 1] == TW_CLASS_NAME || c->of[at + 1] == TW_CLASS_DET
                                     || c->of[at + 1] == TW_CLASS_POSS)) {
        out.source = (struct tw_range){(uint32_t)at + 1, (uint32_t)tw_phrase_end(c, at + 1, end)};
        out.verb = at;
        out.end = out.source.end;
        out.is_found = true;
        return out;
    }
    core = tw_phrase_core(c, at, end);
    if (core == at || core >= end || c->of[core] != TW_CLASS_ED
        || !(c->of[at] == TW_CLASS_PRON || c->of[at] == TW_CLASS_NAME))
        return (struct tail){0};
    out.source = (struct tw_range){(uint32_t)at, (uint32_t)core};
    out.verb = core;
    out.end = core + 1;
    out.is_found = true;
    return out;
}

/* “...,” tells us Keel; “...,” explains to us the fisherman: the speaker's first
** token behind who is told; 0 when nobody is. */
static size_t past_told(const struct tw_drafts *d, size_t at, size_t end)
{
    const struct tw_classes *c = d->classes;

    if (at + 1 < end && tw_token_is(c->text, at, "to")) at++;
    if (at + 1 >= end || !(tw_token_is(c->text, at, "us") || tw_token_is(c->text, at, "me")))
        return 0;
    at++;
    return c->of[at] == TW_CLASS_NAME || c->of[at] == TW_CLASS_DET
           || c->of[at] == TW_CLASS_POSS ? at : 0;
}

/* The speaker behind the quotation that ends at token `at`: “...,” said Keel;
** “...,” Keel said; “...,” the minister, Henrik Moe, told parliament. */
static struct tail look_behind(const struct tw_drafts *d, size_t at)
{
    const struct tw_text *t = text_of(d);
    const struct tw_classes *c = d->classes;
    struct tail out = {0};
    size_t s, end;

    if (at >= t->tokens) return out;
    s = t->token[at].sentence;
    if (at == t->sentence[s].first) return out;
    end = t->sentence[s].end;
    if (c->of[at] == TW_CLASS_COMMA || c->of[at] == TW_CLASS_DASH) at++;
    for (size_t k = tw_cue_at(d, s, at); k < d->cue_of[s + 1] && d->cue[k].first < at + FAR; k++) {
        const struct tw_cue *cue = &d->cue[k];
        bool takes = (cue->codes & (TW_TAKES_QUOTE | TW_TAKES_CLAUSE)) != 0;
        size_t told;

        if (cue->first < at || !takes || cue->is_passive) continue;
        /* "“...,” adding that" */
        if (c->verb[cue->verb].form == TW_FORM_ING && cue->first == cue->verb) continue;
        if (cue->first == at && cue->end < end && starts_noun(c, cue->end)) {
            out = (struct tail){.cue = (int)k,
                                .source = {cue->end, (uint32_t)tw_phrase_end(c, cue->end, end)},
                                .is_found = true};
            out.end = out.source.end;
        } else if (cue->first == at && (told = past_told(d, cue->end, end)) > 0) {
            out = (struct tail){.cue = (int)k,
                                .source = {(uint32_t)told, (uint32_t)tw_phrase_end(c, told, end)},
                                .is_found = true};
            out.end = out.source.end;
        } else if (cue->first == at) {
            out = (struct tail){.cue = (int)k, .source = tw_cue_source(d, s, k), .end = cue->end,
                                .is_found = true};
        } else if (cue->join == TW_JOIN_SUBJECT && cue->source == at) {
            out = (struct tail){.cue = (int)k, .source = {cue->source, cue->source_end},
                                .end = cue->end, .is_found = true};
        } else if (cue->join == TW_JOIN_SUBJECT && cue->source > at && cue->source < at + 3
                   && c->of[at] != TW_CLASS_CONJ
                   && (c->of[at] != TW_CLASS_SUB || tw_is_word(c, at, TW_WORD_AS))) {
            out = (struct tail){.cue = (int)k, .source = {cue->source, cue->source_end},
                                .end = cue->end, .is_found = true};
        }
        return out;
    }
    return unlisted(d, at, end);
}

/* Adds quotation q to a draft, with what stands in front of it in its sentence
** when that belongs to the utterance. */
static void take(struct tw_drafts *d, size_t draft, size_t q, size_t from)
{
    const struct tw_quoted *it = &text_of(d)->quoted[q];

    tw_draft_part(d, &d->v[draft], from, it->end);
    d->quote_of[q] = (uint32_t)draft + 1;
}

static size_t add(struct tw_drafts *d, struct tw_range source, const struct tw_cue *cue,
                  const char *rule)
{
    struct tw_range none = {0}, at = cue ? (struct tw_range){cue->first, cue->end} : none;
    struct tw_draft *a = tw_draft_add(d, source, at, cue ? cue->codes : 0, rule);

    a->is_negated = cue && cue->is_negated;
    return d->n - 1;
}

/* True when a line ends in front of token i. */
static bool begins_line(const struct tw_text *t, size_t i)
{
    size_t from = i ? t->token[i - 1].off + t->token[i - 1].len : 0;

    return i == 0 || memchr(t->text.p + from, '\n', t->token[i].off - from) != NULL;
}

/* “...” — Keel: a name behind a dash, up to the end of its line. */
static bool try_signature(struct tw_drafts *d, size_t *q)
{
    const struct tw_text *t = text_of(d);
    size_t at = t->quoted[*q].end, end = at + 1, draft;

    if (at + 1 >= t->tokens || (d->classes->of[at] != TW_CLASS_DASH && !tw_token_is(t, at, "--")))
        return false;
    if (d->classes->of[at + 1] != TW_CLASS_NAME) return false;
    while (end < t->tokens && end <= at + 25 && !begins_line(t, end)) end++;
    if (end > at + 25 || (lead_start(d, *q) < t->quoted[*q].first
                          && !begins_line(t, t->quoted[*q].first)))
        return false;
    draft = add(d, (struct tw_range){(uint32_t)at + 1, (uint32_t)end}, NULL, "quotation-signature");
    d->v[draft].cue = (struct tw_range){(uint32_t)at, (uint32_t)at + 1};
    take(d, draft, *q, t->quoted[*q].first);
    return true;
}

/* A cue in [from, to) that says something of its own; ", referring to the flood," does not. */
static bool has_cue_between(const struct tw_drafts *d, size_t sentence, size_t from, size_t to)
{
    for (size_t k = tw_cue_at(d, sentence, from);
         k < d->cue_of[sentence + 1] && d->cue[k].first < to; k++) {
        bool is_aside = d->cue[k].join == TW_JOIN_PARTICIPLE && d->cue[k].end < to
            && d->classes->of[to - 1] == TW_CLASS_COMMA;

        if (d->cue[k].first >= from && d->cue[k].end <= to && !is_aside) return true;
    }
    return false;
}

/* “...,” said Keel, “...”; “...,” said Keel, and still “...”: the next quotation
** of the sentence goes on. */
static size_t take_second(struct tw_drafts *d, size_t draft, size_t q, size_t end)
{
    const struct tw_text *t = text_of(d);
    size_t s = t->token[t->quoted[q].end - 1].sentence, next = q + 1, first;
    enum tw_class before;

    if (end < t->tokens && t->token[end].sentence == s) s = t->token[end].sentence;
    if (next >= t->quotes || t->quoted[next].first < end) return q;
    first = t->quoted[next].first;
    if (t->token[first].sentence != t->token[end < t->tokens ? end : end - 1].sentence) return q;
    if (has_cue_between(d, s, end, first)) return q;
    before = (enum tw_class)d->classes->of[first - 1];
    if (before == TW_CLASS_COMMA || before == TW_CLASS_CONJ || before == TW_CLASS_COLON
        || before == TW_CLASS_DASH)
        take(d, draft, next, first);
    else if (d->classes->of[end] == TW_CLASS_COMMA && d->classes->of[end + 1] == TW_CLASS_CONJ)
        take(d, draft, next, end + 1);
    else
        return q;
    for (size_t k = tw_cue_at(d, s, end); k < d->cue_of[s + 1] && d->cue[k].first < first; k++)
        d->cue[k].is_used = true;
    return next;
}

/* True when quotation q makes up its sentences: nothing in front of it, and
** nothing but a final mark behind it. */
static bool is_alone(const struct tw_drafts *d, size_t q)
{
    const struct tw_text *t = text_of(d);
    const struct tw_quoted *it = &t->quoted[q];
    const struct tw_sentence *last = &t->sentence[t->token[it->end - 1].sentence];

    if (t->sentence[t->token[it->first].sentence].first != it->first) return false;
    return words_in(t, it->end, last->end) == 0;
}

/* Quotations in the sentences behind that have no speaker of their own. */
static size_t take_following(struct tw_drafts *d, size_t draft, size_t q)
{
    const struct tw_text *t = text_of(d);

    while (q + 1 < t->quotes) {
        const struct tw_quoted *a = &t->quoted[q], *b = &t->quoted[q + 1];
        uint32_t last = t->token[a->end - 1].sentence, next = t->token[b->first].sentence;

        if (words_in(t, a->end, t->sentence[last].end) && t->token[a->end].sentence == last) {
            if (next != last + 1) return q;
        } else if (next > last + 1) {
            return q;
        }
        if (next == last || !is_alone(d, q + 1)) return q;
        take(d, draft, q + 1, b->first);
        q++;
    }
    return q;
}

static size_t add_tail(struct tw_drafts *d, const struct tail *tail)
{
    struct tw_cue *cue;
    size_t draft;

    if (tail->cue == NO_CUE) {
        draft = add(d, tail->source, NULL, "quotation-unlisted");
        d->v[draft].cue = (struct tw_range){(uint32_t)tail->verb, (uint32_t)tail->verb + 1};
        return draft;
    }
    cue = &d->cue[tail->cue];
    draft = add(d, tail->source, cue, "quotation-cue");
    cue->is_used = true;
    if (cue->source == cue->source_end) {
        cue->source = tail->source.first;
        cue->source_end = tail->source.end;
    }
    return draft;
}

/* The quotation in which the one of q, left open at the end of its paragraph,
** comes to an end; at most 64 on, which bounds the time on marks never closed. */
static size_t chain_end(const struct tw_text *t, size_t q)
{
    size_t last = q + 64;

    while (t->quoted[q].is_unclosed && q + 1 < t->quotes && q < last
           && t->token[t->quoted[q + 1].first].sentence == t->token[t->quoted[q].end
                                                                    - 1].sentence + 1)
        q++;
    return q;
}

/* "The river “is full,” he said", not "On “Face the River,” he said": words in
** front of the quotation belong to what is said when there is a verb, in them
** or in the quotation. */
static bool is_lead_clause(const struct tw_drafts *d, size_t from, size_t q)
{
    const struct tw_quoted *it = &text_of(d)->quoted[q];
    bool is_adverbial = d->classes->of[from] == TW_CLASS_PREP;

    for (size_t i = from; i < it->first; i++)
        if (tw_is_finite(d->classes, i) && d->classes->of[i] != TW_CLASS_ED) return true;
    if (is_adverbial) return false;
    for (size_t i = it->first; i < it->end; i++)
        if (tw_is_finite(d->classes, i)) return true;
    return false;
}

/* A cue behind the quotation. */
static bool try_behind(struct tw_drafts *d, size_t *q)
{
    const struct tw_text *t = text_of(d);
    size_t from = lead_start(d, *q), draft, last = chain_end(t, *q);
    const struct tw_quoted *it = &t->quoted[*q];
    struct tail tail = look_behind(d, t->quoted[last].end);

    if (!tail.is_found || !is_utterance(d, *q)) return false;
    for (size_t i = from; i < it->first; i++)
        if (d->classes->of[i] == TW_CLASS_COLON) from = i + 1;
    if (words_in(t, from, it->first) == 0) from = it->first;    /* an emoji, a bullet */
    if (from < it->first && (d->quote_of[*q] || !is_lead_clause(d, from, *q))) return false;
    draft = add_tail(d, &tail);
    take(d, draft, *q, from);
    while (*q < last) {
        (*q)++;
        take(d, draft, *q, t->quoted[*q].first);
    }
    *q = take_second(d, draft, *q, tail.end);
    *q = take_following(d, draft, *q);
    return true;
}

/* The last cue in [from, to) that can introduce a quotation; -1: none. */
static int cue_in_front(const struct tw_drafts *d, size_t sentence, size_t from, size_t to,
                        bool is_colon)
{
    for (size_t k = tw_cue_at(d, sentence, to); k > d->cue_of[sentence]; k--) {
        const struct tw_cue *cue = &d->cue[k - 1];

        if (cue->first < from || cue->first + FAR < to) break;
        if (cue->end > to) continue;
        if (!(cue->codes & (TW_TAKES_QUOTE | TW_TAKES_CLAUSE | TW_TAKES_THAT)) && !is_colon)
            continue;
        return (int)k - 1;
    }
    return -1;
}

/* "Keel said the dam had one fault: “...”": a clause of its own in front of the colon. */
static bool has_clause(const struct tw_drafts *d, const struct tw_cue *cue, size_t colon)
{
    size_t i = tw_skip_adverbials(d->classes, cue->end, colon);

    if (!(cue->codes & TW_TAKES_CLAUSE) || (cue->codes & TW_TAKES_PERSON) || cue->is_passive)
        return false;
    if (i >= colon || !(starts_noun(d->classes, i) || d->classes->of[i] == TW_CLASS_THAT))
        return false;
    for (i++; i < colon; i++)
        if (tw_is_finite(d->classes, i) && d->classes->of[i] != TW_CLASS_ED) return true;
    return false;
}

/* "Keel said: “...”", "Keel told us, “...”", "Keel: “...”". */
static bool try_front(struct tw_drafts *d, size_t *q)
{
    const struct tw_text *t = text_of(d);
    const struct tw_classes *c = d->classes;
    const struct tw_quoted *it = &t->quoted[*q];
    size_t s = t->token[it->first].sentence, from = lead_start(d, *q), draft, start, end;
    bool is_colon, is_capital;
    struct tw_range source = {0};
    int k;

    if (from >= it->first) return false;
    is_colon = c->of[it->first - 1] == TW_CLASS_COLON;
    is_capital = it->first + 1 < t->tokens && (t->token[it->first + 1].shape & TW_SHAPE_CAP);
    k = cue_in_front(d, s, from, it->first, is_colon);
    if (!is_colon && (k < 0 || !is_capital)) return false;
    if (is_colon && k >= 0 && has_clause(d, &d->cue[k], it->first - 1)) return false;
    if (!is_colon && c->of[it->first - 1] != TW_CLASS_COMMA
        && (d->cue[k].end != it->first || !is_utterance(d, *q)))
        return false;
    if (!is_colon && tw_skip_adverbials(c, d->cue[k].end, it->first) + 8 < it->first) return false;
    if (k >= 0) {
        source = tw_cue_source(d, s, (size_t)k);
        if (d->cue[k].first == from && d->cue[k].end < it->first && starts_noun(c, d->cue[k].end)
            && c->verb[d->cue[k].verb].form != TW_FORM_ING)
            source = (struct tw_range){d->cue[k].end,
                                       (uint32_t)tw_phrase_end(c, d->cue[k].end, it->first)};
        d->cue[k].is_used = true;
    } else if (it->first - from < 12 && tw_phrase_start(c, from, it->first - 1, &end) == from) {
        source = (struct tw_range){(uint32_t)from, (uint32_t)end};
    } else if (tw_phrase_subject(c, from, it->first, &start, &end)) {
        source = (struct tw_range){(uint32_t)start, (uint32_t)end};
    }
    draft = add(d, source, k >= 0 ? &d->cue[k] : NULL,
                k >= 0 ? "cue-quotation" : "colon-quotation");
    if (k < 0) d->v[draft].cue = (struct tw_range){it->first - 1, it->first};
    take(d, draft, *q, it->first);
    *q = take_following(d, draft, *q);
    return true;
}

/* The sentence in front ends in a colon: its last cue introduces the draft. */
static void introduce(struct tw_drafts *d, struct tw_draft *a, size_t sentence)
{
    const struct tw_text *t = text_of(d);
    size_t before, start, end;

    if (sentence == 0 || d->classes->of[t->sentence[sentence - 1].end - 1] != TW_CLASS_COLON)
        return;
    before = sentence - 1;
    a->cue = (struct tw_range){t->sentence[before].end - 1, t->sentence[before].end};
    if (d->cue_of[before] < d->cue_of[sentence]) {
        struct tw_cue *cue = &d->cue[d->cue_of[sentence] - 1];

        a->source = tw_cue_source(d, before, d->cue_of[sentence] - 1);
        a->cue = (struct tw_range){cue->first, cue->end};
        a->codes = cue->codes;
        if (t->sentence[before].end - cue->end < 12) cue->is_used = true;
    } else if (tw_phrase_subject(d->classes, t->sentence[before].first, t->sentence[before].end,
                                 &start, &end)) {
        a->source = (struct tw_range){(uint32_t)start, (uint32_t)end};
    }
}

/* No cue: the utterance of the sentence before goes on, or nobody is named. */
static bool try_alone(struct tw_drafts *d, size_t q)
{
    const struct tw_text *t = text_of(d);
    const struct tw_quoted *it = &t->quoted[q];
    size_t draft;

    if (!is_alone(d, q) || tw_prefix_colon(d, t->token[it->first].sentence)) return false;
    if (q > 0 && d->quote_of[q - 1]) {
        const struct tw_quoted *before = &t->quoted[q - 1];
        uint32_t last = t->token[before->end - 1].sentence, first = t->token[it->first].sentence;

        if (first <= last + 1 || before->is_unclosed) {
            take(d, d->quote_of[q - 1] - 1, q, it->first);
            return true;
        }
    }
    if (words_in(t, it->first, it->end) < 4) return false;
    draft = add(d, (struct tw_range){0}, NULL, "quotation-alone");
    introduce(d, &d->v[draft], t->token[it->first].sentence);
    take(d, draft, q, it->first);
    return true;
}

void tw_direct_find(struct tw_drafts *d)
{
    const struct tw_text *t = text_of(d);

    for (size_t q = 0; q < t->quotes; q++) {
        if (d->quote_of[q] || words_in(t, t->quoted[q].first, t->quoted[q].end) == 0) continue;
        if (!try_behind(d, &q) && !try_front(d, &q) && !try_signature(d, &q)) try_alone(d, q);
    }
}
