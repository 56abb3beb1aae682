/* extract/recall.h - whom a text has spoken of lately, and whom a pronoun means.
**
** Three short memories, newest first: single persons, things (organisations,
** states, papers) and numbers of people.  Who spoke or headed a sentence
** counts; who was only mentioned counts less ("asides").
** Method: recency with agreement in gender and number (Lappin and Leass 1994
** without their syntax).  Fixed room, the oldest are forgotten.
*/
#ifndef TW_EXTRACT_RECALL_H
#define TW_EXTRACT_RECALL_H
#include "extract/pronoun.h"

enum tw_being { TW_BEING_PERSON, TW_BEING_THING, TW_BEING_PEOPLE };

struct tw_referent {
    struct tw_slice name;  /* as a speaker is named; empty = nobody */
    struct tw_slice words; /* as the text names it, without its article */
    enum tw_being being;
    enum tw_gender gender;
    bool is_actor; /* a name of the article, not a description */
    bool is_paper; /* a report, a letter */
};

enum { TW_RECALL_MOST = 20 };

struct tw_recalled {
    struct tw_referent who;
    size_t token;
    bool is_aside;
};
struct tw_recall {
    struct tw_recalled v[TW_RECALL_MOST];
    size_t n;
}; /* newest first */

/* Puts somebody at the head; an aside never makes less of who counted before. */
void tw_recall_add(struct tw_recall *r, struct tw_referent who, size_t token, bool is_aside);

/* What a pronoun at the token means; NULL: nobody known. */
const struct tw_referent *tw_recall_pronoun(const struct tw_recall *r, enum tw_pronoun pronoun,
                                            size_t token);

/* The newest person that is no aside and can have the gender; NULL: none. */
const struct tw_referent *tw_recall_person(const struct tw_recall *r, enum tw_gender gender);

/* The newest that is no aside and such a being; NULL: none. */
const struct tw_referent *tw_recall_newest(const struct tw_recall *r, enum tw_being being);

/* `last` when it is an actor, else the newest person that is and that counts; NULL: none. */
const struct tw_referent *tw_recall_named(const struct tw_recall *r,
                                          const struct tw_referent *last);

#endif
