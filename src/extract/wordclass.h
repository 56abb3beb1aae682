/* extract/wordclass.h - a class for every token, as much grammar as the rules need.
**
** Closed classes come from the list en/function; verbs of reporting from
** en/cues with their forms (en/irregular and regular endings); the rest is
** told by shape and ending.  Not a part-of-speech tagger: a noun and an unknown
** verb are both TW_CLASS_OTHER, and words of several classes get the one that
** serves best.  One pass, O(tokens).
*/
#ifndef TW_EXTRACT_WORDCLASS_H
#define TW_EXTRACT_WORDCLASS_H
#include "extract/sayword.h"

enum tw_class {
    TW_CLASS_OTHER, TW_CLASS_NAME, TW_CLASS_NUMBER, TW_CLASS_DET, TW_CLASS_POSS, TW_CLASS_PRON,
        TW_CLASS_OBJ,
    TW_CLASS_MODAL, TW_CLASS_BE, TW_CLASS_HAVE, TW_CLASS_DO, TW_CLASS_PREP, TW_CLASS_CONJ,
        TW_CLASS_SUB,
    TW_CLASS_THAT, TW_CLASS_WH, TW_CLASS_NEG, TW_CLASS_ADV, TW_CLASS_VERB, TW_CLASS_ED,
        TW_CLASS_ING,
    TW_CLASS_GENITIVE,          /* 's */
    TW_CLASS_COMMA, TW_CLASS_COLON, TW_CLASS_STOP, TW_CLASS_DASH, TW_CLASS_OPEN, TW_CLASS_CLOSE,
        TW_CLASS_PUNCT
};

enum tw_form { TW_FORM_NONE, TW_FORM_BASE, TW_FORM_S, TW_FORM_PAST, TW_FORM_PART, TW_FORM_ING };

enum {                          /* codes of en/cues */
    TW_TAKES_CLAUSE = 1, TW_TAKES_THAT = 2, TW_TAKES_QUOTE = 4, TW_TAKES_WH = 8,
        TW_TAKES_OBJECT = 16,
    TW_TAKES_REST = 32, TW_TAKES_INFINITIVE = 64, TW_TAKES_PERSON = 128, TW_IS_SAFE = 256,
        TW_IS_THOUGHT = 512,
    TW_IS_OTHER = 1024, TW_IS_DENY = 2048, TW_IS_DOUBT = 4096, TW_IS_DECLINE = 8192,
        TW_NEEDS_COMPLEMENT = 16384,
    TW_NEEDS_NEGATION = 32768
};

struct tw_verb {
    const struct tw_word *entry;    /* of en/cues or en/cue-phrases; NULL = no verb of reporting */
    uint16_t codes;
    uint8_t form;
    uint8_t more;                   /* tokens behind that belong to it: "point out" */
};

struct tw_classes {
    const struct tw_text *text;
    uint8_t *of;                    /* enum tw_class, one a token */
    struct tw_verb *verb;           /* one a token */
    uint32_t *word;                 /* TW_WORD_... bits, one a token */
};

/* True when token i has one of the roles. */
static inline bool tw_is_word(const struct tw_classes *c, size_t i, uint32_t roles)
{
    return i < c->text->tokens && (c->word[i] & roles) != 0;
}

void tw_classes_read(struct tw_arena *mem, const struct tw_text *t, struct tw_classes *out);

/* True when the verb at token i governs the word of token j: "+for". */
bool tw_verb_governs(const struct tw_classes *c, size_t i, size_t j);

#endif
