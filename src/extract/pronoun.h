/* extract/pronoun.h - what pronouns and forms of address tell of gender and number.
**
** Words: data/LANG genders.
*/
#ifndef TW_EXTRACT_PRONOUN_H
#define TW_EXTRACT_PRONOUN_H
#include "extract/token.h"

enum tw_gender { TW_GENDER_UNKNOWN, TW_GENDER_FEMALE, TW_GENDER_MALE };

/* Personal and possessive pronouns of the third person, by what they stand for. */
enum tw_pronoun { TW_PRONOUN_NONE, TW_PRONOUN_SHE, TW_PRONOUN_HE, TW_PRONOUN_IT, TW_PRONOUN_THEY };

enum tw_pronoun tw_pronoun_at(const struct tw_text *t, size_t i);

enum tw_gender tw_pronoun_gender(enum tw_pronoun p);

/* The gender that the form of address at token i tells: "Mr", "Dame". */
enum tw_gender tw_address_gender(const struct tw_text *t, size_t i);

#endif
