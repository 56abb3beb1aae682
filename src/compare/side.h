/* compare/side.h - what the parts of a comparison share while it is made. */
#ifndef TW_COMPARE_SIDE_H
#define TW_COMPARE_SIDE_H
#include "compare/origin.h"
#include "compare/utter.h"

struct tw_edition_of {          /* what an account is among the editions of one */
    unsigned first;             /* the account that is the first of them; itself when there is one only */
    int before;                 /* the account that is the one before; -1 = none */
    unsigned number;            /* from 1 */
    bool is_last;
    struct tw_slice why;        /* of its being an edition of the one before */
};

struct tw_side {
    struct tw_arena *mem;
    struct tw_views views;
    struct tw_outlets outlets;
    struct tw_slice *body;              /* per account: whose own statement it is */
    struct tw_copies copies;
    struct tw_origins origins;
    struct tw_edition_of *edition;      /* per account */
    struct tw_utterances utterances;
    size_t *first;                      /* per account and one more: its first utterance */
    size_t *reach;                      /* per utterance: the furthest end of its account's up to it */
    uint32_t *group;                    /* per utterance: compare/match.h */
    uint8_t *grouped;                   /* per utterance: its group has two accounts */
    struct tw_comparison *out;
};

/* Makes the whole comparison; *s keeps what it was made from.  Both live in mem. */
void tw_side_make(struct tw_side *s, struct tw_arena *mem, const struct tw_account *accounts, size_t n,
                  struct tw_comparison *out);

/* A stable name: of the kind of item and its earliest member. */
struct tw_slice tw_side_id(struct tw_side *s, const char *kind, unsigned account, struct tw_span span);

/* The parts, in the order tw_compare calls them; each fills its list in out. */
void tw_side_said(struct tw_side *s);           /* said.c */
void tw_side_figures(struct tw_side *s);        /* reconcile.c */
void tw_side_claims(struct tw_side *s);         /* positions.c */
void tw_side_only(struct tw_side *s);           /* only.c */
void tw_side_event(struct tw_side *s);          /* event.c */
void tw_side_editions(struct tw_side *s);       /* edition.c */
void tw_side_rank(struct tw_side *s);           /* ranking.c */

static inline bool tw_side_is_one(const struct tw_side *s, unsigned a, unsigned b)
{
    return s->edition[a].first == s->edition[b].first;
}

#endif
