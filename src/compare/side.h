/* compare/side.h - what the parts of a comparison share while it is made. */
#ifndef TW_COMPARE_SIDE_H
#define TW_COMPARE_SIDE_H
#include "compare/origin.h"
#include "compare/utter.h"

struct tw_side {
    struct tw_arena *mem;
    struct tw_views views;
    struct tw_outlets outlets;
    struct tw_slice *body;              /* per account: whose own statement it is */
    struct tw_copies copies;
    struct tw_origins origins;
    struct tw_utterances utterances;
    size_t *first;                      /* per account and one more: its first utterance */
    uint32_t *group;                    /* per utterance: compare/match.h */
    uint8_t *grouped;                   /* per utterance: its group has two accounts */
    struct tw_comparison *out;
};

/* A stable name: of the kind of item and its earliest member. */
struct tw_slice tw_side_id(struct tw_side *s, const char *kind, unsigned account, struct tw_span span);

/* The parts, in the order tw_compare calls them; each fills its list in out. */
void tw_side_said(struct tw_side *s);           /* said.c */
void tw_side_figures(struct tw_side *s);        /* reconcile.c */
void tw_side_claims(struct tw_side *s);         /* positions.c */
void tw_side_only(struct tw_side *s);           /* only.c */
void tw_side_event(struct tw_side *s);          /* event.c */

#endif
