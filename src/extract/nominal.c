/* extract/nominal.c - "according to", nouns of saying, names before a colon.
**
** Gets wrong: labels before a colon that en/labels does not know, which pass
** for speakers.
*/
#include "extract/nominal.h"

enum { SUFFIX_MOST = 9 };        /* tokens of a speaker behind the colon of a headline */

/* "according to her reading the decision ...": another noun phrase right behind
** the one that a pronoun owns. */
static bool clause_begins(const struct tw_classes *c, size_t from, size_t k)
{
    return k == from + 2 && c->of[from] == TW_CLASS_POSS && c->of[k] == TW_CLASS_DET;
}

/* Where the source of a leading "according to" ends: at the comma, or behind
** an apposition or relative clause. */
static size_t front_source_end(const struct tw_classes *c, size_t i, size_t end)
{
    size_t k = i, n;

    while (k < end && c->of[k] != TW_CLASS_COMMA && c->of[k] != TW_CLASS_STOP
           && c->of[k] != TW_CLASS_COLON && !clause_begins(c, i, k)) k++;
    if (k >= end || c->of[k] != TW_CLASS_COMMA) return k;
    for (n = k + 1; n < end && c->of[n] != TW_CLASS_COMMA; n++)
        if (tw_is_finite(c, n) && !tw_is_word(c, k + 1, TW_WORD_WHO)) return k;
    return n < end && n + 1 < end ? n : k;
}

/* "according to" at tokens [i, source). */
static void add_according(struct tw_place *p, size_t i, size_t source)
{
    bool is_front = i < p->first + 3;
    size_t source_end, end;
    struct tw_draft *a;

    if (source >= p->end) return;
    source_end = is_front ? front_source_end(p->c, source, p->end) : tw_phrase_end(p->c, source,
                                                                                   p->end);
    for (size_t k = source; k + 1 < source_end && !is_front; k++)
        if (p->c->of[k] == TW_CLASS_COMMA
            && (p->c->of[k + 1] == TW_CLASS_ED || p->c->of[k + 1] == TW_CLASS_VERB))
            source_end = k;
    if (source_end == source) return;
    a = tw_draft_add(p->d, tw_range_of(source, source_end), tw_range_of(i, source), 0,
                     "according-to");
    if (!is_front) tw_draft_part(p->d, a, p->first, i);
    for (end = source_end + 1; end < p->end; end++)
        if (p->c->of[end] == TW_CLASS_STOP || (!is_front && p->c->of[end] == TW_CLASS_COMMA
                                               && tw_is_word(p->c, end + 1, TW_WORD_TURNS)))
            break;
    if (end > p->end) end = p->end;
    if (source_end < end
        && (p->c->of[source_end] == TW_CLASS_COMMA || clause_begins(p->c, source, source_end))
        && (is_front || tw_place_has_finite(p, source_end, end))
        && !tw_is_word(p->c, source_end + 1, TW_WORD_TURNS))
        tw_draft_part(p->d, a, source_end, end);
    (void)tw_draft_keep(p->d);
}

/* "Keel's claim that ...", "a claim by Keel that ...". */
static void add_nominal(struct tw_place *p, size_t i)
{
    struct tw_range source = {0};
    size_t that = i + 1, end, start;
    const struct tw_word *noun = tw_words_find(p->c->text->lexicon->reportnouns,
                                               tw_token_lower(p->c->text, i));
    struct tw_draft *a;

    if ((tw_is_word(p->c, that, TW_WORD_BY) || tw_is_word(p->c, that, TW_WORD_FROM))
        && that + 1 < p->end) {
        size_t agent = tw_phrase_core(p->c, that + 1, p->end);

        source = tw_range_of(that + 1, agent);
        that = agent;
    }
    if (that >= p->end || p->c->of[that] != TW_CLASS_THAT || that + 1 >= p->end
        || tw_is_finite(p->c, that + 1))
        return;
    if (source.first == source.end && i > p->first) {
        size_t k = i - 1;

        while (k > p->first && p->c->of[k] == TW_CLASS_OTHER) k--;
        if (p->c->of[k] == TW_CLASS_POSS) source = tw_range_of(k, k + 1);
        if (p->c->of[k] == TW_CLASS_GENITIVE
            && (start = tw_phrase_start(p->c, p->first, k, &end)) < end)
            source = tw_range_of(start, end);
    }
    if (source.first == source.end) return;
    a = tw_draft_add(p->d, source, tw_range_of(i, i + 1),
                     tw_slice_eq(tw_word_value(noun), TW_LIT("thought")) ? TW_IS_THOUGHT : 0,
                         "noun-that");
    p->cue = p->d->cue_of[p->sentence];
    for (end = that + 1;
         end < p->end && p->c->of[end] != TW_CLASS_STOP && p->c->of[end] != TW_CLASS_COMMA;)
        end++;
    tw_draft_part(p->d, a, that + 1, end);
    (void)tw_draft_keep(p->d);
}

/* The head of the noun phrase that begins at `first` can speak. */
static bool is_speaker(const struct tw_classes *c, size_t first, size_t end)
{
    size_t core = tw_phrase_core(c, first, end);
    const struct tw_lexicon *lexicon = c->text->lexicon;

    if (core == first) return false;
    return tw_token_find(c->text, core - 1, lexicon->people)
        || tw_token_find(c->text, core - 1, lexicon->roles)
        || tw_token_find(c->text, core - 1, lexicon->orgnouns)
        || tw_token_find(c->text, core - 1, lexicon->org_heads);
}

/* "Speed a factor in crash: council", a headline: a line of its own without a stop. */
static void find_suffix(struct tw_drafts *d, size_t sentence)
{
    const struct tw_classes *c = d->classes;
    const struct tw_sentence *s = &c->text->sentence[sentence];
    size_t colon = s->end, stop = s->end > s->first + SUFFIX_MOST ? s->end - SUFFIX_MOST : s->first;
    struct tw_draft *a;

    if (s->end < s->first + 4 || c->of[s->end - 1] == TW_CLASS_STOP
        || c->of[s->end - 1] == TW_CLASS_CLOSE)
        return;
    if (sentence > 0 && s[-1].paragraph == s->paragraph) return;
    if (sentence + 1 < c->text->sentences && s[1].paragraph == s->paragraph) return;
    while (colon > stop && c->of[colon - 1] != TW_CLASS_COLON) colon--;
    if (colon <= stop + 3 || colon-- == s->end || tw_is_quoted(c->text, colon)
        || !is_speaker(c, colon + 1, s->end))
        return;
    a = tw_draft_add(d, tw_range_of(colon + 1, s->end), tw_range_of(colon, colon + 1), 0,
                     "colon-suffix");
    tw_draft_part(d, a, s->first, colon);
    (void)tw_draft_keep(d);
}

size_t tw_prefix_colon(const struct tw_drafts *d, size_t sentence)
{
    const struct tw_text *t = d->classes->text;
    const struct tw_sentence *s = &t->sentence[sentence];
    bool is_marked = d->classes->of[s->first] == TW_CLASS_OPEN, is_turn = true;
    size_t colon = s->first + is_marked;

    if (sentence > 0 && t->sentence[sentence - 1].paragraph == s->paragraph) return 0;
    for (; colon < s->end && colon < s->first + 5 && d->classes->of[colon] != TW_CLASS_COLON;
         colon++) {
        if (t->token[colon].kind != TW_TOK_WORD) return 0;
        is_turn &= (t->token[colon].shape & (is_marked ? TW_SHAPE_CAPS : TW_SHAPE_CAP)) != 0;
    }
    if (colon == s->first + is_marked || colon + 3 >= s->end
        || d->classes->of[colon] != TW_CLASS_COLON)
        return 0;
    if (t->token[colon + 1].kind == TW_TOK_OPEN || (tw_is_quoted(t, colon) && !is_marked)) return 0;
    if (!(t->token[colon + 1].shape & TW_SHAPE_SPACE)) return 0;
    if (tw_token_find(t, colon - 1, t->lexicon->labels)) return 0;
    return is_turn || (!is_marked && tw_token_find(t, colon - 1, t->lexicon->papers)) ? colon : 0;
}

void tw_prefix_find(struct tw_drafts *d, size_t sentence)
{
    const struct tw_text *t = d->classes->text;
    const struct tw_sentence *s = &t->sentence[sentence];
    size_t colon = tw_prefix_colon(d, sentence), last = sentence;
    size_t first = s->first + (d->classes->of[s->first] == TW_CLASS_OPEN);
    struct tw_draft *a;

    if (!colon) {
        find_suffix(d, sentence);
        return;
    }
    a = tw_draft_add(d, tw_range_of(first, colon), tw_range_of(colon, colon + 1), 0,
                     "colon-prefix");
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
    if (tw_words_has(c->text->lexicon->notcues, tw_token_lower(c->text, i))) return;
    if (c->of[i + 1] != TW_CLASS_THAT) {
        if (!tw_starts_noun(c, from) || c->of[from] == TW_CLASS_OPEN) return;
        while (from < stop
               && !(tw_is_word(c, from, TW_WORD_AS) && c->of[from + 1] == TW_CLASS_OPEN))
            from++;
        if (from == stop) return;
        from = i + 1;
    } else if (tw_is_finite(c, i + 2) || !tw_starts_noun(c, i + 2)) {
        return;
    }
    start = tw_phrase_start(c, s->first, i, &end);
    if (start == end) return;
    last = tw_place_of(d, sentence, i, NULL).end;
    for (size_t k = from; k < last; k++)
        if (c->of[k] == TW_CLASS_STOP
            || (c->of[k] == TW_CLASS_COMMA && tw_is_word(c, k + 1, TW_WORD_TURNS)))
            last = k;
    a = tw_draft_add(d, tw_range_of(start, end), tw_range_of(i, i + 1), 0, "unlisted");
    a->is_loose = true;
    tw_draft_part(d, a, from, last);
    (void)tw_draft_keep(d);
}

void tw_nominal_find(struct tw_drafts *d, size_t sentence, size_t i)
{
    const struct tw_text *t = d->classes->text;
    size_t n = tw_tokens_match(t, t->lexicon->accordings, i, t->sentence[sentence].end, NULL);

    if (d->classes->of[i] == TW_CLASS_ED) {
        add_unlisted(d, sentence, i);
    } else if (n > 0) {
        struct tw_place p = tw_place_of(d, sentence, i, NULL);

        add_according(&p, i, i + n);
    } else if (tw_token_find(t, i, t->lexicon->reportnouns)) {
        struct tw_place p = tw_place_of(d, sentence, i, NULL);

        add_nominal(&p, i);
    }
}
