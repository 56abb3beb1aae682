/* compare/utter.c - attributions into pieces that can be aligned.
**
** An attribution inside another is left out when the outer one is a person's
** or body's ("he said the doctor had told him ..."): the outer one says it all.
** When the outer one is a newspaper or agency, the inner one counts instead.
*/
#include "compare/utter_int.h"

#include "base/hash.h"
#include "base/vec.h"
#include "compare/outlets.h"
#include "compare/stance.h"
#include "gen/words.h"

#include <assert.h>
#include <stdlib.h>

enum { INTRODUCED = 5, SUBJECT = 5 };   /* tokens behind "wishes", of a subject */
enum { AROUND = 32 };                   /* utterances looked through for a speaker */
/* tokens between "and" and what somebody does not believe */
enum { THOUGHT = 4 };

static const float SLIGHT = 1.5F;       /* weight of a content that says little */

static struct tw_span hull(struct tw_span a, struct tw_span b)
{
    size_t from = a.off < b.off ? a.off : b.off;
    size_t to = tw_span_end(a) > tw_span_end(b) ? tw_span_end(a) : tw_span_end(b);

    if (a.len == 0) return b;
    return b.len == 0 ? a : tw_span_from_to(from, to);
}

/* Without white space and the commas and stops that the clause hangs on. */
static struct tw_span trimmed(struct tw_slice text, struct tw_span s)
{
    while (s.len > 0 && (tw_is_space(text.p[s.off]) || text.p[s.off] == ',')) s.off++, s.len--;
    while (s.len > 0
           && (tw_is_space(text.p[s.off + s.len - 1]) || text.p[s.off + s.len - 1] == ','))
        s.len--;
    return s;
}

static float quoted_share(const struct tw_view *v, size_t first, size_t end)
{
    float all = 0, in = 0;

    for (size_t i = first; i < end; i++) {
        if (v->text.token[i].kind != TW_TOK_WORD && v->text.token[i].kind != TW_TOK_NUMBER)
            continue;
        all++;
        in += (v->seen[i].flags & TW_SEEN_QUOTED) != 0;
    }
    return all > 0 ? in / all : 0;
}

static uint64_t words_hash(const struct tw_view *v, size_t first, size_t end)
{
    uint64_t h = 0;

    for (size_t i = first; i < end; i++)
        if (v->text.token[i].kind == TW_TOK_WORD || v->text.token[i].kind == TW_TOK_NUMBER)
            h = tw_hash_mix(h, tw_hash(tw_token_lower(&v->text, i)));
    return h;
}

static float negated_share(const struct tw_bag *b)
{
    float sum = 0;

    for (uint32_t i = 0; i < b->n; i++) if (b->v[i].flags & TW_SEEN_NEGATED) sum += b->v[i].weight;
    return b->weight > 0 ? sum / b->weight : 0;
}

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void set_all_words(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end,
                          struct tw_utterance *u)
{
    u->words = TW_NEW_N(mem, uint32_t, end > first ? end - first : 0);
    u->n = 0;
    for (size_t i = first; i < end; i++) if (v->seen[i].id) u->words[u->n++] = v->seen[i].id;
    TW_SORT(u->words, u->n, by_value);
}

/* Fills in what the words [first, end) say. */
static void set_words(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end,
                      struct tw_utterance *u)
{
    u->bag = tw_bag_of(mem, v, first, end);
    u->negated = negated_share(&u->bag);
    u->twin = words_hash(v, first, end);
}

static bool names_accusations(const struct tw_view *v, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (tw_words_has(&tw_words_en_accusations, tw_token_lower(&v->text, i))
            || tw_token_is(&v->text, i, "wrongdoing"))
            return true;
    return false;
}

static bool has_contested(const struct tw_view *v, struct tw_span span)
{
    size_t first, end;

    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++)
        if (tw_concept_in(&tw_words_en_contested, tw_token_lower(&v->text, i))) return true;
    return false;
}

static void set_place(const struct tw_view *v, struct tw_utterance *u)
{
    size_t sentence = tw_view_sentence(v, u->span.off);

    u->sentence = (uint32_t)sentence;
    u->paragraph = sentence < v->text.sentences ? v->text.sentence[sentence].paragraph : UINT32_MAX;
}

/* "Nobody at the ministry wanted to talk": its first word, too. */
static struct tw_span with_nobody(const struct tw_view *v, struct tw_span s)
{
    size_t first, end;

    tw_tokens_in(&v->text, s, &first, &end);
    if (first >= end || first == 0 || !tw_token_is(&v->text, first - 1, "nobody")) return s;
    return tw_span_from_to(v->text.token[first - 1].off, tw_span_end(s));
}

void tw_utterance_add(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                      struct tw_utterance u, struct tw_span content)
{
    size_t first, end;

    tw_tokens_in(&v->text, content, &first, &end);
    u.quoted = quoted_share(v, first, end) >= 0.5F;
    if (u.span.len == 0) u.span = content;
    set_words(mem, v, first, end, &u);
    set_all_words(mem, v, first, end, &u);
    /* "declined to comment": what is left is the clause */
    if (u.bag.n == 0 && (u.polarity != TW_AFFIRM || u.attribution < 0)) {
        tw_tokens_in(&v->text, u.span, &first, &end);
        set_words(mem, v, first, end, &u);
    }
    u.span = with_nobody(v, trimmed(v->text.text, u.span));
    set_place(v, &u);
    u.is_contestable = has_contested(v, u.span);
    u.stance = tw_stance_of(v, &u);
    /* "He denied it: “...”" */
    if (u.quoted && u.attribution >= 0 && u.polarity == TW_DENY) u.polarity = TW_AFFIRM;
    u.is_sweeping = u.stance == TW_DENY && !u.quoted && names_accusations(v, first, end);
    if (u.attribution < 0) u.polarity = u.stance;
    /* "declined to comment": whose it is, is half of what it says */
    if (u.bag.weight < SLIGHT)
        for (uint32_t i = 0; i < u.who.n; i++) u.twin = tw_hash_mix(u.twin, u.who.words[i]);
    TW_PUSH(mem, l->v, l->n, l->cap, u);
}

static bool is_quoted(const struct tw_view *v, struct tw_span span)
{
    size_t first, end;

    tw_tokens_in(&v->text, span, &first, &end);
    return quoted_share(v, first, end) >= 0.5F;
}

/* Each part is one: another account may have only one of them.  The clause
** around goes with the first part that is not quoted. */
static void add_parts(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                      struct tw_utterance u, struct tw_spans parts, struct tw_span clause)
{
    for (size_t i = 0; i < parts.n; i++) {
        bool quoted = is_quoted(v, parts.v[i]);

        u.span = quoted ? parts.v[i] : hull(clause, parts.v[i]);
        if (!quoted) clause = (struct tw_span){0};
        tw_utterance_add(mem, l, v, u, parts.v[i]);
    }
}

static bool has_quoted_part(const struct tw_view *v, struct tw_spans parts)
{
    for (size_t i = 0; i < parts.n; i++) if (is_quoted(v, parts.v[i])) return true;
    return false;
}

static int by_offset(const void *x, const void *y)
{
    const struct tw_claim *a = *(const struct tw_claim *const *)x,
        *b = *(const struct tw_claim *const *)y;

    return (a->span.off > b->span.off) - (a->span.off < b->span.off);
}

static struct tw_told_claims claims_of(struct tw_arena *mem, const struct tw_statements *s)
{
    struct tw_told_claims c = {TW_NEW_N(mem, const struct tw_claim *, s->attributions.n),
                               TW_NEW_N(mem, const struct tw_claim *, s->claims.n), 0};

    for (size_t i = 0; i < s->claims.n; i++) {
        const struct tw_claim *claim = &s->claims.v[i];

        if (claim->attribution < 0) c.told[c.n++] = claim;
        else if (!c.of[claim->attribution]) c.of[claim->attribution] = claim;
    }
    TW_SORT(c.told, c.n, by_offset);
    return c;
}

/* Who says it.  What a body lets nobody in particular say in its own statement,
** it says itself. */
static struct tw_who speaker_of(struct tw_arena *mem, const struct tw_cast *c, size_t attribution,
                                struct tw_span content, struct tw_slice owner)
{
    const struct tw_view *v = c->view;
    struct tw_who who;

    if (tw_is_press(v, v->statements->attributions.v[attribution].source))
        return tw_who_told(mem, v, content);
    who = tw_who_of(mem, c, attribution);
    return owner.n > 0 && !who.is_person ? tw_who_named(mem, owner) : who;
}

size_t tw_utterances_from(const struct tw_utterances *l, size_t from, size_t off)
{
    size_t lo = from, hi = l->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (l->v[mid].attribution >= 0 && l->v[mid].span.off < off) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* "the paediatrician": no body, though without a name. */
static bool is_somebody(const struct tw_who *who)
{
    struct tw_slice noun = tw_slice_sub(who->called, who->called.n, who->called.n);
    size_t at = tw_slice_find_last(who->called, TW_LIT(" "));

    if (at != TW_NONE) noun = tw_slice_sub(who->called, at + 1, who->called.n);
    return who->is_person || tw_words_find_nocase(&tw_words_en_roles, noun)
           || tw_words_find_nocase(&tw_words_en_people, noun);
}

/* The body that spoke last, not more than two sentences before: a stand-in for "it". */
static const struct tw_who *body_before(const struct tw_view *v, const struct tw_utterances *l,
                                        size_t from, size_t off)
{
    size_t sentence = tw_view_sentence(v, off), at = tw_utterances_from(l, from, off);

    for (size_t k = at; k-- > from && at - k < AROUND;) {
        const struct tw_utterance *u = &l->v[k];

        if (tw_view_sentence(v, u->span.off) + 2 < sentence) return NULL;
        if (!is_somebody(&u->who) && u->who.n > 0 && !u->who.is_around) return &u->who;
    }
    return NULL;
}

/* The few words before a cue in the active voice, when nobody has found its
** source: "The bank expects ..."; len 0 = none. */
static struct tw_span subject_of(const struct tw_view *v, struct tw_span cue)
{
    static const char *const passive[] = {"is", "are", "was", "were", "be", "been", "being",
                                          "asked", "told"};
    size_t first, end, from;

    if (cue.len == 0) return (struct tw_span){0};
    tw_tokens_in(&v->text, cue, &first, &end);
    if (first >= end) return (struct tw_span){0};
    from = v->text.sentence[v->text.token[first].sentence].first;
    if (first == from || first - from > SUBJECT || !tw_token_is(&v->text, from, "the"))
        return (struct tw_span){0};
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < sizeof passive / sizeof *passive; k++)
            if (tw_token_is(&v->text, i, passive[k])) return (struct tw_span){0};
    return tw_tokens_span(&v->text, from, first - 1);
}

/* "... and does not believe in it": what the same speaker thinks, up to the end of
** the clause; the span as it is when nothing of the kind follows. */
static struct tw_span with_second_thought(const struct tw_view *v, struct tw_span span)
{
    size_t first, i, end, verb;

    tw_tokens_in(&v->text, span, &first, &i);
    if (first >= i || i >= v->text.tokens) return span;
    end = v->text.sentence[v->text.token[i - 1].sentence].end;
    if (i >= end || !(tw_token_is(&v->text, i, "and") || tw_token_is(&v->text, i, "but")))
        return span;
    verb = tw_stance_phrase(v, i + 1, end);
    if (verb == end || verb > i + THOUGHT || v->seen[verb].flags & TW_SEEN_ATTRIBUTED) return span;
    while (verb < end && v->text.token[verb].kind == TW_TOK_WORD) verb++;
    return hull(span, tw_tokens_span(&v->text, i, verb - 1));
}

static void add_attribution(struct tw_arena *mem, struct tw_utterances *l, size_t from,
                            const struct tw_cast *c, struct tw_utterance u,
                            struct tw_slice owner, const struct tw_told_claims *claims)
{
    const struct tw_view *v = c->view;
    const struct tw_attribution *a = &v->statements->attributions.v[u.attribution];
    const struct tw_who *before;
    struct tw_span content = {0}, source = a->source;
    size_t first, end;

    for (size_t i = 0; i < a->content.n; i++) content = hull(content, a->content.v[i]);
    u.who = speaker_of(mem, c, (size_t)u.attribution, content, owner);
    if (u.who.n == 0 && tw_slice_eq_nocase(tw_span_text(v->text.text, a->source), TW_LIT("it"))
        && (before = body_before(v, l, from, a->source.off)) != NULL)
        u.who = *before;
    if (a->source.len == 0 && u.who.n == 0 && (source = subject_of(v, a->cue)).len > 0) {
        tw_tokens_in(&v->text, source, &first, &end);
        u.who = tw_who_subject(mem, v, first, end);
    }
    u.claim = claims->of[u.attribution];
    u.polarity = a->polarity;
    if (content.len > 0
        && (a->kind == TW_DIRECT || (a->content.n > 1 && has_quoted_part(v, a->content)))) {
        add_parts(mem, l, v, u, a->content, hull(source, a->cue));
        return;
    }
    u.span = hull(hull(source, a->cue), content);
    if (content.len == 0) content = u.span;
    else if (a->kind == TW_MIXED || a->content.n > 1) u.span = content;
    u.span = with_second_thought(v, u.span);
    tw_utterance_add(mem, l, v, u, content);
}

/* "a clerk, who wishes to remain anonymous, ...": says nothing by itself. */
static bool is_introduction(const struct tw_view *v, const struct tw_attribution *a)
{
    size_t first, end, to;

    if (a->type != TW_THOUGHT || a->cue.len == 0) return false;
    tw_tokens_in(&v->text, a->cue, &first, &end);
    to = first < end ? v->text.sentence[v->text.token[first].sentence].end : end;
    return tw_is_anonymity(v, end, end + INTRODUCED < to ? end + INTRODUCED : to);
}

/* Inside what another person or body says; not inside what a newspaper reports. */
static bool is_told_by_other(const struct tw_view *v, const struct tw_attribution *a)
{
    const struct tw_attribution *outer = a->in >= 0 ? &v->statements->attributions.v[a->in] : NULL;

    return outer && !tw_is_press(v, outer->source) && !is_introduction(v, outer);
}

/* Per attribution whether it holds another one: a newspaper's report that
** somebody said something is that somebody's. */
static uint8_t *find_outer(struct tw_arena *mem, const struct tw_statements *s)
{
    uint8_t *outer = TW_NEW_N(mem, uint8_t, s->attributions.n);

    for (size_t i = 0; i < s->attributions.n; i++)
        if (s->attributions.v[i].in >= 0) outer[s->attributions.v[i].in] = 1;
    return outer;
}

static void read_attributions(struct tw_arena *mem, struct tw_utterances *l,
                              const struct tw_view *v, unsigned account,
                              struct tw_slice owner, const struct tw_told_claims *claims)
{
    const struct tw_statements *s = v->statements;
    uint8_t *outer = find_outer(mem, s);
    struct tw_cast cast;
    size_t from = l->n;

    tw_cast_read(mem, v, &cast);
    for (size_t i = 0; i < s->attributions.n; i++) {
        const struct tw_attribution *a = &s->attributions.v[i];

        if (is_told_by_other(v, a) || is_introduction(v, a)) continue;
        if (outer[i] && tw_is_press(v, a->source)) continue;
        add_attribution(mem, l, from, &cast,
                        (struct tw_utterance){.account = account, .attribution = (int)i}, owner,
                        claims);
    }
}

static void mark(const struct tw_view *v, struct tw_span span, uint8_t *taken)
{
    size_t first, end;

    if (span.len == 0) return;
    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++) taken[i] = 1;
}

/* Marks the tokens of the utterances from `from` on, their sources and cues. */
static void mark_taken(const struct tw_view *v, const struct tw_utterances *l, size_t from,
                       uint8_t *taken)
{
    for (size_t k = from; k < l->n; k++) {
        mark(v, l->v[k].span, taken);
        if (l->v[k].attribution < 0) continue;
        mark(v, v->statements->attributions.v[l->v[k].attribution].source, taken);
        mark(v, v->statements->attributions.v[l->v[k].attribution].cue, taken);
    }
}

static void read_account(struct tw_arena *mem, struct tw_utterances *l, const struct tw_view *v,
                         unsigned account, struct tw_slice owner)
{
    uint8_t *taken = TW_NEW_N(mem, uint8_t, v->text.tokens + 1);
    struct tw_told_claims claims = claims_of(mem, v->statements);
    size_t from = l->n;

    read_attributions(mem, l, v, account, owner, &claims);
    mark_taken(v, l, from, taken);
    tw_loose_read(mem, l, v, account, taken);
    tw_narrated_read(mem, l, v, account, taken, from, owner, &claims);
    tw_denied_read(mem, l, v, account, taken);
}

static int by_place(const void *x, const void *y)
{
    const struct tw_utterance *a = x, *b = y;

    assert(a->account == b->account);
    if (a->span.off != b->span.off) return a->span.off < b->span.off ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->attribution > b->attribution) - (a->attribution < b->attribution);
}

/* How far the utterances of an account reach. */
static void set_reach(struct tw_utterance *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        v[i].reach = tw_span_end(v[i].span);
        if (i > 0 && v[i - 1].reach > v[i].reach) v[i].reach = v[i - 1].reach;
    }
}

void tw_utterances_add(struct tw_arena *mem, const struct tw_view *v, unsigned account,
                       struct tw_slice owner, struct tw_utterances *out)
{
    size_t from = out->n;

    if (!tw_arena_over(mem)) read_account(mem, out, v, account, owner);
    TW_SORT(out->v + from, out->n - from, by_place);
    set_reach(out->v + from, out->n - from);
}
