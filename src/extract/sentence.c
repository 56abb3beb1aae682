/* extract/sentence.c - sentence boundaries over the tokens.
**
** Gets wrong: a sentence that ends in an abbreviation before a name ("... in
** the U.S. Keel left") is joined with the next, because names follow
** abbreviations more often than they begin sentences.
*/
#include "extract/sentence.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "gen/words.h"

/* Tokens after which a sentence is cut wherever it is: the finders look back
** and forth inside a sentence, so its length bounds their time on text without
** full stops.  Sentences of news stay far below. */
enum { LONGEST = 500 };

static bool is_one_of(struct tw_slice s, const char *bytes)
{
    return s.n == 1 && strchr(bytes, s.p[0]);
}

static bool is_final(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_text(t, i);

    if (t->token[i].kind != TW_TOK_PUNCT || s.n == 0) return false;
    switch (tw_utf8_at(s, 0)) {
    case '.': case '?': case '!': case 0x2026: case 0x3002: case 0xFF01: case 0xFF1F: return true;
    default: return false;
    }
}

/* A word that carries its own point: "Mr.", "U.S.", "J.". */
static bool is_pointed(const struct tw_text *t, size_t i)
{
    struct tw_slice s = tw_token_text(t, i);

    return t->token[i].kind == TW_TOK_WORD && s.n > 1 && s.p[s.n - 1] == '.';
}

static bool is_closer(const struct tw_text *t, size_t i)
{
    return t->token[i].kind == TW_TOK_CLOSE || is_one_of(tw_token_text(t, i), ")]");
}

static bool can_start(const struct tw_text *t, size_t i)
{
    const struct tw_token *k = &t->token[i];
    uint32_t cp;

    if (k->kind == TW_TOK_OPEN || k->kind == TW_TOK_NUMBER) return true;
    if (k->kind == TW_TOK_WORD) {
        cp = tw_utf8_at(tw_token_text(t, i), 0);
        return (k->shape & (TW_SHAPE_CAP | TW_SHAPE_DIGIT)) || cp == '@' || cp == '#'
            || !(tw_cp_is_lower(cp) || cp == '\'' || cp == 0x2019);
    }
    return is_one_of(tw_token_text(t, i), "([*$") || tw_utf8_at(tw_token_text(t, i), 0) == 0x2022;
}

/* Behind "?” " a name and then a verb of saying: the sentence goes on. */
static bool speaker_follows(const struct tw_text *t, size_t i)
{
    for (size_t j = i; j < t->tokens && j < i + 5; j++) {
        if (t->token[j].kind != TW_TOK_WORD) return false;
        if (!(t->token[j].shape & TW_SHAPE_CAP))
            return j > i && tw_words_has(t->lexicon->askers, tw_token_lower(t, j));
    }
    return false;
}

/* "Ninety-seven": no name begins so. */
static bool is_number_word(const struct tw_lexicon *lexicon, struct tw_slice low)
{
    size_t hyphen = tw_slice_find_char(low, '-', 0);

    return tw_words_has(lexicon->numbers, hyphen == TW_NONE ? low : tw_slice_sub(low, 0, hyphen));
}

/* Whether the abbreviation at i ends the sentence that began at `first`,
** when `next` comes after it. */
static bool abbreviation_ends(const struct tw_text *t, size_t first, size_t i, size_t next)
{
    struct tw_slice low = tw_token_lower(t, i);
    const struct tw_word *it = tw_words_find(t->lexicon->abbreviations,
                                             (struct tw_slice){low.p, low.n - 1});

    if (it && !tw_slice_eq(tw_word_value(it), TW_LIT("may"))) return false;
    if (i <= first + 1) return false;                   /* "10:02 a.m. The hearing begins" */
    if (low.n == 2 && t->token[next].kind != TW_TOK_WORD) return false;
    if (t->token[next].kind == TW_TOK_OPEN) return true;
    return tw_words_has(t->lexicon->starters, tw_token_lower(t, next)) 
        || is_number_word(t->lexicon, tw_token_lower(t, next));
}

/* True when the sentence ends behind the final mark (or pointed word) i whose
** closing marks end before `next`. */
static bool ends_before(const struct tw_text *t, size_t first, size_t i, size_t next)
{
    const struct tw_token *k = &t->token[next];
    bool is_cjk = tw_utf8_at(tw_token_text(t, i), 0) >= 0x3002;
    bool is_full_stop = is_one_of(tw_token_text(t, i), ".");

    if (!(k->shape & TW_SHAPE_SPACE) && !is_cjk) return false;
    if (!can_start(t, next)) return false;
    if (is_pointed(t, i) && next == i + 1) return abbreviation_ends(t, first, i, next);
    if (!is_full_stop && t->token[next - 1].kind == TW_TOK_CLOSE) return !speaker_follows(t, next);
    return true;
}

static void push(struct tw_arena *mem, struct tw_text *t, size_t *cap, size_t first, size_t end)
{
    struct tw_sentence s = {.span = tw_tokens_span(t, first, end - 1), .first = (uint32_t)first,
                            .end = (uint32_t)end, .paragraph = t->token[first].sentence};

    for (size_t i = first; i < end; i++) t->token[i].sentence = (uint32_t)t->sentences;
    for (size_t i = first; i < end; i++) {
        if (t->token[i].kind != TW_TOK_WORD && t->token[i].kind != TW_TOK_NUMBER) continue;
        t->token[i].shape |= TW_SHAPE_START;
        break;
    }
    TW_PUSH(mem, t->sentence, t->sentences, *cap, s);
}

static bool is_dash(struct tw_slice s)
{
    uint32_t c = s.n > 0 ? tw_utf8_at(s, 0) : 0;

    return c == '-' || c == 0x2013 || c == 0x2014;
}

/* The tokens of "TARNOVA, March 14 (Meridian) —" at the beginning, which are no
** part of the first sentence; 0 when there are none. */
static size_t dateline_end(const struct tw_text *t)
{
    size_t i = 0, end = t->article ? t->article->dateline.n : 0;

    if (end == 0 || !tw_slice_starts(t->text, t->article->dateline)) return 0;
    while (i < t->tokens && t->token[i].off < end) i++;
    return i + 1 < t->tokens && is_dash(tw_token_text(t, i)) ? i + 1 : 0;
}

void tw_sentences_cut(struct tw_arena *mem, struct tw_text *t)
{
    size_t cap = 0, first = 0, i = dateline_end(t);

    if (i > 0) {
        push(mem, t, &cap, 0, i);
        first = i;
    }

    while (i < t->tokens) {
        uint32_t paragraph = t->token[i].sentence;
        size_t next = i + 1;

        if (is_final(t, i) || is_pointed(t, i))
            while (next < t->tokens && t->token[next].sentence == paragraph
                   && !(t->token[next].shape & TW_SHAPE_SPACE)
                   && (is_closer(t, next) || is_final(t, next)))
                next++;
        if (next == t->tokens || t->token[next].sentence != paragraph
            || next - first >= LONGEST
            || ((is_final(t, i) || is_pointed(t, i)) && ends_before(t, first, i, next))) {
            push(mem, t, &cap, first, next);
            first = next;
        }
        i = next;
    }
}
