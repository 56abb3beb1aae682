/* extract/draft.c - drafts of attributions, and attributions from drafts.
**
** Nesting: an attribution stands in the smallest other one whose content holds
** its cue (or its content, when it has no cue); looked for among the NEAR
** neighbours by place.  Cost: O(n * NEAR).
*/
#include "extract/draft.h"

#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>

enum { NEAR = 24 };

void tw_drafts_start(struct tw_arena *mem, const struct tw_text *t, struct tw_drafts *out)
{
    struct tw_classes *c = TW_NEW(mem, struct tw_classes);
    struct tw_cues cues = {0};

    *out = (struct tw_drafts){.mem = mem, .classes = c};
    tw_classes_read(mem, t, c);
    out->cue_of = TW_NEW_N(mem, uint32_t, t->sentences + 1);
    out->quote_of = TW_NEW_N(mem, uint32_t, t->quotes + 1);
    for (size_t s = 0; s < t->sentences; s++) {
        out->cue_of[s] = (uint32_t)cues.n;
        tw_cues_find(mem, c, &t->sentence[s], &cues);
    }
    out->cue_of[t->sentences] = (uint32_t)cues.n;
    out->cue = cues.v;
}

size_t tw_cue_at(const struct tw_drafts *d, size_t sentence, size_t token)
{
    size_t low = d->cue_of[sentence], high = d->cue_of[sentence + 1];

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (d->cue[mid].first < token) low = mid + 1;
        else high = mid;
    }
    return low;
}

struct tw_draft *tw_draft_add(struct tw_drafts *d, struct tw_range source, struct tw_range cue,
                              uint16_t codes, const char *rule)
{
    struct tw_draft a = {.source = source, .cue = cue, .codes = codes, .rule = rule,
                         .id = (uint32_t)d->next_id++};

    TW_PUSH(d->mem, d->v, d->n, d->cap, a);
    return &d->v[d->n - 1];
}

static bool is_quoted(const struct tw_drafts *d, size_t i)
{
    return (d->classes->text->token[i].shape & TW_SHAPE_QUOTED) != 0;
}

/* A quotation that begins in [first, end) and goes on behind it: where it ends. */
static size_t quotation_end(const struct tw_text *t, size_t first, size_t end)
{
    size_t low = 0, high = t->quotes;

    if (end >= t->tokens || first >= end || !tw_is_quoted(t, end) || !tw_is_quoted(t, end - 1))
        return end;
    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (t->quoted[mid].end <= end) low = mid + 1;
        else high = mid;
    }
    return low < t->quotes && t->quoted[low].first >= first
           && t->quoted[low].first < end ? t->quoted[low].end : end;
}

void tw_draft_part(struct tw_drafts *d, struct tw_draft *a, size_t first, size_t end)
{
    const uint8_t *of = d->classes->of;

    end = quotation_end(d->classes->text, first, end);
    while (first < end && (of[first] == TW_CLASS_COMMA || of[first] == TW_CLASS_DASH
                           || of[first] == TW_CLASS_COLON
                           || of[first] == TW_CLASS_THAT || of[first] == TW_CLASS_CLOSE
                           || (of[first] == TW_CLASS_STOP && !is_quoted(d, first)))) {
        if (of[first] == TW_CLASS_THAT && !tw_is_joining_that(d->classes, first)) break;
        first++;
    }
    while (end > first && (of[end - 1] == TW_CLASS_COMMA || of[end - 1] == TW_CLASS_STOP
                           || of[end - 1] == TW_CLASS_DASH || of[end - 1] == TW_CLASS_COLON)
           && (!is_quoted(d, end - 1)
               || (end < d->classes->text->tokens && is_quoted(d, end)
                   && of[end] != TW_CLASS_OPEN)))
        end--;
    if (first < end)
        TW_PUSH(d->mem, a->part, a->parts, a->part_cap,
                (struct tw_range){(uint32_t)first, (uint32_t)end});
}

bool tw_draft_keep(struct tw_drafts *d)
{
    assert(d->n > 0);
    if (d->v[d->n - 1].parts) return true;
    d->n--;
    return false;
}

/* The innermost of the last drafts whose content holds the token; -1: none. */
static int content_around(const struct tw_drafts *d, size_t token)
{
    size_t from = d->n > NEAR ? d->n - NEAR : 0, best_length = TW_NONE;
    int best = -1;

    for (size_t i = from; i < d->n; i++)
        for (size_t k = 0; k < d->v[i].parts; k++) {
            size_t length = d->v[i].part[k].end - d->v[i].part[k].first;

            if (d->v[i].part[k].first > token || token >= d->v[i].part[k].end
                || length >= best_length)
                continue;
            best = (int)i;
            best_length = length;
        }
    return best;
}

size_t tw_content_end(const struct tw_drafts *d, size_t token, size_t end)
{
    int i = content_around(d, token);

    for (size_t k = 0; i >= 0 && k < d->v[i].parts; k++)
        if (d->v[i].part[k].first <= token && token < d->v[i].part[k].end
            && d->v[i].part[k].end < end)
            end = d->v[i].part[k].end;
    return end;
}

/* "After saying that it was late, Keel left": the subject behind one of the next commas. */
static struct tw_range main_subject(const struct tw_drafts *d, const struct tw_sentence *s,
                                    size_t from)
{
    enum { COMMAS = 4 };
    size_t start, end, commas = 0;

    for (size_t k = from; k + 2 < s->end && commas < COMMAS; k++) {
        if (d->classes->of[k] != TW_CLASS_COMMA) continue;
        commas++;
        if (tw_phrase_subject(d->classes, k + 1, s->end, &start, &end) && start <= k + 2)
            return (struct tw_range){(uint32_t)start, (uint32_t)end};
    }
    return (struct tw_range){0};
}

struct tw_range tw_cue_source(const struct tw_drafts *d, size_t sentence, size_t cue)
{
    const struct tw_sentence *s = &d->classes->text->sentence[sentence];
    int around = content_around(d, d->cue[cue].verb);
    size_t start, end;

    for (size_t k = cue + 1; k > d->cue_of[sentence] && k + NEAR > cue; k--) {
        const struct tw_cue *it = &d->cue[k - 1];

        if (it->source == it->source_end || it->is_quoted != d->cue[cue].is_quoted) continue;
        if (k - 1 == cue || (it->is_used && content_around(d, it->verb) == around))
            return (struct tw_range){it->source, it->source_end};
    }
    if (d->cue[cue].join == TW_JOIN_PARTICIPLE && d->cue[cue].first <= s->first + 1)
        return main_subject(d, s, d->cue[cue].end);
    if (d->cue[cue].first - s->first <= 2 * TW_PHRASE_MOST
        && tw_phrase_subject(d->classes, s->first, d->cue[cue].first, &start, &end)
        && end <= d->cue[cue].first && (d->cue[cue].is_quoted || !is_quoted(d, start)))
        return (struct tw_range){(uint32_t)start, (uint32_t)end};
    return (struct tw_range){0};
}

static struct tw_span span_of(const struct tw_drafts *d, struct tw_range r)
{
    return r.first < r.end ? tw_tokens_span(d->classes->text, r.first,
                                            r.end - 1) : (struct tw_span){0};
}

static enum tw_quote_kind kind_of(const struct tw_drafts *d, const struct tw_draft *a)
{
    size_t quoted = 0, plain = 0;

    for (size_t k = 0; k < a->parts; k++) {
        for (size_t i = a->part[k].first; i < a->part[k].end; i++) {
            if (d->classes->text->token[i].kind != TW_TOK_WORD
                && d->classes->text->token[i].kind != TW_TOK_NUMBER)
                continue;
            if (is_quoted(d, i)) quoted++;
            else plain++;
        }
    }
    return quoted == 0 ? TW_INDIRECT : plain == 0 ? TW_DIRECT : TW_MIXED;
}

/* True when a text, study, record or picture is the head of the source. */
static bool is_paper(const struct tw_drafts *d, struct tw_range source)
{
    const struct tw_classes *c = d->classes;

    for (size_t i = source.first; i < source.end; i++) {
        bool is_behind = i > source.first && tw_is_nominal(c, i - 1);

        if (is_behind
                          && (c->of[i] == TW_CLASS_PREP || c->of[i] == TW_CLASS_COMMA || c->of[i] == TW_CLASS_ED
                          || c->of[i] == TW_CLASS_ING || c->of[i] == TW_CLASS_PRON
                          || c->of[i] == TW_CLASS_THAT))
            return false;
        if (tw_words_has(c->text->lexicon->papers, tw_token_lower(c->text, i))
            && (i + 1 == source.end || !tw_is_nominal(c, i + 1)))
            return true;
    }
    return false;
}

static enum tw_polarity polarity_of(const struct tw_draft *a)
{
    if (a->codes & TW_IS_DENY) return TW_DENY;
    if (a->codes & TW_IS_DOUBT) return TW_DOUBT;
    return a->is_negated || (a->codes & TW_IS_DECLINE) ? TW_DECLINE : TW_AFFIRM;
}

static struct tw_attribution finished(const struct tw_drafts *d, const struct tw_draft *a)
{
    struct tw_attribution out = {.source = span_of(d, a->source), .cue = span_of(d, a->cue),
                                 .in = -1,
                                 .kind = kind_of(d, a), .polarity = polarity_of(a), .rule = a->rule,
                                 .score = a->score};

    out.content.v = TW_NEW_N(d->mem, struct tw_span, a->parts);
    out.content.n = a->parts;
    for (size_t k = 0; k < a->parts; k++) out.content.v[k] = span_of(d, a->part[k]);
    out.type = is_paper(d, a->source) || (a->codes & TW_IS_OTHER) ? TW_OTHER
             : a->codes & TW_IS_THOUGHT ? TW_THOUGHT : TW_SPEECH;
    return out;
}

static int by_place(const void *x, const void *y)
{
    const struct tw_draft *a = x, *b = y;

    if (a->part[0].first != b->part[0].first) return a->part[0].first < b->part[0].first ? -1 : 1;
    if (a->part[a->parts - 1].end != b->part[b->parts - 1].end)
        return a->part[a->parts - 1].end > b->part[b->parts - 1].end ? -1 : 1;
    return a->cue.first < b->cue.first ? -1 : a->cue.first > b->cue.first;
}

static bool holds(const struct tw_attribution *a, struct tw_span s)
{
    for (size_t k = 0; k < a->content.n; k++)
        if (a->content.v[k].off <= s.off && tw_span_end(s) <= tw_span_end(a->content.v[k]))
            return true;
    return false;
}

static size_t length_of(const struct tw_attribution *a)
{
    size_t n = 0;

    for (size_t k = 0; k < a->content.n; k++) n += a->content.v[k].len;
    return n;
}

static int holder_of(const struct tw_statements *out, size_t i)
{
    const struct tw_attribution *a = &out->attributions.v[i];
    struct tw_span what = a->cue.len ? a->cue : a->content.v[0];
    size_t from = i > NEAR ? i - NEAR : 0,
        to = i + NEAR < out->attributions.n ? i + NEAR : out->attributions.n;
    int best = -1;

    for (size_t j = from; j < to; j++) {
        if (j == i || !holds(&out->attributions.v[j], what)) continue;
        if (best < 0 || length_of(&out->attributions.v[j]) < length_of(&out->attributions.v[best]))
            best = (int)j;
    }
    return best;
}

/* True when attribution i stands in another one and is not sure to report by
** itself. */
static bool is_dropped(const struct tw_drafts *d, const struct tw_statements *out, size_t i)
{
    return out->attributions.v[i].in >= 0 && (d->v[i].is_loose || (d->v[i].codes & TW_IS_THOUGHT));
}

/* Keeps the drafts that have content: parts given to another leave an empty one. */
static void sort_drafts(struct tw_drafts *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].parts) d->v[n++] = d->v[i];
    d->n = n;
    if (n) qsort(d->v, n, sizeof *d->v, by_place);
}

/* The carrying attribution ("X, citing Y") of those that stand in none. */
static void set_carriers(const struct tw_drafts *d, struct tw_statements *out,
                         const uint32_t *place)
{
    for (size_t i = 0; i < d->n; i++) {
        uint32_t mine = place[d->v[i].id], outer = d->v[i].outer ? place[d->v[i].outer - 1] : 0;

        if (mine && outer && mine != outer && out->attributions.v[mine - 1].in < 0)
            out->attributions.v[mine - 1].in = (int)outer - 1;
    }
}

void tw_drafts_finish(struct tw_drafts *d, struct tw_statements *out)
{
    /* index + 1 by id; 0 = dropped */
    uint32_t *place = TW_NEW_N(d->mem, uint32_t, d->next_id + 1);
    size_t n = 0;

    sort_drafts(d);
    out->attributions.v = TW_NEW_N(d->mem, struct tw_attribution, d->n);
    out->attributions.n = d->n;
    for (size_t i = 0; i < d->n; i++) out->attributions.v[i] = finished(d, &d->v[i]);
    for (size_t i = 0; i < d->n; i++) out->attributions.v[i].in = holder_of(out, i);
    for (size_t i = 0; i < d->n; i++) {
        if (is_dropped(d, out, i)) continue;
        out->attributions.v[n++] = out->attributions.v[i];
        place[d->v[i].id] = (uint32_t)n;
    }
    out->attributions.n = n;
    for (size_t i = 0; i < n; i++) out->attributions.v[i].in = holder_of(out, i);
    set_carriers(d, out, place);
}
