/* extract/referent.h - whom a noun phrase or pronoun of an article means.
**
** Tried in this order: a pronoun's referent; capitals and palaces as their
** government ("the Kremlin"); the actor named in it ("Captain Aro Keel"); what
** extract/described.h makes of it; else its own words without the article.
** Words: data/en palaces, capitals, papers, collectives, women, given-names.
*/
#ifndef TW_EXTRACT_REFERENT_H
#define TW_EXTRACT_REFERENT_H
#include "extract/recall.h"
#include "extract/wordclass.h"

struct tw_referents {
    struct tw_arena *mem;
    const struct tw_classes *c;
    const struct tw_text *t;
    const struct tw_statements *out; /* its actors and mentions */
    struct tw_slice *name;           /* of each actor: a lord's with his title */
    enum tw_gender *gender;          /* of each actor */
    struct tw_recall recall;         /* kept by the caller as it reads on */
    struct tw_recall described;      /* speakers that are no actors, newest first */
};

/* Names and genders of all actors; nobody recalled yet. */
void tw_referents_start(struct tw_arena *mem, const struct tw_classes *c,
                        const struct tw_statements *out, struct tw_referents *r);

/* Whom the tokens [first, end) mean, knowing what is recalled. */
struct tw_referent tw_referent_of(const struct tw_referents *r, size_t first, size_t end);

/* The actor as a referent. */
struct tw_referent tw_referent_actor(const struct tw_referents *r, uint32_t actor);

/* The index of the first mention at or behind byte `off`. */
size_t tw_mention_at(const struct tw_statements *s, size_t off);

/* Where the head of the phrase ends: before "of", "who", a comma ... */
size_t tw_referent_head_end(const struct tw_classes *c, size_t first, size_t end);

/* A paper is named again without what followed its noun: "the indictment"
** after "an indictment unsealed on Tuesday". */
struct tw_referent tw_referent_short(struct tw_referent who);

/* The gender that titles and nouns of the tokens tell. */
enum tw_gender tw_gender_of_words(const struct tw_text *t, size_t first, size_t end);

#endif
