/* extract/described.h - whom a description means: "the mayor", "the company".
**
** In this order: a relation ("his widow"); the person introduced with the role
** ("the mayor"); the last person, for an age ("the 72-year-old"); the
** organisation that the noun stands for ("the company", "the directorate");
** somebody described with the noun before ("the diplomat"); for "a spokesman"
** alone whom he speaks for.  Words: data/en roles, orgnouns.
*/
#ifndef TW_EXTRACT_DESCRIBED_H
#define TW_EXTRACT_DESCRIBED_H
#include "extract/referent.h"

/* Whom the description in tokens [first, end) means; `self`, what it says of
** itself, when that is nobody the text has named. */
struct tw_referent tw_described(const struct tw_referents *r, size_t first, size_t end,
                                struct tw_referent self);

/* The role noun that a description of one person has for its head ("a furious
** mum of two", "the boss of the mill"); end: it is none. */
size_t tw_referent_role(const struct tw_referents *r, size_t first, size_t end);

/* True when the mention introduces the actor with the role at token `role`, at most
** `near` tokens away: "Mayor Aro Keel", "Aro Keel, the mayor". */
bool tw_mention_has_role(const struct tw_referents *r, size_t mention, size_t role, size_t near);

/* "72-year-old" */
bool tw_is_age(const struct tw_text *t, size_t i);

#endif
