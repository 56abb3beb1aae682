/* compare/side.h - what the parts of a comparison share while it is made, and what
** is kept for the next one. */
#ifndef TW_COMPARE_SIDE_H
#define TW_COMPARE_SIDE_H
#include "compare/bars.h"
#include "compare/matching.h"
#include "compare/origin.h"
#include "compare/tallies.h"

struct tw_edition_of {          /* what an account is among the editions of one */
    /* the account that is the first of them; itself when there is one only */
    unsigned first;
    int before;                 /* the account that is the one before; -1 = none */
    unsigned number;            /* from 1 */
    bool is_last;
    struct tw_slice why;        /* of its being an edition of the one before */
};

struct tw_editing {             /* pairs of accounts looked at as editions */
    struct tw_arena *mem;
    /* share of the words that make them one; 0 = they are not */
    struct tw_pairs shares;
    struct tw_pairs rewritten;          /* index of v */
    struct tw_edition *v; size_t n, cap;        /* with the sentences that changed, no more */
};

struct tw_naming {              /* names that accounts have in common (event.c) */
    struct tw_bag *name; size_t name_cap;               /* per account */
    /* per pair: of 0 and 1, 0 and 2, 1 and 2, 0 and 3, ... */
    uint8_t *points; size_t pairs, pair_cap;
};

struct tw_side {
    struct tw_arena *mem;               /* of the comparison, which is made anew each time */
    struct tw_arena *lasting;           /* of what is read from an account alone */
    struct tw_arena *settled;           /* of what rests on the weights of words, too */
    struct tw_views views;
    struct tw_outlets outlets;
    struct tw_slice *body;              /* per account: whose own statement it is */
    struct tw_copying copying;
    struct tw_copies copies;
    struct tw_origins origins;
    struct tw_editing editing;
    struct tw_edition_of *edition;      /* per account */
    struct tw_utterances utterances;
    /* per account and one more: its first utterance; accounts whose are read */
    size_t *first, accounts, first_cap;
    /* per account and attribution: its source is the press */
    uint8_t **by_press; size_t press_cap;
    struct tw_matching matching;
    uint32_t *group;                    /* per utterance: compare/match.h */
    uint8_t *grouped;                   /* per utterance: its group has two accounts */
    struct tw_tallying tallying;
    struct tw_naming naming;
    struct tw_rulings rulings;          /* borrowed */
    struct tw_denials denials;
    struct tw_comparison *out;
};

/* One without accounts.  The three arenas may be one, when it is made once. */
struct tw_side tw_side_in(struct tw_arena *mem, struct tw_arena *lasting, struct tw_arena *settled);

/* Makes the whole comparison; *s keeps what it was made from.  Of the accounts
** those of the last time come first, as they were but for their owners. */
void tw_side_make(struct tw_side *s, const struct tw_account *accounts, size_t n,
                  struct tw_comparison *out);

struct tw_comparing;

/* What a growing comparison was made from last (comparing.c). */
const struct tw_side *tw_comparing_side(const struct tw_comparing *c);

/* A stable name: of the kind of item and its earliest member. */
struct tw_slice tw_side_id(const struct tw_side *s, const char *kind, unsigned account,
                           struct tw_span span);

/* True when a person said that the utterance's account names the wrong speaker for
** what its group says (said.c). */
bool tw_side_is_denied(const struct tw_side *s, uint32_t utterance);

/* What the members of a group call their speaker (said.c): the names, in the order
** of their first members, and the first noun phrase; without those denied. */
struct tw_vote { struct tw_slice name; size_t times; };
struct tw_votes { struct tw_vote *v; size_t n; struct tw_slice called; };
struct tw_votes tw_side_votes(const struct tw_side *s, const uint32_t *member, size_t n);

/* The parts, in the order tw_compare calls them; each fills its list in out. */
void tw_side_said(struct tw_side *s);           /* said.c */
void tw_side_figures(struct tw_side *s);        /* reconcile.c */
void tw_side_claims(struct tw_side *s);         /* positions.c */
void tw_side_only(struct tw_side *s);           /* only.c */
void tw_side_event(struct tw_side *s);          /* event.c */
/* event.c: for a new account, once its words have weights */
void tw_side_name(struct tw_side *s, unsigned account);
void tw_side_editions(struct tw_side *s);       /* edition.c */
void tw_side_rank(struct tw_side *s);           /* ranking.c */

static inline bool tw_side_is_one(const struct tw_side *s, unsigned a, unsigned b)
{
    return s->edition[a].first == s->edition[b].first;
}

#endif
