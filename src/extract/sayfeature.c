/* extract/sayfeature.c - sites and features of the tagger of attributions.
**
** Features are those of a tagger for semantic roles: words and classes around
** the token, its way to the cue (side, distance, commas and other cues
** between), the cue itself (its verb, form, neighbours), and the reading of
** the rules.  Strings are never built: a feature is a mix of small numbers.
** Cost: about 3 us a site.
*/
#include "extract/sayfeature.h"

#include "base/vec.h"
#include "extract/lexicon.h"

#include <assert.h>
#include <string.h>

enum { PART_BEGINS = 1, PART_ENDS = 2, SOURCE_BEGINS = 4, SOURCE_ENDS = 8 };
enum { BEFORE, INSIDE, BEHIND };

/* Drafts that only their quotation marks delimit. */
static bool is_quotation(const struct tw_draft *a)
{
    return strncmp(a->rule, "quotation", 9) == 0 || strncmp(a->rule, "colon", 5) == 0
        || strcmp(a->rule, "cue-quotation") == 0;
}

static void add_site(const struct tw_drafts *d, struct tw_sites *out, struct tw_site site)
{
    const struct tw_sentence *s = &d->classes->text->sentence[site.sentence];

    site.from = site.first > s->first + TW_SAY_BEFORE ? site.first - TW_SAY_BEFORE : s->first;
    site.to = s->end > site.end + TW_SAY_BEHIND ? site.end + TW_SAY_BEHIND : s->end;
    if (site.to - site.from <= TW_SAY_LONGEST) TW_PUSH(d->mem, out->v, out->n, out->cap, site);
}

/* The site at token i, of cue k when that begins there; end 0: none. */
static struct tw_site site_at(const struct tw_drafts *d, const uint32_t *draft_of, size_t i, int k)
{
    const struct tw_classes *c = d->classes;
    struct tw_site site = {.first = (uint32_t)i, .verb = (uint32_t)i, .cue = k,
                           .draft = (int)draft_of[i] - 1};

    if (k >= 0) {
        site.verb = d->cue[k].verb;
        site.draft = (int)draft_of[site.verb] - 1;
        site.end = d->cue[k].end;
        site.kind = TW_SITE_VERB;
    } else if (site.draft >= 0) {
        site.end = d->v[site.draft].cue.end;
        site.kind = TW_SITE_PHRASE;
    } else if (c->verb[i].entry && c->verb[i].codes) {
        site.end = (uint32_t)i + 1 + c->verb[i].more;
        site.kind = TW_SITE_FORM;
    } else if (tw_token_find(c->text, i, c->text->lexicon->reportnouns)) {
        site.end = (uint32_t)i + 1;
        site.kind = TW_SITE_NOUN;
    }
    return site;
}

static void find_in_sentence(const struct tw_drafts *d, size_t s, const uint32_t *draft_of,
                             struct tw_sites *out)
{
    const struct tw_sentence *it = &d->classes->text->sentence[s];
    size_t k = d->cue_of[s];

    for (size_t i = it->first; i < it->end; i++) {
        struct tw_site site;
        bool is_cue;

        while (k < d->cue_of[s + 1] && d->cue[k].first < i) k++;
        is_cue = k < d->cue_of[s + 1] && d->cue[k].first == i;
        if (tw_is_quoted(d->classes->text, i)) continue;
        site = site_at(d, draft_of, i, is_cue ? (int)k : -1);
        if (site.end <= i || site.end > it->end) continue;
        i = site.end - 1;
        if (site.draft >= 0 && is_quotation(&d->v[site.draft])) continue;
        site.sentence = (uint32_t)s;
        add_site(d, out, site);
    }
}

static void note_edges(const struct tw_drafts *d, struct tw_sites *out)
{
    size_t cues = d->cue_of[d->classes->text->sentences];

    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < d->v[i].parts; k++) {
            out->edges[d->v[i].part[k].first] |= PART_BEGINS;
            out->edges[d->v[i].part[k].end] |= PART_ENDS;
        }
    for (size_t i = 0; i < cues; i++) {
        if (d->cue[i].source == d->cue[i].source_end) continue;
        out->edges[d->cue[i].source] |= SOURCE_BEGINS;
        out->edges[d->cue[i].source_end] |= SOURCE_ENDS;
    }
}

void tw_sites_find(const struct tw_drafts *d, struct tw_sites *out)
{
    const struct tw_text *t = d->classes->text;
    /* draft + 1 by token of its cue */
    uint32_t *draft_of = TW_NEW_N(d->mem, uint32_t, t->tokens + 1);
    uint16_t commas = 0, sites = 0;
    size_t next = 0;

    *out = (struct tw_sites){.d = d};
    out->commas = tw_arena_alloc(d->mem, (t->tokens + 1) * sizeof *out->commas);
    out->others = tw_arena_alloc(d->mem, (t->tokens + 1) * sizeof *out->others);
    out->edges = tw_arena_zalloc(d->mem, t->tokens + 1);
    for (size_t i = d->n; i > 0; i--)
        for (uint32_t k = d->v[i - 1].cue.first; k < d->v[i - 1].cue.end; k++)
            draft_of[k] = (uint32_t)i;
    for (size_t s = 0; s < t->sentences; s++) find_in_sentence(d, s, draft_of, out);
    for (size_t i = 0; i <= t->tokens; i++) {
        out->commas[i] = commas;
        out->others[i] = sites;
        if (i < t->tokens && d->classes->of[i] == TW_CLASS_COMMA) commas++;
        if (next < out->n && out->v[next].first == i) sites++, next++;
    }
    note_edges(d, out);
}

static void label_range(const struct tw_site *site, struct tw_range r, uint8_t begin,
                        uint8_t *label)
{
    size_t from = r.first > site->from ? r.first : site->from,
        to = r.end < site->to ? r.end : site->to;

    for (size_t i = from; i < to; i++)
        label[i - site->from] = (uint8_t)(i == from ? begin : begin + 1);
}

void tw_site_labels(const struct tw_site *site, const struct tw_draft *a,
                    uint8_t label[TW_SAY_LONGEST])
{
    size_t n = site->to - site->from;

    memset(label, TW_SAY_O, n);
    if (!a) return;
    for (size_t k = 0; k < a->parts; k++) label_range(site, a->part[k], TW_SAY_B_CONTENT, label);
    label_range(site, a->source, TW_SAY_B_SOURCE, label);
    for (size_t i = site->first; i < site->end; i++) label[i - site->from] = TW_SAY_O;
    for (size_t i = 1; i < n; i++) {
        if (label[i] == TW_SAY_O && label[i - 1] >= TW_SAY_B_CONTENT) label[i] = TW_SAY_X;
        if (label[i] == TW_SAY_I_CONTENT && label[i - 1] < TW_SAY_B_CONTENT)
            label[i] = TW_SAY_B_CONTENT;
        if (label[i] == TW_SAY_B_CONTENT && label[i - 1] >= TW_SAY_B_CONTENT)
            label[i] = TW_SAY_I_CONTENT;
        if (label[i] == TW_SAY_I_SOURCE && label[i - 1] != TW_SAY_B_SOURCE
            && label[i - 1] != TW_SAY_I_SOURCE)
            label[i] = TW_SAY_B_SOURCE;
    }
}

struct rows { uint32_t *v; size_t n; };

static void add(struct rows *r, uint32_t kind, uint32_t value)
{
    /* murmur3's finalizer constants */
    uint32_t h = (value ^ kind * 0x9E3779B9u) * 0x85EBCA6Bu;

    h = (h ^ h >> 13) * 0xC2B2AE35u;
    assert(r->n < TW_SAY_FEATURES);
    r->v[r->n++] = (h ^ h >> 16) & (TW_SAY_ROWS - 1);
}

static uint32_t mix(uint32_t a, uint32_t b)
{
    return (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
}

static uint32_t word_at(const struct tw_text *t, const struct tw_site *site, size_t i)
{
    return i >= site->from && i < site->to ? tw_words_hash_end(t->token[i].hash) : 1;
}

static uint32_t class_at(const struct tw_classes *c, const struct tw_site *site, size_t i)
{
    return i >= site->from && i < site->to ? c->of[i] : 31;
}

static uint32_t bucket(size_t n)
{
    return n < 4 ? (uint32_t)n : n < 7 ? 4 : n < 12 ? 5 : n < 25 ? 6 : 7;
}

static uint32_t few(unsigned n)
{
    return n < 3 ? n : 3;
}

/* The verb of the site, whatever its form; a noun or phrase by itself. */
static uint32_t lemma_of(const struct tw_classes *c, const struct tw_site *site)
{
    const struct tw_word *w = c->verb[site->verb].entry;

    if (w) return tw_words_hash(tw_word_key(w).p, tw_word_key(w).n);
    return tw_words_hash_end(c->text->token[site->verb].hash);
}

/* What heads the source: 1 a name, 2 a person, 3 a text, 4 a body, 5 another
** noun, 6 a pronoun, 0 nothing. */
static uint32_t kind_of(const struct tw_classes *c, size_t first, size_t end, size_t *head)
{
    struct tw_slice low;

    *head = first;
    if (first >= end) return 0;
    if (c->of[first] == TW_CLASS_PRON) return 6;
    *head = tw_phrase_core(c, first, end);
    if (*head > first) --*head;
    if (c->of[*head] == TW_CLASS_NAME) return 1;
    low = tw_token_lower(c->text, *head);
    if (tw_words_has(c->text->lexicon->people, low) || tw_words_has(c->text->lexicon->roles, low))
        return 2;
    if (tw_words_has(c->text->lexicon->papers, low)) return 3;
    return tw_words_has(c->text->lexicon->org_heads, low)
           || tw_words_has(c->text->lexicon->bodies, low) ? 4 : 5;
}

/* The content that the rules see, or the words behind the cue. */
static uint32_t content_of(const struct tw_sites *s, const struct tw_site *site)
{
    const struct tw_draft *a = site->draft >= 0 ? &s->d->v[site->draft] : NULL;
    const struct tw_classes *c = s->d->classes;
    size_t from = site->end, to = site->end + 12 < site->to ? site->end + 12 : site->to, finite = 0;
    size_t all = 0, last = c->text->sentence[site->sentence].end - 1;

    for (size_t k = 0; a && k < a->parts; k++) all += a->part[k].end - a->part[k].first;
    if (a && a->parts) {
        from = a->part[0].first;
        to = a->part[0].end;
    }
    for (size_t i = from; i < to && i < from + 20; i++) finite += tw_is_finite(c, i);
    return bucket(all) | (finite < 2 ? (uint32_t)finite : 2) << 3 | class_at(c, site, from) << 5
         | (uint32_t)(from < site->first) << 10 | (uint32_t)tw_token_is(c->text, last, "?") << 11;
}

struct tw_site_view tw_site_see(const struct tw_sites *s, const struct tw_site *site,
                                const uint8_t *label)
{
    const struct tw_classes *c = s->d->classes;
    const struct tw_cue *cue = site->cue >= 0 ? &s->d->cue[site->cue] : NULL;
    const struct tw_draft *a = site->draft >= 0 ? &s->d->v[site->draft] : NULL;
    struct tw_site_view v = {.site = site, .label = label};
    struct tw_range source = a ? a->source : cue ? (struct tw_range){cue->source, cue->source_end}
        : (struct tw_range){0};
    size_t head;

    v.lemma = lemma_of(c, site);
    v.form = (uint32_t)c->verb[site->verb].form | (uint32_t)site->kind << 3;
    if (cue) v.form |= (uint32_t)cue->join << 5 | (uint32_t)cue->is_passive << 8
        | (uint32_t)cue->is_negated << 9;
    v.form |= (uint32_t)(site->first > site->from ? 0 : 1) << 10
        | (uint32_t)(site->end - site->first > 1) << 11;
    v.rule = a ? tw_words_hash(a->rule, strlen(a->rule)) : 0;
    v.before = class_at(c, site, (size_t)site->first - 1);
    v.behind = class_at(c, site, site->end);
    v.next = word_at(c->text, site, site->end);
    v.source = kind_of(c, source.first, source.end, &head);
    v.head = v.source ? tw_words_hash_end(c->text->token[head].hash) : 0;
    v.content = content_of(s, site);
    return v;
}

/* Features of the site as a whole, at the tokens where a content may begin. */
static void add_site_rows(struct rows *r, const struct tw_site_view *v, const struct tw_classes *c,
                          uint32_t here)
{
    uint32_t codes = c->verb[v->site->verb].codes, cue = mix(v->rule, v->form),
        what = mix(v->rule, v->content);

    add(r, 40, mix(here, v->lemma));
    add(r, 41, mix(here, mix(v->rule, v->lemma)));
    add(r, 42, mix(here, cue));
    add(r, 43, mix(here, mix(v->lemma, v->before << 5 | v->behind)));
    add(r, 44, mix(here, mix(v->form, v->before << 5 | v->behind)));
    add(r, 45, mix(here, mix(v->lemma, v->form)));
    add(r, 46, mix(here, mix(v->lemma, v->next)));
    add(r, 47, mix(here, mix(v->rule, codes)));
    add(r, 48, mix(here, mix(v->rule, word_at(c->text, v->site, (size_t)v->site->first - 1))));
    add(r, 49, mix(here, mix(v->rule, v->source)));
    add(r, 50, mix(here, mix(v->lemma, v->source)));
    add(r, 51, mix(here, mix(v->rule, v->head)));
    add(r, 52, mix(here, what));
    add(r, 53, mix(here, mix(v->content, v->source)));
    add(r, 54, mix(here, mix(v->content, codes)));
    add(r, 55, mix(here, mix(v->lemma, v->content)));
    add(r, 56, mix(here, mix(cue, v->source)));
    add(r, 57, mix(here, mix(v->head, v->content >> 3 & 3)));
}

size_t tw_site_features(const struct tw_sites *s, const struct tw_site_view *v, size_t k,
                        uint32_t out[TW_SAY_FEATURES])
{
    const struct tw_classes *c = s->d->classes;
    const struct tw_text *t = c->text;
    const struct tw_site *site = v->site;
    size_t i = site->from + k, distance = i < site->first ? site->first - i : i >= site->end
        ? i - site->end : 0;
    uint32_t side = i < site->first ? BEFORE : i < site->end ? INSIDE : BEHIND;
    size_t low = side == BEFORE ? i : site->end, high = side == BEFORE ? site->first : i;
    uint32_t between =
        side == INSIDE ? 0 : few((unsigned)(uint16_t)(s->commas[high] - s->commas[low])) << 2
                     | few((unsigned)(uint16_t)(s->others[high] - s->others[low]));
    uint32_t here = v->label[k] | (uint32_t)(k ? v->label[k - 1] : 7) << 3 | side << 6;
    uint32_t word = word_at(t, site, i), back = word_at(t, site, i - 1),
        on = word_at(t, site, i + 1);
    uint32_t a = class_at(c, site, i - 1), b = class_at(c, site, i), e = class_at(c, site, i + 1);
    uint32_t quoted = (uint32_t)tw_is_quoted(t, i) | (uint32_t)(k && tw_is_quoted(t, i - 1)) << 1;
    uint32_t edges = s->edges[i], classes = a << 10 | b << 5 | e;
    struct rows r = {out, 0};

    add(&r, 1, here);
    add(&r, 2, mix(here, v->rule));
    add(&r, 3, mix(here, word));
    add(&r, 4, mix(here, back));
    add(&r, 5, mix(here, on));
    add(&r, 6, mix(here, classes));
    add(&r, 7, mix(here, a << 5 | b));
    add(&r, 8, mix(here, b << 5 | e));
    add(&r, 11, mix(side, classes));
    add(&r, 12, mix(here, bucket(distance)));
    add(&r, 13, mix(here, between << 2 | quoted));
    add(&r, 14, mix(side, mix(b << 5 | a, between)));
    add(&r, 15, mix(here, edges));
    add(&r, 16, mix(here, mix(edges, a << 5 | b)));
    add(&r, 17, mix(side << 4 | bucket(distance), mix(b, v->form)));
    add(&r, 18, mix(side << 4 | bucket(distance), mix(word, v->lemma)));
    add(&r, 20, mix(here, mix(a << 5 | b, mix(v->form & 7, between))));
    add(&r, 21, mix(here, mix(word, v->rule)));
    add(&r, 22, mix(side, mix(word, between)));
    add(&r, 25, mix(side, mix(on, word)));
    if (i == site->end || v->label[k] == TW_SAY_B_CONTENT)
        add_site_rows(&r, v, c, here | (uint32_t)(i == site->end) << 8);
    return r.n;
}
