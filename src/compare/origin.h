/* compare/origin.h - whose reporting an account carries, and on how many origins a statement
** stands.
**
** An account has the origin of
**  - the agency in its dateline, or the body whose own statement it is;
**  - another account, when at least half of its words stand in passages taken
**    from it (four tenths when it credits it);
**  - the outlet that it credits and tells again: no reporter of its own, and
**    the text says whose report it is;
**  - the first account whose outlet has the same owner, when the user named it;
**  - else itself.
** A statement of an account has the account's origin, except
**  (a) inside a passage taken from another account: that account's;
**  (b) when the sentence says whose report it is: that outlet's;
**  (c) when a body's own statement says the same and came earlier: the body's,
**      if it is given as the body's, or in its words.
** A photo credit counts for nothing; quoting one speech is not one origin.
*/
#ifndef TW_COMPARE_ORIGIN_H
#define TW_COMPARE_ORIGIN_H
#include "compare/bodies.h"
#include "compare/copies.h"
#include "compare/who.h"

struct tw_apart { unsigned a, b; };

struct tw_origins {
    struct tw_arena *mem;
    const struct tw_views *views;
    const struct tw_outlets *outlets;
    const struct tw_copies *copies;
    const struct tw_slice *body;    /* per account */
    struct tw_who *speaks;          /* per account: its body as a speaker */
    unsigned *rank;                 /* per account: place in time */
    int *of;                        /* per account: index of an outlet */
    int *family;                    /* per outlet: the first of its owner, else itself */
    int *copy_of;                   /* per account: the one that it is a copy of; -1 = none */
    struct tw_slice *why;           /* per account */
    struct { struct tw_apart *v; size_t n, cap; } apart;    /* by what people said */
    unsigned n;                     /* different ones */
};

/* `account` tells the owners. */
void tw_origins_find(struct tw_arena *mem, const struct tw_account *account,
                     const struct tw_views *views,
                     const struct tw_outlets *outlets, const struct tw_copies *copies,
                         const struct tw_slice *body,
                     struct tw_origins *out);

/* Does as people said (originruled.c).  Adds an outlet where an account is to have
** another origin than its outlet's other accounts. */
void tw_origins_rule(struct tw_origins *o, struct tw_outlets *outlets, struct tw_rulings rulings);

/* Whether a person said that the accounts, or the account and that outlet's, are two origins. */
bool tw_origins_are_apart(const struct tw_origins *o, unsigned a, unsigned b);
bool tw_origins_is_apart_from(const struct tw_origins *o, unsigned account, int outlet);

/* A member of a statement, as far as origins need it. */
struct tw_backer {
    unsigned account;
    struct tw_span span;
    const struct tw_who *who;       /* NULL: narrated */
    const uint32_t *words; uint32_t words_n;    /* all its words as concepts, sorted; may be none */
};

/* Counts the accounts and origins that stand behind a statement. */
void tw_origins_count(const struct tw_origins *o, const struct tw_backer *v, size_t n,
                      unsigned *accounts, unsigned *origins);

/* The origin behind each backer, and the rule that says so. */
enum tw_origin_rule { TW_ORIGIN_OWN, TW_ORIGIN_PASSAGE, TW_ORIGIN_NAMED, TW_ORIGIN_BODY,
                      TW_ORIGIN_FOLLOWED };
struct tw_backed { int outlet; enum tw_origin_rule rule; };
void tw_origins_tell(const struct tw_origins *o, const struct tw_backer *v, size_t n,
                     struct tw_backed *out);

#endif
