/* extract/pronoun.c - the list genders. */
#include "extract/pronoun.h"

enum tw_pronoun tw_pronoun_at(const struct tw_text *t, size_t i)
{
    static const struct { const char *name; enum tw_pronoun value; } NAMES[] = {
        {"female", TW_PRONOUN_SHE}, {"male", TW_PRONOUN_HE}, {"thing", TW_PRONOUN_IT}, {"group", TW_PRONOUN_THEY},
    };
    const struct tw_word *it = i < t->tokens ? tw_token_find(t, i, t->lexicon->genders) : NULL;

    for (size_t k = 0; it && k < sizeof NAMES / sizeof *NAMES; k++)
        if (tw_slice_eq(tw_word_value(it), tw_slice_of(NAMES[k].name))) return NAMES[k].value;
    return TW_PRONOUN_NONE;
}

enum tw_gender tw_pronoun_gender(enum tw_pronoun p)
{
    return p == TW_PRONOUN_SHE ? TW_GENDER_FEMALE : p == TW_PRONOUN_HE ? TW_GENDER_MALE
           : TW_GENDER_UNKNOWN;
}

enum tw_gender tw_address_gender(const struct tw_text *t, size_t i)
{
    if (!tw_token_has(t, i, t->lexicon->genders, "address")) return TW_GENDER_UNKNOWN;
    return tw_token_has(t, i, t->lexicon->genders, "female") ? TW_GENDER_FEMALE : TW_GENDER_MALE;
}
