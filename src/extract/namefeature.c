/* extract/namefeature.c - what the name tagger looks at.
**
** Features of a token are the classic ones of Ratinov and Roth (CoNLL 2009):
** the word and its neighbours, prefixes and endings, shapes, lists (given
** names, countries, cities, organisations, titles), and whether it begins a
** sentence.  Strings are never built: a feature is a mix of small numbers.
** Cost: about 1 us an active token; one token in four is active in news.
*/
#include "extract/namefeature.h"

#include <assert.h>

#include "base/map.h"
#include "gen/words.h"

enum { /* bits of lists */
       IN_GIVEN = 1,
       IN_GIVEN_WEAK = 2,
       IN_COUNTRY = 4,
       IN_DEMONYM = 8,
       IN_PLACE = 16,
       IN_CITY = 32,
       IN_ORG = 64,
       IN_ORG_HEAD = 128,
       IN_PLACE_HEAD = 256,
       IN_TITLE = 512,
       IN_CALENDAR = 1024,
       IN_STOP = 2048,
       IN_PEOPLE = 4096,
       IN_INSIDE = 8192,      /* not the first word of its list entry */
       IN_LOWER = 16384,      /* stands in lower case elsewhere in the text */
       IN_DICTIONARY = 32768, /* a common word */
       IN_SURNAME = 65536,
       IN_SURNAME_WEAK = 131072,
       IN_PERSON = IN_SURNAME | IN_SURNAME_WEAK
};

enum {
    SHAPE_LOWER,
    SHAPE_CAP,
    SHAPE_CAPS,
    SHAPE_INITIAL,
    SHAPE_MIXED,
    SHAPE_POINTED,
    SHAPE_NUMBER,
    SHAPE_MARK,
    SHAPE_OPEN,
    SHAPE_GENITIVE,
    SHAPE_HYPHENED
};

static uint32_t hash_of(const char *p, size_t n)
{
    return tw_words_hash(p, n);
}

static bool has_inner_capital(struct tw_slice s)
{
    for (size_t i = 1; i < s.n; i++)
        if (tw_is_upper(s.p[i])) return true;
    return false;
}

static uint8_t shape_of(const struct tw_text *t, size_t i)
{
    const struct tw_token *k = &t->token[i];
    struct tw_slice s = tw_token_text(t, i);

    if (k->shape & TW_SHAPE_POSSESSIVE) return SHAPE_GENITIVE;
    if (k->kind == TW_TOK_NUMBER) return SHAPE_NUMBER;
    if (k->kind == TW_TOK_OPEN) return SHAPE_OPEN;
    if (k->kind != TW_TOK_WORD) return SHAPE_MARK;
    if (!(k->shape & TW_SHAPE_CAP)) return has_inner_capital(s) ? SHAPE_MIXED : SHAPE_LOWER;
    if (s.n <= 2 && (s.n == 1 || s.p[1] == '.')) return SHAPE_INITIAL;
    if (k->shape & TW_SHAPE_CAPS) return memchr(s.p, '.', s.n) ? SHAPE_POINTED : SHAPE_CAPS;
    if (k->shape & TW_SHAPE_HYPHEN) return SHAPE_HYPHENED;
    return has_inner_capital(s) ? SHAPE_MIXED : SHAPE_CAP;
}

static bool is_in(const struct tw_words *list, struct tw_slice s, uint32_t hash)
{
    return tw_words_find_hashed(list, s, hash) != NULL;
}

static uint32_t word_lists(const struct tw_lexicon *lexicon, struct tw_slice s, uint32_t hash)
{
    const struct tw_word *given = tw_words_find_hashed(lexicon->given_names, s, hash);
    const struct tw_word *surname = tw_words_find_hashed(lexicon->surnames, s, hash);
    unsigned bits = 0;

    if (given) bits |= given->value_n ? IN_GIVEN_WEAK : IN_GIVEN;
    else if (is_in(lexicon->women, s, hash)) bits |= IN_GIVEN;
    if (surname) bits |= surname->value_n ? IN_SURNAME_WEAK : IN_SURNAME;
    if (is_in(lexicon->demonyms, s, hash)) bits |= IN_DEMONYM;
    if (is_in(lexicon->org_heads, s, hash)) bits |= IN_ORG_HEAD;
    if (is_in(lexicon->place_heads, s, hash)) bits |= IN_PLACE_HEAD;
    if (is_in(lexicon->titles, s, hash)) bits |= IN_TITLE;
    if (is_in(lexicon->months, s, hash) || is_in(lexicon->weekdays, s, hash)) bits |= IN_CALENDAR;
    if (is_in(lexicon->nounstops, s, hash) || is_in(lexicon->function, s, hash)) bits |= IN_STOP;
    if (is_in(lexicon->people, s, hash)) bits |= IN_PEOPLE;
    if (is_in(lexicon->dictionary, s, hash)) bits |= IN_DICTIONARY;
    return bits;
}

/* Marks the tokens of an entry that begins at i. */
static void mark_entry(const struct tw_text *t, struct tw_name_token *info,
                       const struct tw_words *list, size_t i, size_t end, uint32_t bit)
{
    size_t n = tw_tokens_match(t, list, i, end, NULL);

    for (size_t k = 0; k < n; k++) info[i + k].lists |= bit | (k ? IN_INSIDE : 0u);
}

/* Words between two capitals that a name can go on with. */
static bool is_link(const struct tw_text *t, size_t i)
{
    return tw_token_has(t, i, t->lexicon->namewords, "link");
}

static bool is_capital(const struct tw_text *t, size_t i, uint8_t shape)
{
    return t->token[i].kind == TW_TOK_WORD
           && ((t->token[i].shape & TW_SHAPE_CAP) || shape == SHAPE_MIXED);
}

/* Small words between capitals, and numbers right behind one, are active too. */
static void set_active(const struct tw_text *t, const struct tw_sentence *s,
                       struct tw_name_token *info)
{
    for (size_t i = s->first; i < s->end; i++) info[i].is_active = is_capital(t, i, info[i].shape);
    for (size_t i = s->first + 1; i + 1 < s->end; i++) {
        bool before = info[i - 1].is_active,
             soon = is_capital(t, i + 1, info[i + 1].shape)
                    || (i + 2 < s->end && is_capital(t, i + 2, info[i + 2].shape)
                        && is_link(t, i + 1));

        if (info[i].is_active || !before) continue;
        info[i].is_active = (soon && is_link(t, i)) || info[i].shape == SHAPE_NUMBER;
    }
}

static void read_token(const struct tw_text *t, size_t i, struct tw_name_token *out)
{
    struct tw_slice s = tw_token_lower(t, i);
    size_t tail = s.n < 3 ? s.n : 3;

    out->word = tw_words_hash_end(t->token[i].hash);
    out->shape = shape_of(t, i);
    out->suffix = hash_of(s.p + s.n - tail, tail);
    out->prefix = hash_of(s.p, tail);
}

/* Lists are looked up only for tokens that some feature looks at: those at most
** two away from an active one. */
static void look_up(const struct tw_text *t, const struct tw_sentence *s,
                    struct tw_name_token *info)
{
    size_t done = s->first;

    for (size_t i = s->first; i < s->end; i++) {
        size_t last = i + 3 < s->end ? i + 3 : s->end;

        if (!info[i].is_active) continue;
        if (done + 2 < i) done = i - 2;
        for (; done < last; done++)
            if (t->token[done].kind == TW_TOK_WORD)
                info[done].lists = word_lists(t->lexicon, tw_token_lower(t, done), info[done].word);
    }
}

/* Notes which capitalised words stand in lower case elsewhere. */
static void note_lower(struct tw_arena *mem, const struct tw_text *t, struct tw_name_token *info)
{
    struct tw_map seen = tw_map_in(mem);

    for (size_t i = 0; i < t->tokens; i++)
        if (info[i].shape == SHAPE_LOWER && t->token[i].low_n > 2)
            tw_map_add(&seen, tw_token_lower(t, i), NULL);
    for (size_t i = 0; i < t->tokens; i++)
        if (info[i].is_active && seen.n && tw_map_find(&seen, tw_token_lower(t, i)))
            info[i].lists |= IN_LOWER;
}

struct tw_name_token *tw_name_tokens(struct tw_arena *mem, const struct tw_text *t)
{
    struct tw_name_token *info = TW_NEW_N(mem, struct tw_name_token, t->tokens + 1);

    for (size_t i = 0; i < t->tokens; i++) read_token(t, i, &info[i]);
    for (size_t k = 0; k < t->sentences; k++) {
        const struct tw_sentence *s = &t->sentence[k];

        set_active(t, s, info);
        look_up(t, s, info);
        for (size_t i = s->first; i < s->end; i++) {
            if (!is_capital(t, i, info[i].shape)) continue;
            mark_entry(t, info, t->lexicon->countries, i, s->end, IN_COUNTRY);
            mark_entry(t, info, t->lexicon->places, i, s->end, IN_PLACE);
            mark_entry(t, info, &tw_words_any_cities, i, s->end, IN_CITY);
            mark_entry(t, info, t->lexicon->orgs, i, s->end, IN_ORG);
        }
    }
    note_lower(mem, t, info);
    return info;
}

struct rows {
    uint32_t *v;
    size_t n;
};

static void add(struct rows *r, uint32_t kind, uint32_t value)
{
    uint32_t h = (value ^ kind * 0x9E3779B9u) * 0x85EBCA6Bu; /* murmur3's finalizer constants */

    h = (h ^ h >> 13) * 0xC2B2AE35u;
    assert(r->n < TW_NAME_FEATURES);
    r->v[r->n++] = (h ^ h >> 16) & (TW_NAME_ROWS - 1);
}

static uint32_t mix(uint32_t a, uint32_t b)
{
    return (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
}

static const struct tw_name_token nothing = {.word = 1, .shape = SHAPE_MARK};

/* The token `step` away in the same sentence. */
static const struct tw_name_token *near(const struct tw_text *t, const struct tw_name_token *info,
                                        size_t i, int step)
{
    size_t at = i + (size_t)step;

    if (step < 0 && i < (size_t)-step) return &nothing;
    if (at >= t->tokens || t->token[at].sentence != t->token[i].sentence) return &nothing;
    return &info[at];
}

/* How much of the sentence is in capitals: titles are written another way. */
static uint32_t sentence_style(const struct tw_text *t, size_t i)
{
    const struct tw_sentence *s = &t->sentence[t->token[i].sentence];
    size_t last = s->end > i + 8 ? i + 8 : s->end, first = i > s->first + 8 ? i - 8 : s->first,
           words = 0, caps = 0;

    for (size_t k = first; k < last; k++) {
        if (t->token[k].kind != TW_TOK_WORD || t->token[k].len < 4) continue;
        words++;
        caps += (t->token[k].shape & TW_SHAPE_CAP) != 0;
    }
    return words < 3 ? 0 : caps == words ? 2 : caps * 4 >= words * 3 ? 1 : 0;
}

/* All lists but surnames: together with those they would be too rare. */
static uint32_t more_lists(const struct tw_name_token *k)
{
    return k->lists & ~(uint32_t)IN_PERSON;
}

size_t tw_name_features(const struct tw_text *t, const struct tw_name_token *info, size_t i,
                        uint32_t out[TW_NAME_FEATURES])
{
    const struct tw_name_token *here = &info[i], *a = near(t, info, i, -1),
                               *b = near(t, info, i, -2), *c = near(t, info, i, 1),
                               *d = near(t, info, i, 2);
    uint32_t start = (t->token[i].shape & TW_SHAPE_START) != 0, style = sentence_style(t, i);
    uint32_t form = (uint32_t)here->shape | start << 4 | style << 5;
    uint32_t known = here->lists & IN_PERSON, lists = more_lists(here), left = more_lists(a),
             right = more_lists(c);
    struct rows r = {out, 0};

    add(&r, 1, 0);
    add(&r, 2, here->word);
    add(&r, 3, mix(here->word, form));
    add(&r, 4, a->word);
    add(&r, 5, c->word);
    add(&r, 6, mix(a->word, b->word));
    add(&r, 7, mix(c->word, d->word));
    add(&r, 8, mix(a->word, here->word));
    add(&r, 9, mix(here->word, c->word));
    add(&r, 10, here->suffix);
    add(&r, 11, here->prefix);
    add(&r, 12, form);
    add(&r, 13, mix(form, (uint32_t)a->shape << 8 | c->shape));
    add(&r, 14, mix((uint32_t)b->shape << 16 | (uint32_t)a->shape << 8 | c->shape, d->shape));
    add(&r, 15, lists);
    add(&r, 16, mix(lists, form));
    add(&r, 17, mix(left, a->shape));
    add(&r, 18, mix(right, c->shape));
    add(&r, 19, mix(lists, mix(left, right)));
    add(&r, 20, mix(c->suffix, c->shape));
    add(&r, 21, mix(a->suffix, a->shape));
    add(&r, 22, mix(a->word, form));
    add(&r, 23, mix(c->word, form));
    add(&r, 24, mix(b->word, form));
    add(&r, 25, mix(d->word, form));
    add(&r, 26, mix(more_lists(b), b->shape));
    add(&r, 27, mix(more_lists(d), d->shape));
    add(&r, 28, mix(mix(left, lists), form));
    add(&r, 29, mix(mix(right, lists), form));
    add(&r, 30, mix(here->suffix, form));
    add(&r, 31, mix(mix(a->word, c->word), form));
    add(&r, 33, mix(here->lists & (IN_DICTIONARY | IN_LOWER | IN_GIVEN | IN_GIVEN_WEAK), form));
    add(&r, 34,
        mix(mix(here->lists & IN_DICTIONARY, c->lists & IN_DICTIONARY), mix(form, c->shape)));
    add(&r, 35, mix(known, form));
    add(&r, 36,
        mix(known | (lists & (IN_GIVEN | IN_GIVEN_WEAK)), mix(left & (IN_GIVEN | IN_TITLE), form)));
    for (uint32_t bit = 0; bit < 18 && r.n + 2 < TW_NAME_FEATURES; bit++)
        if (here->lists >> bit & 1) add(&r, 32, bit);
    return r.n;
}
