/* compare/view.c - reads the accounts into tokens with concepts. */
#include "compare/view.h"

#include "base/hash.h"
#include "base/vec.h"
#include "compare/concept.h"
#include "gen/words.h"

#include <assert.h>
#include <stdlib.h>

enum { PHRASE = 4, REACH = 10 };    /* tokens of the longest phrase; tokens a negation covers */
enum { LONGEST_PHRASE = 48 };       /* bytes of a phrase with a pronoun taken out */

enum { ASIDE = 24 };                /* tokens of an aside, at most */

static const float BY_THE_WAY = 0.25F;   /* of its weight, for a word in an aside */
static const float DAY = 0.4F;          /* weight of a date, of that of a content word */

static struct tw_concept concept_at(struct tw_arena *mem, struct tw_known *k, struct tw_slice word)
{
    bool added;
    struct tw_map_item *it = tw_map_add(&k->map, word, &added);

    if (added) {
        it->value = k->n;
        TW_PUSH(mem, k->v, k->n, k->cap, tw_concept_of(word));
    }
    return k->v[it->value];
}

/* Token i and the ones behind it, as one slice of lower case. */
static struct tw_slice words_from(const struct tw_text *t, size_t i, size_t n)
{
    const struct tw_token *last = &t->token[i + n - 1];

    return (struct tw_slice){t->lower.p + t->token[i].low,
                             last->low + last->low_n - t->token[i].low};
}

/* "bring it back": the verb and its particle, with a pronoun between. */
static size_t split_phrase_at(const struct tw_text *t, size_t i, size_t end, struct tw_concept *out)
{
    static const char *const between[] = {"it", "them", "him", "her", "us", "me"};
    char buf[LONGEST_PHRASE];
    struct tw_slice verb = tw_token_lower(t, i), particle;

    if (i + 2 >= end || verb.n + 12 > sizeof buf) return 0;
    for (size_t k = 0; k < sizeof between / sizeof *between; k++) {
        if (!tw_slice_eq(tw_token_lower(t, i + 1), tw_slice_of(between[k]))) continue;
        particle = tw_token_lower(t, i + 2);
        if (particle.n > 8) return 0;
        memcpy(buf, verb.p, verb.n);
        buf[verb.n] = ' ';
        memcpy(buf + verb.n + 1, particle.p, particle.n);
        *out = tw_concept_of_phrase((struct tw_slice){buf, verb.n + 1 + particle.n}, true);
        return out->id ? 3 : 0;
    }
    return 0;
}

/* Length in tokens of the phrase of the list that begins at token i, 0 when none. */
static size_t phrase_at(const struct tw_text *t, size_t i, size_t end, bool particle,
                        struct tw_concept *out)
{
    for (size_t n = end - i < PHRASE ? end - i : PHRASE; n > 1; n--) {
        *out = tw_concept_of_phrase(words_from(t, i, n), particle);
        if (out->id) return n;
    }
    return 0;
}

static void read_words(struct tw_arena *mem, struct tw_known *k, struct tw_view *v)
{
    const struct tw_text *t = &v->text;
    size_t skip = 0;

    for (size_t i = 0; i < t->tokens; i++) {
        struct tw_concept c, phrase, next = {.weight = 1};
        const struct tw_token *token = &t->token[i];
        struct tw_seen *s = &v->seen[i];
        size_t end, n;

        if (token->shape & TW_SHAPE_QUOTED) s->flags |= TW_SEEN_QUOTED;
        if (token->kind != TW_TOK_WORD || token->shape & TW_SHAPE_POSSESSIVE) continue;
        c = concept_at(mem, k, tw_token_lower(t, i));
        if (c.negates) s->flags |= TW_SEEN_NEGATOR;
        if (token->shape & TW_SHAPE_CAP && !(token->shape & TW_SHAPE_START))
            s->flags |= TW_SEEN_NAME;
        if (i < skip) continue;
        end = t->sentence[token->sentence].end;
        if (i + 1 < end && t->token[i + 1].kind == TW_TOK_WORD) {
            next = concept_at(mem, k, tw_token_lower(t, i + 1));
            n = phrase_at(t, i, end, next.weight < 0.5F && c.weight > 0, &phrase);
            if (n == 0 && c.weight > 0) n = split_phrase_at(t, i, end, &phrase);
            if (n > 0) {
                c = phrase;
                skip = i + n;
            }
        }
        *s = (struct tw_seen){c.id, c.near, c.weight, s->flags};
    }
}

static bool parse_number(struct tw_slice s, double *out)
{
    double x = 0, scale = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && scale == 0) scale = 1;
        else if (s.p[i] == ',') continue;
        else if (!tw_is_digit(s.p[i])) return false;
        else if (scale > 0) x += (s.p[i] - '0') * (scale /= 10);
        else x = x * 10 + (s.p[i] - '0');
    }
    *out = x;
    return s.n > 0;
}

static void set_number(struct tw_seen *s, double value)
{
    struct tw_concept c = tw_concept_of_number(value);

    *s = (struct tw_seen){c.id, 0, c.weight, (uint8_t)(s->flags | TW_SEEN_NUMBER)};
}

/* Numbers by value: digits as they stand, words as the figures have them. */
static void read_numbers(struct tw_view *v)
{
    double x;

    for (size_t i = 0; i < v->text.tokens; i++)
        if (v->text.token[i].kind == TW_TOK_NUMBER && parse_number(tw_token_lower(&v->text, i), &x))
            set_number(&v->seen[i], x);
    for (size_t f = 0; f < v->statements->figures.n; f++) {
        const struct tw_figure *g = &v->statements->figures.v[f];
        size_t first, end;

        tw_tokens_in(&v->text, g->number, &first, &end);
        if (first >= end || !(g->has_low || g->has_high)) continue;
        for (size_t i = first; i < end; i++)
            v->seen[i] = (struct tw_seen){.flags = v->seen[i].flags};
        set_number(&v->seen[first], g->has_low ? g->low : g->high);
        if (g->has_low && g->has_high && g->high > g->low && end > first + 1)
            set_number(&v->seen[end - 1], g->high);
    }
}

/* Has the name of a month; "tonight" and "on Monday" stay words. */
static bool is_calendar_date(const struct tw_view *v, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (tw_words_has(&tw_words_en_months, tw_token_lower(&v->text, i))) return true;
    return false;
}

/* Days and months by what they mean: "October 6" is "the sixth of October". */
static void read_times(struct tw_view *v)
{
    for (size_t k = 0; k < v->statements->times.n; k++) {
        const struct tw_time *time = &v->statements->times.v[k];
        struct tw_slice iso = time->iso;
        size_t first, end;

        if (iso.n < 7 || !tw_is_digit(iso.p[5])) continue;      /* YYYY-MM at least */
        if (iso.n > 10) iso.n = 10;
        tw_tokens_in(&v->text, time->span, &first, &end);
        if (!is_calendar_date(v, first, end)) continue;
        for (size_t i = first; i < end; i++)
            v->seen[i] = (struct tw_seen){.flags = v->seen[i].flags & ~TW_SEEN_NUMBER};
        if (first < end) v->seen[first] = (struct tw_seen){(uint32_t)tw_hash(iso) | 1, 0, DAY,
                                                           v->seen[first].flags};
    }
}

/* A negation covers what follows it up to the end of its clause. */
static void read_negations(struct tw_view *v)
{
    size_t reach = 0;

    for (size_t i = 0; i < v->text.tokens; i++) {
        const struct tw_token *t = &v->text.token[i];

        if (t->kind != TW_TOK_WORD && t->kind != TW_TOK_NUMBER) reach = 0;
        else if (tw_slice_eq(tw_token_lower(&v->text, i), TW_LIT("but"))) reach = 0;
        if (v->seen[i].flags & TW_SEEN_NEGATOR) reach = REACH;
        else if (reach > 0) {
            v->seen[i].flags |= TW_SEEN_NEGATED;
            reach--;
        }
    }
}

static bool is_one_of(struct tw_slice word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) if (tw_slice_eq(word, tw_slice_of(list[i]))) return true;
    return false;
}

/* Where what is known already begins: "the gang believed to be ...", ", which
** runs the plant,".  Returns the tokens of the opening, 0 when none. */
static size_t aside_at(const struct tw_text *t, size_t i, size_t end)
{
    static const char *const participles[] = {"believed", "suspected", "thought", "accused",
                                              "alleged", "blamed", "responsible"};
    static const char *const governed[] = {"to", "of", "for"};
    static const char *const relatives[] = {"which", "who", "whose", "whom"};

    if (i + 2 >= end) return 0;
    if (tw_token_is(t, i, ",") && is_one_of(tw_token_lower(t, i + 1), relatives,
                                            sizeof relatives / sizeof *relatives))
        return 2;
    if (t->token[i].kind != TW_TOK_WORD
        || tw_words_has(&tw_words_en_function, tw_token_lower(t, i)))
        return 0;
    return is_one_of(tw_token_lower(t, i + 1), participles,
                     sizeof participles / sizeof *participles)
        && is_one_of(tw_token_lower(t, i + 2), governed, sizeof governed / sizeof *governed)
        ? 2 : 0;
}

/* Whether the aside that began behind a comma, or a participle, ends at token i. */
static bool aside_ends(const struct tw_text *t, size_t i, bool is_comma)
{
    static const char *const finite[] = {"has", "had", "have", "was", "were", "is", "are", "will",
                                         "would", "could", "may", "must"};

    if (t->token[i].kind == TW_TOK_CLOSE || tw_token_is(t, i, ",") || tw_token_is(t, i, ";"))
        return true;
    return !is_comma && !tw_token_is(t, i - 1, "to")
           && is_one_of(tw_token_lower(t, i), finite, sizeof finite / sizeof *finite);
}

/* What is said by the way says less. */
static void lighten_asides(struct tw_view *v)
{
    const struct tw_text *t = &v->text;

    for (size_t k = 0; k < t->sentences; k++) {
        size_t end = t->sentence[k].end;

        for (size_t i = t->sentence[k].first; i < end; i++) {
            size_t n = aside_at(t, i, end), to = i + n;
            bool is_comma = tw_token_is(t, i, ",");

            if (n == 0) continue;
            while (to < end && to < i + ASIDE && !aside_ends(t, to, is_comma)) to++;
            /* the rest of the sentence is no aside */
            if (to >= end || to == i + ASIDE) continue;
            for (size_t m = i + 1; m < to; m++) v->seen[m].weight *= BY_THE_WAY;
            i = to - 1;
        }
    }
}

static void mark_attributed(struct tw_view *v, struct tw_span span)
{
    size_t first, end;

    if (span.len == 0) return;
    tw_tokens_in(&v->text, span, &first, &end);
    for (size_t i = first; i < end; i++) v->seen[i].flags |= TW_SEEN_ATTRIBUTED;
}

/* What is said, who says it, and that it is said. */
static void read_attributions(struct tw_view *v)
{
    for (size_t i = 0; i < v->statements->attributions.n; i++) {
        const struct tw_attribution *a = &v->statements->attributions.v[i];

        mark_attributed(v, a->cue);
        mark_attributed(v, a->source);
        for (size_t k = 0; k < a->content.n; k++) mark_attributed(v, a->content.v[k]);
    }
}

struct tw_views tw_views_in(struct tw_arena *mem)
{
    return (struct tw_views){.mem = mem, .known.map = tw_map_in(mem), .uses.map = tw_map_in(mem)};
}

int tw_views_account(const struct tw_views *views, struct tw_slice article)
{
    for (size_t i = 0; i < views->n; i++)
        if (tw_slice_eq(views->v[i].article->id, article)) return (int)i;
    return -1;
}

void tw_views_add(struct tw_views *views, const struct tw_account *account)
{
    struct tw_arena *mem = views->mem;
    struct tw_view *v;

    TW_PUSH(mem, views->v, views->n, views->cap,
            (struct tw_view){.article = account->article, .statements = account->statements});
    v = &views->v[views->n - 1];
    tw_text_read(mem, v->article, &v->text);
    v->seen = TW_NEW_N(mem, struct tw_seen, v->text.tokens);
    read_words(mem, &views->known, v);
    read_numbers(v);
    read_times(v);
    read_negations(v);
    lighten_asides(v);
    read_attributions(v);
    tw_views_count(views);
}

size_t tw_view_sentence(const struct tw_view *v, size_t off)
{
    size_t lo = 0, hi = v->text.sentences;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (tw_span_end(v->text.sentence[mid].span) <= off) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

size_t tw_figure_from(const struct tw_statements *s, size_t off)
{
    size_t lo = 0, hi = s->figures.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (tw_span_end(s->figures.v[mid].number) <= off) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}
