/* extract/token.h - a text cut into words, numbers and marks, and into sentences.
**
** Made once per article; every finder of this stage works on it.  Words keep
** inner hyphens and apostrophes ("hand-made", "O'Brien"); a possessive 's (or
** ') is a token of its own ("Macron" "’s"), n't stays inside its word
** ("don’t").  Numbers keep inner separators ("4,000", "3.5", "10:05").
** Quotation marks are TW_TOK_OPEN or TW_TOK_CLOSE, told apart by their form
** and the spaces around them; an apostrophe is never one.
** One pass, no allocation per token.
*/
#ifndef TW_EXTRACT_TOKEN_H
#define TW_EXTRACT_TOKEN_H
#include "base/words.h"
#include "extract/lexicon.h"
#include "extract/statements.h"

#include <stdint.h>

enum tw_token_kind { TW_TOK_WORD, TW_TOK_NUMBER, TW_TOK_PUNCT, TW_TOK_OPEN, TW_TOK_CLOSE };

enum {                          /* shape bits */
    TW_SHAPE_CAP = 1,           /* first letter upper case */
    TW_SHAPE_CAPS = 2,          /* all letters upper case, two or more */
    TW_SHAPE_DIGIT = 4,         /* has a digit */
    TW_SHAPE_HYPHEN = 8,        /* has an inner hyphen */
    TW_SHAPE_START = 16,        /* first word of its sentence (quotation marks do not count) */
    TW_SHAPE_POSSESSIVE = 32,   /* 's or ' standing for it */
    TW_SHAPE_SPACE = 64,        /* white space stands before it */
    TW_SHAPE_QUOTED = 128       /* inside quotation marks (the marks included) */
};

struct tw_token {
    uint32_t off, len;          /* bytes of text */
    uint32_t low, low_n;        /* lower-cased form in tw_text.lower: accents kept, ’ as ' */
    uint32_t hash;              /* of the lower-cased form: tw_words_hash_more, not ended */
    uint32_t sentence;
    uint8_t kind, shape;
};

struct tw_sentence {
    struct tw_span span;        /* without white space at its ends */
    uint32_t first, end;        /* tokens [first, end) */
    uint32_t paragraph;         /* counted from 0; not the index in article->paragraphs */
};

/* What stands between outermost quotation marks: tokens [first, end), marks
** included.  Unclosed: it runs to the end of its paragraph. */
struct tw_quoted { uint32_t first, end; bool is_unclosed; };

/* lower: all lower-cased forms in a row, one space between them. */
struct tw_text {
    const struct tw_article *article;
    const struct tw_lexicon *lexicon;   /* the word lists of its language */
    struct tw_slice text;       /* article->text */
    struct tw_slice lower;      /* backing of the lower-cased forms */
    struct tw_token *token; size_t tokens;
    struct tw_sentence *sentence; size_t sentences;
    struct tw_quoted *quoted; size_t quotes;
};

/* Cuts the article's text.  *out lives in mem. */
void tw_text_read(struct tw_arena *mem, const struct tw_article *a, struct tw_text *out);

static inline struct tw_slice tw_token_text(const struct tw_text *t, size_t i)
{
    return (struct tw_slice){t->text.p + t->token[i].off, t->token[i].len};
}

static inline struct tw_slice tw_token_lower(const struct tw_text *t, size_t i)
{
    return (struct tw_slice){t->lower.p + t->token[i].low, t->token[i].low_n};
}

/* The list's entry of token i alone, or NULL. */
static inline const struct tw_word *tw_token_find(const struct tw_text *t, size_t i,
                                                  const struct tw_words *list)
{
    return tw_words_find_hashed(list, tw_token_lower(t, i), tw_words_hash_end(t->token[i].hash));
}

/* True when there is a token i and it reads `word` (lower case). */
static inline bool tw_token_is(const struct tw_text *t, size_t i, const char *word)
{
    struct tw_slice s;
    size_t k = 0;

    if (i >= t->tokens) return false;
    s = tw_token_lower(t, i);
    while (k < s.n && word[k] && s.p[k] == word[k]) k++;
    return k == s.n && word[k] == 0;
}

/* True when the list gives token i this role: one of the words, parted by
** spaces, of its entry's value. */
bool tw_token_has(const struct tw_text *t, size_t i, const struct tw_words *list, const char *role);

/* True when token i is such a small word of its language: "is-of", "is-and" ...
** (a role of figurewords). */
static inline bool tw_is_small(const struct tw_text *t, size_t i, const char *role)
{
    return tw_token_has(t, i, t->lexicon->figurewords, role);
}

static inline bool tw_is_quoted(const struct tw_text *t, size_t i)
{
    return (t->token[i].shape & TW_SHAPE_QUOTED) != 0;
}

/* The bytes from token i to token j, both included. */
static inline struct tw_span tw_tokens_span(const struct tw_text *t, size_t i, size_t j)
{
    return tw_span_from_to(t->token[i].off, t->token[j].off + t->token[j].len);
}

/* The tokens that lie in a span: [*first, *end). */
void tw_tokens_in(const struct tw_text *t, struct tw_span s, size_t *first, size_t *end);

/* The longest entry of the list that starts at token i and ends at or before
** token `end`: words joined by one space, lower case.  Returns its length in
** tokens, 0 when none; *entry (may be NULL) gets the entry. */
size_t tw_tokens_match(const struct tw_text *t, const struct tw_words *list, size_t i, size_t end,
                       const struct tw_word **entry);

#endif
