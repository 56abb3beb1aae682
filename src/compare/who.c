/* compare/who.c - speakers compared by name, surname and the words around them.
**
** What it gets wrong: two people of one surname without first names are taken
** for one; "the ministry" is the same as any one ministry of the other account.
*/
#include "compare/who.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "compare/concept.h"
#include "compare/office.h"
#include "extract/referent.h"
#include "gen/words.h"

#include <assert.h>
#include <stdlib.h>

/* concepts kept of a speaker; sentences "the company" reaches back */
enum { WORDS = 48, BACK = 4 };
enum { CLAUSE = 24 };               /* tokens of a relative clause and a name */

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void add_word(struct tw_who *w, uint32_t id)
{
    for (uint32_t i = 0; i < w->n; i++) if (w->words[i] == id) return;
    if (w->n < WORDS) w->words[w->n++] = id;
}

static bool next_word(struct tw_slice *rest, struct tw_slice *word)
{
    size_t at = 0, from;

    while (at < rest->n && !tw_cp_is_word(tw_utf8_at(*rest, at))) tw_utf8_next(*rest, &at);
    from = at;
    while (at < rest->n && (tw_cp_is_word(tw_utf8_at(*rest, at)) || rest->p[at] == '-'))
        tw_utf8_next(*rest, &at);
    *word = tw_slice_sub(*rest, from, at);
    *rest = tw_slice_sub(*rest, at, rest->n);
    return word->n > 0;
}

/* Words of the name as concepts; its first and last word as hashes. */
static void add_name(struct tw_arena *mem, struct tw_who *w)
{
    struct tw_slice folded = tw_utf8_fold(mem, w->name), word;

    while (next_word(&folded, &word)) {
        struct tw_concept c = tw_concept_of(word);
        uint32_t hash = (uint32_t)tw_hash(word) | 1;

        if (word.n == 1) continue;      /* the s of a genitive; an initial */
        if (c.weight > 0) add_word(w, c.id);
        if (w->surname && !w->first) w->first = w->surname;
        w->surname = hash;
        w->surname_concept = c.id;
    }
}

/* Takes the name over when it is an actor's; a noun phrase stays one. */
static void set_name(struct tw_who *w, const struct tw_cast *c, struct tw_slice speaker)
{
    const struct tw_map_item *it = tw_map_find(&c->actor, speaker);
    const struct tw_actor *a;

    if (!it) return;
    a = &c->view->statements->actors.v[it->value];
    w->name = a->name;
    w->is_person = a->type == TW_PERSON;
}

static void add_tokens(const struct tw_view *v, size_t first, size_t end, struct tw_who *w)
{
    for (size_t i = first; i < end; i++)
        if (v->seen[i].id && v->seen[i].weight > 0 && !(v->seen[i].flags & TW_SEEN_NUMBER))
            add_word(w, v->seen[i].id);
}

static void add_source(const struct tw_view *v, struct tw_span source, struct tw_who *w)
{
    size_t first, end;

    if (source.len == 0) return;
    tw_tokens_in(&v->text, source, &first, &end);
    add_tokens(v, first, end, w);
}

/* The noun phrase up to a relative clause: what follows names others. */
static struct tw_span before_clause(const struct tw_view *v, struct tw_span source)
{
    static const char *const openers[] = {" who ", " which ", " whose ", " whom ", " that "};
    struct tw_slice text = tw_span_text(v->text.text, source);

    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        size_t at = tw_slice_find(text, tw_slice_of(openers[i]), 0);

        if (at != TW_NONE && at > 0) text.n = source.len = at;
    }
    return source;
}

/* Behind a noun that says what it is: "the contractor Lindgaard". */
static bool is_behind_noun(const struct tw_view *v, size_t first)
{
    const struct tw_token *before = &v->text.token[first - 1];

    return before->kind == TW_TOK_WORD && !(before->shape & (TW_SHAPE_CAP | TW_SHAPE_POSSESSIVE))
        && !tw_words_has(&tw_words_en_function, tw_token_lower(&v->text, first - 1));
}

/* Whether the mention stands for the whole phrase: at its beginning, at its end
** behind a noun, or behind a comma ("the operator, Orlan Rail"), not as
** somebody's ("Brandt's lawyer"). */
static bool is_apposed(const struct tw_view *v, struct tw_span source, size_t first, size_t end)
{
    size_t from, to;

    tw_tokens_in(&v->text, source, &from, &to);
    if (end < v->text.tokens && v->text.token[end].shape & TW_SHAPE_POSSESSIVE) return false;
    if (first > from && end == to && is_behind_noun(v, first)) return true;
    if (first > from && tw_slice_eq(tw_token_lower(&v->text, first - 1), TW_LIT("the"))) first--;
    return first == from || tw_slice_eq(tw_token_lower(&v->text, first - 1), TW_LIT(","));
}

static bool is_possessor(const struct tw_view *v, size_t end)
{
    return end < v->text.tokens && v->text.token[end].shape & TW_SHAPE_POSSESSIVE;
}

/* The first actor of the kind named in the noun phrase; NULL when none. */
static const struct tw_actor *actor_in(const struct tw_view *v, struct tw_span source, bool person)
{
    const struct tw_statements *s = v->statements;

    for (size_t i = tw_mention_at(s, source.off); i < s->mentions.n; i++) {
        const struct tw_mention *m = &s->mentions.v[i];
        const struct tw_actor *a = &s->actors.v[m->actor];
        size_t first, end;

        if (tw_span_end(m->span) > tw_span_end(source)) return NULL;
        if ((a->type == TW_PERSON) != person) continue;
        tw_tokens_in(&v->text, m->span, &first, &end);
        if (first < end && (person ? !is_possessor(v, end) : is_apposed(v, source, first, end)))
            return a;
    }
    return NULL;
}

/* The person, else the body, that the noun phrase names ("his lawyer, Eva
** Brandt"); NULL when none. */
static const struct tw_actor *named_in(const struct tw_view *v, struct tw_span source)
{
    const struct tw_actor *person = actor_in(v, before_clause(v, source), true);

    return person ? person : actor_in(v, source, false);
}

/* "The agent that brought the goods, Orlo Trading, declined": the name between
** commas right before the cue; NULL when none. */
static const struct tw_actor *named_behind(const struct tw_view *v, const struct tw_attribution *a)
{
    const struct tw_statements *s = v->statements;
    size_t first, end, from, to;

    if (a->source.len == 0 || a->cue.len == 0 || a->cue.off <= tw_span_end(a->source)) return NULL;
    tw_tokens_in(&v->text, tw_span_from_to(tw_span_end(a->source), a->cue.off), &first, &end);
    if (end < first + 4 || end > first + CLAUSE || !tw_token_is(&v->text, end - 1, ","))
        return NULL;
    for (size_t i = tw_mention_at(s, tw_span_end(a->source));
         i < s->mentions.n && s->mentions.v[i].span.off < a->cue.off; i++) {
        tw_tokens_in(&v->text, s->mentions.v[i].span, &from, &to);
        if (to + 1 == end && from > first && tw_token_is(&v->text, from - 1, ","))
            return &s->actors.v[s->mentions.v[i].actor];
    }
    return NULL;
}

/* The noun phrase without its apposition: "a lawyer, who ...". */
static struct tw_span head_of(const struct tw_view *v, struct tw_span source)
{
    struct tw_slice text = tw_span_text(v->text.text, source);
    size_t comma = tw_slice_find_char(text, ',', 0);

    if (comma != TW_NONE && comma > 0) source.len = comma;
    return source;
}

/* "her testimony", "his account": no more than a pronoun. */
static bool is_of_pronoun(const struct tw_view *v, struct tw_span source)
{
    static const char *const pronouns[] = {"his", "her", "their", "its", "my", "our"};
    size_t first, end;

    tw_tokens_in(&v->text, source, &first, &end);
    for (size_t i = 0; first < end && i < sizeof pronouns / sizeof *pronouns; i++)
        if (tw_slice_eq(tw_token_lower(&v->text, first), tw_slice_of(pronouns[i]))) {
            const struct tw_words *list[] = {&tw_words_en_papers, &tw_words_en_reportnouns};
            struct tw_slice noun = end > first + 1 ? tw_token_lower(&v->text, first + 1)
                : (struct tw_slice){0};

            return tw_words_has(list[0], noun) || tw_words_has(list[1], noun);
        }
    return false;
}

/* "the ministry": the article and one noun for a body; empty when it is not. */
static struct tw_slice body_noun(struct tw_slice called)
{
    static const char *const firms[] = {"firm", "manufacturer", "operator", "maker", "producer",
                                        "contractor", "carrier"};
    struct tw_slice noun;

    if (!tw_slice_starts_nocase(called, TW_LIT("the "))) return (struct tw_slice){0};
    noun = tw_slice_sub(called, 4, called.n);
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++)
        if (tw_slice_eq(noun, tw_slice_of(firms[i]))) return noun;
    return tw_words_find_nocase(&tw_words_en_bodies, noun) ? noun : (struct tw_slice){0};
}

/* "the ministry" as an office of state is none that has another name, such as
** a company; initials may stand for it. */
static bool is_office_of(struct tw_arena *mem, struct tw_slice noun, struct tw_slice name)
{
    static const char *const offices[] = {"ministry", "police", "court", "parliament", "government",
                                          "prosecutor", "inspectorate",
                                          "commission", "department", "embassy", "council", "army"};
    bool has_small = false;

    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        if (!tw_slice_eq(noun, tw_slice_of(offices[i]))) continue;
        for (size_t k = 0; k < name.n; k++) has_small |= name.p[k] >= 'a' && name.p[k] <= 'z';
        return !has_small || tw_slice_find(tw_slice_lower(mem, name), noun, 0) != TW_NONE;
    }
    return true;
}

/* First name and surname: whoever that is, "the company" is somebody else. */
static bool is_full_person(const struct tw_who *w)
{
    return w->is_person && tw_slice_find_char(w->name, ' ', 0) != TW_NONE;
}

static bool is_firm(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_slice rest = tw_slice_lower(mem, name), word;

    while (tw_slice_part(&rest, ' ', &word))
        if (tw_words_has(&tw_words_en_bodies, word) && !tw_slice_eq(word, TW_LIT("group"))
            && !tw_slice_eq(word, TW_LIT("company")))
            return false;
    return true;
}

/* The body named last before "the company", "the ministry"; NULL when none. */
static const struct tw_actor *body_before(struct tw_arena *mem, const struct tw_view *v,
                                          struct tw_slice noun, size_t off)
{
    const struct tw_statements *s = v->statements;
    size_t sentence = tw_view_sentence(v, off);
    bool is_any = !tw_words_find_nocase(&tw_words_en_bodies, noun)
               || tw_slice_eq(noun, TW_LIT("company")) || tw_slice_eq(noun, TW_LIT("group"));

    for (size_t i = tw_mention_at(s, off); i-- > 0;) {
        const struct tw_actor *a = &s->actors.v[s->mentions.v[i].actor];

        if (tw_view_sentence(v, s->mentions.v[i].span.off) + BACK < sentence) return NULL;
        if (a->type != TW_ORG) continue;
        if (is_any ? is_firm(mem, a->name) : tw_slice_find(tw_slice_lower(mem, a->name), noun,
                                                           0) != TW_NONE)
            return a;
    }
    return NULL;
}

/* The noun phrases that stand for one speaker. */
static struct tw_who *called_by(struct tw_arena *mem, struct tw_cast *c, struct tw_slice speaker)
{
    bool added;
    struct tw_map_item *it = tw_map_add(&c->speaker, speaker, &added);

    if (added) {
        it->value = c->n;
        TW_PUSH(mem, c->called, c->n, c->cap,
                (struct tw_who){.words = TW_NEW_N(mem, uint32_t, WORDS)});
    }
    return &c->called[it->value];
}

/* What stands beside the names of people: "Health Minister Rosa Imhof". */
static void read_offices(struct tw_arena *mem, struct tw_cast *c)
{
    const struct tw_view *v = c->view;
    const struct tw_statements *s = v->statements;

    for (size_t i = 0; i < s->mentions.n; i++) {
        const struct tw_actor *a = &s->actors.v[s->mentions.v[i].actor];
        struct tw_office before, behind;
        size_t first, end;

        if (a->type != TW_PERSON) continue;
        tw_tokens_in(&v->text, s->mentions.v[i].span, &first, &end);
        if (first >= end) continue;
        before = tw_office_before(v, first);
        behind = tw_office_behind(v, end);
        if (before.first == before.end && behind.first == behind.end) continue;
        add_tokens(v, before.first, before.end, called_by(mem, c, a->name));
        add_tokens(v, behind.first, behind.end, called_by(mem, c, a->name));
    }
}

void tw_cast_read(struct tw_arena *mem, const struct tw_view *v, struct tw_cast *out)
{
    const struct tw_statements *s = v->statements;
    bool added;

    *out = (struct tw_cast){.view = v, .actor = tw_map_in(mem), .speaker = tw_map_in(mem)};
    for (size_t i = 0; i < s->actors.n; i++) {
        const struct tw_actor *a = &s->actors.v[i];
        struct tw_map_item *it = tw_map_add(&out->actor, a->name, &added);

        if (added) it->value = i;
        for (size_t k = 0; k < a->aliases.n; k++) {
            it = tw_map_add(&out->actor, a->aliases.v[k], &added);
            if (added) it->value = i;
        }
    }
    for (size_t i = 0; i < s->attributions.n; i++) {
        const struct tw_attribution *a = &s->attributions.v[i];

        if (a->speaker.n > 0 && is_office_of(mem, body_noun(tw_span_text(v->text.text, a->source)),
                                             a->speaker))
            add_source(v, head_of(v, a->source), called_by(mem, out, a->speaker));
    }
    read_offices(mem, out);
}

struct tw_who tw_who_of(struct tw_arena *mem, const struct tw_cast *c, size_t attribution)
{
    const struct tw_view *v = c->view;
    const struct tw_attribution *a = &v->statements->attributions.v[attribution];
    const struct tw_map_item *it = tw_map_find(&c->speaker, a->speaker);
    const struct tw_actor *named;
    struct tw_who w = {.words = TW_NEW_N(mem, uint32_t, WORDS)};
    struct tw_slice noun;

    assert(attribution < v->statements->attributions.n);
    set_name(&w, c, a->speaker);
    noun = body_noun(tw_span_text(v->text.text, a->source));
    named = w.name.n == 0 ? named_in(v, a->source) : NULL;
    if (w.name.n == 0 && !named) named = named_behind(v, a);
    if (w.name.n > 0 && noun.n > 0 && (is_full_person(&w) || !is_office_of(mem, noun, w.name)))
        w.name = (struct tw_slice){0}, it = NULL;
    if (w.name.n == 0 && !named && noun.n > 0) named = body_before(mem, v, noun, a->source.off);
    if (named) {
        w.name = named->name;
        w.is_person = named->type == TW_PERSON;
    }
    w.called = w.name.n > 0 ? w.name : tw_span_text(v->text.text, head_of(v, a->source));
    /* "nobody at the ministry" */
    if (tw_slice_starts_nocase(w.called, TW_LIT("at ")))
        w.called = tw_slice_sub(w.called, 3, w.called.n);
    add_name(mem, &w);
    if (!is_of_pronoun(v, a->source)) add_source(v, head_of(v, a->source), &w);
    if (w.name.n > 0 && it)
        for (uint32_t i = 0; i < c->called[it->value].n; i++)
            add_word(&w, c->called[it->value].words[i]);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

struct tw_who tw_who_named(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_who w = {.name = name, .called = name, .words = TW_NEW_N(mem, uint32_t, WORDS)};

    add_name(mem, &w);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

struct tw_who tw_who_named_person(struct tw_arena *mem, struct tw_slice name)
{
    struct tw_who w = tw_who_named(mem, name);

    w.is_person = true;
    return w;
}

/* "the bank now", "the ministry also": no part of the noun phrase. */
static bool ends_group(const struct tw_view *v, size_t i)
{
    static const char *const adverbs[] = {"now", "also", "still", "already", "then", "however",
                                          "therefore"};

    for (size_t k = 0; k < sizeof adverbs / sizeof *adverbs; k++)
        if (tw_token_is(&v->text, i, adverbs[k])) return true;
    return tw_words_has(&tw_words_en_function, tw_token_lower(&v->text, i));
}

struct tw_who tw_who_subject(struct tw_arena *mem, const struct tw_view *v, size_t first,
                             size_t end)
{
    struct tw_span span;
    const struct tw_actor *named = named_in(v, tw_tokens_span(&v->text, first, end - 1));
    struct tw_who w;

    assert(first < end);
    if (named) {
        w = tw_who_named(mem, named->name);
        w.is_person = named->type == TW_PERSON;
        return w;
    }
    while (end > first + 1 && ends_group(v, end - 1)) end--;
    span = head_of(v, before_clause(v, tw_tokens_span(&v->text, first, end - 1)));
    w = (struct tw_who){.called = tw_span_text(v->text.text, span),
                        .words = TW_NEW_N(mem, uint32_t, WORDS)};
    add_source(v, span, &w);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

struct tw_who tw_who_told(struct tw_arena *mem, const struct tw_view *v, struct tw_span content)
{
    const struct tw_actor *person = actor_in(v, before_clause(v, content), true);
    size_t first, end;

    tw_tokens_in(&v->text, content, &first, &end);
    return person ? tw_who_named_person(mem, person->name) : tw_who_in(mem, v, first, end);
}

struct tw_who tw_who_in(struct tw_arena *mem, const struct tw_view *v, size_t first, size_t end)
{
    struct tw_who w = {.is_around = true, .words = TW_NEW_N(mem, uint32_t, WORDS)};

    for (size_t i = first; i < end; i++)
        if (v->seen[i].id && v->seen[i].weight > 0 && !(v->seen[i].flags & TW_SEEN_NUMBER))
            add_word(&w, v->seen[i].id);
    TW_SORT(w.words, w.n, by_value);
    return w;
}

static uint32_t common_words(const struct tw_who *a, const struct tw_who *b)
{
    uint32_t n = 0, i = 0, j = 0;

    while (i < a->n && j < b->n) {
        if (a->words[i] == b->words[j]) n++, i++, j++;
        else if (a->words[i] < b->words[j]) i++;
        else j++;
    }
    return n;
}

static float same_person(const struct tw_who *a, const struct tw_who *b)
{
    if (a->surname != b->surname) return 0;
    return a->first && b->first && a->first != b->first ? 0 : 1;
}

/* Whether the words around name the other speaker. */
static float around_has(const struct tw_who *a, const struct tw_who *b)
{
    const struct tw_who *around = a->is_around ? a : b, *who = around == a ? b : a;

    if (who->is_around || who->n == 0) return 0.4F;
    if (who->surname && who->is_person) {
        for (uint32_t i = 0; i < around->n; i++)
            if (around->words[i] == who->surname_concept) return 0.95F;
    }
    return common_words(a, b) * 2 >= who->n ? 0.6F : 0.4F;
}

float tw_who_same(const struct tw_who *a, const struct tw_who *b)
{
    uint32_t common = common_words(a, b), least = a->n < b->n ? a->n : b->n;

    if (a->name.n > 0 && b->name.n > 0) {
        if (tw_slice_eq(a->name, b->name)) return 1;
        if (a->is_person && b->is_person) return same_person(a, b);
        if (least > 0 && common == least) return 1;
        if (a->is_person != b->is_person) return common > 0 ? 0.6F : 0.25F;
        return common * 2 >= least && common > 0 ? 0.9F : 0;
    }
    if (a->is_around || b->is_around) return around_has(a, b);
    if (least == 0) return 0.5F;        /* a pronoun, or nothing said */
    if (common == 0) return 0.3F;
    return common == least ? 0.9F : 0.7F;
}
