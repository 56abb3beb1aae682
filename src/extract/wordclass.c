/* extract/wordclass.c - token classes from lists, endings and shapes.
**
** Gets wrong: unknown verbs in the present tense ("bristles"), which pass for
** nouns, and -ed adjectives ("armed"), which pass for verbs.
*/
#include "extract/wordclass.h"

#include "base/utf8.h"
#include "gen/words.h"

#include <assert.h>

static const struct { const char *name; enum tw_class value; } CLASSES[] = {
    {"det", TW_CLASS_DET}, {"poss", TW_CLASS_POSS}, {"pron", TW_CLASS_PRON}, {"obj", TW_CLASS_OBJ},
    {"modal", TW_CLASS_MODAL}, {"be", TW_CLASS_BE}, {"have", TW_CLASS_HAVE}, {"do", TW_CLASS_DO},
    {"prep", TW_CLASS_PREP}, {"conj", TW_CLASS_CONJ}, {"sub", TW_CLASS_SUB}, {"that", TW_CLASS_THAT},
    {"wh", TW_CLASS_WH}, {"neg", TW_CLASS_NEG}, {"adv", TW_CLASS_ADV},
};

static unsigned code_of(char c)
{
    switch (c) {
    case 'c': return TW_TAKES_CLAUSE;
    case 't': return TW_TAKES_THAT;
    case 'q': return TW_TAKES_QUOTE;
    case 'w': return TW_TAKES_WH;
    case 'o': return TW_TAKES_OBJECT;
    case 'f': return TW_TAKES_REST;
    case 'i': return TW_TAKES_INFINITIVE;
    case 'p': return TW_TAKES_PERSON;
    case 's': return TW_IS_SAFE;
    case 'F': return TW_TAKES_REST | TW_NEEDS_COMPLEMENT;
    case 'n': return TW_NEEDS_NEGATION;
    default: return 0;
    }
}

static uint16_t codes_of(const struct tw_word *entry)
{
    struct tw_slice rest = tw_word_value(entry), word;
    unsigned codes = 0;

    while (tw_slice_part(&rest, ' ', &word)) {
        if (tw_slice_eq(word, TW_LIT("thought"))) codes |= TW_IS_THOUGHT;
        else if (tw_slice_eq(word, TW_LIT("other"))) codes |= TW_IS_OTHER;
        else if (tw_slice_eq(word, TW_LIT("deny"))) codes |= TW_IS_DENY;
        else if (tw_slice_eq(word, TW_LIT("doubt"))) codes |= TW_IS_DOUBT;
        else if (tw_slice_eq(word, TW_LIT("decline"))) codes |= TW_IS_DECLINE;
        else if (word.n && word.p[0] != '+' && word.p[0] != '~')
            for (size_t i = 0; i < word.n; i++) codes |= code_of(word.p[i]);
    }
    return (uint16_t)codes;
}

bool tw_verb_governs(const struct tw_classes *c, size_t i, size_t j)
{
    struct tw_slice rest, word, want;

    if (!c->verb[i].entry || j >= c->text->tokens) return false;
    rest = tw_word_value(c->verb[i].entry);
    want = tw_token_lower(c->text, j);
    while (tw_slice_part(&rest, ' ', &word))
        if (word.n == want.n + 1 && word.p[0] == '+' && memcmp(word.p + 1, want.p, want.n) == 0)
            return true;
    return false;
}

static const struct tw_word *find_stem(const struct tw_lexicon *lexicon, struct tw_slice low,
                                       size_t cut, const char *add)
{
    char stem[32];
    size_t n = low.n - cut, more = strlen(add);

    if (low.n < cut + 2 || n + more > sizeof stem) return NULL;
    memcpy(stem, low.p, n);
    memcpy(stem + n, add, more);
    return tw_words_find(lexicon->cues, (struct tw_slice){stem, n + more});
}

/* The verb with the ending of `cut` letters taken off: itself, with e, with y
** for i, or with its doubled consonant single. */
static const struct tw_word *find_regular(const struct tw_lexicon *lexicon, struct tw_slice low,
                                          size_t cut)
{
    const struct tw_word *it = find_stem(lexicon, low, cut, "");
    size_t n = low.n - cut;

    if (!it) it = find_stem(lexicon, low, cut, "e");
    if (!it && n > 2 && low.p[n - 1] == 'i') it = find_stem(lexicon, low, cut + 1, "y");
    if (!it && n > 3 && low.p[n - 1] == low.p[n - 2]) it = find_stem(lexicon, low, cut + 1, "");
    return it;
}

static enum tw_form form_named(struct tw_slice s)
{
    if (tw_slice_eq(s, TW_LIT("s"))) return TW_FORM_S;
    return tw_slice_eq(s, TW_LIT("part")) ? TW_FORM_PART : TW_FORM_PAST;
}

static struct tw_verb verb_of(const struct tw_lexicon *lexicon, struct tw_slice low)
{
    const struct tw_word *it = tw_words_find(lexicon->irregular, low);
    struct tw_verb v = {0};

    if (low.n < 3) return v;
    if (it) {
        struct tw_slice rest = tw_word_value(it), lemma;

        tw_slice_part(&rest, ' ', &lemma);
        v.entry = tw_words_find(lexicon->cues, lemma);
        v.form = (uint8_t)form_named(rest);
    } else if ((v.entry = tw_words_find(lexicon->cues, low)) != NULL) {
        v.form = TW_FORM_BASE;
    } else if (tw_slice_ends(low, TW_LIT("ed"))) {
        v.entry = find_regular(lexicon, low, 2);
        v.form = TW_FORM_PAST;
    } else if (tw_slice_ends(low, TW_LIT("ing"))) {
        v.entry = find_regular(lexicon, low, 3);
        v.form = TW_FORM_ING;
    } else if (low.p[low.n - 1] == 's') {
        v.entry = find_stem(lexicon, low, 1, "");
        if (!v.entry && tw_slice_ends(low, TW_LIT("es"))) v.entry = find_regular(lexicon, low, 2);
        v.form = TW_FORM_S;
    }
    if (!v.entry) return (struct tw_verb){0};
    v.codes = codes_of(v.entry);
    return v;
}

/* The verb at i with its particle, when that is an entry of its own; or the
** phrase of en/cue-phrases that begins at i. */
static void add_particle(const struct tw_text *t, size_t i, struct tw_verb *v)
{
    char key[48];
    struct tw_slice next;
    const struct tw_word *it;

    if (!v->entry || i + 1 >= t->tokens || v->entry->key_n > 30) return;
    next = tw_token_lower(t, i + 1);
    if (next.n > 6 || t->token[i + 1].kind != TW_TOK_WORD) return;
    memcpy(key, tw_word_key(v->entry).p, v->entry->key_n);
    key[v->entry->key_n] = ' ';
    memcpy(key + v->entry->key_n + 1, next.p, next.n);
    it = tw_words_find(t->lexicon->cues, (struct tw_slice){key, v->entry->key_n + 1 + next.n});
    if (!it) return;
    v->entry = it;
    v->codes = codes_of(it);
    v->more = 1;
}

static void add_phrase(const struct tw_text *t, size_t i, struct tw_verb *v)
{
    const struct tw_word *it;
    size_t n = tw_tokens_match(t, t->lexicon->cue_phrases, i, t->tokens, &it);

    if (n == 0) return;
    *v = (struct tw_verb){.entry = it, .codes = codes_of(it), .more = (uint8_t)(n - 1)};
    v->form = TW_FORM_PAST;
}

static enum tw_class mark_class(const struct tw_text *t, size_t i)
{
    uint32_t cp = tw_utf8_at(tw_token_text(t, i), 0);

    switch (cp) {
    case ',': return TW_CLASS_COMMA;
    case ':': return TW_CLASS_COLON;
    case '.': case '?': case '!': case 0x2026: case ';': return TW_CLASS_STOP;
    case 0x2013: case 0x2014: case 0x2015: case '-': return TW_CLASS_DASH;
    default: return TW_CLASS_PUNCT;
    }
}

static enum tw_class named(struct tw_slice name)
{
    for (size_t i = 0; i < sizeof CLASSES / sizeof CLASSES[0]; i++)
        if (tw_slice_eq(name, tw_slice_of(CLASSES[i].name))) return CLASSES[i].value;
    assert(false && "a class of en/function that has no value");
    return TW_CLASS_OTHER;
}

static enum tw_class ending_class(struct tw_slice low)
{
    if (low.n > 4 && tw_slice_ends(low, TW_LIT("ly"))) return TW_CLASS_ADV;
    if (low.n > 4 && tw_slice_ends(low, TW_LIT("ed"))) return TW_CLASS_ED;
    if (low.n > 5 && tw_slice_ends(low, TW_LIT("ing"))) return TW_CLASS_ING;
    return TW_CLASS_OTHER;
}

static enum tw_class word_class(const struct tw_text *t, size_t i, bool is_title,
                                struct tw_verb *verb)
{
    const struct tw_token *k = &t->token[i];
    struct tw_slice low = tw_token_lower(t, i);
    const struct tw_word *it;
    bool is_capital = (k->shape & TW_SHAPE_CAP) && !(k->shape & TW_SHAPE_START) && !is_title;

    if (k->shape & TW_SHAPE_POSSESSIVE) return TW_CLASS_GENITIVE;
    it = tw_words_find(t->lexicon->function, low);
    /* "May" */
    if (it && is_capital && tw_words_has(t->lexicon->months, low)) return TW_CLASS_NAME;
    if (it && !(is_capital && low.n > 1 && i > 0 && t->token[i - 1].kind != TW_TOK_OPEN
                && low.n > 3))
        return named(tw_word_value(it));
    *verb = verb_of(t->lexicon, low);
    add_particle(t, i, verb);
    if (verb->entry && tw_slice_eq(tw_word_value(verb->entry), TW_LIT("-")))
        *verb = (struct tw_verb){0};
    if (is_capital && t->token[i - 1].kind != TW_TOK_OPEN) return TW_CLASS_NAME;
    if (verb->entry) return TW_CLASS_VERB;
    if (tw_words_has(t->lexicon->verbs, low)) return TW_CLASS_VERB;
    if (k->shape & TW_SHAPE_CAP) return TW_CLASS_NAME;
    return ending_class(low);
}

/* Headlines With Capitals: they tell nothing about names. */
static bool is_title_case(const struct tw_text *t, const struct tw_sentence *s)
{
    size_t words = 0, capitals = 0;

    for (size_t i = s->first; i < s->end; i++) {
        if (t->token[i].kind != TW_TOK_WORD || t->token[i].len < 4) continue;
        words++;
        capitals += (t->token[i].shape & TW_SHAPE_CAP) != 0;
    }
    return words > 3 && capitals * 5 >= words * 4;
}

static void read_token(const struct tw_text *t, size_t i, bool is_title, struct tw_classes *out)
{
    switch ((enum tw_token_kind)t->token[i].kind) {
    case TW_TOK_OPEN: out->of[i] = TW_CLASS_OPEN; break;
    case TW_TOK_CLOSE: out->of[i] = TW_CLASS_CLOSE; break;
    case TW_TOK_NUMBER: out->of[i] = TW_CLASS_NUMBER; break;
    case TW_TOK_PUNCT: out->of[i] = (uint8_t)mark_class(t, i); break;
    case TW_TOK_WORD: out->of[i] = (uint8_t)word_class(t, i, is_title, &out->verb[i]); break;
    }
    if (t->token[i].kind == TW_TOK_WORD) add_phrase(t, i, &out->verb[i]);
}

void tw_classes_read(struct tw_arena *mem, const struct tw_text *t, struct tw_classes *out)
{
    *out = (struct tw_classes){.text = t, .of = tw_arena_alloc(mem, t->tokens + 1),
                               .verb = TW_NEW_N(mem, struct tw_verb, t->tokens + 1),
                               .word = tw_saywords_read(mem, t)};
    for (size_t s = 0; s < t->sentences; s++) {
        bool is_title = is_title_case(t, &t->sentence[s]);

        for (size_t i = t->sentence[s].first; i < t->sentence[s].end; i++)
            read_token(t, i, is_title, out);
    }
    out->of[t->tokens] = TW_CLASS_STOP;
}
