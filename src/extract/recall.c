/* extract/recall.c - whom a text has spoken of lately.
**
** "She" after a name that may be a man's goes back to the last woman near;
** "he" takes the newest name that is not known to be a woman's, because most
** names without a title in the news are men's.
** Gets wrong: two of one gender in one sentence.
*/
#include "extract/recall.h"

#include <string.h>

enum { NEAR = 100, ASIDE_NEAR = 60 }; /* tokens: about four sentences, about two */

void tw_recall_add(struct tw_recall *r, struct tw_referent who, size_t token, bool is_aside)
{
    size_t k = 0;

    while (k < r->n && !(tw_slice_eq(r->v[k].who.name, who.name) && r->v[k].who.being == who.being))
        k++;
    if (k < r->n) {
        if (is_aside && !r->v[k].is_aside) return;
        if (who.gender == TW_GENDER_UNKNOWN) who.gender = r->v[k].who.gender;
    } else {
        if (r->n < TW_RECALL_MOST) r->n++;
        k = r->n - 1;
    }
    memmove(r->v + 1, r->v, k * sizeof r->v[0]);
    r->v[0] = (struct tw_recalled){who, token, is_aside};
}

const struct tw_referent *tw_recall_person(const struct tw_recall *r, enum tw_gender gender)
{
    for (size_t k = 0; k < r->n; k++) {
        const struct tw_referent *it = &r->v[k].who;

        if (it->being != TW_BEING_PERSON || r->v[k].is_aside) continue;
        if (gender == TW_GENDER_UNKNOWN || it->gender == TW_GENDER_UNKNOWN || it->gender == gender)
            return it;
    }
    return NULL;
}

const struct tw_referent *tw_recall_newest(const struct tw_recall *r, enum tw_being being)
{
    for (size_t k = 0; k < r->n; k++)
        if (r->v[k].who.being == being && !r->v[k].is_aside) return &r->v[k].who;
    return NULL;
}

const struct tw_referent *tw_recall_named(const struct tw_recall *r, const struct tw_referent *last)
{
    if (last && last->is_actor) return last;
    for (size_t k = 0; k < r->n; k++)
        if (r->v[k].who.being == TW_BEING_PERSON && r->v[k].who.is_actor && !r->v[k].is_aside)
            return &r->v[k].who;
    return NULL;
}

/* The newest person near that is known to have the gender. */
static const struct tw_recalled *known_person(const struct tw_recall *r, enum tw_gender gender,
                                              size_t token)
{
    for (size_t k = 0; k < r->n; k++) {
        const struct tw_recalled *it = &r->v[k];

        if (it->who.being == TW_BEING_PERSON && it->who.gender == gender
            && it->token + (it->is_aside ? ASIDE_NEAR : NEAR) > token)
            return it;
    }
    return NULL;
}

static const struct tw_referent *person(const struct tw_recall *r, enum tw_gender gender,
                                        size_t token)
{
    const struct tw_referent *newest = tw_recall_person(r, gender);
    const struct tw_recalled *known = known_person(r, gender, token);

    if (newest && newest->gender == gender) return newest;
    if (known && (gender == TW_GENDER_FEMALE || !newest)) return &known->who;
    return newest;
}

/* "it": the newest thing; "they": also a number of people; else the newest aside near. */
static const struct tw_referent *thing(const struct tw_recall *r, bool is_they, size_t token)
{
    for (size_t k = 0; k < r->n; k++) {
        enum tw_being being = r->v[k].who.being;

        if (r->v[k].is_aside || being == TW_BEING_PERSON || (being == TW_BEING_PEOPLE && !is_they))
            continue;
        return &r->v[k].who;
    }
    for (size_t k = 0; k < r->n; k++)
        if (r->v[k].who.being == TW_BEING_THING && r->v[k].token + ASIDE_NEAR > token)
            return &r->v[k].who;
    return NULL;
}

const struct tw_referent *tw_recall_pronoun(const struct tw_recall *r, enum tw_pronoun pronoun,
                                            size_t token)
{
    switch (pronoun) {
    case TW_PRONOUN_SHE: case TW_PRONOUN_HE: return person(r, tw_pronoun_gender(pronoun), token);
    case TW_PRONOUN_IT: return thing(r, false, token);
    case TW_PRONOUN_THEY: return thing(r, true, token);
    default: return NULL;
    }
}
